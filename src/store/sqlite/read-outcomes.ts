import type { Expired, OffTopic, Outcome } from '../../domain/outcome.ts';
import type { SqliteFile } from '../../sqlite/sqlite-file.ts';

/** Keys of one page of a stream. */
const PAGE = 1_000;

const OFF_TOPIC = `
  SELECT key, source_id, seen_at, reason FROM outcomes WHERE outcome = 'off-topic' AND key > ? ORDER BY key LIMIT ?`;
const EXPIRED = `
  SELECT key, source_id, seen_at, item_id FROM outcomes o
  WHERE outcome = 'saved' AND key > ? AND NOT EXISTS (SELECT 1 FROM items i WHERE i.id = o.item_id)
    AND NOT EXISTS (SELECT 1 FROM labels l WHERE l.item_id = o.item_id AND l.set_aside IS NOT NULL)
  ORDER BY key LIMIT ?`;

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

/** Pages of what was not kept, in ascending order of key. */
export function* offTopicPages(file: SqliteFile): Generator<OffTopic[]> {
  for (const rows of pages(file, OFF_TOPIC)) {
    yield rows.map((row) => ({ outcome: 'off-topic', ...origin(row), reason: row['reason'] as OffTopic['reason'] })); // written by settleBatch
  }
}

/** Pages of keys whose items were dropped, in ascending order of key. */
export function* expiredPages(file: SqliteFile): Generator<Expired[]> {
  for (const rows of pages(file, EXPIRED)) {
    yield rows.map((row) => ({ outcome: 'expired', ...origin(row), itemId: String(row['item_id']) }));
  }
}

type Row = Readonly<Record<string, unknown>>;

function* pages(file: SqliteFile, sql: string): Generator<readonly Row[]> {
  for (let after = ''; ;) {
    const rows = file.sql(sql).all(after, PAGE);
    if (rows.length === 0) return;
    yield rows;
    after = String(rows.at(-1)?.['key']);
  }
}

function origin(row: Row): { key: string; sourceId: string; seenAt: number } {
  return { key: String(row['key']), sourceId: String(row['source_id']), seenAt: Number(row['seen_at']) };
}
