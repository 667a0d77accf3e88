import { randomUUID } from 'node:crypto';
import { Client } from '@elastic/elasticsearch';
import type { Item } from '../src/domain/item.ts';
import { silentLog } from '../src/domain/log.ts';
import { FACETS, type ItemQuery } from '../src/domain/query.ts';
import { DAY_MS } from '../src/domain/time.ts';
import { openElasticsearchStore } from '../src/store/elasticsearch/elasticsearch-store.ts';
import { toDocument } from '../src/store/elasticsearch/item-document.ts';
import { ITEM_MAPPING } from '../src/store/elasticsearch/mappings.ts';
import type { Store } from '../src/store/store.ts';
import { MONDAY, saved } from '../test/contracts/sample-items.ts';
import { benchCorpus } from './bench-corpus.ts';
import { median, printFigures, type Figure } from './print-figures.ts';

/**
 * Figures of the store on Elasticsearch: `TEST_ELASTICSEARCH_URL=… node bench/elasticsearch.ts [items]`, 20,000 by default, about two minutes.
 * Settling and its limit, a bare `_bulk` loop with the same documents, take turns batch by batch, so that both meet the same machine; the
 * documents of the loop are made and serialised within its time, as every program must.
 */
const COUNT = Number(process.argv[2] ?? 20_000);
/** What `copy` writes at once, and what a worker does. */
const BATCHES = [500, 40] as const;
const WARM_UP = 200;
const QUERIES = 60;

const url = process.env['TEST_ELASTICSEARCH_URL'];
if (url) await measure(url);
else console.log('No figure was measured: TEST_ELASTICSEARCH_URL names no Elasticsearch.');

async function measure(node: string): Promise<void> {
  const prefix = `bench-${randomUUID()}`;
  const client = new Client({ node });
  const store = await openElasticsearchStore({ url: node, prefix, caPem: null, patienceMs: 60_000, log: silentLog });
  try {
    const corpus = benchCorpus();
    const items = corpus.items(COUNT + WARM_UP);
    // Months are made when their first item comes, which is once a month and not what is measured.
    await store.settle(saved(...takeSome(items, WARM_UP)));
    const bare = `${prefix}-bare-`;
    const settings = { number_of_shards: 1, number_of_replicas: 0 };
    for (const { month } of await store.months())
      await client.indices.create({ index: `${bare}${month}`, settings, mappings: ITEM_MAPPING });
    const figures: Figure[] = [];
    for (const size of BATCHES) figures.push(...(await settleBesideBulk({ client, store, bare, items, size })));
    figures.push(
      ...(await answer(
        store,
        Array.from({ length: QUERIES }, () => randomQuery(corpus)),
      )),
    );
    figures.push(await bytesPerItem(client, prefix));
    printFigures('elasticsearch', figures);
  } finally {
    await store.close();
    const indices = Object.keys(await client.indices.get({ index: `${prefix}-*` }));
    await client.indices.delete({ index: indices });
    await client.indices.deleteIndexTemplate({ name: `${prefix}-items` });
    await client.close();
  }
}

interface Race {
  readonly client: Client;
  readonly store: Store;
  /** Beginning of the loop's own indices, one for each month as ours. */
  readonly bare: string;
  readonly items: Generator<Item>;
  readonly size: number;
}

async function settleBesideBulk({ client, store, bare, items, size }: Race): Promise<Figure[]> {
  const rounds = Math.floor(COUNT / BATCHES.length / size);
  const times = { ours: 0, bulk: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const batch = takeSome(items, size);
    const ours = (): Promise<unknown> => store.settle(saved(...batch));
    const bulk = (): Promise<unknown> =>
      client.bulk({
        operations: batch.flatMap((item) => [{ create: { _index: `${bare}${item.id.slice(0, 6)}`, _id: item.id } }, toDocument(item)]),
      });
    // Who comes second finds the machine busy with merging what the first wrote; so they take turns at that, too.
    const order = [['ours', ours] as const, ['bulk', bulk] as const];
    for (const [name, work] of round % 2 === 0 ? order : order.toReversed()) times[name] += await timed(work);
  }
  const done = rounds * size;
  const [ours, limit] = [(done / times.ours) * 1_000, (done / times.bulk) * 1_000];
  return [
    { name: `settle, ${size} at a time, docs/s`, value: ours, note: `${Math.round((100 * ours) / limit)} % of the bare loop; goal 70 %` },
    {
      name: `bare _bulk loop, ${size} at a time, docs/s`,
      value: limit,
      note: `the same ${done} documents into months of its own, and no more`,
    },
  ];
}

/** `Iterator.take` would end the generator for who comes next. */
function takeSome(items: Generator<Item>, size: number): Item[] {
  return Array.from({ length: size }, () => items.next().value as Item); // as many are drawn as were asked for
}

async function answer(store: Store, queries: readonly ItemQuery[]): Promise<Figure[]> {
  const asked: readonly [string, (query: ItemQuery) => Promise<unknown>][] = [
    ['search, first page of 20 and exact total', (query) => store.search(query, { limit: 20, cursor: null })],
    ['nine facets', (query) => store.facets(query, FACETS)],
    ['trend by topic', (query) => store.trend(query, 'topic')],
    ['stories, 20 largest', (query) => store.stories(query, 20)],
  ];
  const figures: Figure[] = [];
  for (const [name, ask] of asked) {
    const times: number[] = [];
    for (const query of queries) times.push(await timed(() => ask(query)));
    const p95 = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? NaN;
    figures.push({
      name: `${name}, p95 ms`,
      value: p95,
      note: `median ${median(times).toFixed(1)}; ${queries.length} mixed queries over ${COUNT} items`,
    });
  }
  return figures;
}

/** After merging, as a month lies there when it is over. */
async function bytesPerItem(client: Client, prefix: string): Promise<Figure> {
  const index = `${prefix}-items-*,${prefix}-outcomes`;
  await client.indices.forcemerge({ index, max_num_segments: 1 });
  await client.indices.refresh({ index });
  const { _all: all } = await client.indices.stats({ index, metric: ['store', 'docs'] });
  const bytes = all.primaries?.store?.size_in_bytes ?? NaN;
  return {
    name: 'bytes on disk per item',
    value: bytes / (COUNT + WARM_UP),
    note: 'what became of its key included, without replicas, merged',
  };
}

/** A third of them have a text, half a week, the rest closed lists. */
function randomQuery({ random, word }: Pick<ReturnType<typeof benchCorpus>, 'random' | 'word'>): ItemQuery {
  const from = MONDAY + Math.floor(random() * 50) * DAY_MS;
  return {
    ...(random() < 0.33 && { text: Array.from({ length: 1 + Math.floor(random() * 3) }, word).join(' ') }),
    ...(random() < 0.5 && { from, to: from + 7 * DAY_MS }),
    ...(random() < 0.3 && { kinds: ['news'] as const satisfies ItemQuery['kinds'] }),
    ...(random() < 0.3 && { topics: ['accidents', 'transport'] as const satisfies ItemQuery['topics'] }),
    ...(random() < 0.2 && { reprints: false }),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
