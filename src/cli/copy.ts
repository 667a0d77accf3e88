import { configFromEnvironment, type Config } from '../config.ts';
import { DuLuanError } from '../domain/errors.ts';
import type { Log } from '../domain/log.ts';
import { copyStore, differences } from '../store/copy-store.ts';
import { openStore, type OpenedStore } from '../wiring.ts';
import { createLog } from './create-log.ts';
import { startCopyBar } from './copy-bar.ts';

export interface CopyOptions {
  /** Addresses of stores; the data folder and STORE_URL of the configuration when left out. */
  readonly from?: string;
  readonly to?: string;
  /** Beginning of the names of indices, on the side of Elasticsearch. */
  readonly prefix?: string;
  readonly leaveQueue?: true;
}

/**
 * Copies one store into another, compares them, and prints one JSON line. Never overwrites, and may be called again after it was cut short.
 * @throws DuLuanError COPY_DIFFERS, QUEUE_NOT_EMPTY, USAGE
 */
export async function copy(options: CopyOptions): Promise<void> {
  const configured = configFromEnvironment();
  const config = options.prefix === undefined ? configured : { ...configured, storePrefix: options.prefix };
  const { from, to } = addressesOf(options, config);
  const log = createLog(config.logLevel);
  const source = await openStore(from, { create: false }, config, log);
  try {
    await refuseWaitingItems(source, from, options.leaveQueue === true);
    await copyInto(source, to, config, log);
  } finally {
    await source.close();
  }
}

/** A password need not stand on the command line, where other users see it: STORE_URL may hold it. */
function addressesOf(options: CopyOptions, config: Config): { from: string; to: string } {
  const from = options.from ?? `sqlite:${config.dataDir}`;
  const to = options.to ?? config.storeUrl;
  if (to === '') throw new DuLuanError('USAGE', { detail: 'Say where to: --to http://HOST:9200, or set STORE_URL' });
  if (from === to) throw new DuLuanError('USAGE', { detail: 'A store cannot be copied into itself' });
  return { from, to };
}

async function refuseWaitingItems({ queue }: OpenedStore, path: string, isLeft: boolean): Promise<void> {
  if (!queue || isLeft) return;
  const { waiting, active, delayed, quarantined } = await queue.counts();
  const count = waiting + active + delayed + quarantined;
  if (count === 0) return;
  const work = quarantined < count ? 'work them off first with: du-luan work' : 'they are in quarantine; replay them';
  throw new DuLuanError('QUEUE_NOT_EMPTY', { path, count, detail: `${work}. Or leave them behind with --leave-queue` });
}

async function copyInto(source: OpenedStore, address: string, config: Config, log: Log): Promise<void> {
  const target = await openStore(address, { create: true }, config, log);
  const bar = startCopyBar();
  try {
    const report = await copyStore(source.store, target.store, bar.show);
    bar.stop();
    console.log(JSON.stringify(report));
    const differing = differences(report);
    if (differing.length > 0) throw new DuLuanError('COPY_DIFFERS', { detail: differing.join(', ') });
  } finally {
    bar.stop();
    await target.close();
  }
}
