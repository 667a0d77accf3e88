import { DAY_MS } from '../../../domain/time.ts';
import type { EventItem } from './describe-events.ts';
import { likeness, type EventVector } from './event-vectors.ts';
import { sharedCount } from './shingles.ts';

/** What is compared of two items, in the order of the weights. */
export const PAIR_FEATURES = [
  /** Cosine of title and lead. */
  'likeness',
  'titleLikeness',
  /** ln(1 + shared pairs of neighbours that few other items have). */
  'rareTerms',
  /** ln(1 + shared amounts and counts that few other items have). */
  'rareNumbers',
  /** Whether both name somebody or something and nothing of it is the same. */
  'otherNames',
  /** Share of one title, by weight, that the other item's title and lead hold; the larger and the smaller of the two ways. */
  'titleHeldMore',
  'titleHeldLess',
  /** ln(1 + days). */
  'daysApart',
  'bothColumns',
  'bothCases',
  'oneCase',
] as const;

/** The same whichever of the two comes first. */
export function pairFeatures(one: EventItem, other: EventItem): number[] {
  const [held, holding] = [heldShare(one.title, other.vector), heldShare(other.title, one.vector)];
  return [
    likeness(one.vector, other.vector),
    likeness(one.title, other.title),
    Math.log1p(sharedCount(one.rareTerms, other.rareTerms)),
    Math.log1p(sharedCount(one.rareNumbers, other.rareNumbers)),
    Number(one.names.length > 0 && other.names.length > 0 && sharedCount(one.names, other.names) === 0),
    Math.max(held, holding),
    Math.min(held, holding),
    Math.log1p(Math.abs(one.at - other.at) / DAY_MS),
    Number(one.isColumn && other.isColumn),
    Number(one.isCase && other.isCase),
    Number(one.isCase !== other.isCase),
  ];
}

/** The squared weights of a vector of unit length sum to 1, so the shared ones are a share. */
function heldShare(title: EventVector, whole: EventVector): number {
  let sum = 0;
  for (let left = 0, right = 0; left < title.terms.length && right < whole.terms.length;) {
    const difference = (title.terms[left] ?? 0) - (whole.terms[right] ?? 0);
    if (difference === 0) sum += (title.weights[left] ?? 0) ** 2;
    if (difference <= 0) left += 1;
    if (difference >= 0) right += 1;
  }
  return sum;
}
