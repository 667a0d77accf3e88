import type { Case } from '../../domain/claim.ts';
import { DuLuanError } from '../../domain/errors.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { SourceHealth } from '../../domain/source.ts';
import { storyEditSchema, type StoryEdit } from '../../domain/story-edit.ts';
import type { SqliteFile } from '../../sqlite/sqlite-file.ts';

const PUT_HEALTH = `
  INSERT INTO source_health (source_id, doc) VALUES (?, ?)
  ON CONFLICT (source_id) DO UPDATE SET doc = excluded.doc`;
const OPEN_CASE = 'INSERT INTO cases (id, revision, opened_at, doc) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING';
const CHANGE_CASE = 'UPDATE cases SET revision = ?, opened_at = ?, doc = ? WHERE id = ? AND revision = ?';
const PUT_SNAPSHOT = 'INSERT INTO snapshots (profile, week, doc) VALUES (?, ?, ?) ON CONFLICT (profile, week) DO NOTHING';
const PUT_STORY_EDIT = 'INSERT INTO story_edits (id, at, doc) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING';

// Small records are kept as JSON beside the columns that find them. The `put` functions run inside the caller's transaction.

/** Sorted by source id. */
export function readSourceHealth(file: SqliteFile): SourceHealth[] {
  return docs<SourceHealth>(file.sql('SELECT doc FROM source_health ORDER BY source_id').all());
}

export function putSourceHealth(file: SqliteFile, health: SourceHealth): void {
  file.sql(PUT_HEALTH).run(health.sourceId, JSON.stringify(health));
}

export function readCase(file: SqliteFile, id: string): Case | null {
  return docs<Case>(file.sql('SELECT doc FROM cases WHERE id = ?').all(id))[0] ?? null;
}

/** Opened last comes first, ties by id. */
export function readCases(file: SqliteFile): Case[] {
  return docs<Case>(file.sql('SELECT doc FROM cases ORDER BY opened_at DESC, id').all());
}

/** STORE_CONFLICT unless the stored revision is the one before. */
export function putCase(file: SqliteFile, kase: Case): void {
  const doc = JSON.stringify(kase);
  const { changes } =
    kase.revision === 0
      ? file.sql(OPEN_CASE).run(kase.id, kase.revision, kase.openedAt, doc)
      : file.sql(CHANGE_CASE).run(kase.revision, kase.openedAt, doc, kase.id, kase.revision - 1);
  if (changes === 0) throw new DuLuanError('STORE_CONFLICT', { what: `case ${kase.id}` });
}

export function readSnapshot(file: SqliteFile, profile: string, week: string): Snapshot | null {
  return docs<Snapshot>(file.sql('SELECT doc FROM snapshots WHERE profile = ? AND week = ?').all(profile, week))[0] ?? null;
}

/** Sorted by profile, then week. */
export function readSnapshots(file: SqliteFile): Snapshot[] {
  return docs<Snapshot>(file.sql('SELECT doc FROM snapshots ORDER BY profile, week').all());
}

/** STORE_CONFLICT when the week is closed already. */
export function putSnapshot(file: SqliteFile, snapshot: Snapshot): void {
  const { changes } = file.sql(PUT_SNAPSHOT).run(snapshot.profile, snapshot.week, JSON.stringify(snapshot));
  if (changes === 0) throw new DuLuanError('STORE_CONFLICT', { what: `the closed week ${snapshot.week} of ${snapshot.profile}` });
}

/** By time, then id. */
export function readStoryEdits(file: SqliteFile): StoryEdit[] {
  return docs<StoryEdit>(file.sql('SELECT doc FROM story_edits ORDER BY at, id').all());
}

export function putStoryEdit(file: SqliteFile, edit: StoryEdit): void {
  file.sql(PUT_STORY_EDIT).run(edit.id, edit.at, JSON.stringify(storyEditSchema.parse(edit)));
}

/** Whether there was one to remove. */
export function removeStoryEdit(file: SqliteFile, id: string): boolean {
  return file.sql('DELETE FROM story_edits WHERE id = ?').run(id).changes > 0;
}

function docs<T>(rows: readonly Record<string, unknown>[]): T[] {
  return rows.map((row) => JSON.parse(String(row['doc'])) as T); // written by the functions above
}
