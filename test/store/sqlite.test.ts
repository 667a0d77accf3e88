import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FACETS, type ItemQuery } from '../../src/domain/query.ts';
import { compileQuery, UNDATED } from '../../src/store/sqlite/compile-query.ts';
import { matchExpression } from '../../src/store/sqlite/match-expression.ts';
import { searchTerms } from '../../src/language/search-terms.ts';
import { describeLabelsContract } from '../contracts/labels-contract.ts';
import { describeStoryEditsContract } from '../contracts/story-edits-contract.ts';
import { describeStoreContract, type StoreGround } from '../contracts/store-contract.ts';
import { MONDAY, sampleCorpus, sampleEvent, sampleItem, saved } from '../contracts/sample-items.ts';
import { embeddedGround, type EmbeddedGround } from '../embedded/embedded-ground.ts';

async function sqliteGround(): Promise<StoreGround> {
  const ground = embeddedGround();
  return { open: async () => (await ground.open()).store, destroy: () => ground.destroy() };
}
describeStoreContract('sqlite', sqliteGround);
describeLabelsContract('sqlite', sqliteGround);
describeStoryEditsContract('sqlite', sqliteGround);

const QUERIES: readonly [ItemQuery, string, readonly (string | number)[]][] = [
  [{}, 'TRUE', []],
  [{ text: '?!' }, 'FALSE', []],
  [{ text: 'csgt' }, 'i.num IN (SELECT rowid FROM items_fts WHERE items_fts MATCH ?)', ['({bare} : "csgt")']],
  [{ from: 5, to: 9 }, 'i.sort_at >= ? AND i.sort_at < ? AND i.sort_at > ?', [5, 9, UNDATED]],
  [{ undated: true }, 'i.sort_at = ?', [UNDATED]],
  [{ kinds: ['news', 'post'], checkable: false }, 'i.kind IN (?, ?) AND i.checkable = ?', ['news', 'post', 0]],
  [{ topics: ['accidents'] }, 'i.num IN (SELECT num FROM item_topics WHERE value IN (?))', ['accidents']],
  [{ tones: ['abstained'], stances: [] }, 'i.tone IN (?) AND i.stance IN ()', ['abstained']],
  [
    { acts: ['question'], places: ['p/xa/a'] },
    'i.num IN (SELECT num FROM item_acts WHERE value IN (?)) AND i.num IN (SELECT num FROM item_places WHERE value IN (?))',
    ['question', 'p/xa/a'],
  ],
  [
    { newsKinds: ['abstained'], events: ['plan'] },
    'i.news_kind IN (?) AND i.num IN (SELECT num FROM item_events WHERE value IN (?))',
    ['abstained', 'plan'],
  ],
  [{ outlets: ['unknown'], sources: ["' OR 1"] }, 'i.outlet IN (?) AND i.source_id IN (?)', ['unknown', "' OR 1"]],
  [{ storyId: 's', threadUrl: 't', reprints: false }, 'i.story_id = ? AND i.thread_url = ? AND i.reprint_of IS NULL', ['s', 't']],
  [{ reprints: true }, 'TRUE', []],
];

describe('compileQuery', () => {
  it.each(QUERIES)('compiles %j', (query, sql, params) => {
    expect(compileQuery(query)).toEqual({ sql, params });
  });
});

describe('matchExpression', () => {
  const cases: readonly [string, string | null][] = [
    ['', null],
    ['nong do', '({bare} : NEAR("nong" "do", 6))'],
    ['nồng độ cồn', '({toned} : NEAR("nồng" "độ" "cồn", 7) OR {plain} : NEAR("nong" "do" "con", 7))'],
    ['con còn', '({toned} : NEAR("con" "còn", 6) OR {plain} : "con")'],
    ['"quốc lộ 5" csgt', '({toned} : "quốc lộ 5" OR {plain} : "quoc lo 5") AND ({bare} : "csgt")'],
    ['NEAR( OR *', '({bare} : NEAR("near" "or", 6))'],
  ];
  it.each(cases)('reads %j', (typed, expression) => {
    expect(matchExpression(searchTerms(typed))).toBe(expression);
  });
});

describe('plans', () => {
  let ground: EmbeddedGround;
  let db: DatabaseSync;

  beforeEach(async () => {
    ground = embeddedGround();
    const { store } = await ground.open();
    await store.settle(saved(...sampleCorpus({ seed: 2, count: 300 })));
    db = new DatabaseSync(ground.path);
  });
  afterEach(async () => {
    db.close();
    await ground.destroy();
  });

  function planOf(query: ItemQuery, rest: string): string {
    const { sql, params } = compileQuery(query);
    const rows = db.prepare(`EXPLAIN QUERY PLAN SELECT * FROM items i WHERE ${sql} ${rest}`).all(...params);
    return rows.map((row) => row['detail']).join('\n');
  }

  it('read day ranges and pages through the index, in its order', () => {
    const plan = planOf({ from: MONDAY, to: MONDAY + 1 }, 'ORDER BY i.sort_at DESC, i.id LIMIT 20');
    expect(plan).toContain('SEARCH i USING INDEX items_newest (sort_at>? AND sort_at<?)');
    expect(plan).not.toContain('TEMP B-TREE');
  });

  it('find stories and threads through their index', () => {
    expect(planOf({ storyId: 's1' }, '')).toContain('items_story');
    expect(planOf({ threadUrl: 't' }, '')).toContain('items_thread');
  });
});

describe('a file of a version that told no kinds and events', () => {
  it('is brought up to date; its items have none, new ones have theirs', async () => {
    const ground = embeddedGround();
    const first = await ground.open();
    await first.store.settle(saved(sampleItem('old')));
    await first.close();
    const db = new DatabaseSync(ground.path);
    db.exec(`
      UPDATE item_docs SET doc = json_remove(doc, '$.analysis.newsKind', '$.analysis.events');
      DROP TABLE item_events; DROP TABLE story_edits; ALTER TABLE items DROP COLUMN news_kind; PRAGMA user_version = 4`);
    db.close();
    const { store } = await ground.open();
    await store.settle(saved(sampleItem('new', { analysis: { newsKind: 'advert', events: [sampleEvent('plan')] } })));
    const { items } = await store.search({}, { limit: 9, cursor: null });
    const kept = Object.fromEntries(items.map(({ key, analysis }) => [key.split('/').at(-1), [analysis.newsKind, analysis.events.length]]));
    expect(kept).toEqual({ old: [null, 0], new: ['advert', 1] });
    expect(await store.facets({}, ['newsKind', 'event'])).toEqual({
      newsKind: [{ value: 'advert', count: 1 }],
      event: [{ value: 'plan', count: 1 }],
    });
    await ground.destroy();
  });
});

describe('closing in the middle', () => {
  it('is told to whoever is counting or scanning', async () => {
    const ground = embeddedGround();
    const embedded = await ground.open();
    await embedded.store.settle(saved(...sampleCorpus({ seed: 4, count: 600 })));
    const counting = embedded.store.facets({ text: 'đường' }, FACETS);
    const scan = embedded.store.scan({})[Symbol.asyncIterator]();
    await scan.next();
    const outcome = Promise.allSettled([counting, embedded.close()]);
    expect((await outcome)[0]).toMatchObject({ status: 'rejected', reason: { code: 'STORE_CLOSED' } });
    const rest = async (): Promise<void> => {
      while (!(await scan.next()).done);
    };
    await expect(rest()).rejects.toMatchObject({ code: 'STORE_CLOSED' });
    await ground.destroy();
  });
});
