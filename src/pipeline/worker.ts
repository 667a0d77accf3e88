import { setTimeout as pause } from 'node:timers/promises';
import { runBatch, type BatchResult, type PipelineDeps } from './topology.ts';

export interface Worker {
  /** Resolves when the batch under way is committed; nothing is claimed after that. */
  stop(): Promise<void>;
}

/** How long an idle worker waits before it asks again: an item is searchable within this plus its own processing. */
const IDLE_MS = 100;
/** Pause after the queue or store failed, so that an outage does not fill the log. */
const FAULT_MS = 2_000;

/** Who wants to know how the work goes. */
export interface BatchWatcher {
  /** A batch is committed; `seconds` since it was claimed. */
  readonly onBatch?: (result: BatchResult, seconds: number) => void;
  /** Queue or store failed under a batch. */
  readonly onFault?: () => void;
}

/**
 * Works off the queue until stopped. The watcher sees every committed batch. A fault of queue or store is logged and tried again:
 * the batch is still claimed and comes back when its lease ends.
 */
export function startWorker(deps: PipelineDeps, watcher: BatchWatcher = {}): Worker {
  const stopping = new AbortController();
  const finished = work(deps, watcher, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await finished;
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
      deps.log.error({ err: error }, 'batch failed');
      watcher.onFault?.();
      waitMs = FAULT_MS;
    }
    // A timer even when busy: the embedded engine is synchronous, and crawlers and pages need their turn.
    await pause(waitMs, undefined, { signal }).catch(() => {});
  }
}
