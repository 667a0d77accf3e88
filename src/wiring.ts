import type { Config } from './config.ts';
import type { Log } from './domain/log.ts';
import type { Settlement } from './domain/outcome.ts';
import type { Queue } from './queue/queue.ts';
import { openEmbedded } from './store/sqlite/open-embedded.ts';
import type { SettleResult, Store } from './store/store.ts';

/** Queue and store that belong together, and the one step that involves both. */
export interface Engine {
  readonly queue: Queue;
  readonly store: Store;
  /** Keeps settlements and acknowledges their items: one transaction in the embedded engine. */
  readonly commit: (batch: { settlements: readonly Settlement[]; done: readonly string[] }) => Promise<SettleResult>;
  close(): Promise<void>;
}

/** The only place that names an adapter. */
export function openEngine(config: Config, log: Log): Promise<Engine> {
  return openEmbedded(config.dataDir, log);
}
