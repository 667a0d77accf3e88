import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuLuanError } from '../domain/errors.ts';
import type { Log } from '../domain/log.ts';
import type { Settlement } from '../domain/outcome.ts';
import { EmbeddedQueue, type EmbeddedQueueDeps } from '../queue/embedded/embedded-queue.ts';
import type { Queue } from '../queue/queue.ts';
import { openSqliteFile, type SqliteFile } from '../sqlite/sqlite-file.ts';
import type { SettleResult, Store } from '../store/store.ts';
import { SqliteStore } from '../store/sqlite/sqlite-store.ts';

/** What a worker has to hand in: how items ended, and which queue entries are done with. */
export interface Finished {
  readonly settlements: readonly Settlement[];
  readonly done: readonly string[];
}

export interface Embedded {
  readonly queue: Queue;
  readonly store: Store;
  /** Settles and completes in one transaction: no crash can leave the one without the other. */
  readonly commit: (finished: Finished) => Promise<SettleResult>;
  /** Closes queue, store and file. Safe to call twice. */
  readonly close: () => Promise<void>;
}

/** Only the user of the program may enter: the folder holds unpublished answers and the public's words. */
export const FOLDER_MODE = 0o700;

/** The one file of the embedded engine; beside it lies its log while it is open. */
export const DATABASE_NAME = 'du-luan.sqlite';

/**
 * Queue and store in the one file `du-luan.sqlite` of a folder, which is created when absent. STORE_TOO_NEW, STORE_UNREADABLE, OUT_OF_SPACE
 * as in `openSqliteFile`. `now` is the clock of leases and delays, UTC milliseconds.
 */
export async function openEmbedded(dir: string, log: Log, now: () => number = Date.now): Promise<Embedded> {
  makeFolder(dir);
  const file = openSqliteFile(join(dir, DATABASE_NAME));
  try {
    return await pairOn(file, { file, log, now });
  } catch (cause) {
    file.close();
    throw cause;
  }
}

async function pairOn(file: SqliteFile, deps: EmbeddedQueueDeps): Promise<Embedded> {
  const queue = await EmbeddedQueue.open(deps);
  const store = new SqliteStore(file);
  let closing: Promise<void> | null = null;
  const commit = async ({ settlements, done }: Finished): Promise<SettleResult> => {
    if (closing) throw new DuLuanError('STORE_CLOSED');
    return file.write(() => {
      const result = store.settleNow(settlements);
      queue.completeNow(done);
      return result;
    });
  };
  const close = async (): Promise<void> => {
    await Promise.all([queue.close(), store.close()]);
    file.close();
  };
  return { queue, store, commit, close: () => (closing ??= close()) };
}

function makeFolder(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: FOLDER_MODE });
  } catch (cause) {
    throw new DuLuanError('STORE_UNREADABLE', { path: dir, detail: String(cause) }, { cause });
  }
}
