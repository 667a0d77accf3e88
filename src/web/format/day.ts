const WEEKDAYS = ['Chủ nhật', 'Thứ hai', 'Thứ ba', 'Thứ tư', 'Thứ năm', 'Thứ sáu', 'Thứ bảy'];

interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

function partsOf(day: string): DayParts | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  const parts = { year: Number(match[1]), month: Number(match[2]), date: Number(match[3]) };
  const at = new Date(Date.UTC(parts.year, parts.month - 1, parts.date));
  return at.getUTCMonth() === parts.month - 1 && at.getUTCDate() === parts.date ? parts : null;
}

/** True for a `YYYY-MM-DD` that exists in the calendar. */
export function isDay(text: string): boolean {
  return partsOf(text) !== null;
}

/** `2026-08-07` → `07/08/2026`, as the digest writes it. Text that is no day comes back as it is. */
export function formatDay(day: string): string {
  const parts = partsOf(day);
  return parts ? `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}` : day;
}

/** A date as a text says it, a day or only a month: `2023-08` → `08/2023`. */
export function formatSaidDate(date: string): string {
  return /^\d{4}-\d{2}$/.test(date) ? `${date.slice(5)}/${date.slice(0, 4)}` : formatDay(date);
}

/** `2026-08-07` → `07/08`, for axes. */
export function formatDayShort(day: string): string {
  const parts = partsOf(day);
  return parts ? `${day.slice(8)}/${day.slice(5, 7)}` : day;
}

/** `2026-08-07` → `Thứ sáu, 07/08/2026`. */
export function formatDayLong(day: string): string {
  const parts = partsOf(day);
  if (!parts) return day;
  const weekday = new Date(Date.UTC(parts.year, parts.month - 1, parts.date)).getUTCDay();
  return `${WEEKDAYS[weekday] ?? ''}, ${formatDay(day)}`;
}

/** First and last day, both counted: `từ 17/08 đến 23/08/2026`; the year is repeated when it differs; one day is `ngày 17/08/2026`. */
export function formatPeriod(from: string, to: string): string {
  if (from === to) return `ngày ${formatDay(from)}`;
  const sameYear = partsOf(from)?.year === partsOf(to)?.year;
  return `từ ${sameYear ? formatDayShort(from) : formatDay(from)} đến ${formatDay(to)}`;
}
