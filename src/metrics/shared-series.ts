import { Gauge, type Registry } from 'prom-client';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';

/** What is asked at each scrape. */
export interface Shared {
  readonly queue: Pick<Queue, 'counts'>;
  readonly store: Pick<Store, 'sourceHealth'>;
}

const MS_PER_S = 1_000;

/** Figures that all processes of a system share. Returns what reads them anew. Those of a part that is down are left out: an old depth would look like a present one. */
export function sharedSeries(registry: Registry, { queue, store }: Shared): () => Promise<void> {
  const gauge = (name: string, label: string, help: string): Gauge => new Gauge({ name, help, labelNames: [label], registers: [registry] });
  const up = gauge('du_luan_shared_up', 'part', 'Whether queue and store answered at this scrape');
  const depth = gauge('du_luan_queue_items', 'state', 'Items in the queue by state');
  const failures = gauge('du_luan_source_failures_in_row', 'source', 'Visits of a source that failed since the last good one');
  const lastGood = gauge(
    'du_luan_source_last_good_timestamp_seconds',
    'source',
    'Last visit of a source that answered and could be read; sources that never did are missing',
  );
  const readQueue = async (): Promise<void> => {
    const counts = await queue.counts().catch(() => null);
    up.set({ part: 'queue' }, counts ? 1 : 0);
    depth.reset();
    for (const [state, count] of Object.entries(counts ?? {})) depth.set({ state }, count);
  };
  const readStore = async (): Promise<void> => {
    const healths = await store.sourceHealth().catch(() => null);
    up.set({ part: 'store' }, healths ? 1 : 0);
    failures.reset();
    lastGood.reset();
    for (const { sourceId, failuresInRow, lastGoodAt } of healths ?? []) {
      failures.set({ source: sourceId }, failuresInRow);
      if (lastGoodAt !== null) lastGood.set({ source: sourceId }, lastGoodAt / MS_PER_S);
    }
  };
  return async () => void (await Promise.all([readQueue(), readStore()]));
}
