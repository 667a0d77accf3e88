import { setTimeout as pause } from 'node:timers/promises';
import type { BatchResult, PipelineDeps } from './pipeline-deps.ts';
import { runBatch } from './topology.ts';

export interface Worker {
  /**
   * Resolves when the batch under way is committed, or cannot be within 5 s because queue or store do not answer; closing the queue then
   * gives its items back. Nothing is claimed after that.
   */
  stop(): Promise<void>;
}

/** How long an idle worker waits before it asks again: an item is searchable within this plus its own processing. */
const IDLE_MS = 100;
/** Pause after the queue or store failed, so that an outage does not fill the log. */
const FAULT_MS = 2_000;

/** A batch takes well under a second; whoever stops a program ends it by force after 10 s. */
const STOP_PATIENCE_MS = 5_000;

/** Who wants to know how the work goes. */
export interface BatchWatcher {
  /** A batch is committed; `seconds` since it was claimed. */
  readonly onBatch?: (result: BatchResult, seconds: number) => void;
  /** Queue or store failed under a batch. */
  readonly onFault?: () => void;
}

/**
 * Works off the queue until stopped. The watcher sees every committed batch. After a fault of queue or store, which has given
 * the batch back, the work goes on.
 */
export function startWorker(deps: PipelineDeps, watcher: BatchWatcher = {}): Worker {
  const stopping = new AbortController();
  const finished = work(deps, watcher, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await Promise.race([finished, pause(STOP_PATIENCE_MS, undefined, { ref: false })]);
    },
  };
}

async function work(deps: PipelineDeps, watcher: BatchWatcher, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    let waitMs = 0;
    const startedAt = performance.now();
    try {
      const result = await runBatch(deps);
      if (result) watcher.onBatch?.(result, (performance.now() - startedAt) / 1_000);
      else waitMs = IDLE_MS;
    } catch (error) {
      // Queue and store are being closed under it.
      if (signal.aborted) return deps.log.info({ err: error }, 'batch left to others');
      deps.log.error({ err: error }, 'batch failed');
      watcher.onFault?.();
      waitMs = FAULT_MS;
    }
    // A timer even when busy: the embedded engine is synchronous, and crawlers and pages need their turn.
    await pause(waitMs, undefined, { signal }).catch(() => {});
  }
}
