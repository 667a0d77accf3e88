import type { estypes } from '@elastic/elasticsearch';
import type { ItemQuery } from '../../domain/query.ts';
import type { Story } from '../../domain/story.ts';
import { compileQuery, ONLY_DATED } from './compile-query.ts';
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
  readonly first: { readonly hits: { readonly hits: readonly { readonly _source?: { readonly doc?: { readonly title?: string } } }[] } };
}

/** More outlets than write about one event. */
const MOST_OUTLETS = 2_000;

/** The item that a story is called after: original news before reprints, news before the rest, the earliest of them. */
const NAMING: estypes.Sort = [{ isNews: 'desc' }, { isReprint: 'asc' }, { publishedAt: { order: 'asc', missing: '_last' } }, { id: 'asc' }];

/**
 * Stories of the matching dated items, largest first, ties by id. Counts, times and outlets are of the items that match; title
 * and main topic are of the whole story, so that it is called the same whatever was searched for.
 */
export async function readStories(ground: ElasticsearchGround, query: ItemQuery, limit: number): Promise<readonly Story[]> {
  if (limit <= 0) return [];
  const aggs = {
    stories: {
      terms: {
        field: 'storyId',
        size: limit,
        shard_size: Math.max(1_000, limit * 10),
        order: [{ _count: 'desc' as const }, { _key: 'asc' as const }],
      },
      aggs: {
        firstAt: { min: { field: 'publishedAt' } },
        lastAt: { max: { field: 'publishedAt' } },
        news: { filter: { term: { isNews: true } } },
        reprints: { filter: { term: { isReprint: true } } },
        outlets: { terms: { field: 'outlet', size: MOST_OUTLETS } },
      },
    },
  };
  const answer = await withBackOff(
    () =>
      ground.client.search({ index: ground.names.items, query: compileQuery(query, ONLY_DATED), aggs, size: 0, track_total_hits: false }),
    ground.backOff,
  );
  const buckets = bucketsOf(answer.aggregations?.['stories']) as readonly StoryBucket[]; // asked for above
  const names = await readNames(
    ground,
    buckets.map((bucket) => bucket.key),
  );
  return buckets.map((bucket) => toStory(bucket, names.get(bucket.key)));
}

async function readNames(ground: ElasticsearchGround, ids: readonly string[]): Promise<ReadonlyMap<string, NameBucket>> {
  if (ids.length === 0) return new Map();
  const aggs = {
    names: {
      terms: { field: 'storyId', size: ids.length },
      aggs: {
        topic: { terms: { field: 'mainTopic', size: 1, shard_size: 20, order: [{ _count: 'desc' as const }, { _key: 'asc' as const }] } },
        first: { top_hits: { size: 1, sort: NAMING, _source: ['doc.title'] } },
      },
    },
  };
  const answer = await withBackOff(
    () =>
      ground.client.search({ index: ground.names.items, query: { terms: { storyId: [...ids] } }, aggs, size: 0, track_total_hits: false }),
    ground.backOff,
  );
  const buckets = bucketsOf(answer.aggregations?.['names']) as readonly NameBucket[]; // asked for above
  return new Map(buckets.map((bucket) => [bucket.key, bucket]));
}

function toStory(bucket: StoryBucket, name: NameBucket | undefined): Story {
  return {
    id: bucket.key,
    title: name?.first.hits.hits[0]?._source?.doc?.title ?? '',
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

function bucketsOf(aggregation: unknown): readonly unknown[] {
  return (aggregation as { buckets: readonly unknown[] } | undefined)?.buckets ?? []; // the answer to a terms aggregation
}
