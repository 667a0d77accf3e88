import type { Log } from '../domain/log.ts';
import type { Settlement } from '../domain/outcome.ts';
import type { Queue } from '../queue/queue.ts';
import type { SettleResult, Store } from '../store/store.ts';
import type { ProcessDeps } from './process-item.ts';

/** What the stages need of the world. */
export interface PipelineDeps extends ProcessDeps {
  readonly queue: Queue;
  readonly store: Store;
  /** Keeps settlements and acknowledges finished items; in one transaction where the engine can. */
  readonly commit: (batch: { settlements: readonly Settlement[]; done: readonly string[] }) => Promise<SettleResult>;
  readonly log: Log;
}

/** What one batch came to. `failed` items are in quarantine, `postponed` ones will be tried again. */
export interface BatchResult extends SettleResult {
  readonly failed: number;
  readonly postponed: number;
}
