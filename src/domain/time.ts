/**
 * Days and weeks are those of Asia/Ho_Chi_Minh everywhere; instants are UTC milliseconds.
 * Viet Nam keeps UTC+7 all year since 1975, so a day is found by a fixed shift. Temporal would say the same at
 * twenty times the cost, and trends ask this once per item.
 */
const OFFSET_MS = 7 * 3_600_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** `YYYY-MM-DD` of an instant, in Asia/Ho_Chi_Minh. */
export function dayOf(instant: number): string {
  return new Date(instant + OFFSET_MS).toISOString().slice(0, 10);
}

/** First instant of a `YYYY-MM-DD` day in Asia/Ho_Chi_Minh. NaN for text that is no date. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) - OFFSET_MS;
}

/** ISO 8601 with +07:00, the only form in which an instant leaves the program. */
export function toIso(instant: number): string {
  return `${new Date(instant + OFFSET_MS).toISOString().slice(0, -1)}+07:00`;
}

/** Monday of the week of a day, as `YYYY-MM-DD`. */
export function mondayOf(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  const back = (new Date(at).getUTCDay() + 6) % 7;
  return new Date(at - back * DAY_MS).toISOString().slice(0, 10);
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** ISO week of a day, `2026-W34`: the week that holds its Thursday. */
export function weekOf(day: string): string {
  const thursday = addDays(mondayOf(day), 3);
  const year = Number(thursday.slice(0, 4));
  const dayOfYear = (Date.parse(`${thursday}T00:00:00Z`) - Date.UTC(year, 0, 1)) / DAY_MS;
  return `${year}-W${String(Math.floor(dayOfYear / 7) + 1).padStart(2, '0')}`;
}

/** Monday of an ISO week such as `2026-W34`, or null when the text names no week that exists. */
export function mondayOfWeek(week: string): string | null {
  const match = /^(\d{4})-W(\d{2})$/.exec(week);
  if (!match) return null;
  const firstMonday = mondayOf(`${match[1]}-01-04`);
  const monday = addDays(firstMonday, (Number(match[2]) - 1) * 7);
  return weekOf(monday) === week ? monday : null;
}
