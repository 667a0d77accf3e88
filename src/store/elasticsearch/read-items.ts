import type { estypes } from '@elastic/elasticsearch';
import { DuLuanError } from '../../domain/errors.ts';
import type { Item } from '../../domain/item.ts';
import type { ItemPage, ItemQuery } from '../../domain/query.ts';
import { compileQuery } from './compile-query.ts';
import { fromSource, ITEM_SOURCE } from './item-document.ts';
import type { ElasticsearchGround } from './settle-batch.ts';
import { monthIndex } from './index-names.ts';
import { withBackOff } from './with-back-off.ts';

/** Items of one request of a scan: some megabytes at most. */
const SCAN_PAGE = 500;

type Sort = estypes.Sort;
type SortValues = estypes.SortResults;

/**
 * Undated items come last either way. They sort as the last instant that a date can hold: Elasticsearch's own "missing, last" gives
 * cursors a number that it cannot read back.
 */
const LAST_INSTANT = 8_640_000_000_000_000;

function sorting(order: 'asc' | 'desc'): Sort {
  return [{ publishedAt: { order, missing: order === 'asc' ? LAST_INSTANT : -LAST_INSTANT } }, { id: 'asc' }];
}

export async function readItem(ground: ElasticsearchGround, id: string): Promise<Item | null> {
  // An id that names no month names no index; Elasticsearch would answer with a fault instead of "not found".
  if (!/^\d{6}-[0-9a-z-]+$/i.test(id)) return null;
  const index = monthIndex(ground.names, id);
  const found = await withBackOff(() => ground.client.get({ index, id, _source: ITEM_SOURCE }, { ignore: [404] }), ground.backOff);
  return found.found ? fromSource(found._source) : null;
}

export async function searchItems(
  ground: ElasticsearchGround,
  query: ItemQuery,
  page: { limit: number; cursor: string | null },
): Promise<ItemPage> {
  const after = page.cursor === null ? null : readCursor(page.cursor);
  const answer = await withBackOff(
    () =>
      ground.client.search({
        index: ground.names.items,
        query: compileQuery(query),
        sort: sorting('desc'),
        size: page.limit,
        track_total_hits: true,
        _source: ITEM_SOURCE,
        ...(after ? { search_after: after } : {}),
      }),
    ground.backOff,
  );
  const { hits, total } = answer.hits;
  const last = hits.at(-1)?.sort;
  const next = hits.length === page.limit && last && (await hasMore(ground, query, last)) ? writeCursor(last) : null;
  return { items: hits.map((hit) => fromSource(hit._source)), total: typeof total === 'object' ? total.value : (total ?? 0), next };
}

/** Whether anything follows; asked for only when a page is full, so that its last cursor does not lead to an empty page. */
async function hasMore(ground: ElasticsearchGround, query: ItemQuery, last: SortValues): Promise<boolean> {
  const answer = await withBackOff(
    () =>
      ground.client.search({
        index: ground.names.items,
        query: compileQuery(query),
        sort: sorting('desc'),
        size: 1,
        track_total_hits: false,
        _source: false,
        search_after: last,
      }),
    ground.backOff,
  );
  return answer.hits.hits.length > 0;
}

/** Pages in ascending order, undated items last. */
export async function* scanPages(ground: ElasticsearchGround, query: ItemQuery): AsyncGenerator<Item[]> {
  let after: SortValues | undefined;
  for (;;) {
    const from = after;
    const { hits } = await withBackOff(
      () =>
        ground.client.search({
          index: ground.names.items,
          query: compileQuery(query),
          sort: sorting('asc'),
          size: SCAN_PAGE,
          track_total_hits: false,
          _source: ITEM_SOURCE,
          ...(from ? { search_after: from } : {}),
        }),
      ground.backOff,
    );
    yield hits.hits.map((hit) => fromSource(hit._source));
    if (hits.hits.length < SCAN_PAGE) return;
    after = hits.hits.at(-1)?.sort;
  }
}

/** Opaque for callers: base64url of the sort values. */
function writeCursor(sort: SortValues): string {
  return Buffer.from(JSON.stringify(sort)).toString('base64url');
}

/** @throws DuLuanError BAD_CURSOR for anything that `writeCursor` does not write */
function readCursor(cursor: string): SortValues {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(value) && value.length === 2 && Number.isSafeInteger(value[0]) && typeof value[1] === 'string')
      return value as SortValues; // checked on this line
  } catch (error) {
    throw new DuLuanError('BAD_CURSOR', {}, { cause: error });
  }
  throw new DuLuanError('BAD_CURSOR');
}
