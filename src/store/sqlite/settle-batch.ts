import type { Item } from '../../domain/item.ts';
import { itemSchema, newsKindValue } from '../../domain/item.ts';
import type { Settlement } from '../../domain/outcome.ts';
import { dayOf } from '../../domain/time.ts';
import { indexedText } from '../../language/search-terms.ts';
import type { SqliteFile } from '../../sqlite/sqlite-file.ts';
import type { SettleResult } from '../store.ts';
import { UNDATED } from './compile-query.ts';

const REMEMBER = `
  INSERT INTO outcomes (key, outcome, item_id, source_id, seen_at, reason) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (key) DO NOTHING`;
// The conflict is an id that came under another key before: it is there already, which is what a duplicate means.
const KEEP = `
  INSERT INTO items (id, sort_at, day, kind, source_id, outlet, tone, stance, checkable, news_kind, main_topic, thread_url, story_id, reprint_of)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO NOTHING`;
const KEEP_DOC = 'INSERT INTO item_docs (num, doc) VALUES (?, ?)';
const INDEX = 'INSERT INTO items_fts (rowid, toned, bare, plain) VALUES (?, ?, ?, ?)';
const LIST = {
  topics: 'INSERT OR IGNORE INTO item_topics (num, value) VALUES (?, ?)',
  acts: 'INSERT OR IGNORE INTO item_acts (num, value) VALUES (?, ?)',
  events: 'INSERT OR IGNORE INTO item_events (num, value) VALUES (?, ?)',
  places: 'INSERT OR IGNORE INTO item_places (num, value) VALUES (?, ?)',
} as const;

/** Writes a batch inside the caller's transaction. The first settlement of a key stays; later ones are duplicates. */
export function settleBatch(file: SqliteFile, batch: readonly Settlement[]): SettleResult {
  const result = { saved: 0, offTopic: 0, duplicates: 0 };
  for (const settlement of batch) result[settleOne(file, settlement)] += 1;
  return result;
}

function settleOne(file: SqliteFile, settlement: Settlement): keyof SettleResult {
  if (settlement.outcome === 'off-topic') {
    const { key, sourceId, seenAt, reason } = settlement;
    const { changes } = file.sql(REMEMBER).run(key, 'off-topic', null, sourceId, seenAt, reason);
    return changes === 0 ? 'duplicates' : 'offTopic';
  }
  if (settlement.outcome === 'expired') {
    const { key, sourceId, seenAt, itemId } = settlement;
    const { changes } = file.sql(REMEMBER).run(key, 'saved', itemId, sourceId, seenAt, null);
    return changes === 0 ? 'duplicates' : 'saved';
  }
  const { key, id, sourceId, seenAt } = settlement.item;
  const { changes } = file.sql(REMEMBER).run(key, 'saved', id, sourceId, seenAt, null);
  return changes === 0 || !keepItem(file, settlement.item) ? 'duplicates' : 'saved';
}

/** Writes one item inside the caller's transaction; false, and nothing, when its id is there already. */
export function keepItem(file: SqliteFile, given: Item): boolean {
  // The schema is strict: a field that it does not name, such as an author's, never reaches the disk.
  const { storyId, reprintOf, ...doc } = itemSchema.parse(given);
  const { analysis, publishedAt } = doc;
  const { changes, lastInsertRowid: num } = file
    .sql(KEEP)
    .run(
      doc.id,
      publishedAt ?? UNDATED,
      publishedAt === null ? null : dayOf(publishedAt),
      doc.kind,
      doc.sourceId,
      doc.outlet ?? 'unknown',
      analysis.tone ?? 'abstained',
      analysis.stance ?? 'abstained',
      Number(analysis.checkable),
      newsKindValue(doc),
      analysis.topics[0] ?? null,
      doc.threadUrl,
      storyId,
      reprintOf,
    );
  if (changes === 0) return false;
  const { toned, bare, plain } = indexedText(doc.title, doc.text);
  file.sql(KEEP_DOC).run(num, JSON.stringify(doc));
  file.sql(INDEX).run(num, toned, bare, plain);
  for (const topic of analysis.topics) file.sql(LIST.topics).run(num, topic);
  for (const act of analysis.acts) file.sql(LIST.acts).run(num, act);
  for (const { type } of analysis.events) file.sql(LIST.events).run(num, type);
  for (const { unit } of analysis.places) file.sql(LIST.places).run(num, unit);
  return true;
}
