import type { estypes } from '@elastic/elasticsearch';
import type { Item } from '../../domain/item.ts';
import type { ItemQuery } from '../../domain/query.ts';
import { headingOf, type Story } from '../../domain/story.ts';
import { compileQuery, ONLY_DATED, type Query } from './compile-query.ts';
import type { ElasticsearchGround } from './settle-batch.ts';
import { withBackOff } from './with-back-off.ts';

interface Terms {
  readonly buckets: readonly { readonly key: string; readonly doc_count: number }[];
}

interface StoryBucket {
  readonly key: string;
  readonly doc_count: number;
  readonly firstAt: { readonly value: number };
  readonly lastAt: { readonly value: number };
  readonly news: { readonly doc_count: number };
  readonly reprints: { readonly doc_count: number };
  readonly outlets: Terms;
}

interface NameBucket {
  readonly key: string;
  readonly topic: Terms;
  readonly first: {
    readonly hits: { readonly hits: readonly { readonly _source?: { readonly doc: Pick<Item, 'title' | 'threadTitle'> } }[] };
  };
}

/** More outlets than write about one event. */
const MOST_OUTLETS = 2_000;

/** Stories of one month among which its largest are looked for, and candidates beyond those asked for. */
const STORIES_PER_MONTH = 10_000;
const SPARE_CANDIDATES = 50;

/** The item that a story is called after: one that is called something, news before the rest, originals before reprints, the earliest of them. */
const NAMING: estypes.Sort = [
  { isNamed: 'desc' },
  { isNews: 'desc' },
  { isReprint: 'asc' },
  { publishedAt: { order: 'asc', missing: '_last' } },
  { id: 'asc' },
];

const COUNTS = {
  firstAt: { min: { field: 'publishedAt' } },
  lastAt: { max: { field: 'publishedAt' } },
  news: { filter: { term: { isNews: true } } },
  reprints: { filter: { term: { isReprint: true } } },
  outlets: { terms: { field: 'outlet', size: MOST_OUTLETS } },
};

const NAMES = {
  // There are thirteen topics, so twenty of each month are all of them.
  topic: { terms: { field: 'mainTopic', size: 1, shard_size: 20, order: [{ _count: 'desc' as const }, { _key: 'asc' as const }] } },
  first: { top_hits: { size: 1, sort: NAMING, _source: ['doc.title', 'doc.threadTitle'] } },
};

/**
 * Stories of the matching dated items, largest first, ties by id. Counts, times and outlets are of the items that match; title
 * and main topic are of the whole story, so that it is called the same whatever was searched for.
 */
export async function readStories(ground: ElasticsearchGround, query: ItemQuery, limit: number): Promise<readonly Story[]> {
  if (limit <= 0) return [];
  const ids = await largestStories(ground, query, limit);
  if (ids.length === 0) return [];
  const counted = await aggregate(ground, compileQuery(query, ONLY_DATED, { terms: { storyId: ids } }), {
    terms: { field: 'storyId', size: ids.length },
    aggs: COUNTS,
  });
  const stories = (counted as readonly StoryBucket[]).toSorted((a, b) => b.doc_count - a.doc_count || (a.key < b.key ? -1 : 1)); // asked for above
  const shown = stories.slice(0, limit);
  const names = await readNames(
    ground,
    shown.map((bucket) => bucket.key),
  );
  return shown.map((bucket) => toStory(bucket, names.get(bucket.key)));
}

/**
 * Candidates for the largest stories. Each month answers for itself, so a story of two months may be counted short; its rank then comes from
 * counting the candidates once more, all months together.
 */
async function largestStories(ground: ElasticsearchGround, query: ItemQuery, limit: number): Promise<string[]> {
  const size = limit * 2 + SPARE_CANDIDATES;
  const buckets = await aggregate(ground, compileQuery(query, ONLY_DATED), {
    terms: { field: 'storyId', size, shard_size: Math.max(STORIES_PER_MONTH, size), order: [{ _count: 'desc' }, { _key: 'asc' }] },
  });
  return (buckets as readonly { key: string }[]).map(({ key }) => key); // asked for above
}

async function readNames(ground: ElasticsearchGround, ids: readonly string[]): Promise<ReadonlyMap<string, NameBucket>> {
  const buckets = await aggregate(
    ground,
    { terms: { storyId: [...ids] } },
    {
      terms: { field: 'storyId', size: ids.length },
      aggs: NAMES,
    },
  );
  return new Map((buckets as readonly NameBucket[]).map((bucket) => [bucket.key, bucket])); // asked for above
}

async function aggregate(
  { client, names, backOff }: ElasticsearchGround,
  query: Query,
  found: estypes.AggregationsAggregationContainer,
): Promise<readonly unknown[]> {
  const answer = await withBackOff(
    () => client.search({ index: names.items, query, aggs: { found }, size: 0, track_total_hits: false }),
    backOff,
  );
  return (answer.aggregations?.['found'] as { buckets: readonly unknown[] } | undefined)?.buckets ?? []; // the answer to a terms aggregation
}

function toStory(bucket: StoryBucket, name: NameBucket | undefined): Story {
  const naming = name?.first.hits.hits[0]?._source?.doc;
  return {
    id: bucket.key,
    title: naming ? headingOf(naming) : '',
    firstAt: bucket.firstAt.value,
    lastAt: bucket.lastAt.value,
    itemCount: bucket.doc_count,
    newsCount: bucket.news.doc_count,
    publicCount: bucket.doc_count - bucket.news.doc_count,
    reprintCount: bucket.reprints.doc_count,
    outlets: bucket.outlets.buckets
      .map((outlet) => outlet.key)
      .filter((outlet) => outlet !== 'unknown')
      .toSorted(),
    mainTopic: name?.topic.buckets[0]?.key ?? null,
  };
}
