import type { SqliteFile } from '../../sqlite/sqlite-file.ts';
import type { StoreTotals } from '../store.ts';
import { UNDATED } from './compile-query.ts';

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
