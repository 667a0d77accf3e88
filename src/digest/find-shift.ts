/** How many items of one week carried a label, among how many. */
export interface Tally {
  readonly count: number;
  readonly items: number;
}

export interface Shift {
  /** Share in the week, and in all weeks before together. */
  readonly share: number;
  readonly before: number;
  /** Distance in standard errors, negative for a fall. */
  readonly distance: number;
  readonly state: 'steady' | 'rise' | 'fall';
}

/** Below this a share moves by chance more than by anything that one would act on; such weeks are neither judged nor compared with. */
export const FEWEST_ITEMS = 50;
/** With fewer weeks there is no telling how much a share moves from week to week. */
export const FEWEST_WEEKS = 4;
/** Some 100 labels are watched each week: at 4 standard errors a false alarm comes about once in three years. */
const FAR = 4;
/** With many items a difference that nobody would notice is far beyond chance. Of shares, hence five points. */
const LARGE = 0.05;

/**
 * Compares the share of a label with the weeks before: a two-proportion z whose variance is widened by as much as those weeks differed among
 * themselves beyond chance (quasi-binomial), since news come in waves and a label that always jumps says nothing by jumping. null
 * when the week, or all but three of those before, are too small. Pure.
 */
export function findShift(week: Tally, weeksBefore: readonly Tally[]): Shift | null {
  const usable = weeksBefore.filter(({ items }) => items >= FEWEST_ITEMS);
  if (week.items < FEWEST_ITEMS || usable.length < FEWEST_WEEKS) return null;
  const total = sumOf(usable);
  const share = week.count / week.items;
  const before = total.count / total.items;
  const pooled = smoothed(sumOf([...usable, week]));
  const variance = spreadOf(usable, smoothed(total)) * pooled * (1 - pooled) * (1 / week.items + 1 / total.items);
  const distance = (share - before) / Math.sqrt(variance);
  const isFar = Math.abs(distance) >= FAR && Math.abs(share - before) >= LARGE;
  return { share, before, distance, state: isFar ? (distance > 0 ? 'rise' : 'fall') : 'steady' };
}

/** Pearson's χ² per degree of freedom: 1 where the weeks differ as much as chance makes them, and never less. */
function spreadOf(weeks: readonly Tally[], share: number): number {
  const chi = weeks.reduce((sum, { count, items }) => sum + (count - items * share) ** 2 / (items * share * (1 - share)), 0);
  return Math.max(1, chi / (weeks.length - 1));
}

function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce((sum, { count, items }) => ({ count: sum.count + count, items: sum.items + items }), { count: 0, items: 0 });
}

/** Never 0 or 1, so that a label which never occurred has a variance too. */
function smoothed({ count, items }: Tally): number {
  return (count + 1) / (items + 2);
}
