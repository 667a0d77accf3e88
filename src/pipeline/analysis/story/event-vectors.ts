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

/** Terms of one text with their counts. */
export type TermCounts = ReadonlyMap<string, number>;

/** Syllables, figures and pairs of neighbours of an item; a pair is written with a space. */
export interface EventTerms {
  /** Of title and lead; a term in the title counts double. */
  readonly all: TermCounts;
  readonly title: TermCounts;
}

export function eventTerms(title: string, lead: string): EventTerms {
  const ofTitle = new Map<string, number>();
  addTerms(title, ofTitle);
  const all = new Map([...ofTitle].map(([term, count]) => [term, count * TITLE_FACTOR]));
  addTerms(lead, all);
  return { all, title: ofTitle };
}

function addTerms(text: string, counts: Map<string, number>): void {
  const tokens = tokenize(text);
  const add = (term: string, weight: number): void => void counts.set(term, (counts.get(term) ?? 0) + weight);
  for (const [at, token] of tokens.entries()) {
    if (STOP_SYLLABLES.has(token.toned)) continue;
    add(token.toned, /^\d/.test(token.toned) ? NUMBER_FACTOR : SYLLABLE_FACTOR);
    const next = tokens[at + 1];
    if (!next || STOP_SYLLABLES.has(next.toned) || !isNeighbour(text, token, next)) continue;
    const pair = `${token.toned} ${next.toned}`;
    add(pair, isCapital(text, token) && isCapital(text, next) ? NAME_FACTOR : 1);
  }
}

function isNeighbour(text: string, one: Token, next: Token): boolean {
  return next.start - one.end === 1 && text[one.end] === ' ';
}

function isCapital(text: string, token: Token): boolean {
  return /\p{Lu}/u.test(text[token.start] ?? '');
}

/** What a set of texts says of a term. */
export interface Vocabulary {
  /** Terms are numbered in the order of the alphabet, so that sums are added up in the same order whatever came first. */
  readonly numberOf: ReadonlyMap<string, number>;
  /** By the term's number: ln((N + 1) / (n + ½)) with a background added to N. What only two texts have in common weighs most. */
  readonly rarity: Float64Array;
}

export function vocabularyOf(texts: readonly Iterable<string>[]): Vocabulary {
  const counts = new Map<string, number>();
  for (const text of texts) for (const term of text) counts.set(term, (counts.get(term) ?? 0) + 1);
  const terms = [...counts.keys()].toSorted(byCodeUnits);
  return {
    numberOf: new Map(terms.map((term, at) => [term, at])),
    rarity: Float64Array.from(terms, (term) => rarity(texts.length, counts.get(term) ?? 0)),
  };
}

/**
 * TF-IDF of one text of the vocabulary's: √count · rarity, of unit length. A text without terms gives an empty vector.
 */
export function vectorOf(counts: TermCounts, vocabulary: Vocabulary): EventVector {
  const entries = [...counts].map(([term, count]): [number, number] => {
    const number = vocabulary.numberOf.get(term) ?? 0;
    return [number, Math.sqrt(count) * (vocabulary.rarity[number] ?? 0)];
  });
  entries.sort((a, b) => a[0] - b[0]);
  const length = Math.sqrt(entries.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return { terms: Uint32Array.from(entries, ([term]) => term), weights: Float64Array.from(entries, ([, weight]) => weight / length) };
}

/** Cosine of two vectors of one vocabulary, 0 to 1. */
export function likeness(one: EventVector, other: EventVector): number {
  let sum = 0;
  for (let left = 0, right = 0; left < one.terms.length && right < other.terms.length;) {
    const difference = (one.terms[left] ?? 0) - (other.terms[right] ?? 0);
    if (difference === 0) sum += (one.weights[left] ?? 0) * (other.weights[right] ?? 0);
    if (difference <= 0) left += 1;
    if (difference >= 0) right += 1;
  }
  return sum;
}

/** A set of a few items says little about rarity: as if a thousand others without the term stood beside it. */
const BACKGROUND = 1_000;

function rarity(total: number, frequency: number): number {
  return Math.log((total + BACKGROUND + 1) / (frequency + 0.5));
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
