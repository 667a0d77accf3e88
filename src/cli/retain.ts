import { DuLuanError } from '../domain/errors.ts';
import { dayOf } from '../domain/time.ts';
import { withSession } from './open-session.ts';

/** Ten years; more is a slip of the key. */
const MOST_MONTHS = 120;

/**
 * Drops items first seen before the last `months` months, the running one included, and prints one JSON line. Only counts unless `yes`. What was
 * dropped is not read again, and figures of closed weeks stay.
 * @throws DuLuanError USAGE for a number of months that is none
 */
export async function retain(options: { months: string; yes?: true }): Promise<void> {
  const before = monthBefore(options.months, Date.now());
  await withSession(async ({ engine }) => {
    const months = await engine.store.months();
    const old = months.filter(({ month }) => month < before);
    const items = sum(old);
    const dropped = options.yes && items > 0 ? await engine.store.dropMonths(before) : 0;
    console.log(JSON.stringify({ before, months: old, items, dropped, kept: sum(months) - items }));
    if (!options.yes && items > 0) console.error(`Nothing was dropped. To drop these ${items} items for good, add --yes`);
  });
}

/** First month, `YYYYMM`, that is kept when the running one and those before it are `months` in all. */
export function monthBefore(months: string, now: number): string {
  const count = Number(months);
  if (!Number.isInteger(count) || count < 1 || count > MOST_MONTHS)
    throw new DuLuanError('USAGE', { detail: `--months must be a whole number from 1 to ${MOST_MONTHS}` });
  const [year = 0, month = 0] = dayOf(now).split('-').map(Number);
  const first = year * 12 + month - 1 - (count - 1);
  return `${Math.floor(first / 12)}${String((first % 12) + 1).padStart(2, '0')}`;
}

function sum(months: readonly { items: number }[]): number {
  return months.reduce((total, { items }) => total + items, 0);
}
