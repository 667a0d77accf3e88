import { STORY_GAP_DAYS } from '../../../domain/story.ts';
import { DAY_MS } from '../../../domain/time.ts';
import { candidatePairs } from './candidate-pairs.ts';
import type { EventItem } from './describe-events.ts';
import { namesOtherPlace } from './names-other-place.ts';
import { sameEventProbability, type SameEventModel } from './same-event.ts';

/**
 * From here on a pair speaks for joining the stories of its items, though it is not enough to begin with. On our labels .3 finds a little more
 * and takes in more that is wrong; .5 is what a coin would say.
 */
const SPEAKS_FOR = 0.4;

/** Two items by their places, and how likely they tell of one event. */
export interface LikelyPair {
  readonly one: number;
  readonly other: number;
  readonly probability: number;
}

interface Group {
  readonly members: number[];
  first: number;
  last: number;
}

/** All pairs that speak for one event, most likely first, ties by place; `items` ascend in time. Another place makes another event. */
export function likelyPairs(items: readonly EventItem[], model: SameEventModel): LikelyPair[] {
  const pairs: LikelyPair[] = [];
  for (const [one, other] of candidatePairs(items)) {
    const [earlier, later] = [items[one], items[other]];
    if (!earlier || !later || namesOtherPlace(earlier.places, later.places)) continue;
    const probability = sameEventProbability(earlier, later, model);
    if (probability >= SPEAKS_FOR) pairs.push({ one, other, probability });
  }
  return pairs.toSorted((a, b) => b.probability - a.probability || a.one - b.one || a.other - b.other);
}

/**
 * Groups items that tell of one event. The most likely pairs come first, down to `joinAt`; two groups become one only when more than half of the
 * members of *each* have a partner in the other. A bridge, likely to belong to both, is one member: it never speaks for a story of two or
 * more. `times` ascend. Returns for each item the place of the first item of its group.
 */
export function linkEvents(times: readonly number[], pairs: readonly LikelyPair[], joinAt: number): number[] {
  const partners = times.map((): number[] => []);
  for (const { one, other } of pairs) {
    partners[one]?.push(other);
    partners[other]?.push(one);
  }
  const groupOf = times.map((at, index): Group => ({ members: [index], first: at, last: at }));
  for (const { one, other, probability } of pairs) {
    if (probability < joinAt) break;
    const [left, right] = [groupOf[one], groupOf[other]];
    if (!left || !right || left === right || isTooLate(left, right) || !isBacked({ left, right, partners, groupOf })) continue;
    const [kept, taken] = left.members.length >= right.members.length ? [left, right] : [right, left];
    kept.members.push(...taken.members);
    kept.first = Math.min(kept.first, taken.first);
    kept.last = Math.max(kept.last, taken.last);
    for (const member of taken.members) groupOf[member] = kept;
  }
  const firstOf = new Map<Group, number>();
  return groupOf.map((group, at) => {
    if (!firstOf.has(group)) firstOf.set(group, at);
    return firstOf.get(group) ?? at;
  });
}

function isTooLate(left: Group, right: Group): boolean {
  return Math.max(left.first, right.first) - Math.min(left.last, right.last) > STORY_GAP_DAYS * DAY_MS;
}

interface Proposal {
  readonly left: Group;
  readonly right: Group;
  readonly partners: readonly (readonly number[])[];
  readonly groupOf: readonly Group[];
}

function isBacked({ left, right, partners, groupOf }: Proposal): boolean {
  const ofRight = new Set<number>();
  let ofLeft = 0;
  for (const member of left.members) {
    const found = (partners[member] ?? []).filter((partner) => groupOf[partner] === right);
    if (found.length > 0) ofLeft += 1;
    for (const partner of found) ofRight.add(partner);
  }
  return ofLeft * 2 > left.members.length && ofRight.size * 2 > right.members.length;
}
