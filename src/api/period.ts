import { z } from 'zod';
import { daySchema } from '../domain/search-url.ts';
import { addDays, dayOf, startOfDay } from '../domain/time.ts';
import type { Span } from '../digest/count-span.ts';

/** A quarter: longer comparisons belong into a report, and the days are masked as one table. */
const MOST_DAYS = 92;

/** Parameters that name a period. */
export const periodShape = { to: daySchema.optional(), days: z.coerce.number().int().min(1).max(MOST_DAYS).default(7) };

export interface Period {
  /** Last day, inclusive; null for today, or the newest item's day when that is earlier. */
  readonly to: string | null;
  readonly days: number;
}

/** The days that are meant. `newestAt` is the newest item's time, null without items. */
export function spanOfPeriod(asked: Period, newestAt: number | null, now: number): Span {
  const to = asked.to ?? dayOf(Math.min(now, newestAt ?? now));
  return { from: startOfDay(addDays(to, 1 - asked.days)), to: startOfDay(addDays(to, 1)) };
}
