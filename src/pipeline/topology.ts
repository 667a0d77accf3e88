import { holdBatch } from './hold-batch.ts';
import type { BatchResult, PipelineDeps } from './pipeline-deps.ts';
import { processBatch } from './process-batch.ts';

/*
 * The way of an item behind the queue, in order. Read this file first.
 *
 * 1. claim        the queue hands out a batch; attempts are counted before work starts        queue port
 * 2. deduplicate  keys that the store has settled before need no work                         process-batch.ts
 * 3. screen       is it about traffic? what is not, is remembered as off-topic and not kept   process-item.ts
 * 4. analyse      topic, tone, stance, acts, checkable, place                                 process-item.ts
 * 5. commit       the batch is kept and acknowledged at once                                  process-batch.ts, wiring.ts
 * 6. story        reprints and stories, over a window of time, once the queue is quiet        story-keeper.ts
 *
 * Steps 2 to 5 are one job, so the queue is crossed once. Step 6 looks at many items together and is a pure function of the set of
 * items in its window, so that the order of arrival, a crash or a second run cannot change what it says.
 */

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
  const claimed = await deps.queue.claim(BATCH_SIZE, LEASE_MS);
  if (claimed.length === 0) return null;
  return holdBatch(claimed, { ...deps, leaseMs: LEASE_MS }, () => processBatch(claimed, deps));
}
