import { fillAnalysis, type Item } from '../../domain/item.ts';
import type { ItemPage, ItemQuery } from '../../domain/query.ts';
import type { SqliteFile } from '../../sqlite/sqlite-file.ts';
import { allOf, compileQuery, where, type Where } from './compile-query.ts';
import { readCursor, writeCursor, type Place } from './cursor.ts';

interface ItemRow {
  readonly id: string;
  readonly sort_at: number;
  readonly story_id: string | null;
  readonly reprint_of: string | null;
  readonly doc: string;
}

/** Items of one statement of `scan`: about 1 MB and 10 ms. */
const SCAN_PAGE = 500;
const COLUMNS = 'i.id, i.sort_at, i.story_id, i.reprint_of, d.doc';

/** null for an unknown id. */
export function readItem(file: SqliteFile, id: string): Item | null {
  const rows = file.sql(`SELECT ${COLUMNS} FROM items i JOIN item_docs d USING (num) WHERE i.id = ?`).all(id);
  return asRows(rows).map(toItem)[0] ?? null;
}

/** One page, newest first, and the exact number of all matches. BAD_CURSOR when the cursor is not ours. */
export function searchItems(file: SqliteFile, query: ItemQuery, page: { limit: number; cursor: string | null }): ItemPage {
  const matching = compileQuery(query);
  const after = page.cursor === null ? [] : [behind(readCursor(page.cursor))];
  const limit = Math.max(0, page.limit);
  // One more than asked for tells whether there is a next page.
  const rows = readPage(file, allOf([matching, ...after]), { order: 'i.sort_at DESC, i.id', limit: limit + 1 });
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(toItem),
    total: countItems(file, matching),
    next: rows.length > limit && last ? writeCursor({ sortAt: last.sort_at, id: last.id }) : null,
  };
}

/** Number of matching items. */
export function countItems(file: SqliteFile, matching: Where): number {
  const row = file.sql(`SELECT COUNT(*) AS count FROM items i WHERE ${matching.sql}`).get(...matching.params);
  return Number(row?.['count']);
}

/**
 * Pages of all matching items, oldest first, undated ones last. Each page is a search of its own behind the last item, so nothing
 * is held between two pages; what is saved meanwhile may or may not be among them.
 */
export function* scanPages(file: SqliteFile, query: ItemQuery): Generator<readonly Item[]> {
  for (const undated of [false, true]) {
    const matching = allOf([compileQuery(query), compileQuery({ undated })]);
    let rows = readPage(file, matching, { order: 'i.sort_at, i.id', limit: SCAN_PAGE });
    while (rows.length > 0) {
      yield rows.map(toItem);
      const last = rows.at(-1);
      if (!last || rows.length < SCAN_PAGE) break;
      const after = undated ? where('i.id > ?', last.id) : above({ sortAt: last.sort_at, id: last.id });
      rows = readPage(file, allOf([matching, after]), { order: 'i.sort_at, i.id', limit: SCAN_PAGE });
    }
  }
}

/** The first bound alone can use the index; the rest tells items of the same instant apart. */
function behind({ sortAt, id }: Place): Where {
  return where('i.sort_at <= ? AND (i.sort_at < ? OR i.id > ?)', sortAt, sortAt, id);
}

function above({ sortAt, id }: Place): Where {
  return where('i.sort_at >= ? AND (i.sort_at > ? OR i.id > ?)', sortAt, sortAt, id);
}

/** Texts are joined to the page only: a sort that carries all of them along would read the whole file. */
function readPage(file: SqliteFile, { sql, params }: Where, page: { order: string; limit: number }): readonly ItemRow[] {
  const statement = file.sql(`
    SELECT ${COLUMNS}
    FROM (SELECT * FROM items i WHERE ${sql} ORDER BY ${page.order} LIMIT ?) i JOIN item_docs d USING (num)
    ORDER BY ${page.order}`);
  return asRows(statement.all(...params, page.limit));
}

function asRows(rows: readonly unknown[]): readonly ItemRow[] {
  return rows as readonly ItemRow[]; // COLUMNS of our own schema
}

function toItem(row: ItemRow): Item {
  const doc = JSON.parse(row.doc) as Omit<Item, 'storyId' | 'reprintOf'>; // written by settleBatch, which has checked it
  return { ...doc, analysis: fillAnalysis(doc.analysis), reprintOf: row.reprint_of, storyId: row.story_id };
}
