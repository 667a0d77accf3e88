import { addDays } from '../../domain/time.ts';
import { isDay } from '../format/day.ts';

/** Lengths on offer, in days; 7 compares with single weeks, 28 with the month that a report covers. */
export const PERIOD_DAYS = [7, 14, 28] as const;
export type PeriodDays = (typeof PERIOD_DAYS)[number];

const DEFAULT_DAYS: PeriodDays = 7;

export interface ChosenPeriod {
  readonly days: PeriodDays;
  /** Last day, counted in; null for the newest. */
  readonly to: string | null;
}

/** Reads `days` and `to` of an address. What is missing or no choice of ours falls back to 7 days up to the newest. */
export function readPeriod(params: URLSearchParams): ChosenPeriod {
  const asked = Number(params.get('days'));
  const to = params.get('to');
  return { days: PERIOD_DAYS.find((days) => days === asked) ?? DEFAULT_DAYS, to: to !== null && isDay(to) ? to : null };
}

/** The address of a choice; the default is the empty address, so that it stays the newest tomorrow. */
export function periodParams({ days, to }: ChosenPeriod): URLSearchParams {
  const params = new URLSearchParams();
  if (to !== null) params.set('to', to);
  if (days !== DEFAULT_DAYS) params.set('days', String(days));
  return params;
}

/** The same length, `steps` periods later (earlier when negative). `end` is the last day shown now. */
export function shiftPeriod(days: PeriodDays, end: string, steps: number): ChosenPeriod {
  return { days, to: addDays(end, steps * days) };
}
