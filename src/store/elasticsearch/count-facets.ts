import type { estypes } from '@elastic/elasticsearch';
import type { Facet, FacetCounts, ItemQuery, Trend, TrendSplit } from '../../domain/query.ts';
import { compileQuery, ONLY_DATED, type Query } from './compile-query.ts';
import type { ElasticsearchGround } from './settle-batch.ts';
import { withBackOff } from './with-back-off.ts';

type Aggregation = estypes.AggregationsAggregationContainer;

const FIELD_OF: Readonly<Record<Facet, string>> = {
  kind: 'kind',
  topic: 'topics',
  tone: 'tone',
  stance: 'stance',
  act: 'acts',
  outlet: 'outlet',
  source: 'sourceId',
  place: 'places',
  checkable: 'checkable',
};

/**
 * More than any facet has values: outlets, sources and units of a nation are some thousands. Counts of `terms` are exact only
 * when every index gives all its values.
 */
const MOST_VALUES = 10_000;

interface Bucket {
  readonly key: string | number;
  readonly key_as_string?: string;
  readonly doc_count: number;
  readonly values?: { readonly buckets: readonly Bucket[] };
}

export async function countFacets(ground: ElasticsearchGround, query: ItemQuery, facets: readonly Facet[]): Promise<FacetCounts> {
  if (facets.length === 0) return {};
  const aggs = Object.fromEntries(facets.map((facet) => [facet, terms(FIELD_OF[facet])]));
  const found = await aggregate(ground, compileQuery(query), aggs);
  return Object.fromEntries(
    facets.map((facet) => [facet, (found[facet]?.buckets ?? []).map((bucket) => ({ value: nameOf(bucket), count: bucket.doc_count }))]),
  );
}

/** Dated items per Asia/Ho_Chi_Minh day and value, days without items left out. */
export async function countDays(ground: ElasticsearchGround, query: ItemQuery, split: TrendSplit): Promise<Trend> {
  const perDay: Aggregation = {
    date_histogram: {
      field: 'publishedAt',
      calendar_interval: 'day',
      time_zone: 'Asia/Ho_Chi_Minh',
      format: 'yyyy-MM-dd',
      min_doc_count: 1,
    },
    ...(split === 'none' ? {} : { aggs: { values: { terms: { field: FIELD_OF[split], size: MOST_VALUES, order: { _key: 'asc' } } } } }),
  };
  const found = await aggregate(ground, compileQuery(query, ONLY_DATED), { days: perDay });
  return (found['days']?.buckets ?? []).flatMap((day) =>
    (day.values?.buckets ?? [{ key: 'all', doc_count: day.doc_count }]).map((bucket) => ({
      day: day.key_as_string ?? '',
      value: nameOf(bucket),
      count: bucket.doc_count,
    })),
  );
}

function terms(field: string): Aggregation {
  return { terms: { field, size: MOST_VALUES, shard_size: MOST_VALUES, order: [{ _count: 'desc' }, { _key: 'asc' }] } };
}

/** Truth values come as 1 and 0 with their names beside. */
function nameOf(bucket: Bucket): string {
  return bucket.key_as_string ?? String(bucket.key);
}

async function aggregate(
  ground: ElasticsearchGround,
  query: Query,
  aggs: Record<string, Aggregation>,
): Promise<Record<string, { buckets: readonly Bucket[] } | undefined>> {
  const answer = await withBackOff(
    () => ground.client.search({ index: ground.names.items, query, aggs, size: 0, track_total_hits: false }),
    ground.backOff,
  );
  return (answer.aggregations ?? {}) as unknown as Record<string, { buckets: readonly Bucket[] }>; // answers to terms and date_histogram have buckets
}
