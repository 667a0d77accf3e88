import { setImmediate } from 'node:timers/promises';
import type { Facet, FacetCounts, ItemQuery, Trend, TrendSplit } from '../../domain/query.ts';
import type { SqliteFile } from '../../sqlite/sqlite-file.ts';
import { allOf, compileQuery, UNDATED, where, type Where } from './compile-query.ts';

/** Where the value of a facet stands, beside the table `items i`. */
const VALUE_OF: Readonly<Record<Facet, { readonly value: string; readonly join: string }>> = {
  kind: { value: 'i.kind', join: '' },
  topic: { value: 'v.value', join: 'JOIN item_topics v USING (num)' },
  tone: { value: 'i.tone', join: '' },
  stance: { value: 'i.stance', join: '' },
  act: { value: 'v.value', join: 'JOIN item_acts v USING (num)' },
  newsKind: { value: 'i.news_kind', join: '' },
  event: { value: 'v.value', join: 'JOIN item_events v USING (num)' },
  outlet: { value: 'i.outlet', join: '' },
  source: { value: 'i.source_id', join: '' },
  place: { value: 'v.value', join: 'JOIN item_places v USING (num)' },
  checkable: { value: "iif(i.checkable, 'true', 'false')", join: '' },
};

const OPEN_CALL = 'INSERT INTO temp.calls DEFAULT VALUES';
const CLOSE_CALL = ['DELETE FROM temp.matched WHERE call = ?', 'DELETE FROM temp.calls WHERE call = ?'] as const;

/** Makes the place where facets gather matches; it lives in memory, as long as the connection. */
export const FACET_TABLES = `
  CREATE TEMP TABLE calls (call INTEGER PRIMARY KEY);
  CREATE TEMP TABLE matched (call INTEGER NOT NULL, num INTEGER NOT NULL, PRIMARY KEY (call, num)) WITHOUT ROWID;
`;

/**
 * Counts per value of each facet. One statement per facet, and others have their turn between two of them. A search text
 * is looked up once and its matches gathered: looked up anew for each facet, a common word would cost eleven times 100 ms.
 */
export async function countFacets(file: SqliteFile, query: ItemQuery, facets: readonly Facet[]): Promise<FacetCounts> {
  const matching = compileQuery(query);
  if (query.text === undefined) return countEach(file, matching, facets);
  const call = file.read(() => gather(file, matching));
  try {
    return await countEach(file, where('i.num IN (SELECT num FROM temp.matched WHERE call = ?)', call), facets);
  } finally {
    for (const sql of CLOSE_CALL) file.read(() => file.sql(sql).run(call));
  }
}

/** Dated items per day and value, days without items left out. */
export function countDays(file: SqliteFile, query: ItemQuery, split: TrendSplit): Trend {
  const { value, join } = split === 'none' ? { value: "'all'", join: '' } : VALUE_OF[split];
  const { sql, params } = allOf([compileQuery(query), where('i.sort_at > ?', UNDATED)]);
  const rows = file
    .sql(`SELECT i.day, ${value} AS value, COUNT(*) AS count FROM items i ${join} WHERE ${sql} GROUP BY 1, 2 ORDER BY 1, 2`)
    .all(...params);
  return rows.map((row) => ({ day: String(row['day']), value: String(row['value']), count: Number(row['count']) }));
}

async function countEach(file: SqliteFile, matching: Where, facets: readonly Facet[]): Promise<FacetCounts> {
  const counts: Record<string, { value: string; count: number }[]> = {};
  for (const facet of facets) {
    counts[facet] = file.read(() => countValues(file, matching, facet));
    await setImmediate();
  }
  return counts;
}

function countValues(file: SqliteFile, { sql, params }: Where, facet: Facet): { value: string; count: number }[] {
  const { value, join } = VALUE_OF[facet];
  const rows = file
    .sql(
      `SELECT ${value} AS value, COUNT(*) AS count FROM items i ${join} WHERE ${sql} AND ${value} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`,
    )
    .all(...params);
  return rows.map((row) => ({ value: String(row['value']), count: Number(row['count']) }));
}

/** Matches of one call, kept apart from those of others that run in turns with it. */
function gather(file: SqliteFile, { sql, params }: Where): number {
  const call = Number(file.sql(OPEN_CALL).run().lastInsertRowid);
  file.sql(`INSERT INTO temp.matched (call, num) SELECT ?, i.num FROM items i WHERE ${sql}`).run(call, ...params);
  return call;
}
