import { checkMonth } from '../check-month.ts';
import type { MonthCount } from '../store.ts';
import type { ElasticsearchGround } from './settle-batch.ts';
import { withBackOff } from './with-back-off.ts';

/** More months than anybody keeps. */
const MOST_MONTHS = 10_000;

/** Items per month of first sight, oldest first: what each index holds. */
export async function countMonths({ client, names, backOff }: ElasticsearchGround): Promise<MonthCount[]> {
  const aggs = { months: { terms: { field: '_index', size: MOST_MONTHS } } };
  const answer = await withBackOff(() => client.search({ index: names.items, aggs, size: 0, track_total_hits: false }), backOff);
  const found = answer.aggregations as unknown as { months: { buckets: readonly { key: string; doc_count: number }[] } }; // asked for above
  return found.months.buckets
    .map(({ key, doc_count: items }) => ({ month: key.slice(-'YYYYMM'.length), items }))
    .toSorted((a, b) => (a.month < b.month ? -1 : 1));
}

/**
 * Deletes the indices of all months before `before` and returns how many items they held.
 * @throws DuLuanError BAD_REQUEST for anything but `YYYYMM`
 */
export async function dropMonths(ground: ElasticsearchGround, before: string): Promise<number> {
  checkMonth(before);
  const { client, names, backOff } = ground;
  let dropped = 0;
  for (const { month, items } of await countMonths(ground)) {
    if (month >= before) continue;
    // Another process may have dropped it meanwhile.
    await withBackOff(() => client.indices.delete({ index: `${names.items}-${month}`, ignore_unavailable: true }), backOff);
    dropped += items;
  }
  return dropped;
}
