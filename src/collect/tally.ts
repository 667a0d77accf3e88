import type { RunSums } from '../domain/outcome.ts';
import type { BatchResult } from '../pipeline/pipeline-deps.ts';

/** Counts of one run, added up from crawlers and worker. `pending` items are in the queue. */
export interface Tally extends RunSums {
  pending: number;
  /** What failed, by error code; `QUARANTINED` for items that the pipeline gave up on. */
  readonly failures: Record<string, number>;
}

export function newTally(): Tally {
  return { found: 0, saved: 0, duplicates: 0, offTopic: 0, failed: 0, pending: 0, failures: {} };
}

/** Counts failures of one kind. */
export function addFailures(tally: Tally, code: string, count = 1): void {
  if (count === 0) return;
  tally.failed += count;
  tally.failures[code] = (tally.failures[code] ?? 0) + count;
}

/** Adds what a worker's batch came to. Postponed items stay pending. */
export function addBatch(tally: Tally, batch: BatchResult): void {
  tally.saved += batch.saved;
  tally.duplicates += batch.duplicates;
  tally.offTopic += batch.offTopic;
  addFailures(tally, 'QUARANTINED', batch.failed);
  tally.pending -= batch.saved + batch.duplicates + batch.offTopic + batch.failed;
}

/** Sum of everything that is accounted for; equals `found` when nothing is pending and nothing was lost. */
export function accountedFor(sums: RunSums): number {
  return sums.saved + sums.duplicates + sums.offTopic + sums.failed;
}
