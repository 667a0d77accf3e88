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

type Folds = Pick<Token, 'toned' | 'bare'>;

/** By the word as written: most words of a text have been seen before, and folding costs more than looking up. */
const foldsMemo = new Map<string, Folds>();
const MEMO_LIMIT = 60_000;

/**
 * The one tokenizer: search, models and duplicates all see these words. A word is a run of letters, marks and digits; everything else separates.
 * Vietnamese writes a space between syllables, so these are syllables; words of several syllables are met as neighbours. NFD text keeps its marks
 * inside the word. Linear in the text; empty for no words.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let start = -1;
  for (let at = 0; at < text.length;) {
    const codePoint = codePointIn(text, at);
    const kind = wordKind(codePoint);
    if (start < 0) {
      if (kind === BEGINS) start = at;
    } else if (kind === SEPARATES) {
      tokens.push(readToken(text, start, at));
      start = -1;
    }
    at += codePoint > 0xffff ? 2 : 1;
  }
  if (start >= 0) tokens.push(readToken(text, start, text.length));
  return tokens;
}

function readToken(text: string, start: number, end: number): Token {
  const written = text.slice(start, end);
  const { toned, bare } = foldsMemo.get(written) ?? foldsOf(written);
  return { toned, bare, start, end };
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

function foldsOf(written: string): Folds {
  const word = written.replace(INVISIBLE, '');
  const toned = word.length > LONGEST_WORD ? foldLong(word) : foldToned(word);
  const folds = { toned, bare: foldBare(toned) };
  if (written.length > LONGEST_WORD) return folds;
  if (foldsMemo.size >= MEMO_LIMIT) foldsMemo.clear();
  foldsMemo.set(written, folds);
  return folds;
}
