import { foldBare, foldToned } from './fold.ts';
import { BEGINS, codePointIn, SEPARATES, wordKind } from './word-kinds.ts';

/** One word of a text. Offsets are UTF-16 units of the text that was given, `[start, end)`. */
export interface Token {
  /** Lower case, NFC, tone placed by rule, diacritics kept. */
  readonly toned: string;
  /** The same without diacritics, đ as d. */
  readonly bare: string;
  readonly start: number;
  readonly end: number;
}

const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/gu;

/**
 * Longest word in UTF-16 units; what is longer keeps its beginning. No word has more, but broken pages hold runs of kilobytes, which the memo
 * tables would keep. Elasticsearch splits beyond 255, and words without diacritics may be three times as long: Hangul comes apart.
 */
const LONGEST_WORD = 85;

interface Folds extends Pick<Token, 'toned' | 'bare'> {
  readonly written: string;
}

/**
 * Words as written, each at the slots of its hash until others take its place: most words of a text have been seen before, and are
 * found here without being cut out of it. Some 20,000 spellings cover the language. No text can make it grow or search.
 */
const memo: (Folds | undefined)[] = Array.from({ length: 2 ** 15 });
/** Two slots that follow each other belong to the same hashes, the younger word in front. */
const SLOT_MASK = memo.length - 2;
const HASH_START = 0x811c9dc5;
const HASH_FACTOR = 0x01000193;

/**
 * The one tokenizer: search, models and duplicates all see these words. A word is a run of letters, marks and digits; everything else separates.
 * Vietnamese writes a space between syllables, so these are syllables; words of several syllables are met as neighbours. NFD text keeps its marks
 * inside the word. Linear in the text; empty for no words.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let start = -1;
  let hash = HASH_START;
  for (let at = 0; at < text.length;) {
    const codePoint = codePointIn(text, at);
    const kind = wordKind(codePoint);
    if (start >= 0 && kind === SEPARATES) {
      tokens.push(readToken(text, start, at, hash));
      start = -1;
    } else if (start >= 0 || kind === BEGINS) {
      hash = Math.imul((start < 0 ? HASH_START : hash) ^ codePoint, HASH_FACTOR);
      if (start < 0) start = at;
    }
    at += codePoint > 0xffff ? 2 : 1;
  }
  if (start >= 0) tokens.push(readToken(text, start, text.length, hash));
  return tokens;
}

function readToken(text: string, start: number, end: number, hash: number): Token {
  const { toned, bare } = recall(text, start, end, (hash ^ (hash >>> 15)) & SLOT_MASK);
  return { toned, bare, start, end };
}

/** The folds of the word that stands at `[start, end)` of a text, from its two slots or made anew. */
function recall(text: string, start: number, end: number, slot: number): Folds {
  const young = memo[slot];
  if (young && isWritten(young.written, text, start, end)) return young;
  const old = memo[slot + 1];
  if (old && isWritten(old.written, text, start, end)) return old;
  const folds = foldsOf(text.slice(start, end));
  if (folds.written.length <= LONGEST_WORD) {
    memo[slot + 1] = young;
    memo[slot] = folds;
  }
  return folds;
}

/** Whether a word stands at `[start, end)` of a text. */
function isWritten(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let at = 0; at < word.length; at += 1) if (word.charCodeAt(at) !== text.charCodeAt(start + at)) return false;
  return true;
}

/** Only the folded words, in order. */
export function words(text: string): string[] {
  return tokenize(text).map((token) => token.toned);
}

/** NFD is up to four times as long as NFC, which is what counts. The cut never falls between the halves of a surrogate pair. */
function foldLong(word: string): string {
  const composed = word.normalize('NFC');
  if (composed.length <= LONGEST_WORD) return foldToned(composed);
  const head = composed.toLowerCase().slice(0, LONGEST_WORD);
  return head.isWellFormed() ? head : head.slice(0, -1);
}

function foldsOf(slice: string): Folds {
  // A copy, for a slice would keep its whole text in memory as long as the memo keeps the word.
  const written = slice.length > LONGEST_WORD ? slice : Array.from(slice).join('');
  const word = written.replace(INVISIBLE, '');
  const toned = word.length > LONGEST_WORD ? foldLong(word) : foldToned(word);
  return { written, toned, bare: foldBare(toned) };
}
