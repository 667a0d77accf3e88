import { DAY_MS } from '../../domain/time.ts';
import type { Overview } from '../../domain/views.ts';
import type { MeanOf } from '../format/change.ts';

/** What the means of an overview are of: the server scales them to the length of the period. */
export function meanOfPeriod({ from, to, previousWeeks }: Overview['period']): MeanOf {
  const days = Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS) + 1;
  return { days, weeks: previousWeeks };
}
