import { applyCorrections } from '../../domain/apply-corrections.ts';
import { labelsSchema, mergeLabels, type Labels } from '../../domain/correction.ts';
import type { Item } from '../../domain/item.ts';
import type { SqliteFile } from '../../sqlite/sqlite-file.ts';
import type { KeptLabels } from '../store.ts';
import { readItem } from './read-items.ts';
import { keepItem } from './settle-batch.ts';

const READ = 'SELECT doc, set_aside FROM labels WHERE item_id = ?';
const READ_PAGE = 'SELECT doc, set_aside FROM labels WHERE item_id > ? ORDER BY item_id LIMIT ?';
const PUT = `
  INSERT INTO labels (item_id, doc, set_aside) VALUES (?, ?, ?)
  ON CONFLICT (item_id) DO UPDATE SET doc = excluded.doc, set_aside = excluded.set_aside`;
const PAGE = 500;

/** Runs inside the caller's transaction, so labels and item never disagree. */
export function putLabels(file: SqliteFile, given: Labels): void {
  const kept = readLabels(file, given.itemId);
  const { itemId, text, corrections } = mergeLabels(kept, labelsSchema.parse(given));
  const found = readItem(file, itemId);
  const item = found ?? kept?.setAside ?? null;
  const next = item && { ...item, analysis: applyCorrections(item.analysis, corrections) };
  // What filters and counts read of an item is spread over tables; writing it anew keeps them in step.
  if (found) file.sql('DELETE FROM items WHERE id = ?').run(itemId);
  if (next?.analysis.relevant) keepItem(file, next);
  const setAside = next && !next.analysis.relevant ? JSON.stringify(next) : null;
  file.sql(PUT).run(itemId, JSON.stringify({ itemId, text, corrections }), setAside);
}

/** null for an item that was never corrected. */
export function readLabels(file: SqliteFile, itemId: string): KeptLabels | null {
  const row = file.sql(READ).get(itemId);
  return row ? toLabels(row) : null;
}

/** Pages of all, in ascending order of the item's id. */
export function* labelPages(file: SqliteFile): Generator<readonly KeptLabels[]> {
  for (let after = ''; ;) {
    const page = file.sql(READ_PAGE).all(after, PAGE).map(toLabels);
    const last = page.at(-1);
    if (!last) return;
    yield page;
    after = last.itemId;
  }
}

/** Whether there was anything to forget. */
export function forgetLabels(file: SqliteFile, itemId: string): boolean {
  return file.sql('DELETE FROM labels WHERE item_id = ?').run(itemId).changes > 0;
}

function toLabels(row: Readonly<Record<string, unknown>>): KeptLabels {
  const labels = JSON.parse(String(row['doc'])) as Labels; // written by putLabels, which has checked it
  const setAside = row['set_aside'];
  return { ...labels, setAside: typeof setAside === 'string' ? (JSON.parse(setAside) as Item) : null }; // the same
}
