import type { PipelineDeps } from '../pipeline/pipeline-deps.ts';
import type { Metrics } from './create-metrics.ts';

type Commit = PipelineDeps['commit'];

/** The same step, with the age of what it makes searchable observed. `now` in UTC milliseconds, the clock of `seenAt`. */
export function measureCommit(commit: Commit, metrics: Metrics, now: () => number): Commit {
  return async (batch) => {
    const result = await commit(batch);
    const at = now();
    for (const each of batch.settlements) if (each.outcome === 'saved') metrics.searchable((at - each.item.seenAt) / 1_000);
    return result;
  };
}
