import type { StoreTotals } from '../store.ts';
import { ONLY_DATED } from './compile-query.ts';
import type { ElasticsearchGround } from './settle-batch.ts';
import { withBackOff } from './with-back-off.ts';

interface Totals {
  readonly undated: { readonly doc_count: number };
  readonly reprints: { readonly doc_count: number };
  readonly dated: {
    readonly oldest: { readonly value: number | null };
    readonly newest: { readonly value: number | null };
    readonly stories: { readonly value: number };
  };
}

/** Up to this many stories are counted exactly; beyond, within some percent, which no page depends on. */
const EXACT_STORIES = 40_000;

export async function readTotals({ client, names, backOff }: ElasticsearchGround): Promise<StoreTotals> {
  const aggs = {
    undated: { missing: { field: 'publishedAt' } },
    reprints: { filter: { term: { isReprint: true } } },
    dated: {
      filter: ONLY_DATED,
      aggs: {
        oldest: { min: { field: 'publishedAt' } },
        newest: { max: { field: 'publishedAt' } },
        stories: { cardinality: { field: 'storyId', precision_threshold: EXACT_STORIES } },
      },
    },
  };
  const [items, offTopic] = await withBackOff(
    () =>
      Promise.all([
        client.search({ index: names.items, aggs, size: 0, track_total_hits: true }),
        client.count({ index: names.outcomes, query: { term: { outcome: 'off-topic' } } }),
      ]),
    backOff,
  );
  const found = items.aggregations as unknown as Totals; // the answer to the aggregations above
  const total = items.hits.total;
  return {
    items: typeof total === 'object' ? total.value : (total ?? 0),
    undated: found.undated.doc_count,
    offTopic: offTopic.count,
    reprints: found.reprints.doc_count,
    stories: found.dated.stories.value,
    oldestAt: found.dated.oldest.value,
    newestAt: found.dated.newest.value,
  };
}
