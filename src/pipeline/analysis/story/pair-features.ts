import { DAY_MS, HOUR_MS } from '../../../domain/time.ts';
import type { EventItem } from './describe-events.ts';
import { likeness } from './event-vectors.ts';

/** What is compared of two items, in the order of the weights. Rarities are logarithms: adding them up multiplies the odds of chance. */
export const PAIR_FEATURES = [
  /** Cosine of title and lead. */
  'likeness',
  /** ln(1 + the sum of the rarities of shared syllables). A story told in other words still shares many. */
  'sharedSyllables',
  /** Rarity of the rarest shared syllable: a name that hardly anybody else mentions. */
  'rarestSyllable',
  /** Rarity of the rarest shared pair of neighbours. */
  'rarestPair',
  /** Share of the syllables of the longer item, by rarity, that the other one holds. */
  'syllablesHeld',
  /** ln(1 + the sum of the rarities of the title's syllables that the other item lacks); the larger of the two ways. */
  'titleLost',
  /** ln(1 + shared numbers, days included). */
  'sharedNumbers',
  /** An outlet seldom tells of one event twice; it does tell of one subject again and again. */
  'sameOutlet',
  /** Hours up to a day. */
  'hoursApart',
  /** ln(1 + days). */
  'daysApart',
] as const;

const HOURS_PER_DAY = DAY_MS / HOUR_MS;

/** The same whichever of the two comes first. */
export function pairFeatures(one: EventItem, other: EventItem): number[] {
  const { rarity } = one;
  const syllables = shared(one.syllables, other.syllables, rarity);
  const longer = Math.max(total(one.syllables, rarity), total(other.syllables, rarity));
  const apart = Math.abs(one.at - other.at);
  return [
    likeness(one.vector, other.vector),
    Math.log1p(syllables.sum),
    syllables.largest,
    shared(one.pairs, other.pairs, rarity).largest,
    longer === 0 ? 0 : syllables.sum / longer,
    Math.log1p(Math.max(lost(one, other), lost(other, one))),
    Math.log1p(one.numbers.intersection(other.numbers).size),
    Number(one.outlet !== null && one.outlet === other.outlet),
    Math.min(apart / HOUR_MS, HOURS_PER_DAY),
    Math.log1p(apart / DAY_MS),
  ];
}

/** Rarity of the title that the other item does not mention. */
function lost(one: EventItem, other: EventItem): number {
  const { rarity } = one;
  return Math.max(0, total(one.titleSyllables, rarity) - shared(one.titleSyllables, other.syllables, rarity).sum);
}

function total(terms: Uint32Array, rarity: Float64Array): number {
  return terms.reduce((sum, term) => sum + (rarity[term] ?? 0), 0);
}

/** Rarities of the terms that both have: their sum and the largest. */
function shared(one: Uint32Array, other: Uint32Array, rarity: Float64Array): { sum: number; largest: number } {
  let [sum, largest] = [0, 0];
  for (let left = 0, right = 0; left < one.length && right < other.length;) {
    const [term, difference] = [one[left] ?? 0, (one[left] ?? 0) - (other[right] ?? 0)];
    if (difference === 0) {
      sum += rarity[term] ?? 0;
      largest = Math.max(largest, rarity[term] ?? 0);
    }
    if (difference <= 0) left += 1;
    if (difference >= 0) right += 1;
  }
  return { sum, largest };
}
