import type { Expired, OffTopic } from '../../domain/outcome.ts';
import type { ElasticsearchGround } from './settle-batch.ts';
import { withBackOff } from './with-back-off.ts';

/** What lies in the index of outcomes for one key. */
interface Remembered {
  readonly key: string;
  readonly sourceId: string;
  readonly seenAt: number;
  readonly reason: OffTopic['reason'];
  readonly itemId: string;
}

/** Keys of one page of a stream. */
const PAGE = 1_000;

/** Pages of what was not kept, in ascending order of key. */
export async function* offTopicPages(ground: ElasticsearchGround): AsyncGenerator<OffTopic[]> {
  for await (const page of outcomePages(ground, 'off-topic')) {
    yield page.map(({ key, sourceId, seenAt, reason }) => ({ outcome: 'off-topic', key, sourceId, seenAt, reason }));
  }
}

/** Pages of keys whose items were dropped, in ascending order of key. */
export async function* expiredPages(ground: ElasticsearchGround): AsyncGenerator<Expired[]> {
  for await (const page of outcomePages(ground, 'saved')) {
    const kept = await keptAmong(
      ground,
      page.map(({ itemId }) => itemId),
    );
    const gone = page.filter(({ itemId }) => !kept.has(itemId));
    yield gone.map(({ key, sourceId, seenAt, itemId }) => ({ outcome: 'expired', key, sourceId, seenAt, itemId }));
  }
}

async function* outcomePages(
  { client, names, backOff }: ElasticsearchGround,
  outcome: 'saved' | 'off-topic',
): AsyncGenerator<Remembered[]> {
  let page: Remembered[];
  let after: string | undefined;
  do {
    const request = {
      index: names.outcomes,
      query: { term: { outcome } },
      sort: [{ key: 'asc' as const }],
      size: PAGE,
      track_total_hits: false,
      ...(after === undefined ? {} : { search_after: [after] }),
    };
    const { hits } = await withBackOff(() => client.search<Remembered>(request), backOff);
    page = hits.hits.flatMap(({ _source }) => (_source ? [_source] : []));
    yield page;
    after = page.at(-1)?.key;
  } while (page.length === PAGE);
}

/** Also of what is only set aside. */
async function keptAmong({ client, names, backOff }: ElasticsearchGround, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const among = { ids: { values: [...ids] } };
  const setAside = { bool: { filter: [among, { term: { isSetAside: true } }] } };
  const kept = new Set<string>();
  for (const { index, query } of [
    { index: names.items, query: among },
    { index: names.labels, query: setAside },
  ]) {
    const { hits } = await withBackOff(() => client.search({ index, query, size: PAGE, track_total_hits: false, _source: false }), backOff);
    for (const { _id } of hits.hits) if (_id !== undefined) kept.add(_id);
  }
  return kept;
}
