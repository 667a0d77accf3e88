import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DuLuanError } from '../domain/errors.ts';
import { sqliteFault } from '../sqlite/sqlite-fault.ts';
import { openSqliteFile } from '../sqlite/sqlite-file.ts';
import { DATABASE_NAME, FOLDER_MODE } from './open-embedded.ts';

/** What a backup holds, for comparing it with what is restored. */
export interface BackupReport {
  readonly file: string;
  readonly bytes: number;
  readonly items: number;
  /** Waiting, under way and in quarantine. */
  readonly queued: number;
  /** Of the whole file, as `sha256sum` prints it. */
  readonly sha256: string;
}

/** Unpublished answers and the public's words: for the owner only. */
const FILE_MODE = 0o600;
/** Milliseconds to wait for a writer; a checkpoint holds its lock for seconds at most. */
const PATIENCE_MS = 30_000;

/**
 * Copies the database of a folder into one new file while others read and write it: the copy is the state of one instant. It is written
 * beside its name, synced, and only then named, so a file of that name is whole.
 * @throws DuLuanError NOT_FOUND without a database, USAGE when `to` exists, STORE_UNREADABLE, OUT_OF_SPACE
 */
export async function backUp(dir: string, to: string): Promise<BackupReport> {
  const path = join(dir, DATABASE_NAME);
  if (!existsSync(path)) throw new DuLuanError('NOT_FOUND', { what: `database in ${dir}` });
  refuseExisting(to);
  return writeBeside(to, async (partial) => {
    // SQLite takes an empty file for none, and this one nobody else may read.
    await writeFile(partial, '', { mode: FILE_MODE });
    const db = new DatabaseSync(path, { readOnly: true, timeout: PATIENCE_MS });
    try {
      // A transaction of reading: it neither waits for writers nor holds them up, and what was deleted is not in the copy.
      db.prepare('VACUUM INTO ?').run(partial);
    } finally {
      db.close();
    }
  });
}

/**
 * Puts a backup into a folder that holds no database. The backup is checked as a whole and brought to the newest schema first.
 * @throws DuLuanError USAGE when a database is there or `from` is not, STORE_UNREADABLE, STORE_TOO_NEW, OUT_OF_SPACE
 */
export async function restore(from: string, dir: string): Promise<BackupReport> {
  const path = join(dir, DATABASE_NAME);
  // A log that an old database left behind would be taken for one of the restored.
  for (const each of [path, `${path}-wal`, `${path}-shm`]) refuseExisting(each);
  if (!existsSync(from)) throw new DuLuanError('USAGE', { detail: `${from} is not there` });
  await mkdir(dir, { recursive: true, mode: FOLDER_MODE });
  return writeBeside(path, async (partial) => {
    await copyFile(from, partial);
    await chmod(partial, FILE_MODE);
    try {
      check(partial);
      openSqliteFile(partial).close();
    } catch (cause) {
      throw namingBackup(sqliteFault(cause, from), from);
    }
  });
}

function refuseExisting(path: string): void {
  if (existsSync(path)) throw new DuLuanError('USAGE', { detail: `${path} is there already; move it away first` });
}

/** Runs `work` on a neighbouring name and gives the file its own when it is whole and durable. */
async function writeBeside(path: string, work: (partial: string) => Promise<void>): Promise<BackupReport> {
  const partial = `${path}.partial`;
  try {
    await rm(partial, { force: true });
    await work(partial);
    await sync(partial);
    const report = { ...count(partial), bytes: (await stat(partial)).size, sha256: await sha256(partial), file: path };
    await rename(partial, path);
    await sync(dirname(path));
    return report;
  } catch (cause) {
    await Promise.all(['', '-wal', '-shm', '-journal'].map((end) => rm(`${partial}${end}`, { force: true })));
    throw sqliteFault(fileFault(cause, path), path);
  }
}

/** A full disk and a folder that is not there, in words of the catalogue. */
function fileFault(cause: unknown, path: string): unknown {
  if (!(cause instanceof Error) || !('syscall' in cause) || !('code' in cause)) return cause;
  if (cause.code === 'ENOSPC') return new DuLuanError('OUT_OF_SPACE', { path }, { cause });
  return new DuLuanError('USAGE', { detail: `${path} cannot be written: ${cause.message}` }, { cause });
}

/** @throws DuLuanError STORE_UNREADABLE for a file that is damaged or holds nothing of ours */
function check(path: string): void {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    // An empty file would be taken for a new database further on.
    const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
    const found = version === 0 ? 'it is no backup of this program' : db.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'];
    if (found !== 'ok') throw new DuLuanError('STORE_UNREADABLE', { path, detail: String(found) });
  } finally {
    db.close();
  }
}

/** The fault is the backup's, not that of the copy which is checked. */
function namingBackup(cause: unknown, from: string): unknown {
  return cause instanceof DuLuanError ? new DuLuanError(cause.code, { ...cause.facts, path: from }, { cause }) : cause;
}

function count(path: string): Pick<BackupReport, 'items' | 'queued'> {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    const row = db.prepare('SELECT (SELECT COUNT(*) FROM items) AS items, (SELECT COUNT(*) FROM queue) AS queued').get();
    return { items: Number(row?.['items']), queued: Number(row?.['queued']) };
  } finally {
    db.close();
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer); // without an encoding, chunks are bytes
  return hash.digest('hex');
}
