import { foldBare, foldToned } from './fold.ts';

/** One word of a text. Offsets are UTF-16 units of the text that was given, `[start, end)`. */
export interface Token {
  /** Lower case, NFC, tone placed by rule, diacritics kept. */
  readonly toned: string;
  /** The same without diacritics, đ as d. */
  readonly bare: string;
  readonly start: number;
  readonly end: number;
}

/**
 * A word is a run of letters, marks and digits; everything else separates. Vietnamese writes a space between syllables, so these are
 * syllables; words of several syllables are met as neighbours. NFD text keeps its marks inside the word.
 */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200b-\u200d\u2060\ufeff]*/gu;
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/gu;

const bareMemo = new Map<string, string>();
const MEMO_LIMIT = 60_000;

/** The one tokenizer: search, models and duplicates all see these words. Linear in the text; empty for no words. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const written = match[0];
    const toned = foldToned(written.replace(INVISIBLE, ''));
    tokens.push({ toned, bare: bareOf(toned), start: match.index, end: match.index + written.length });
  }
  return tokens;
}

/** Only the folded words, in order. */
export function words(text: string): string[] {
  return tokenize(text).map((token) => token.toned);
}

function bareOf(toned: string): string {
  const known = bareMemo.get(toned);
  if (known !== undefined) return known;
  const bare = foldBare(toned);
  if (bareMemo.size >= MEMO_LIMIT) bareMemo.clear();
  bareMemo.set(toned, bare);
  return bare;
}
