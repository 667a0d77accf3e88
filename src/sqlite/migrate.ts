import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { DuLuanError } from '../domain/errors.ts';

const FOLDER = join(import.meta.dirname, 'migrations');
/** "DuLu" in ASCII. Tells our files from those of other programs, see https://sqlite.org/pragma.html#pragma_application_id. */
const APPLICATION_ID = 0x44_75_4c_75;

/**
 * Brings the file to the newest schema: every `NNNN-name.sql` with a number above `user_version`, in order and all in one
 * transaction, so that a crash leaves the old schema and two programs that start together do not both migrate.
 * STORE_TOO_NEW when a newer program wrote the file, STORE_UNREADABLE when another program's data is in it.
 */
export function migrate(db: DatabaseSync, path: string): void {
  const migrations = readMigrations();
  const known = migrations.at(-1)?.number ?? 0;
  if (schemaOf(db, path) === known) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    const found = schemaOf(db, path);
    if (found > known) throw new DuLuanError('STORE_TOO_NEW', { path, found, known });
    for (const migration of migrations) if (migration.number > found) db.exec(migration.sql);
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${known}; COMMIT`);
  } catch (cause) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw cause;
  }
}

/** Number of the last migration that the file has seen; 0 for an empty file. */
function schemaOf(db: DatabaseSync, path: string): number {
  const application = pragma(db, 'application_id');
  const isEmpty = db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
  if (application !== APPLICATION_ID && !isEmpty) {
    throw new DuLuanError('STORE_UNREADABLE', { path, detail: 'it is a database of another program' });
  }
  return pragma(db, 'user_version');
}

function pragma(db: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
}

function readMigrations(): { number: number; sql: string }[] {
  return readdirSync(FOLDER)
    .filter((name) => /^\d{4}-.*\.sql$/.test(name))
    .toSorted()
    .map((name) => ({ number: Number(name.slice(0, 4)), sql: readFileSync(join(FOLDER, name), 'utf8') }));
}
