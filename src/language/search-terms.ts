import { foldBare, hasDiacritics } from './fold.ts';
import { tokenize } from './tokenize.ts';

/**
 * What is indexed of one item, the same for every store: words of title and body, space-joined. `plain` repeats the bare words of
 * texts that were typed without any diacritics, and is empty otherwise.
 */
export interface IndexedText {
  readonly toned: string;
  readonly bare: string;
  readonly plain: string;
}

/**
 * One condition of a search; all conditions of a search must hold. `words` stand next to each other in this order when `exact`, else all of
 * them within a window of `words.length + SLOP` words, in any order.
 * `toned` conditions match the toned words, or the bare words of texts typed without diacritics; others match the bare words.
 */
export interface SearchTerm {
  readonly words: readonly string[];
  readonly exact: boolean;
  readonly toned: boolean;
}

/**
 * Most words of others between the searched ones. Without a window, `nong do con` finds every long article, because
 * nóng, đó and còn are everywhere; with 0, "tai nạn quốc lộ 5" misses "tai nạn trên quốc lộ 5".
 */
export const SLOP = 6;

/** Texts of fewer words say too little about how their writer types. */
const FEWEST_PLAIN_WORDS = 3;

export function indexedText(title: string, text: string): IndexedText {
  const tokens = [...tokenize(title), ...tokenize(text)];
  const bare = tokens.map((token) => token.bare).join(' ');
  const isPlain = tokens.length >= FEWEST_PLAIN_WORDS && tokens.every((token) => token.bare === token.toned);
  return { toned: tokens.map((token) => token.toned).join(' '), bare, plain: isPlain ? bare : '' };
}

/**
 * Reads what was typed: "quoted words" are a phrase, each run of other words is one near group. A run with any diacritic means what it
 * says; a run without means every word that looks like it. Empty when the text holds no word: such a search finds nothing.
 */
export function searchTerms(typed: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const [part, quoted] of quotedParts(typed)) {
    const found = [...new Set(tokenize(part).map((token) => token.toned))];
    const inOrder = quoted ? tokenize(part).map((token) => token.toned) : found;
    if (inOrder.length === 0) continue;
    const toned = hasDiacritics(part);
    terms.push({ words: toned ? inOrder : inOrder.map(foldBare), exact: quoted, toned });
  }
  return terms;
}

/** An opening quote without a closing one quotes to the end, as a reader who is still typing means it. */
function quotedParts(typed: string): [string, boolean][] {
  return typed
    .replaceAll(/[“”„«»]/g, '"')
    .split('"')
    .map((part, index): [string, boolean] => [part, index % 2 === 1]);
}

/** Spans `[start, end)` of `text` whose word is one of the terms' words, for highlighting. Ascending, never overlapping. */
export function findHits(text: string, terms: readonly SearchTerm[]): [number, number][] {
  const toned = new Set(terms.filter((term) => term.toned).flatMap((term) => term.words));
  const bare = new Set(terms.filter((term) => !term.toned).flatMap((term) => term.words));
  const tokens = tokenize(text);
  const isPlain = tokens.every((token) => token.bare === token.toned);
  const tonedBare = new Set([...toned].map(foldBare));
  return tokens
    .filter((token) => toned.has(token.toned) || bare.has(token.bare) || (isPlain && tonedBare.has(token.bare)))
    .map((token) => [token.start, token.end]);
}
