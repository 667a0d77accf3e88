import { compareText } from '../../../language/compare-text.ts';
import { foldBare, hasDiacritics } from '../../../language/fold.ts';
import { hashWord } from '../story/shingles.ts';
import { collapsePhrases } from './collapse-phrases.ts';
import { learnWords } from './learn-words.ts';
import { logOddsRise } from './log-odds.ts';
import { phraseCandidates, type PhraseCandidate } from './phrase-candidates.ts';
import { phraseRuns, type PhraseText } from './phrase-runs.ts';
import { createPhraseTrie } from './phrase-trie.ts';
import { writePhrase } from './write-phrase.ts';

/** A text of the time that is looked at. */
export interface WatchedText {
  readonly text: string;
  /** Outlet; null when unknown or when it does not matter. */
  readonly voice: string | null;
}

/** What a phrase must rest on to be shown. */
export interface PhraseEvidence {
  readonly fewestTexts: number;
  /** Distinct voices; 0 when they do not matter. */
  readonly fewestVoices: number;
}

export interface RisingPhrase {
  /** As it is mostly written, word by word; a word may have several syllables. */
  readonly words: readonly string[];
  /** Toned syllables joined by spaces: searched for in quotes, it finds the phrase. */
  readonly key: string;
  /** Standard deviations of the log-odds above those before. */
  readonly rise: number;
}

export interface PhraseWatch {
  /** Takes in one text of the time before; keeps its figures only. */
  addBefore(text: string): void;
  /** What is said more, the steepest rise first; empty when nothing was said before. */
  rising(most: number): RisingPhrase[];
}

/** Of a thousand phrases that stay as they were, about one passes by chance. */
const LEAST_RISE = 3.1;
/** From 20 to 25 in a hundred may be beyond chance and is still no news. */
const LEAST_RATIO = 2;
/** Collapsing compares pairs. The rest rose less than all of these. */
const MOST_COMPARED = 300;

interface Tally {
  readonly candidate: PhraseCandidate;
  /** Places of the texts of now that it stands in, ascending. */
  readonly texts: number[];
  readonly voices: Set<string>;
  before: number;
}

/**
 * Watches for phrases that are said more in `texts` than in those given to `addBefore`. Words are learned from `texts` themselves. A text counts once per
 * phrase, and one that is repeated word for word counts once at all. What is typed without diacritics counts for every phrase that looks like it, as in a
 * search. Memory grows with `texts` and their frequent phrases, not with the time before; the order of texts does not matter.
 */
export function watchPhrases(texts: readonly WatchedText[], evidence: PhraseEvidence): PhraseWatch {
  const isNew = onceOnly();
  const said = texts.filter(({ text }) => isNew(text));
  const match = candidateMatcher(said, evidence.fewestTexts);
  for (const [at, { text, voice }] of said.entries()) {
    for (const tally of match.find(text)) {
      tally.texts.push(at);
      if (voice !== null) tally.voices.add(voice);
    }
  }
  const isNewBefore = onceOnly();
  let beforeTexts = 0;
  return {
    addBefore(text) {
      if (!isNewBefore(text)) return;
      beforeTexts += 1;
      for (const tally of match.find(text)) tally.before += 1;
    },
    rising(most) {
      const risen = match.tallies
        .filter(({ texts: now, voices }) => now.length >= evidence.fewestTexts && voices.size >= evidence.fewestVoices)
        .filter(({ texts: now, before }) => now.length * beforeTexts >= LEAST_RATIO * before * said.length)
        .map(({ candidate, texts: now, before }) => {
          const rise = logOddsRise({ now: now.length, nowTexts: said.length, before, beforeTexts });
          return { key: candidate.key, words: candidate.words, texts: now, rise };
        })
        .filter(({ rise }) => rise >= LEAST_RISE)
        .toSorted((a, b) => b.rise - a.rise || compareText(a.key, b.key))
        .slice(0, MOST_COMPARED);
      return collapsePhrases(risen)
        .map(({ key, words, texts: now, rise }) => ({
          key,
          rise,
          words: writePhrase(
            words,
            now.map((at) => said[at]?.text ?? ''),
          ),
        }))
        .filter(({ words }) => !isPartOfName(words))
        .slice(0, most);
    },
  };
}

/** Whether a text is heard for the first time. */
function onceOnly(): (text: string) => boolean {
  const known = new Set<number>();
  return (text) => known.size < known.add(hashWord(text)).size;
}

interface Matcher {
  readonly tallies: readonly Tally[];
  /** Every candidate that stands in a text, once. */
  find(text: string): Iterable<Tally>;
}

function candidateMatcher(said: readonly WatchedText[], fewest: number): Matcher {
  const runsOf = said.map(({ text }) => phraseRuns(text).runs.map((run) => run.map(({ toned }) => toned)));
  const tallies = withoutBareTwins(phraseCandidates(learnWords(runsOf), fewest)).map((candidate): Tally => ({
    candidate,
    texts: [],
    voices: new Set(),
    before: 0,
  }));
  const [toned, bare, plain] = [createPhraseTrie(), createPhraseTrie(), createPhraseTrie()];
  for (const [
    at,
    {
      candidate: { key },
    },
  ] of tallies.entries()) {
    const syllables = key.split(' ');
    const bareSyllables = foldBare(key).split(' ');
    if (hasDiacritics(key)) toned.add(syllables, at);
    else bare.add(bareSyllables, at);
    plain.add(bareSyllables, at);
  }
  const find = (text: string): Iterable<Tally> => {
    const found = new Set<number>();
    const add = (phrase: number): void => void found.add(phrase);
    const { runs, isPlain }: PhraseText = phraseRuns(text);
    for (const run of runs) {
      const bareRun = run.map((syllable) => syllable.bare);
      if (isPlain) plain.walk(bareRun, add);
      else {
        toned.walk(
          run.map((syllable) => syllable.toned),
          add,
        );
        bare.walk(bareRun, add);
      }
    }
    return [...found].flatMap((at) => tallies[at] ?? []);
  };
  return { tallies, find };
}

/** Leaves out what is only another phrase typed without diacritics: its texts count for that one. */
function withoutBareTwins(candidates: readonly PhraseCandidate[]): PhraseCandidate[] {
  const twins = new Set(candidates.filter(({ key }) => hasDiacritics(key)).map(({ key }) => foldBare(key)));
  return candidates.filter(({ key }) => hasDiacritics(key) || !twins.has(key));
}

/** A lone syllable with a capital is what is left of a name: of a person as often as not. */
function isPartOfName(words: readonly string[]): boolean {
  return words.length === 1 && /^\p{Lu}\S*$/u.test(words[0] ?? '');
}
