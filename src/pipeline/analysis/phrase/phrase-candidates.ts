import { compareText } from '../../../language/compare-text.ts';
import { STOP_SYLLABLES } from '../stop-syllables.ts';
import type { WordTexts } from './learn-words.ts';

/** A run of words that might be a phrase. */
export interface PhraseCandidate {
  /** Its syllables, toned, joined by spaces: what makes two phrases the same. */
  readonly key: string;
  /** Its words, each of one or more syllables. */
  readonly words: readonly string[];
}

/** "Toàn dân tham gia bảo đảm trật tự, an toàn giao thông" is longer, but its first words tell it. */
const MOST_WORDS = 5;
/** The number of a run and that of a word as one key. */
const PAIR = 2 ** 25;
const RARE = -1;

/** Words besides the joining ones with which nobody would begin or end what he quotes: of time, of degree, of address. */
const EDGES = new Set([
  ...STOP_SYLLABLES,
  ...'ở hôm nay qua mai sáng trưa chiều tối đêm vừa đang bằng tới lên xuống nhất rồi thôi nữa vẫn đều chưa chẳng chứ à ạ nhé nhỉ vậy thế sao quá em cô chú bác cháu tôi mình ta họ nó khoảng gần hàng thêm do cho biết'.split(
    ' ',
  ),
]);

/**
 * Every run of one to five words that stands in at least `fewest` texts and begins and ends with a word that means something. Level by level: a run can
 * only be frequent when both its shorter ends are, which bounds memory by what is frequent.
 */
export function phraseCandidates({ words, texts }: WordTexts, fewest: number): PhraseCandidate[] {
  const best = new Map<string, PhraseCandidate & { readonly count: number }>();
  let level: Level | null = null;
  for (let length = 1; length <= MOST_WORDS; length += 1) {
    level = nextLevel(level, length, { words, texts }, fewest);
    for (const run of level.found) keepBest(best, run);
  }
  return [...best.values()]
    .filter((one) => isMeaningful(one.words))
    .map((one) => ({ key: one.key, words: one.words }))
    .toSorted((a, b) => compareText(a.key, b.key));
}

interface CountedRun {
  readonly words: readonly string[];
  readonly count: number;
}

/** Frequent runs of one length: at each place of `runs` the number in `found` of the run that begins there, or RARE. */
interface Level {
  readonly runs: WordTexts['texts'];
  readonly found: readonly CountedRun[];
}

/** Runs of `length` words, made from the `shorter` ones by one word more; null for single words. */
function nextLevel(shorter: Level | null, length: number, { words, texts }: WordTexts, fewest: number): Level {
  const keyAt = (text: number, run: number, at: number): number => {
    const last = texts[text]?.[run]?.[at + length - 1];
    if (last === undefined) return RARE;
    if (!shorter) return last;
    const numbers = shorter.runs[text]?.[run];
    const begins = numbers?.[at] ?? RARE;
    return begins === RARE || (numbers?.[at + 1] ?? RARE) === RARE ? RARE : begins * PAIR + last;
  };
  const counts = countTexts(texts, keyAt);
  const found: CountedRun[] = [];
  const numbers = new Map<number, number>();
  for (const [key, count] of counts) {
    if (count < fewest) continue;
    const begins = shorter?.found[Math.floor(key / PAIR)]?.words ?? [];
    numbers.set(key, found.push({ words: [...begins, words[key % PAIR] ?? ''], count }) - 1);
  }
  return {
    found,
    runs: texts.map((runs, text) => runs.map((run, at) => run.map((_, place) => numbers.get(keyAt(text, at, place)) ?? RARE))),
  };
}

/** In how many texts each key stands. */
function countTexts(texts: WordTexts['texts'], keyAt: (text: number, run: number, at: number) => number): Map<number, number> {
  const counts = new Map<number, number>();
  const lastIn = new Map<number, number>();
  for (const [text, runs] of texts.entries()) {
    for (const [run, words] of runs.entries()) {
      for (let at = 0; at < words.length; at += 1) {
        const key = keyAt(text, run, at);
        if (key === RARE || lastIn.get(key) === text) continue;
        lastIn.set(key, text);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  return counts;
}

/** The same syllables may be cut into words in several ways; the most frequent one is kept, of equals the first in code unit order. */
function keepBest(best: Map<string, PhraseCandidate & CountedRun>, { words, count }: CountedRun): void {
  const key = words.join(' ');
  const known = best.get(key);
  const isBetter = !known || count > known.count || (count === known.count && compareText(words.join('|'), known.words.join('|')) < 0);
  if (isBetter) best.set(key, { key, words, count });
}

/** A number may end a phrase (`nghị định 168`), not begin it; a lone letter says nothing. */
function isMeaningful(words: readonly string[]): boolean {
  const [first = '', last = ''] = [words[0], words.at(-1)];
  if (EDGES.has(first) || EDGES.has(last) || !/^\p{L}/u.test(first)) return false;
  return words.some((word) => /\p{L}{2}/u.test(word));
}
