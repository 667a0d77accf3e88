import { dayOf, DAY_MS, HOUR_MS } from '../../domain/time.ts';
import { formatDay } from './day.ts';

const MINUTE_MS = 60_000;
/** Clocks of servers differ; up to this much in the future still reads as now. */
const CLOCK_SKEW_MS = 5 * MINUTE_MS;
/** After a week nobody counts days; the date says more. */
const RELATIVE_FOR_MS = 7 * DAY_MS;

const clock = new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** `2026-08-17T08:15:00+07:00` → `08:15, 17/08/2026`, in Asia/Ho_Chi_Minh wherever the reader is. Text that is no time comes back as it is. */
export function formatInstant(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : `${clock.format(at)}, ${formatDay(dayOf(at))}`;
}

/** `2 giờ trước`, up to a week; then, and for times in the future, the exact time. `now` in UTC milliseconds. */
export function formatRelative(iso: string, now: number): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  const age = now - at;
  if (age < -CLOCK_SKEW_MS || age >= RELATIVE_FOR_MS) return formatInstant(iso);
  if (age < MINUTE_MS) return 'vừa xong';
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)} phút trước`;
  if (age < DAY_MS) return `${Math.floor(age / HOUR_MS)} giờ trước`;
  return `${Math.floor(age / DAY_MS)} ngày trước`;
}
