import type { estypes } from '@elastic/elasticsearch';
import type { Facet, FacetCounts, ItemQuery, Trend, TrendSplit } from '../../domain/query.ts';
import { compileQuery, ONLY_DATED, type Query } from './compile-query.ts';
import type { ElasticsearchGround } from './settle-batch.ts';
import { withBackOff } from './with-back-off.ts';

type Aggregation = estypes.AggregationsAggregationContainer;
type Source = Partial<Record<string, estypes.AggregationsCompositeAggregationSource>>;

const FIELD_OF: Readonly<Record<Facet, string>> = {
  kind: 'kind',
  topic: 'topics',
  tone: 'tone',
  stance: 'stance',
  act: 'acts',
  newsKind: 'newsKind',
  event: 'events',
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
}

/** A type and no interface: the client asks for an index signature, which only a type has by itself. */
type DayKey = {
  readonly day: string;
  readonly value?: string;
};

interface DayPage {
  readonly buckets: readonly { readonly key: DayKey; readonly doc_count: number }[];
  readonly after_key?: DayKey;
}

export async function countFacets(ground: ElasticsearchGround, query: ItemQuery, facets: readonly Facet[]): Promise<FacetCounts> {
  if (facets.length === 0) return {};
  const aggs = Object.fromEntries(facets.map((facet) => [facet, terms(FIELD_OF[facet])]));
  const found = await aggregate(ground, compileQuery(query), aggs);
  return Object.fromEntries(
    facets.map((facet) => [facet, bucketsOf(found[facet]).map((bucket) => ({ value: nameOf(bucket), count: bucket.doc_count }))]),
  );
}

/** Days and values of one answer. One aggregation may make 65,536 buckets; some years by topic are more. */
const DAYS_PAGE = 10_000;

/**
 * The day of Asia/Ho_Chi_Minh as everywhere in this program: seven hours ahead, also in the years before 1975 when clocks differed.
 * `uuuu` is the year that is also right before the year 1.
 */
const DAY = {
  field: 'publishedAt',
  calendar_interval: 'day',
  time_zone: '+07:00',
  format: 'uuuu-MM-dd',
};

/** Dated items per Asia/Ho_Chi_Minh day and value, sorted by both, days without items left out. */
export async function countDays(ground: ElasticsearchGround, query: ItemQuery, split: TrendSplit): Promise<Trend> {
  const sources: Source[] = [{ day: { date_histogram: DAY } }];
  if (split !== 'none') sources.push({ value: { terms: { field: FIELD_OF[split] } } });
  const compiled = compileQuery(query, ONLY_DATED);
  const trend: { day: string; value: string; count: number }[] = [];
  let page: DayPage;
  let after: DayPage['after_key'];
  do {
    const composite = { size: DAYS_PAGE, sources, ...(after ? { after } : {}) };
    page = (await aggregate(ground, compiled, { days: { composite } }))['days'] as DayPage; // the answer to a composite aggregation
    for (const { key, doc_count: count } of page.buckets) trend.push({ day: key.day, value: key.value ?? 'all', count });
    after = page.after_key;
  } while (page.buckets.length === DAYS_PAGE);
  return trend;
}

function terms(field: string): Aggregation {
  return { terms: { field, size: MOST_VALUES, shard_size: MOST_VALUES, order: [{ _count: 'desc' }, { _key: 'asc' }] } };
}

function bucketsOf(aggregation: unknown): readonly Bucket[] {
  return (aggregation as { buckets: readonly Bucket[] } | undefined)?.buckets ?? []; // the answer to a terms aggregation
}

/** Truth values come as 1 and 0 with their names beside. */
function nameOf(bucket: Bucket): string {
  return bucket.key_as_string ?? String(bucket.key);
}

async function aggregate(ground: ElasticsearchGround, query: Query, aggs: Record<string, Aggregation>): Promise<Record<string, unknown>> {
  const answer = await withBackOff(
    () => ground.client.search({ index: ground.names.items, query, aggs, size: 0, track_total_hits: false }),
    ground.backOff,
  );
  return answer.aggregations ?? {};
}
