import { setTimeout as pause } from 'node:timers/promises';
import { DuLuanError } from '../domain/errors.ts';
import type { RunSums } from '../domain/outcome.ts';
import type { Source } from '../domain/source.ts';
import type { BatchResult, PipelineDeps } from '../pipeline/pipeline-deps.ts';
import { keepStories } from '../pipeline/story-keeper.ts';
import { startWorker } from '../pipeline/worker.ts';
import { collectSource, type CollectDeps } from './collect-source.ts';
import { accountedFor, addBatch, newTally, type Tally } from './tally.ts';

/** One line of JSON at the end of a run. `resumed` items had been left in the queue by an earlier run; they count in `found` too. */
export interface RunReport extends RunSums {
  readonly resumed: number;
  /** Reasons of the failed ones, by error code. */
  readonly failures: Readonly<Record<string, number>>;
  readonly secondsWall: number;
  readonly itemsPerSecond: number;
  readonly peakMemoryMB: number;
}

export interface RunDeps extends PipelineDeps, Omit<CollectDeps, 'tally'> {
  /** Sources visited side by side; each host is paced for itself. */
  readonly atOnce: number;
}

/** How often the end of the queue is looked for. */
const LOOK_AGAIN_MS = 25;

/**
 * Visits every source once, waits until the queue is empty, then finds reprints and stories.
 * @throws DuLuanError SUMS_DISAGREE when what was found is not what is accounted for.
 */
export async function runOnce(
  sources: readonly Source[],
  deps: RunDeps,
  onProgress: (tally: Tally) => void = () => {},
): Promise<RunReport> {
  const startedAt = performance.now();
  const tally = newTally();
  const counts = await deps.queue.counts();
  const resumed = counts.waiting + counts.active + counts.delayed;
  tally.found = resumed;
  tally.pending = resumed;
  const onBatch = (batch: BatchResult): void => {
    addBatch(tally, batch);
    onProgress(tally);
  };
  const worker = startWorker(deps, { onBatch });
  try {
    // Left-overs first: their addresses are then known to the crawlers and counted as seen before.
    while (tally.pending > 0) await pause(LOOK_AGAIN_MS);
    await visitAll(sources, { ...deps, tally });
    while (tally.pending > 0) await pause(LOOK_AGAIN_MS);
  } finally {
    await worker.stop();
  }
  await keepStories(deps.store, null);
  onProgress(tally);
  return report(tally, resumed, (performance.now() - startedAt) / 1_000);
}

async function visitAll(sources: readonly Source[], deps: RunDeps & CollectDeps): Promise<void> {
  const health = new Map((await deps.store.sourceHealth()).map((each) => [each.sourceId, each]));
  const queue = [...sources];
  const visitors = Array.from({ length: Math.min(deps.atOnce, queue.length) }, async () => {
    for (let source = queue.shift(); source; source = queue.shift()) await collectSource(source, health.get(source.id) ?? null, deps);
  });
  await Promise.all(visitors);
}

function report(tally: Tally, resumed: number, seconds: number): RunReport {
  const accounted = accountedFor(tally);
  if (accounted !== tally.found) throw new DuLuanError('SUMS_DISAGREE', { found: tally.found, accounted });
  return {
    found: tally.found,
    saved: tally.saved,
    duplicates: tally.duplicates,
    offTopic: tally.offTopic,
    failed: tally.failed,
    failures: tally.failures,
    resumed,
    secondsWall: round(seconds, 2),
    itemsPerSecond: round(tally.found / seconds, 1),
    // Kilobytes on Linux and macOS alike, as libuv reports them.
    peakMemoryMB: round(process.resourceUsage().maxRSS / 1_024, 0),
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
