import { Quarantine, RetryLater } from '../domain/errors.ts';
import type { Settlement } from '../domain/outcome.ts';
import { MAX_ATTEMPTS, type ClaimedItem } from '../queue/queue.ts';
import { processItem } from './process-item.ts';
import type { BatchResult, PipelineDeps } from './topology.ts';

/** First pause before a failed item is tried again; doubles with each attempt up to the cap. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 5 * 60_000;

type Verdict =
  | { readonly type: 'settled'; readonly settlement: Settlement }
  | { readonly type: 'retry'; readonly delayMs: number }
  | { readonly type: 'quarantine'; readonly reason: string };

/** One item's fault stays its own: the rest of the batch is committed whatever happens to it. */
export async function processBatch(claimed: readonly ClaimedItem[], deps: PipelineDeps): Promise<BatchResult> {
  const known = await deps.store.outcomes(claimed.map((each) => each.id));
  const settlements: Settlement[] = [];
  const done: string[] = [];
  let failed = 0;
  let postponed = 0;
  let duplicates = 0;
  for (const each of claimed) {
    if (known.has(each.id)) {
      done.push(each.id);
      duplicates += 1;
      continue;
    }
    const verdict = judge(each, deps);
    if (verdict.type === 'settled') {
      settlements.push(verdict.settlement);
      done.push(each.id);
    } else if (verdict.type === 'retry') {
      await deps.queue.retry([each.id], verdict.delayMs);
      postponed += 1;
    } else {
      await deps.queue.quarantine(each.id, verdict.reason);
      failed += 1;
    }
  }
  const result = await deps.commit({ settlements, done });
  return { ...result, duplicates: result.duplicates + duplicates, failed, postponed };
}

function judge(claimed: ClaimedItem, deps: PipelineDeps): Verdict {
  // A process that died this often while working on the item would die again.
  if (claimed.attempt > MAX_ATTEMPTS) return { type: 'quarantine', reason: `given up after ${MAX_ATTEMPTS} attempts` };
  try {
    return { type: 'settled', settlement: processItem(claimed.item, deps) };
  } catch (error) {
    if (error instanceof RetryLater) return { type: 'retry', delayMs: error.delayMs };
    deps.log.warn({ sourceId: claimed.item.sourceId, attempt: claimed.attempt, err: error }, 'item failed');
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof Quarantine || claimed.attempt >= MAX_ATTEMPTS) return { type: 'quarantine', reason };
    return { type: 'retry', delayMs: Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (claimed.attempt - 1)) };
  }
}
