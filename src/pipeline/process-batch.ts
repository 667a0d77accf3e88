import { DuLuanError, Quarantine, RetryLater, type ErrorCode } from '../domain/errors.ts';
import type { Settlement } from '../domain/outcome.ts';
import { MAX_ATTEMPTS, type ClaimedItem } from '../queue/queue.ts';
import type { SettleResult } from '../store/store.ts';
import { processItem } from './process-item.ts';
import type { BatchResult, PipelineDeps } from './pipeline-deps.ts';

/** First pause before a failed item is tried again; doubles with each attempt up to the cap. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 5 * 60_000;

/** Faults of queue or store as a whole: no item is to blame, and trying others would fail the same way. */
const OUTAGES: ReadonlySet<ErrorCode> = new Set([
  'OUT_OF_SPACE',
  'QUEUE_CLOSED',
  'QUEUE_UNREACHABLE',
  'STORE_BUSY',
  'STORE_CLOSED',
  'STORE_UNREACHABLE',
  'STORE_UNREADABLE',
]);

type Verdict =
  | { readonly type: 'settled'; readonly settlement: Settlement }
  | { readonly type: 'retry' | 'release'; readonly delayMs: number }
  | { readonly type: 'quarantine'; readonly reason: string };

interface Settled {
  readonly claimed: ClaimedItem;
  /** null for a key that was settled before. */
  readonly settlement: Settlement | null;
}

type Sums = { -readonly [K in keyof BatchResult]: BatchResult[K] };

/**
 * One item's fault stays its own: the rest of the batch is committed whatever happens to it. Items that end their process are the
 * queue's to count, which sees them lost.
 * @throws DuLuanError when queue or store fail as a whole; the items are then still claimed
 */
export async function processBatch(claimed: readonly ClaimedItem[], deps: PipelineDeps): Promise<BatchResult> {
  const known = await deps.store.outcomes(claimed.map((each) => each.id));
  const sums: Sums = { saved: 0, offTopic: 0, duplicates: 0, failed: 0, postponed: 0 };
  const settled: Settled[] = [];
  for (const each of claimed) {
    const verdict = known.has(each.id) ? null : judge(each, deps);
    if (verdict === null) sums.duplicates += 1;
    if (verdict === null || verdict.type === 'settled') settled.push({ claimed: each, settlement: verdict?.settlement ?? null });
    else await setAside(each, verdict, { deps, sums });
  }
  await commitAll(settled, deps, sums);
  return sums;
}

function judge(claimed: ClaimedItem, deps: PipelineDeps): Verdict {
  try {
    return { type: 'settled', settlement: processItem(claimed.item, deps) };
  } catch (error) {
    return verdictOn(error, claimed, deps);
  }
}

function verdictOn(error: unknown, { item, attempt }: ClaimedItem, deps: PipelineDeps): Exclude<Verdict, { type: 'settled' }> {
  if (error instanceof RetryLater) return { type: 'release', delayMs: error.delayMs };
  deps.log.warn({ sourceId: item.sourceId, attempt, err: error }, 'item failed');
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof Quarantine || attempt >= MAX_ATTEMPTS) return { type: 'quarantine', reason };
  return { type: 'retry', delayMs: Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1)) };
}

async function setAside(
  claimed: ClaimedItem,
  verdict: Exclude<Verdict, { type: 'settled' }>,
  { deps, sums }: { deps: PipelineDeps; sums: Sums },
): Promise<void> {
  if (verdict.type === 'quarantine') {
    await deps.queue.quarantine(claimed.id, verdict.reason);
    sums.failed += 1;
    return;
  }
  await deps.queue[verdict.type]([claimed.id], verdict.delayMs);
  sums.postponed += 1;
}

/** Together, as one durable write; one by one when the store takes offence at what one of them holds. */
async function commitAll(settled: readonly Settled[], deps: PipelineDeps, sums: Sums): Promise<void> {
  try {
    add(sums, await commit(settled, deps));
  } catch (error) {
    if (error instanceof DuLuanError && OUTAGES.has(error.code)) throw error;
    const [only] = settled;
    if (only && settled.length === 1) return setAside(only.claimed, verdictOn(error, only.claimed, deps), { deps, sums });
    for (const each of settled) await commitAll([each], deps, sums);
  }
}

function commit(settled: readonly Settled[], deps: PipelineDeps): Promise<SettleResult> {
  const settlements = settled.flatMap(({ settlement }) => settlement ?? []);
  return deps.commit({ settlements, done: settled.map(({ claimed }) => claimed.id) });
}

function add(sums: Sums, result: SettleResult): void {
  sums.saved += result.saved;
  sums.offTopic += result.offTopic;
  sums.duplicates += result.duplicates;
}
