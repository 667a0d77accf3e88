import { addDays, dayOf, startOfDay } from '../domain/time.ts';
import type { Store } from '../store/store.ts';
import type { Span } from './count-span.ts';

/** Four weeks even out weekends and single events, and are still the present. */
const MEAN_WEEKS = 4;

/** The weeks that a span is compared with: `weeks` of 7 days directly before it. */
export interface Before extends Span {
  readonly weeks: number;
}

/**
 * Up to `most` weeks, four unless said otherwise, directly before `start`, as far back as every one of them holds a dated item: weeks in which nothing was collected
 * would make anything look like a rise. `weeks` is 0, and the span empty, when there is nothing to compare with.
 */
export async function findWeeksBefore(store: Store, start: number, most = MEAN_WEEKS): Promise<Before> {
  const firstDay = dayOf(start);
  const trend = await store.trend({ from: startOfDay(addDays(firstDay, -7 * most)), to: start }, 'none');
  const days = new Set(trend.map((point) => point.day));
  let weeks = 0;
  while (weeks < most && hasDay(days, firstDay, weeks)) weeks += 1;
  return { from: startOfDay(addDays(firstDay, -7 * weeks)), to: start, weeks };
}

function hasDay(days: ReadonlySet<string>, firstDay: string, weeksBack: number): boolean {
  return [1, 2, 3, 4, 5, 6, 7].some((back) => days.has(addDays(firstDay, -7 * weeksBack - back)));
}
