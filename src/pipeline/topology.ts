import type { Log } from '../domain/log.ts';
import type { SettleResult } from '../store/store.ts';
import type { Settlement } from '../domain/outcome.ts';
import type { ClaimedItem, Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import { holdBatch } from './hold-batch.ts';
import type { ProcessDeps } from './process-item.ts';
import { processBatch } from './process-batch.ts';

/**
 * The way of an item behind the queue, in order. Read this file first.
 *
 * 1. claim        the queue hands out a batch; attempts are counted before work starts        queue port
 * 2. deduplicate  keys that the store has settled before need no work                         known-items.ts
 * 3. screen       is it about traffic? what is not, is remembered as off-topic and not kept   process-item.ts
 * 4. analyse      topic, tone, stance, acts, checkable, place                                 process-item.ts
 * 5. commit       the batch is kept and acknowledged at once                                  wiring.ts
 * 6. story        reprints and stories, over a window of time, once the queue is quiet        story-keeper.ts
 *
 * Steps 2 to 5 are one job, so the queue is crossed once. Step 6 looks at many items together and is a pure function of the set of
 * items in its window, so that the order of arrival, a crash or a second run cannot change what it says.
 */
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

/**
 * How long a worker may be silent. A batch takes well under a second, and its claim is renewed while the store is waited for; a
 * worker that says nothing for 10 s is taken for dead and its items go to another.
 */
const LEASE_MS = 10_000;

/**
 * Items per batch: large enough that one durable write is shared by many, small enough that pages of the dashboard, which the same
 * process may be serving, wait no longer than a blink.
 */
const BATCH_SIZE = 40;

/** Works off one batch. null when nothing was due. Faults of queue and store rise after the items have been given back. */
export async function runBatch(deps: PipelineDeps): Promise<BatchResult | null> {
  const claimed: readonly ClaimedItem[] = await deps.queue.claim(BATCH_SIZE, LEASE_MS);
  if (claimed.length === 0) return null;
  return holdBatch(claimed, { ...deps, leaseMs: LEASE_MS }, () => processBatch(claimed, deps));
}
