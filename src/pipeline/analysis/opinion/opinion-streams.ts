import { TAKEN_STANCES, type TakenStance } from '../../../domain/opinion.ts';
import { breadthWords } from './breadth-words.ts';
import { wilsonInterval, type ShareInterval } from './wilson-interval.ts';

/** Below this a percentage pretends to more than the numbers hold: its interval would be some 35 points wide. Counts stand alone then. */
export const FEWEST_FOR_SHARE = 30;

/** Those who take the same stand towards the rule or measure at issue. */
export interface OpinionStream {
  readonly stance: TakenStance;
  /** null: withheld. */
  readonly count: number | null;
  /** Of all who take a stand. null when fewer than `FEWEST_FOR_SHARE` do, or when one of the streams is withheld. */
  readonly share: ShareInterval | null;
  /** How widely the view is held, in the words of opinion work; null where there is no share, and for a stream of nobody. */
  readonly breadth: string | null;
}

export interface OpinionStreams {
  /** Everyone who takes a stand, of whom the shares are. null when a stream is withheld, since the sum would tell it. */
  readonly taken: number | null;
  /** Items that take no stand, and those on which the classifier abstains. They are in no share. null: withheld. */
  readonly none: number | null;
  readonly abstained: number | null;
  /** All three, widest first, withheld ones last; equals in the order of the screen. */
  readonly streams: readonly OpinionStream[];
}

/**
 * How those who take a stand divide. `counts` are figures per stance and `abstained` that may be shown, absent for zero: everything here
 * follows from them, so it tells nothing that they withhold.
 */
export function opinionStreams(counts: ReadonlyMap<string, number | null>): OpinionStreams {
  const countOf = (name: string): number | null => (counts.has(name) ? (counts.get(name) ?? null) : 0);
  const sides = TAKEN_STANCES.map((stance) => ({ stance, count: countOf(stance) }));
  const taken = sides.reduce<number | null>((sum, { count }) => (sum === null || count === null ? null : sum + count), 0);
  return {
    taken,
    none: countOf('none'),
    abstained: countOf('abstained'),
    streams: sides
      .map(({ stance, count }) => {
        const share = taken === null || taken < FEWEST_FOR_SHARE || count === null ? null : wilsonInterval(count, taken);
        return { stance, count, share, breadth: share && share.value > 0 ? breadthWords(share.low) : null };
      })
      .toSorted((a, b) => (b.count ?? -1) - (a.count ?? -1)),
  };
}
