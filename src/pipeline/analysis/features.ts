import { cleanText, foldBare } from '../../language/fold.ts';
import { tokenize } from '../../language/tokenize.ts';
import { binSet } from './bin-set.ts';
import { findCues } from './cues.ts';
import { binOf, hashText, joinHashes } from './feature-hash.ts';
import { spokenForm } from './spoken-forms.ts';
import type { ItemKind } from '../../domain/raw-item.ts';

/** What a model reads of one item. `threadTitle` is what a comment answers; of news and posts it is not read. */
export interface ModelInput {
  readonly kind: ItemKind;
  readonly title: string;
  readonly text: string;
  readonly threadTitle: string | null;
}

/** Sparse vector: `bins` are distinct, in order of first sight, each with the value at the same index. */
export interface FeatureVector {
  readonly bins: Int32Array;
  readonly values: Float32Array;
}

/** News says what it is about in title and lead; reading on costs time and brings in other matters. Characters. */
const MOST_NEWS_TEXT = 800;
/** A comment of more than some 350 words is rare, and its opinion stands before that. Characters. */
const MOST_PUBLIC_TEXT = 2_000;
const MOST_TITLE = 300;
/** One letter takes up to four UTF-16 units in NFD, so this much of the raw text surely holds the wanted characters. */
const UNITS_PER_LETTER = 4;

/**
 * How much each kind of feature counts, as the length of its part of the vector: words and their neighbours, characters within a syllable,
 * title (own for news, context for comments), signs. Chosen by cross-validation on the training files, grouped by post title and by text: of
 * `thread`, .4 and .8 were compared, and the larger helps topic in both (.61 to .63, .77 to .77) and relevance of seen posts.
 */
const WEIGHTS = { words: 1, characters: 0.7, newsTitle: 0.7, thread: 0.7, cues: 0.3 } as const;

const NAMESPACE = {
  toned: hashText('toned'),
  bare: hashText('bare'),
  characters: hashText('characters'),
  newsTitle: hashText('news title'),
  thread: hashText('thread'),
  cue: hashText('cue'),
  kind: hashText('kind'),
} as const;

const SYLLABLE_MEMO_LIMIT = 60_000;

/** What a model reads of one syllable. */
export interface Syllable {
  /** Hash of the word, toned and bare. */
  readonly toned: number;
  readonly bare: number;
  /** Hash and bin of the word as a feature of its own; the hash begins those of pairs. */
  readonly tonedWord: number;
  readonly bareWord: number;
  readonly tonedBin: number;
  readonly bareBin: number;
  /** Bins of the character 2–4-grams of the bordered word, toned. */
  readonly characters: readonly number[];
}

/** The syllables that a folded word stands for, usually one. */
export type SyllableReader = (word: string) => readonly Syllable[];

/**
 * Makes the function that turns an input into its vector. The same input gives the same vector, NFC or NFD; an empty one gives its signs
 * only. Takes time linear in the characters that are read, at most some 3,000. Not re-entrant across calls, hence one per owner.
 */
export function featureExtractor(): (input: ModelInput) => FeatureVector {
  const syllablesOf = syllableReader();
  const collector = binCollector();
  return (input) => {
    collector.start();
    readFeatures(input, collector, syllablesOf);
    return collector.vector();
  };
}

/** Hears the features of one input in a fixed order, block by block. A bin may come several times. */
export interface FeatureSink {
  /**
   * A feature that the last `size` words up to the one at index `last` make up, counted in the block's own words; 0 words for what lies in no word.
   */
  add(bin: number, last: number, size: number): void;
  /** Ends a block: all bins added since the last end get one value, so that the block has this length. */
  close(length: number): void;
}

/** The blocks in their order, and the words that `last` and `size` count in each: title and text, or the context alone. */
export const FEATURE_BLOCKS = ['own', 'own', 'context', 'none'] as const;

/** Tells a sink every feature of an input. */
export function readFeatures(input: ModelInput, sink: FeatureSink, syllablesOf: SyllableReader): void {
  const isNews = input.kind === 'news';
  const { title, text, context } = partsRead(input);
  const own: Syllable[] = [];
  readSyllables(title, syllablesOf, own);
  const titled = own.length;
  readSyllables(text, syllablesOf, own);
  addWords(sink, own);
  sink.close(WEIGHTS.words);
  let at = 0;
  for (const syllable of own) {
    for (const bin of syllable.characters) sink.add(bin, at, 1);
    at += 1;
  }
  sink.close(WEIGHTS.characters);
  addTitle(sink, isNews ? own.slice(0, titled) : readSyllables(context, syllablesOf, []), isNews ? NAMESPACE.newsTitle : NAMESPACE.thread);
  sink.close(isNews ? WEIGHTS.newsTitle : WEIGHTS.thread);
  const opinion = isNews ? `${title}\n${text}` : text;
  for (const cue of findCues(opinion, own.length)) sink.add(binOf(joinHashes(NAMESPACE.cue, hashText(cue))), 0, 0);
  sink.add(binOf(joinHashes(NAMESPACE.kind, isNews ? 1 : 2)), 0, 0);
  sink.close(WEIGHTS.cues);
}

/** Value of each of so many distinct features in a block of this length, as a vector keeps it. */
export function blockValue(length: number, distinct: number): number {
  return Math.fround(length / Math.sqrt(Math.max(1, distinct)));
}

/** What is read of an input, cleaned and cut: `context` is the title again for news, and that of the thread for a comment. */
export function partsRead(input: ModelInput): { readonly title: string; readonly text: string; readonly context: string } {
  const isNews = input.kind === 'news';
  const title = firstCharacters(input.title, MOST_TITLE);
  const text = firstCharacters(input.text, isNews ? MOST_NEWS_TEXT : MOST_PUBLIC_TEXT);
  return { title, text, context: isNews ? title : firstCharacters(input.threadTitle ?? '', MOST_TITLE) };
}

/** Makes syllables and remembers them: they repeat. */
export function syllableReader(): SyllableReader {
  const memo = new Map<string, readonly Syllable[]>();
  return (word) => {
    const known = memo.get(word);
    if (known) return known;
    if (memo.size >= SYLLABLE_MEMO_LIMIT) memo.clear();
    const made = spokenForm(word).map(makeSyllable);
    memo.set(word, made);
    return made;
  };
}

function firstCharacters(text: string, most: number): string {
  return cleanText(text.slice(0, most * UNITS_PER_LETTER)).slice(0, most);
}

/** Appends the syllables of a text to those read before. */
function readSyllables(text: string, syllablesOf: SyllableReader, read: Syllable[]): Syllable[] {
  for (const { toned } of tokenize(text)) for (const syllable of syllablesOf(toned)) read.push(syllable);
  return read;
}

function makeSyllable(word: string): Syllable {
  const bordered = `^${word}$`;
  const characters: number[] = [];
  for (let size = 2; size <= 4; size += 1) {
    for (let at = 0; at + size <= bordered.length && at < MOST_WORD_LETTERS; at += 1) {
      characters.push(binOf(joinHashes(NAMESPACE.characters, hashText(bordered.slice(at, at + size)))));
    }
  }
  const toned = hashText(word);
  const bare = hashText(foldBare(word));
  const tonedWord = joinHashes(NAMESPACE.toned, toned);
  const bareWord = joinHashes(NAMESPACE.bare, bare);
  return { toned, bare, tonedWord, bareWord, tonedBin: binOf(tonedWord), bareBin: binOf(bareWord), characters };
}

/** Vietnamese syllables have at most seven letters; what is longer is a foreign word or noise, of which the beginning is enough. */
const MOST_WORD_LETTERS = 16;

function addWords(sink: FeatureSink, own: readonly Syllable[]): void {
  let before: Syllable | null = null;
  let pair = 0;
  let at = 0;
  for (const syllable of own) {
    sink.add(syllable.tonedBin, at, 1);
    sink.add(syllable.bareBin, at, 1);
    if (before) {
      const tonedPair = joinHashes(before.tonedWord, syllable.toned);
      sink.add(binOf(tonedPair), at, 2);
      sink.add(binOf(joinHashes(before.bareWord, syllable.bare)), at, 2);
      if (pair !== 0) sink.add(binOf(joinHashes(pair, syllable.toned)), at, 3);
      pair = tonedPair;
    }
    before = syllable;
    at += 1;
  }
}

function addTitle(sink: FeatureSink, title: readonly Syllable[], namespace: number): void {
  let before: Syllable | null = null;
  let at = 0;
  for (const syllable of title) {
    sink.add(binOf(joinHashes(namespace, syllable.toned)), at, 1);
    if (before) sink.add(binOf(joinHashes(joinHashes(namespace, before.toned), syllable.toned)), at, 2);
    before = syllable;
    at += 1;
  }
}

interface BinCollector extends FeatureSink {
  start(): void;
  vector(): FeatureVector;
}

function binCollector(): BinCollector {
  const seen = binSet();
  let bins: number[] = [];
  let values: number[] = [];
  return {
    start() {
      seen.clear();
      bins = [];
      values = [];
    },
    add(bin) {
      if (seen.add(bin)) bins.push(bin);
    },
    close(length) {
      const value = blockValue(length, bins.length - values.length);
      while (values.length < bins.length) values.push(value);
    },
    vector: () => ({ bins: Int32Array.from(bins), values: Float32Array.from(values) }),
  };
}
