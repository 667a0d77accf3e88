import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { GroupCommit } from './group-commit.ts';
import { migrate } from './migrate.ts';
import { isBusy, sqliteFault } from './sqlite-fault.ts';

/** Milliseconds that one statement waits, blocking, for another process; longer waits are done in GroupCommit without blocking. */
const BUSY_TIMEOUT_MS = 250;
/** Statement texts depend on which filters a search uses; 300 covers what a day brings and bounds memory at some 10 MB. */
const STATEMENT_LIMIT = 300;

/**
 * journal_mode=WAL: readers and the writer do not wait for each other.
 * synchronous=FULL: NORMAL lost 357 of 13,631 acknowledged writes in a simulated power cut, FULL none.
 * cache_size in KiB: 64 MiB hold the columns and indexes of some 300,000 items, the working set of facets.
 * mmap_size=0: a read error on a mapped page ends the process with SIGBUS instead of an error that can be told.
 * journal_size_limit: a burst leaves at most 64 MiB of log behind. wal_autocheckpoint: 16 MiB, since copying the log back
 * blocks the event loop and small steps rewrite the same index pages again and again.
 * temp_store: matches of a search are gathered in memory; they never touch the disk.
 */
const PRAGMAS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
  PRAGMA cache_size = -65536;
  PRAGMA mmap_size = 0;
  PRAGMA journal_size_limit = 67108864;
  PRAGMA wal_autocheckpoint = 4096;
  PRAGMA temp_store = MEMORY;
`;

/** One open database file. Statements are prepared once; faults come out in words of the catalogue. */
export class SqliteFile {
  readonly path: string;
  readonly #db: DatabaseSync;
  readonly #writes: GroupCommit;
  readonly #statements = new Map<string, StatementSync>();

  constructor(path: string, db: DatabaseSync) {
    this.path = path;
    this.#db = db;
    this.#writes = new GroupCommit(db);
  }

  /** The statement of a text; texts come from closed lists in our code, values are always parameters. */
  sql(text: string): StatementSync {
    const known = this.#statements.get(text);
    if (known) return known;
    const statement = this.#db.prepare(text);
    if (this.#statements.size >= STATEMENT_LIMIT) this.#statements.clear();
    this.#statements.set(text, statement);
    return statement;
  }

  /** Runs several statements that take no values. */
  exec(text: string): void {
    this.read(() => this.#db.exec(text));
  }

  /** Runs `work` at once. It sees everything that a resolved `write` has written. */
  read<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      throw sqliteFault(cause, this.path);
    }
  }

  /** Runs `work` in a transaction, all or nothing; resolves when that is durable. Shares the fsync with writes that arrive together. */
  async write<T>(work: () => T): Promise<T> {
    try {
      return await this.#writes.write(work);
    } catch (cause) {
      throw sqliteFault(cause, this.path);
    }
  }

  /** Merges the log into the file. Callers see to it that no write is under way. Safe to call twice. */
  close(): void {
    this.#statements.clear();
    if (this.#db.isOpen) this.#db.close();
  }
}

/** Milliseconds that opening waits for another process that is opening or migrating the same file. */
const OPEN_PATIENCE_MS = 10_000;
const OPEN_PAUSE_MS = 20;

/**
 * Opens or creates the file and brings it to the newest schema. Two programs may do so at once: SQLite refuses one of them at once while the other
 * turns on the log, whatever its time-out says, so the refused one tries again; it blocks, since nothing runs yet that could wait.
 * STORE_TOO_NEW when a newer program wrote it, STORE_UNREADABLE when it is damaged, not ours or not permitted, OUT_OF_SPACE on a full disk,
 * STORE_BUSY when another program keeps it locked.
 */
export function openSqliteFile(path: string): SqliteFile {
  for (const startedAt = performance.now(); ;) {
    let db: DatabaseSync | null = null;
    try {
      db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
      db.exec(PRAGMAS);
      migrate(db, path);
      return new SqliteFile(path, db);
    } catch (cause) {
      if (db?.isOpen) db.close();
      if (!isBusy(cause) || performance.now() - startedAt > OPEN_PATIENCE_MS) throw sqliteFault(cause, path);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, OPEN_PAUSE_MS);
    }
  }
}
