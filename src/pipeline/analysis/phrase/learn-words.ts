import { STOP_SYLLABLES } from '../stop-syllables.ts';

/** Texts cut into words. A word stands as its number in `words`, where it has one or more syllables joined by spaces. */
export interface WordTexts {
  readonly words: readonly string[];
  /** Runs of words of each text. */
  readonly texts: readonly (readonly (readonly number[])[])[];
}

/** Pairs that are met less often may have met by chance. */
const FEWEST_PAIRS = 5;
/**
 * Normalised pointwise mutual information from which two neighbours are one word: 1 means that neither is ever met without the other, 0 that
 * they meet as chance has it (Bouma, 2009). Chosen by reading what it joins in news: at .4 it joins "dùng dép đánh", at .6 it parts "giao thông".
 */
const LEAST_NPMI = 0.5;
/** Two rounds: `giấy phép` and `lái xe`, then `giấy phép lái xe`. No longer word is met. */
const ROUNDS = 2;
/** Two numbers of words as one key; no time has so many words. */
const PAIR = 2 ** 25;

/**
 * Learns from the texts themselves which syllables belong together, and joins them; no dictionary is asked. Every round joins neighbours that are met
 * together much more often than apart, the firmest pair first. Takes the runs of syllables of each text. The order of texts teaches nothing.
 */
export function learnWords(texts: readonly (readonly (readonly string[])[])[]): WordTexts {
  const numbers = new Map<string, number>();
  const words: string[] = [];
  const numberOf = (word: string): number => {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    numbers.set(word, words.length);
    return words.push(word) - 1;
  };
  let numbered: readonly (readonly (readonly number[])[])[] = texts.map((runs) => runs.map((run) => run.map(numberOf)));
  for (let round = 0; round < ROUNDS; round += 1) {
    const firm = firmPairs(numbered, words);
    const join = (one: number, next: number): number => numberOf(`${words[one] ?? ''} ${words[next] ?? ''}`);
    numbered = numbered.map((runs) => runs.map((run) => joinPairs(run, firm, join)));
  }
  return { words, texts: numbered };
}

/** Pairs of neighbours that are one word, with how firmly they stand together. */
function firmPairs(texts: WordTexts['texts'], words: readonly string[]): Map<number, number> {
  const singles = new Uint32Array(words.length);
  const pairs = new Map<number, number>();
  let total = 0;
  for (const run of texts.values().flatMap((runs) => runs)) {
    for (const [at, word] of run.entries()) {
      total += 1;
      singles[word] = (singles[word] ?? 0) + 1;
      const next = run[at + 1];
      if (next !== undefined) pairs.set(word * PAIR + next, (pairs.get(word * PAIR + next) ?? 0) + 1);
    }
  }
  const firm = new Map<number, number>();
  for (const [pair, count] of pairs) {
    if (count < FEWEST_PAIRS) continue;
    const [one, next] = [Math.floor(pair / PAIR), pair % PAIR];
    if (!isJoinable(words[one] ?? '') || !isJoinable(words[next] ?? '')) continue;
    const npmi = Math.log((count * total) / ((singles[one] ?? 1) * (singles[next] ?? 1))) / -Math.log(count / total);
    if (npmi >= LEAST_NPMI) firm.set(pair, npmi);
  }
  return firm;
}

/** Small words and numbers stand by themselves, however often they follow the same word. */
function isJoinable(word: string): boolean {
  return !STOP_SYLLABLES.has(word) && !/^\d/.test(word);
}

/** Joins the firmest pairs first; of equals the first in the run. No word is joined twice in one round. */
function joinPairs(
  run: readonly number[],
  firm: ReadonlyMap<number, number>,
  join: (one: number, next: number) => number,
): readonly number[] {
  const found: { readonly at: number; readonly npmi: number }[] = [];
  for (let at = 0; at + 1 < run.length; at += 1) {
    const npmi = firm.get((run[at] ?? 0) * PAIR + (run[at + 1] ?? 0));
    if (npmi !== undefined) found.push({ at, npmi });
  }
  if (found.length === 0) return run;
  const joined = new Set<number>();
  for (const { at } of found.toSorted((a, b) => b.npmi - a.npmi || a.at - b.at)) {
    if (!joined.has(at - 1) && !joined.has(at + 1)) joined.add(at);
  }
  return run.flatMap((word, at) => (joined.has(at - 1) ? [] : [joined.has(at) ? join(word, run[at + 1] ?? 0) : word]));
}
