import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Item } from '../../src/domain/item.ts';
import { FACETS, type ItemPage, type ItemQuery } from '../../src/domain/query.ts';
import { DAY_MS } from '../../src/domain/time.ts';
import type { Store } from '../../src/store/store.ts';
import { randomQuery, randomText } from '../contracts/random-query.ts';
import { MONDAY, sampleCorpus, sampleItem, saved, seededRandom } from '../contracts/sample-items.ts';
import { embeddedGround, type EmbeddedGround } from '../embedded/embedded-ground.ts';
import { serviceUrl } from '../services/need-service.ts';
import { elasticsearchGround, type ElasticsearchTestGround } from '../store/elasticsearch-ground.ts';

const url = serviceUrl('TEST_ELASTICSEARCH_URL', 'Elasticsearch');
const SPLITS = ['none', 'kind', 'topic', 'tone', 'stance'] as const;

/** Texts in which engines could read something different: repeated words, words that differ by marks only, endless words, syntax. */
const ODD_TEXTS = [
  'xe xe xe máy xe nồng xe độ xe',
  'đường dương duong đương đường',
  'nong do con tren duong',
  'nồng độ cồn'.normalize('NFD'),
  'con còn cồn côn con',
  `phạt ${'x'.repeat(300)} nguội`,
  `phạt ${'ấ'.repeat(256)} nguội`,
  `phạt ${'ấ'.repeat(255)} nguội`.normalize('NFD'),
  `${'한'.repeat(200)} xe ${'ѫ'.repeat(90)} máy`,
  'NEAR( xe OR "máy" AND -phạt * ^đường {toned}: x',
  'NĐ 168/2024/NĐ-CP phat xe may 5.000.000',
  'hoà hòa thuỷ thủy quý qúy',
  'xe\u00admáy giao\u200bthông ﬁlm Ⅷ ½ ร้าน 𠮷野家 İstanbul ΣΑΣ',
  '',
] as const;

// Hundreds of random queries, each to both stores and page by page: minutes on a busy machine.
describe.skipIf(url === null)('SQLite and Elasticsearch, with the same items,', { timeout: 180_000 }, () => {
  let folder: EmbeddedGround;
  let cluster: ElasticsearchTestGround;
  let sqlite: Store;
  let elasticsearch: Store;

  beforeAll(async () => {
    folder = embeddedGround();
    cluster = elasticsearchGround(url ?? '');
    sqlite = (await folder.open()).store;
    elasticsearch = await cluster.open();
    const items = corpus();
    await sqlite.settle(saved(...items));
    // Another order and other batches: neither may matter.
    const shuffled = shuffle(items, 3);
    for (let at = 0; at < shuffled.length; at += 97) await elasticsearch.settle(saved(...shuffled.slice(at, at + 97)));
    for (const store of [sqlite, elasticsearch])
      await store.settle([{ outcome: 'off-topic', key: 'off', sourceId: 'a', seenAt: 1, reason: 'off-topic' }]);
  });
  afterAll(async () => {
    await cluster.destroy();
    await folder.destroy();
  });

  /** What `ask` gives is the same from both. */
  async function agree<T>(ask: (store: Store) => Promise<T>): Promise<T> {
    const [expected, found] = await Promise.all([ask(sqlite), ask(elasticsearch)]);
    expect(found).toEqual(expected);
    return expected;
  }

  it('list the same items in the same order on every page, with the same totals', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(randomQuery, fc.integer({ min: 9, max: 90 }), async (query, limit) => {
        const pages = await agree(async (store) => (await everyPage(store, query, limit)).map(outline));
        found += pages[0]?.total ?? 0;
      }),
      { seed: 101, numRuns: 200 },
    );
    // Queries that find nothing would agree on anything.
    expect(found).toBeGreaterThan(10_000);
  });

  it('read every search text alike', async () => {
    let hits = 0;
    await fc.assert(
      fc.asyncProperty(randomText, async (text) => {
        const ids = await agree(async (store) => (await store.search({ text }, { limit: 1_000, cursor: null })).items.map(({ id }) => id));
        hits += Number(ids.length > 0);
      }),
      { seed: 103, numRuns: 600 },
    );
    expect(hits).toBeGreaterThan(200);
  });

  it('find each odd text by its own words', async () => {
    for (const text of ODD_TEXTS.filter((each) => each !== '')) {
      const ids = await agree(async (store) =>
        (await store.search({ text: `"${text.replaceAll('"', ' ')}"` }, { limit: 50, cursor: null })).items.map(({ id }) => id),
      );
      expect(ids.length).toBeGreaterThan(0);
    }
  });

  it('count the same', async () => {
    let values = 0;
    await fc.assert(
      fc.asyncProperty(randomQuery, async (query) => {
        values += (await agree((store) => store.facets(query, FACETS))).topic?.length ?? 0;
        for (const split of SPLITS) await agree((store) => store.trend(query, split));
      }),
      { seed: 107, numRuns: 150 },
    );
    expect(values).toBeGreaterThan(500);
  });

  it('tell the same stories', async () => {
    await fc.assert(
      fc.asyncProperty(randomQuery, fc.integer({ min: 0, max: 30 }), async (query, limit) => {
        await agree((store) => store.stories(query, limit));
      }),
      { seed: 109, numRuns: 150 },
    );
    const stories = await agree((store) => store.stories({}, 100));
    expect(stories.length).toBeGreaterThan(20);
    for (const { id } of stories) await agree((store) => store.story(id));
  });

  it('give everything back alike, field by field', async () => {
    const items = await agree((store) => Array.fromAsync(store.scan({})));
    expect(items).toHaveLength(corpus().length);
    await agree((store) => Array.fromAsync(store.scan({ undated: true, reprints: false })));
    await agree((store) => store.outcomes([...items.map(({ key }) => key), 'off', 'unknown']));
    await agree((store) => store.totals());
    await agree((store) => store.months());
  });

  it('agree again after stories were assigned and a month was dropped', async () => {
    const random = seededRandom(7);
    const ids = (await Array.fromAsync(sqlite.scan({}))).map(({ id }) => id);
    const assignments = ids.flatMap((itemId) =>
      random() < 0.4
        ? [{ itemId, storyId: random() < 0.3 ? null : `new${Math.floor(random() * 9)}`, reprintOf: random() < 0.2 ? 'x' : null }]
        : [],
    );
    for (const store of [sqlite, elasticsearch]) await store.assignStories(assignments);
    await agree((store) => store.stories({}, 50));
    expect(await agree((store) => store.dropMonths('202609'))).toBeGreaterThan(50);
    await agree((store) => Array.fromAsync(store.expired()));
    await agree((store) => Array.fromAsync(store.offTopic()));
    await agree((store) => store.stories({ reprints: false }, 50));
    await agree((store) => store.facets({}, FACETS));
    await agree((store) => store.totals());
  });
});

function corpus(): Item[] {
  const odd = ODD_TEXTS.map((text, index) =>
    sampleItem(`odd-${index}`, {
      title: index % 3 === 0 ? '' : `Bài ${index}`,
      threadTitle: index % 2 === 0 ? `Chủ đề ${index}` : null,
      text,
      kind: index % 2 === 0 ? 'post' : 'news',
      publishedAt: index % 5 === 0 ? null : MONDAY - index * 400 * DAY_MS,
      storyId: `odd${index % 4}`,
      reprintOf: index % 4 === 1 ? 'first' : null,
      outlet: index % 2 === 0 ? null : 'unknown',
    }),
  );
  return [...sampleCorpus({ seed: 5, count: 400 }), ...odd];
}

function shuffle<T>(values: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  return values
    .map((value) => ({ value, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

async function everyPage(store: Store, query: ItemQuery, limit: number): Promise<ItemPage[]> {
  const pages: ItemPage[] = [];
  let cursor: string | null = null;
  do {
    const page: ItemPage = await store.search(query, { limit, cursor });
    pages.push(page);
    cursor = page.next;
  } while (cursor);
  return pages;
}

/** Cursors are each engine's own; whether there is one is not. */
function outline({ items, total, next }: ItemPage): { ids: string[]; total: number; isLast: boolean } {
  return { ids: items.map(({ id }) => id), total, isLast: next === null };
}
