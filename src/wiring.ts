import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { CrawlLease } from './queue/crawl-lease.ts';
import type { Config } from './config.ts';
import { DuLuanError } from './domain/errors.ts';
import type { Log } from './domain/log.ts';
import type { Settlement } from './domain/outcome.ts';
import { backUp, restore, type BackupReport } from './embedded/back-up.ts';
import { openFileLease } from './embedded/file-lease.ts';
import { DATABASE_NAME, openEmbedded } from './embedded/open-embedded.ts';
import { openBullmqQueue } from './queue/bullmq/bullmq-queue.ts';
import { openRedisLease } from './queue/bullmq/redis-lease.ts';
import type { Queue } from './queue/queue.ts';
import { openElasticsearchStore } from './store/elasticsearch/elasticsearch-store.ts';
import type { SettleResult, Store } from './store/store.ts';

/** Queue and store that belong together, and the one step that involves both. */
export interface Engine {
  readonly queue: Queue;
  readonly store: Store;
  /** Keeps settlements, then acknowledges their items: one transaction in the embedded engine, two idempotent steps at scale. */
  readonly commit: (batch: { settlements: readonly Settlement[]; done: readonly string[] }) => Promise<SettleResult>;
  close(): Promise<void>;
}

/** How long a call waits out an outage of Elasticsearch: a rolling restart takes less. */
const STORE_PATIENCE_MS = 60_000;

/** The only place that names an adapter. Two addresses choose Redis and Elasticsearch, none the embedded engine. */
export function openEngine(config: Config, log: Log): Promise<Engine> {
  return config.queueUrl === '' ? openEmbedded(config.dataDir, log) : openServices(config, log);
}

/** The right to visit sources, of which there is one beside each queue. Release it when done. */
export function openCrawlLease(config: Config, log: Log): CrawlLease {
  if (config.queueUrl === '') return openFileLease(join(config.dataDir, 'crawler.lock'));
  return openRedisLease({ url: config.queueUrl, key: `${config.storePrefix}-crawler`, log });
}

async function openElasticsearch(url: string, config: Config, log: Log): Promise<Store> {
  const caPem = config.storeCaFile === '' ? null : await readFile(config.storeCaFile, 'utf8');
  return openElasticsearchStore({ url, prefix: config.storePrefix, caPem, patienceMs: STORE_PATIENCE_MS, log });
}

async function openServices(config: Config, log: Log): Promise<Engine> {
  const store = await openElasticsearch(config.storeUrl, config, log);
  try {
    const allowForgetful = config.allowForgetfulRedis === 'yes';
    const queue = await openBullmqQueue({ url: config.queueUrl, name: `${config.storePrefix}-items`, allowForgetful, log });
    return {
      queue,
      store,
      async commit({ settlements, done }) {
        const result = await store.settle(settlements);
        await queue.complete(done);
        return result;
      },
      async close() {
        await queue.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Copies what the embedded engine keeps into one new file, while other processes use it. @throws USAGE beside Redis and Elasticsearch */
export function backUpTo(config: Config, file: string): Promise<BackupReport> {
  refuseServices(config);
  return backUp(config.dataDir, file);
}

/** Puts a backup into an empty data folder. @throws USAGE beside Redis and Elasticsearch, or when the folder is not empty */
export function restoreFrom(config: Config, file: string): Promise<BackupReport> {
  refuseServices(config);
  return restore(file, config.dataDir);
}

function refuseServices(config: Config): void {
  if (config.queueUrl === '') return;
  throw new DuLuanError('USAGE', { detail: 'Elasticsearch and Redis are backed up by their own means; docs/operations.md tells how' });
}

/** A store that was opened by its address, with the queue that lives in the same file where there is one. */
export interface OpenedStore {
  readonly store: Store;
  readonly queue: Queue | null;
  close(): Promise<void>;
}

/** Beginning of the address of a folder. */
const FOLDER_SCHEME = 'sqlite:';

/**
 * Opens one store by its address, whatever engine is configured: `sqlite:FOLDER`, or `http://…` or `https://…` of Elasticsearch, whose indices
 * begin with `config.storePrefix`. Certificates are those of the configuration.
 * @throws DuLuanError USAGE for another address, or a folder without a database unless `create`
 */
export async function openStore(address: string, how: { create: boolean }, config: Config, log: Log): Promise<OpenedStore> {
  if (address.startsWith(FOLDER_SCHEME)) {
    const dir = resolve(address.slice(FOLDER_SCHEME.length));
    if (!how.create && !existsSync(join(dir, DATABASE_NAME))) throw new DuLuanError('USAGE', { detail: `There is no database in ${dir}` });
    return openEmbedded(dir, log);
  }
  if (!/^https?:\/\//.test(address) || !URL.canParse(address))
    throw new DuLuanError('USAGE', { detail: 'A store is written as sqlite:FOLDER or http://HOST:9200' });
  const store = await openElasticsearch(address, config, log);
  return { store, queue: null, close: () => store.close() };
}
