import { tokenize, type Token } from '../../../language/tokenize.ts';
import { STOP_SYLLABLES } from '../stop-syllables.ts';

/** Sparse vector of unit length: terms ascending, weights beside them. */
export interface EventVector {
  readonly terms: Uint32Array;
  readonly weights: Float64Array;
}

/** A headline is written to name the event; the lead often begins with its background. */
const TITLE_FACTOR = 2;
/** Names and figures tell events apart better than the words around them. */
const NAME_FACTOR = 1.6;
const NUMBER_FACTOR = 1.3;
/** Single syllables are half words, so they only help pairs along. */
const SYLLABLE_FACTOR = 0.5;

/** Terms of one text with their counts; a term in the title counts double. */
export type TermCounts = ReadonlyMap<string, number>;

/** Words, pairs of neighbours, names and figures of title and lead. */
export function eventTerms(title: string, lead: string): TermCounts {
  const counts = new Map<string, number>();
  addTerms(title, TITLE_FACTOR, counts);
  addTerms(lead, 1, counts);
  return counts;
}

function addTerms(text: string, factor: number, counts: Map<string, number>): void {
  const tokens = tokenize(text);
  const add = (term: string, weight: number): void => void counts.set(term, (counts.get(term) ?? 0) + weight * factor);
  for (const [at, token] of tokens.entries()) {
    if (STOP_SYLLABLES.has(token.toned)) continue;
    const isNumber = /^\d/.test(token.toned);
    add(token.toned, isNumber ? NUMBER_FACTOR : SYLLABLE_FACTOR);
    const next = tokens[at + 1];
    if (!next || STOP_SYLLABLES.has(next.toned) || !isNeighbour(text, token, next)) continue;
    const isName = isCapital(text, token) && isCapital(text, next);
    add(`${token.toned} ${next.toned}`, isName ? NAME_FACTOR : 1);
  }
}

function isNeighbour(text: string, one: Token, next: Token): boolean {
  return next.start - one.end === 1 && text[one.end] === ' ';
}

function isCapital(text: string, token: Token): boolean {
  return /\p{Lu}/u.test(text[token.start] ?? '');
}

/**
 * TF-IDF over the given texts, in their order: √count · ln((N + 1) / (n + ½))², of unit length. Squaring rarity makes what only two
 * texts have in common weigh most. A text without terms gives an empty vector.
 */
export function eventVectors(texts: readonly TermCounts[]): EventVector[] {
  const frequency = new Map<string, number>();
  for (const counts of texts) for (const term of counts.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  // Numbered in the order of the alphabet, so that sums are added up in the same order whatever came first.
  const numbers = new Map([...frequency.keys()].toSorted(byCodeUnits).map((term, at) => [term, at]));
  return texts.map((counts) => {
    const entries = [...counts].map(([term, count]): [number, number] => [
      numbers.get(term) ?? 0,
      Math.sqrt(count) * rarity(texts.length, frequency.get(term) ?? 1),
    ]);
    entries.sort((a, b) => a[0] - b[0]);
    const length = Math.sqrt(entries.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
    return { terms: Uint32Array.from(entries, ([term]) => term), weights: Float64Array.from(entries, ([, weight]) => weight / length) };
  });
}

/** A set of a few items says little about rarity: as if a thousand others without the term stood beside it. */
const BACKGROUND = 1_000;

function rarity(total: number, frequency: number): number {
  return Math.log((total + BACKGROUND + 1) / (frequency + 0.5));
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
