import type { SqliteFile } from '../../sqlite/sqlite-file.ts';
import type { MonthCount } from '../store.ts';

/** Items of one transaction: some 25 ms, so that pages and workers have their turn. */
const SLICE = 200;
/** Ids begin with their month. What else there is of an item goes with its row. */
const DROP = 'DELETE FROM items WHERE num IN (SELECT num FROM items WHERE id < ? ORDER BY id LIMIT ?)';

const DROP_SET_ASIDE = 'UPDATE labels SET set_aside = NULL WHERE item_id < ? AND set_aside IS NOT NULL';

/** Items per month of first sight, oldest first. */
export function countMonths(file: SqliteFile): MonthCount[] {
  const rows = file.sql('SELECT substr(id, 1, 6) AS month, COUNT(*) AS items FROM items GROUP BY 1 ORDER BY 1').all();
  return rows.map((row) => ({ month: String(row['month']), items: Number(row['items']) }));
}

/** Drops some of the items first seen before the month and returns how many; 0 when none is left. Runs inside the caller's transaction. */
export function dropSlice(file: SqliteFile, before: string): number {
  return Number(file.sql(DROP).run(before, SLICE).changes);
}

/** Drops what was set aside of items first seen before the month and returns how many; the labels stay. Runs inside the caller's transaction. */
export function dropSetAside(file: SqliteFile, before: string): number {
  return Number(file.sql(DROP_SET_ASIDE).run(before).changes);
}
