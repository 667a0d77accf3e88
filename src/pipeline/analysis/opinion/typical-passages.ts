import { compareText } from '../../../language/compare-text.ts';
import { words } from '../../../language/tokenize.ts';
import { spokenForm } from '../spoken-forms.ts';
import { findNearDuplicates } from '../story/near-duplicates.ts';
import { passageCandidates, type Candidate, type Passage, type SaidText } from './passage-candidates.ts';

/** Weight per term, of unit length. */
type Vector = ReadonlyMap<string, number>;

interface Scored {
  readonly candidate: Candidate;
  readonly vector: Vector;
  /** Mean cosine to the other passages. */
  readonly centrality: number;
}

/** Two passages that are this alike say the same in other words; the next one should add something. */
const MOST_ALIKE = 0.5;

/**
 * The passages that stand closest to all others of a stream: at most `most`, the most central first, one of each text. Extractive: what is
 * returned is a place in a text, never words of ours. What was pasted many times counts as one passage, that of the first to say it, so that
 * copying makes nothing typical. The order of `texts` does not matter. Nearly linear: the mean cosine to all others is one product with
 * their sum. Empty when nothing can be quoted.
 */
export function typicalPassages(texts: readonly SaidText[], most: number): Passage[] {
  const said = texts.toSorted((a, b) => (a.publishedAt ?? Infinity) - (b.publishedAt ?? Infinity) || compareText(a.id, b.id));
  const chosen: Scored[] = [];
  for (const scored of rankByCentrality(withoutCopies(said.flatMap(passageCandidates)))) {
    if (chosen.length >= most) break;
    const isNew = chosen.every(({ candidate, vector }) => candidate.id !== scored.candidate.id && dot(vector, scored.vector) <= MOST_ALIKE);
    if (isNew) chosen.push(scored);
  }
  return chosen.map(({ candidate: { id, start, end } }) => ({ id, start, end }));
}

function withoutCopies(candidates: readonly Candidate[]): Candidate[] {
  const found = findNearDuplicates(candidates.map(({ text }, at) => ({ id: String(at), text })));
  return candidates.filter((_, at) => found[at]?.duplicateOf === null);
}

/** Ties stay in the order given. */
function rankByCentrality(candidates: readonly Candidate[]): Scored[] {
  const vectors = tfIdf(candidates.map(({ text }) => words(text).flatMap(spokenForm)));
  const sum = new Map<string, number>();
  for (const vector of vectors) for (const [term, weight] of vector) sum.set(term, (sum.get(term) ?? 0) + weight);
  const others = Math.max(candidates.length - 1, 1);
  return candidates
    .map((candidate, at) => {
      const vector = vectors[at] ?? new Map<string, number>();
      return { candidate, vector, centrality: (dot(vector, sum) - dot(vector, vector)) / others };
    })
    .toSorted((a, b) => b.centrality - a.centrality);
}

function tfIdf(texts: readonly (readonly string[])[]): Vector[] {
  const spread = new Map<string, number>();
  for (const text of texts) for (const term of new Set(text)) spread.set(term, (spread.get(term) ?? 0) + 1);
  return texts.map((text) => {
    const weights = new Map<string, number>();
    for (const term of text) weights.set(term, (weights.get(term) ?? 0) + Math.log(1 + texts.length / (spread.get(term) ?? 1)));
    const length = Math.sqrt(weights.values().reduce((total, weight) => total + weight * weight, 0));
    return new Map(weights.entries().map(([term, weight]): [string, number] => [term, weight / length]));
  });
}

function dot(one: Vector, other: Vector): number {
  let product = 0;
  for (const [term, weight] of one) product += weight * (other.get(term) ?? 0);
  return product;
}
