import { STORY_GAP_DAYS } from '../../../domain/story.ts';
import { DAY_MS } from '../../../domain/time.ts';
import type { EventItem } from './describe-events.ts';

/** Places of two items, the earlier one first. */
export type CandidatePair = readonly [one: number, other: number];

/** Cosine of title and lead below which pairs are not looked at: of the labelled pairs that tell of one event, 2 % lie below. */
const LEAST_LIKENESS = 0.1;
/** A term in more than this share of the items names a subject, not an event; looking past it keeps the search near linear. */
const COMMON_SHARE = 0.1;
/** In a small set every term has a large share. */
const FEWEST_AS_COMMON = 100;

interface Posting {
  readonly places: number[];
  readonly weights: number[];
  /** Places before this one lie too far back. */
  from: number;
}

/** All pairs within the longest gap of a story that have enough words in common; `items` ascend in time. */
export function* candidatePairs(items: readonly EventItem[]): Generator<CandidatePair> {
  const postings = keyTerms(items);
  const sums = new Float64Array(items.length);
  for (const [place, { vector, at }] of items.entries()) {
    const touched: number[] = [];
    for (const [index, term] of vector.terms.entries()) {
      const posting = postings.get(term);
      if (!posting) continue;
      const weight = vector.weights[index] ?? 0;
      while (at - (items[posting.places[posting.from] ?? place]?.at ?? at) > STORY_GAP_DAYS * DAY_MS) posting.from += 1;
      for (let next = posting.from; next < posting.places.length; next += 1) {
        const other = posting.places[next] ?? 0;
        if (sums[other] === 0) touched.push(other);
        sums[other] = (sums[other] ?? 0) + weight * (posting.weights[next] ?? 0);
      }
      posting.places.push(place);
      posting.weights.push(weight);
    }
    for (const other of touched) {
      const likeness = sums[other] ?? 0;
      sums[other] = 0;
      if (likeness >= LEAST_LIKENESS) yield [other, place];
    }
  }
}

/** An empty list for each term that can tell an event: one that at least two items and not too many have. */
function keyTerms(items: readonly EventItem[]): Map<number, Posting> {
  const counts = new Map<number, number>();
  for (const { vector } of items) for (const term of vector.terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const most = Math.max(FEWEST_AS_COMMON, items.length * COMMON_SHARE);
  const kept = [...counts].filter(([, count]) => count > 1 && count <= most);
  return new Map(kept.map(([term]) => [term, { places: [], weights: [], from: 0 }]));
}
