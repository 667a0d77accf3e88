import { addDays, DAY_MS, dayOf, HOUR_MS, startOfDay } from '../domain/time.ts';

/**
 * The content of day 0 is written for the morning, its last item for 07:15. Before this hour the day before is day 0, so
 * that the newsroom never shows an item of the future.
 */
const FIRST_HOUR_OF_DAY_ZERO = 9;

const MINUTE_MS = 60_000;
const WRITTEN = /^(-?\d{1,2}) (\d{2}):(\d{2})$/;
const MARK = /\{\{(m)?([+-]?\d{1,3})\}\}/g;

/** Day 0 of the content, `YYYY-MM-DD` in Asia/Ho_Chi_Minh, for a newsroom that is opened at `now`. */
export function anchorDayAt(now: number): string {
  return dayOf(now - FIRST_HOUR_OF_DAY_ZERO * HOUR_MS);
}

/** Instant of `-3 07:40`: day relative to day 0, then hour and minute. NaN for text of another form. */
export function instantOf(written: string, anchorDay: string): number {
  const match = WRITTEN.exec(written);
  if (!match) return Number.NaN;
  const [, day, hour, minute] = match;
  return startOfDay(anchorDay) + Number(day) * DAY_MS + Number(hour) * HOUR_MS + Number(minute) * MINUTE_MS;
}

/**
 * Fills dates in: `{{-1}}` is the day before the item's own day as a newspaper writes it (`11/11`), `{{m+1}}` the number of the month
 * after that of day 0. Text without marks stays as it is.
 */
export function fillDates(text: string, day: string, anchorDay: string): string {
  return text.replaceAll(MARK, (_, month: string | undefined, shift: string) =>
    month ? String(((Number(anchorDay.slice(5, 7)) - 1 + Number(shift) + 12) % 12) + 1) : shortDate(addDays(day, Number(shift))),
  );
}

function shortDate(day: string): string {
  return `${Number(day.slice(8, 10))}/${Number(day.slice(5, 7))}`;
}
