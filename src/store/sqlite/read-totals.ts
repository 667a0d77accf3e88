import type { Outcome, Settlement } from '../../domain/outcome.ts';
import type { SqliteFile } from '../../sqlite/sqlite-file.ts';
import type { StoreTotals } from '../store.ts';
import { UNDATED } from './compile-query.ts';

type OffTopic = Extract<Settlement, { outcome: 'off-topic' }>;

/** Each of these reads one index and no table. */
const TOTALS = `
  SELECT
    (SELECT COUNT(*) FROM items) AS items,
    (SELECT COUNT(*) FROM items WHERE sort_at = ${UNDATED}) AS undated,
    (SELECT COUNT(*) FROM outcomes WHERE outcome = 'off-topic') AS offTopic,
    (SELECT COUNT(*) FROM items WHERE reprint_of IS NOT NULL) AS reprints,
    (SELECT COUNT(DISTINCT story_id) FROM items WHERE story_id IS NOT NULL AND sort_at > ${UNDATED}) AS stories,
    (SELECT MIN(sort_at) FROM items WHERE sort_at > ${UNDATED}) AS oldestAt,
    (SELECT MAX(sort_at) FROM items WHERE sort_at > ${UNDATED}) AS newestAt`;

export function readTotals(file: SqliteFile): StoreTotals {
  return { ...file.sql(TOTALS).get() } as unknown as StoreTotals; // columns of TOTALS
}

/** Keys that were never settled are absent. */
export function readOutcomes(file: SqliteFile, keys: readonly string[]): ReadonlyMap<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  const find = file.sql('SELECT outcome FROM outcomes WHERE key = ?');
  for (const key of keys) {
    const row = find.get(key);
    if (row) outcomes.set(key, row['outcome'] as Outcome); // written by settleBatch
  }
  return outcomes;
}

/** Keys of one page of a scan. */
const OUTCOMES_PAGE = 1_000;

/** Pages of what was not kept, in ascending order of key. */
export function* offTopicPages(file: SqliteFile): Generator<OffTopic[]> {
  const next = file.sql("SELECT key, source_id, seen_at, reason FROM outcomes WHERE outcome = 'off-topic' AND key > ? ORDER BY key LIMIT ?");
  for (let after = ''; ; ) {
    const rows = next.all(after, OUTCOMES_PAGE);
    if (rows.length === 0) return;
    after = String(rows.at(-1)?.['key']);
    yield rows.map((row) => ({
      outcome: 'off-topic',
      key: String(row['key']),
      sourceId: String(row['source_id']),
      seenAt: Number(row['seen_at']),
      reason: row['reason'] as OffTopic['reason'], // written by settleBatch
    }));
  }
}
