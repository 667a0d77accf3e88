import { STORY_GAP_DAYS } from '../../../domain/story.ts';
import { DAY_MS } from '../../../domain/time.ts';
import type { EventVector } from './event-vectors.ts';
import { namesOtherPlace } from './names-other-place.ts';

export interface Dated {
  readonly vector: EventVector;
  /** UTC milliseconds. */
  readonly at: number;
  /** Unit ids. */
  readonly places: readonly string[];
}

/** Pairs below this are no candidates. */
const LEAST_PAIR = 0.25;
/** Mean likeness over all pairs of two groups that become one: one false bridge between them cannot reach it. */
const LEAST_MEAN = 0.25;
/**
 * Likeness is divided by 1 + this per day between two items. The day after, the same words more often tell of the next event of the kind
 * (the next match, the next storm) than of the same one. From .1 to 1 precision on pairs rises steadily and recall falls slowly;
 * .3 still lets "khởi tố tài xế" join its accident three days later when names and places agree.
 */
const LOSS_PER_DAY = 0.3;
/** A term in more than this share of the items names a subject, not an event; looking past it keeps the search near linear. */
const COMMON_SHARE = 0.1;
/** In a small set every term has a large share. */
const FEWEST_AS_COMMON = 100;

interface Pair {
  readonly one: number;
  readonly other: number;
  readonly likeness: number;
}

interface Group {
  readonly members: number[];
  /** Sum of the members' vectors: its dot product with another sum is the sum over all pairs. */
  readonly sum: Map<number, number>;
  /** Sum of the members' times, for their mean. */
  atSum: number;
  first: number;
  last: number;
}

/**
 * Groups items that tell of one event; `items` ascend in time. Returns for each the place of the first item of its group. Average link over
 * the most alike pairs first: two groups become one only when all their members, on average, are alike.
 */
export function linkEvents(items: readonly Dated[]): number[] {
  const groups = items.map(({ vector, at }, index): Group => {
    const sum = new Map<number, number>();
    for (const [place, term] of vector.terms.entries()) sum.set(term, vector.weights[place] ?? 0);
    return { members: [index], sum, atSum: at, first: at, last: at };
  });
  const groupOf = [...groups];
  for (const { one, other } of alikePairs(items)) {
    const left = groupOf[one];
    const right = groupOf[other];
    if (!left || !right || left === right || !mayJoin(left, right)) continue;
    const [kept, taken] = left.members.length >= right.members.length ? [left, right] : [right, left];
    join(kept, taken);
    for (const member of taken.members) groupOf[member] = kept;
  }
  const firstOf = new Map<Group, number>();
  return groupOf.map((group, at) => {
    if (!firstOf.has(group)) firstOf.set(group, at);
    return firstOf.get(group) ?? at;
  });
}

function mayJoin(left: Group, right: Group): boolean {
  const gap = Math.max(left.first, right.first) - Math.min(left.last, right.last);
  if (gap > STORY_GAP_DAYS * DAY_MS) return false;
  const apart = Math.abs(left.atSum / left.members.length - right.atSum / right.members.length);
  const [small, large] = left.sum.size <= right.sum.size ? [left, right] : [right, left];
  let total = 0;
  for (const [term, weight] of small.sum) total += weight * (large.sum.get(term) ?? 0);
  return fade(total / (left.members.length * right.members.length), apart) >= LEAST_MEAN;
}

function fade(likeness: number, apartMs: number): number {
  return likeness / (1 + (LOSS_PER_DAY * apartMs) / DAY_MS);
}

function join(kept: Group, taken: Group): void {
  for (const [term, weight] of taken.sum) kept.sum.set(term, (kept.sum.get(term) ?? 0) + weight);
  kept.atSum += taken.atSum;
  kept.members.push(...taken.members);
  kept.first = Math.min(kept.first, taken.first);
  kept.last = Math.max(kept.last, taken.last);
}

/** All pairs within the gap that are alike enough, most alike first, ties by place. */
function alikePairs(items: readonly Dated[]): Pair[] {
  const pairs: Pair[] = [];
  const postings = keyTerms(items);
  const sums = new Float64Array(items.length);
  for (const [place, { vector, at, places }] of items.entries()) {
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
      const earlier = items[other];
      const likeness = fade(sums[other] ?? 0, at - (earlier?.at ?? at));
      sums[other] = 0;
      if (!earlier || likeness < LEAST_PAIR || namesOtherPlace(places, earlier.places)) continue;
      pairs.push({ one: other, other: place, likeness });
    }
  }
  return pairs.toSorted((a, b) => b.likeness - a.likeness || a.one - b.one || a.other - b.other);
}

interface Posting {
  readonly places: number[];
  readonly weights: number[];
  /** Places before this one lie too far back. */
  from: number;
}

/** An empty list for each term that can tell an event: one that at least two items and not too many have. */
function keyTerms(items: readonly Dated[]): Map<number, Posting> {
  const counts = new Map<number, number>();
  for (const { vector } of items) for (const term of vector.terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const most = Math.max(FEWEST_AS_COMMON, items.length * COMMON_SHARE);
  const kept = [...counts].filter(([, count]) => count > 1 && count <= most);
  return new Map(kept.map(([term]) => [term, { places: [], weights: [], from: 0 }]));
}
