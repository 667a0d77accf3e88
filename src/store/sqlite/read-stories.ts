import type { Item } from '../../domain/item.ts';
import type { ItemQuery } from '../../domain/query.ts';
import { headingOf, type Story, type StoryAssignment } from '../../domain/story.ts';
import type { SqliteFile } from '../../sqlite/sqlite-file.ts';
import { allOf, compileQuery, UNDATED, where } from './compile-query.ts';

interface StoryRow {
  readonly id: string;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly itemCount: number;
  readonly newsCount: number;
  readonly publicCount: number;
  readonly reprintCount: number;
  readonly outlets: string;
}

const IN_NAMING_ORDER = `
  SELECT num FROM items i WHERE story_id = ?
  ORDER BY kind = 'news' DESC, reprint_of IS NOT NULL, sort_at = ${UNDATED}, sort_at, id`;
const MAIN_TOPIC = `
  SELECT main_topic FROM items WHERE story_id = ? AND main_topic IS NOT NULL GROUP BY 1 ORDER BY COUNT(*) DESC, 1 LIMIT 1`;
const ASSIGN = `
  UPDATE items SET story_id = ?1, reprint_of = ?2
  WHERE id = ?3 AND (story_id IS NOT ?1 OR reprint_of IS NOT ?2)`;

/**
 * Stories of the matching dated items, largest first, ties by id. Counts, times and outlets are of the items that match; title
 * and main topic are of the whole story, so that it is called the same whatever was searched for.
 */
export function readStories(file: SqliteFile, query: ItemQuery, limit: number): readonly Story[] {
  const { sql, params } = allOf([compileQuery(query), where('+i.story_id IS NOT NULL AND i.sort_at > ?', UNDATED)]);
  // The plus signs keep SQLite from walking all stories there are just because that spares it a sort; a week is what is asked for.
  const statement = file.sql(`
    SELECT i.story_id AS id, MIN(i.sort_at) AS firstAt, MAX(i.sort_at) AS lastAt, COUNT(*) AS itemCount,
      SUM(i.kind = 'news') AS newsCount, SUM(i.kind <> 'news') AS publicCount, SUM(i.reprint_of IS NOT NULL) AS reprintCount,
      json_group_array(DISTINCT i.outlet) FILTER (WHERE i.outlet <> 'unknown') AS outlets
    FROM items i WHERE ${sql} GROUP BY +i.story_id ORDER BY itemCount DESC, i.story_id LIMIT ?`);
  const rows = statement.all(...params, Math.max(0, limit)) as unknown as StoryRow[]; // columns of the statement above
  return rows.map((row) => toStory(file, row));
}

/** Writes only what changes; an unknown item is left out. Runs inside the caller's transaction. */
export function assignStories(file: SqliteFile, assignments: readonly StoryAssignment[]): void {
  for (const { itemId, storyId, reprintOf } of assignments) file.sql(ASSIGN).run(storyId, reprintOf, itemId);
}

function toStory(file: SqliteFile, row: StoryRow): Story {
  const mainTopic = file.sql(MAIN_TOPIC).get(row.id)?.['main_topic'];
  return {
    ...row,
    title: titleOf(file, row.id),
    outlets: (JSON.parse(row.outlets) as string[]).toSorted(), // json_group_array of a text column
    mainTopic: typeof mainTopic === 'string' ? mainTopic : null,
  };
}

/** Texts are read one by one until an item is called something, which nearly always is the first. */
function titleOf(file: SqliteFile, storyId: string): string {
  for (const { num } of file.sql(IN_NAMING_ORDER).all(storyId)) {
    const row = file.sql('SELECT doc FROM item_docs WHERE num = ?').get(Number(num));
    const heading = row ? headingOf(JSON.parse(String(row['doc'])) as Item) : ''; // written by settleBatch
    if (heading !== '') return heading;
  }
  return '';
}
