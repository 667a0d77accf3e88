import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Item } from '../../src/domain/item.ts';
import { FACETS, type Facet, type ItemQuery } from '../../src/domain/query.ts';
import { DAY_MS, dayOf, startOfDay } from '../../src/domain/time.ts';
import { indexedText, searchTerms, SLOP, type SearchTerm } from '../../src/language/search-terms.ts';
import { foldBare } from '../../src/language/fold.ts';
import type { Store } from '../../src/store/store.ts';
import { randomQuery } from './random-query.ts';
import { sampleCase, sampleHealth, sampleSnapshot } from './sample-records.ts';
import { MONDAY, sampleCorpus, sampleEvent, sampleItem, saved, type ItemChanges } from './sample-items.ts';

/** One store's data, which may be opened again after it was closed. */
export interface StoreGround {
  open(): Promise<Store>;
  /** Closes what is open and removes the data. */
  destroy(): Promise<void>;
}

const FIRST_PAGE = { limit: 100, cursor: null };

/** What every store keeps to, see store/store.ts. `make` gives fresh, empty ground. */
export function describeStoreContract(name: string, make: () => Promise<StoreGround>): void {
  describe(`store contract: ${name}`, () => {
    let ground: StoreGround;
    let store: Store;

    beforeEach(async () => {
      ground = await make();
      store = await ground.open();
    });
    afterEach(() => ground.destroy());

    async function keep(items: readonly Item[]): Promise<void> {
      await store.settle(saved(...items));
    }

    async function keepNamed(items: Readonly<Record<string, ItemChanges>>): Promise<void> {
      await keep(Object.entries(items).map(([key, over]) => sampleItem(key, over)));
    }

    /** Names of what a query finds, sorted. */
    async function find(query: ItemQuery): Promise<string[]> {
      const page = await store.search(query, FIRST_PAGE);
      expect(page.total).toBe(page.items.length);
      return page.items.map(nameOf).toSorted();
    }

    describe('settling', () => {
      it('gives an item back as it was', async () => {
        const item = sampleItem('a', {
          title: '“Đường” \\ " \u2028',
          text: 'e\u0302\u0301 👩‍👩‍👧\n'.repeat(3_000),
          publishedAt: null,
          outlet: null,
          storyId: 's1',
          reprintOf: 'other',
          analysis: { tone: null, stance: null, places: [{ unit: 'p/xa/a', profile: 'p', written: 'xã A' }] },
        });
        expect(await store.settle(saved(item))).toEqual({ saved: 1, offTopic: 0, duplicates: 0 });
        expect(await store.get(item.id)).toEqual(item);
        expect(await store.get('unknown')).toBeNull();
      });

      it('lets the first settlement of a key win, within one batch and later', async () => {
        const first = sampleItem('a', { title: 'Một' });
        const second = { ...first, title: 'Hai', id: '209901-ffffffffffffffffffff' };
        expect(await store.settle(saved(first, second))).toEqual({ saved: 1, offTopic: 0, duplicates: 1 });
        expect(await store.settle([...saved(second), offTopic(first.key)])).toEqual({ saved: 0, offTopic: 0, duplicates: 2 });
        expect(await store.settle([offTopic('off')])).toEqual({ saved: 0, offTopic: 1, duplicates: 0 });
        expect(await store.settle(saved(sampleItem('b', { key: 'off' })))).toEqual({ saved: 0, offTopic: 0, duplicates: 1 });
        expect(await store.get(first.id)).toEqual(first);
        expect(await store.get(second.id)).toBeNull();
        expect(await store.totals()).toMatchObject({ items: 1, offTopic: 1 });
      });

      it('remembers what became of every key', async () => {
        const item = sampleItem('a');
        await store.settle([...saved(item), offTopic('off')]);
        expect(await store.outcomes([item.key, 'off', 'unknown', 'off'])).toEqual(
          new Map([
            [item.key, 'saved'],
            ['off', 'off-topic'],
          ]),
        );
        expect(await store.outcomes([])).toEqual(new Map());
      });

      it('keeps a batch in whole or not at all, and no field for a person', async () => {
        const tainted = { ...sampleItem('b'), author: 'Ai đó' };
        await expect(store.settle(saved(sampleItem('a'), tainted))).rejects.toThrow('author');
        expect(await store.totals()).toMatchObject({ items: 0 });
        expect((await store.outcomes([sampleItem('a').key])).size).toBe(0);
      });

      it('takes an empty batch', async () => {
        expect(await store.settle([])).toEqual({ saved: 0, offTopic: 0, duplicates: 0 });
      });

      it('keeps everything when it is closed and opened again', async () => {
        await keep([sampleItem('a')]);
        await store.close();
        store = await ground.open();
        expect(await find({ text: 'lực lượng' })).toEqual(['a']);
      });
    });

    describe('searching text', () => {
      it('finds what was typed without diacritics in every spelling', async () => {
        await keepNamed({
          toned: { text: 'đo nồng độ cồn tối qua' },
          plain: { text: 'phat nong do con nang qua' },
          far: { text: 'nóng ' + 'chữ '.repeat(20) + 'đó còn' },
        });
        expect(await find({ text: 'nong do con' })).toEqual(['plain', 'toned']);
      });

      it('means what it says when typed with diacritics', async () => {
        await keepNamed({
          toned: { text: 'đo nồng độ cồn tối qua' },
          plain: { title: '', text: 'phat nong do con nang qua' },
          other: { text: 'nóng đỏ con mắt' },
          mixed: { title: '', text: 'nong do con của người lái' },
        });
        expect(await find({ text: 'nồng độ cồn' })).toEqual(['plain', 'toned']);
      });

      it('takes đ and d apart only when diacritics were typed', async () => {
        await keepNamed({
          duong1: { title: '', text: 'Đường này hẹp' },
          duong2: { title: '', text: 'ánh dương hồng' },
          duong3: { title: '', text: 'di duong nay' },
          duong4: { title: '', text: 'ĐƯỜNG trơn'.normalize('NFD') },
        });
        expect(await find({ text: 'duong' })).toEqual(['duong1', 'duong2', 'duong3', 'duong4']);
        expect(await find({ text: 'đường' })).toEqual(['duong1', 'duong3', 'duong4']);
        expect(await find({ text: 'Đường'.normalize('NFD') })).toEqual(['duong1', 'duong3', 'duong4']);
        expect(await find({ text: 'dương' })).toEqual(['duong2', 'duong3']);
      });

      it('takes the two places of a tone mark for one spelling', async () => {
        await keepNamed({
          old: { text: 'hoà giải thuỷ chung' },
          reformed: { text: 'hòa giải thủy chung' },
          other: { text: 'hoa giải thụy chung' },
        });
        for (const text of ['hoà', 'hòa', 'thuỷ', 'thủy', '"hoà giải thủy"']) expect(await find({ text })).toEqual(['old', 'reformed']);
      });

      it('finds words in any order within a window, and phrases in order only', async () => {
        await keepNamed({
          order: { title: '', text: 'lộ quốc nạn tai' },
          near: { title: '', text: `kiểm tai nạn ${'chữ '.repeat(SLOP)}quốc lộ` },
          far: { title: '', text: `kiểm tai nạn ${'chữ '.repeat(SLOP + 1)}quốc lộ` },
          phrase: { title: '', text: 'vụ tai nạn quốc lộ' },
        });
        expect(await find({ text: 'tai nạn quốc lộ' })).toEqual(['near', 'order', 'phrase']);
        expect(await find({ text: '"tai nạn quốc lộ"' })).toEqual(['phrase']);
        expect(await find({ text: '“tai nạn” “quốc lộ”' })).toEqual(['far', 'near', 'phrase']);
        expect(await find({ text: '“tai nạn” vụ' })).toEqual(['phrase']);
      });

      it('finds hits across title and text', async () => {
        await keepNamed({ a: { title: 'Đo nồng độ', text: 'cồn ban đêm' } });
        expect(await find({ text: '"nồng độ cồn"' })).toEqual(['a']);
      });

      it('finds words with digits and marks as they stand', async () => {
        await keepNamed({ a: { text: 'Nghị định 168/2024/NĐ-CP, xe 50cc trên QL5' }, b: { text: 'ร้าน 𠮷野家 ½ चालक' } });
        expect(await find({ text: '168/2024/nđ-cp' })).toEqual(['a']);
        expect(await find({ text: 'ql5 50CC' })).toEqual(['a']);
        for (const text of ['ร้าน', '𠮷野家', '½', 'चालक', '"ร้าน 𠮷野家"']) expect(await find({ text })).toEqual(['b']);
        expect(await find({ text: '𠮷' })).toEqual([]);
      });

      it('finds words that no language has, which broken pages hold', async () => {
        const long = 'ấ'.repeat(300);
        const endless = 'x'.repeat(100_000);
        await keepNamed({
          long: { title: '', text: `trước ${long} sau` },
          decomposed: { title: '', text: `trước ${long.normalize('NFD')} sau` },
          endless: { title: '', text: `trước ${endless} sau ${'한'.repeat(250)} ${'𠮷'.repeat(40_000)} İ${'İ'.repeat(300)}` },
        });
        for (const text of [long, long.normalize('NFD'), `"trước ${long} sau"`])
          expect(await find({ text })).toEqual(['decomposed', 'long']);
        for (const text of [endless, '한'.repeat(250), '𠮷'.repeat(40_000), '"trước xxx"', 'trước sau'])
          expect(await find({ text })).toEqual({ '"trước xxx"': [], 'trước sau': ['decomposed', 'endless', 'long'] }[text] ?? ['endless']);
        expect(await find({ text: 'x' })).toEqual([]);
      });

      it('keeps an item whose thread has an address of any length', async () => {
        const threadUrl = `https://t.example/${'a'.repeat(40_000)}`;
        await keepNamed({ a: { threadUrl }, b: { threadUrl: `${threadUrl}b` } });
        expect(await find({ threadUrl })).toEqual(['a']);
      });

      it('finds nothing for a text without words', async () => {
        await keep([sampleItem('a')]);
        for (const text of ['', ' ', '""', '…?!*', '😀', '\u0000', '\u0301']) expect(await find({ text })).toEqual([]);
      });

      it('takes typed text for words and never for syntax', async () => {
        await keepNamed({ a: { text: 'near or and not toned' }, b: { text: 'khác' } });
        const hostile = [
          '" OR *',
          'NEAR(',
          '{toned} : x',
          "'; DROP TABLE items; --",
          '*',
          'a* b',
          '^x',
          '-x',
          'x AND',
          '(((',
          '\\',
          '%',
          '"\u0000"',
        ];
        for (const text of hostile) expect(await find({ text: `${text} zzz` })).toEqual([]);
        expect(await find({ text: 'NEAR OR AND NOT' })).toEqual(['a']);
        expect(await find({ text: 'từ khác '.repeat(1_250) })).toEqual([]);
        expect(await find({ text: Array.from({ length: 2_000 }, (_, index) => `w${index}`).join(' ') })).toEqual([]);
        expect(await find({ text: '"ă" '.repeat(2_500) })).toEqual([]);
      });

      it('agrees with a plain reading of every text', async () => {
        const items = [...sampleCorpus({ seed: 5, count: 300 })];
        await keep(items);
        const word = fc.constantFrom(...'nồng độ cồn đường dương duong nóng đỏ con hoà phạt giao thông thong tai nan'.split(' '));
        const part = fc
          .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.boolean())
          .map(([run, quoted]) => (quoted ? `"${run.join(' ')}"` : run.join(' ')));
        const typed = fc.array(part, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(' '));
        await fc.assert(
          fc.asyncProperty(typed, async (text) => {
            const page = await store.search({ text }, { limit: 300, cursor: null });
            expect(page.items.map(({ id }) => id).toSorted()).toEqual(
              items
                .filter((item) => reads(item, text))
                .map(({ id }) => id)
                .toSorted(),
            );
          }),
          { seed: 7, numRuns: 60 },
        );
      });
    });

    describe('filters', () => {
      beforeEach(() =>
        keepNamed({
          a: {
            publishedAt: MONDAY,
            kind: 'news',
            storyId: 's',
            analysis: {
              topics: ['accidents', 'enforcement'],
              tone: 'negative',
              acts: ['complaint'],
              newsKind: 'rebuttal',
              events: [sampleEvent('plan'), sampleEvent('plan')],
            },
          },
          b: { publishedAt: MONDAY + DAY_MS, kind: 'post', outlet: null, analysis: { topics: ['campaigns'], tone: null, checkable: true } },
          c: {
            publishedAt: null,
            kind: 'comment',
            sourceId: 'forum',
            threadUrl: 'https://t/1',
            analysis: { topics: [], stance: 'oppose', acts: ['question', 'proposal'] },
          },
          d: {
            publishedAt: MONDAY - 1,
            outlet: 'khac',
            reprintOf: 'x',
            analysis: {
              stance: null,
              newsKind: null,
              places: [
                { unit: 'p/xa/a', profile: 'p', written: 'A' },
                { unit: 'p/xa/a', profile: 'p', written: 'a' },
              ],
            },
          },
        }),
      );

      const cases: readonly [string, ItemQuery, string][] = [
        ['nothing', {}, 'a b c d'],
        ['from, inclusive', { from: MONDAY }, 'a b'],
        ['to, exclusive', { to: MONDAY }, 'd'],
        ['from and to', { from: MONDAY - 1, to: MONDAY + 1 }, 'a d'],
        ['a range that is empty', { from: MONDAY + 1, to: MONDAY }, ''],
        ['a range without end', { from: -8e15, to: 8e15 }, 'a b d'],
        ['undated', { undated: true }, 'c'],
        ['dated', { undated: false }, 'a b d'],
        ['undated within a range, which cannot be', { undated: true, from: 0 }, ''],
        ['kinds', { kinds: ['news', 'comment'] }, 'a c d'],
        ['topics, main or not', { topics: ['enforcement'] }, 'a d'],
        ['several topics', { topics: ['accidents', 'campaigns'] }, 'a b'],
        ['tones', { tones: ['negative'] }, 'a'],
        ['abstained tones', { tones: ['abstained', 'negative'] }, 'a b'],
        ['stances', { stances: ['oppose'] }, 'c'],
        ['abstained stances', { stances: ['abstained'] }, 'd'],
        ['acts', { acts: ['complaint', 'proposal'] }, 'a c'],
        ['checkable', { checkable: true }, 'b'],
        ['not checkable', { checkable: false }, 'a c d'],
        ['kinds of news', { newsKinds: ['rebuttal', 'advert'] }, 'a'],
        ['news of which the kind is unsure, but no posts', { newsKinds: ['abstained'] }, 'd'],
        ['events', { events: ['plan', 'review'] }, 'a'],
        ['outlets', { outlets: ['khac'] }, 'd'],
        ['unknown outlets', { outlets: ['unknown'] }, 'b'],
        ['sources', { sources: ['forum', 'none'] }, 'c'],
        ['places', { places: ['p/xa/a', 'p/xa/b'] }, 'd'],
        ['a story', { storyId: 's' }, 'a'],
        ['a thread', { threadUrl: 'https://t/1' }, 'c'],
        ['no reprints', { reprints: false }, 'a b c'],
        ['reprints too', { reprints: true }, 'a b c d'],
        ['an empty list, which nothing is in', { kinds: [] }, ''],
        [
          'all of them together',
          { text: 'lực lượng', kinds: ['news'], from: MONDAY, tones: ['negative'], topics: ['accidents'], reprints: false },
          'a',
        ],
        ['values that are hostile', { sources: ["x' OR '1'='1"], outlets: ['"'], places: ['%'] }, ''],
      ];
      it.each(cases)('by %s', async (_, query, names) => {
        expect(await find(query)).toEqual(names.split(' ').filter(Boolean));
      });

      it('by a thousand values', async () => {
        const many = Array.from({ length: 1_000 }, (_, index) => `s${index}`);
        expect(await find({ sources: [...many, 'forum'], outlets: [...many, 'bao-example'] })).toEqual(['c']);
      });
    });

    describe('pages', () => {
      it('go from newest to oldest with undated items last and ties by id', async () => {
        await keep([...sampleCorpus({ seed: 11, count: 130 })]);
        const items = await everyPage(store, {}, 40);
        expect(items.map(({ id }) => id)).toEqual(newestFirst(await scanAll(store, {})).map(({ id }) => id));
        expect(items).toHaveLength(130);
      });

      it('stay whole while new items arrive', async () => {
        const old = [...sampleCorpus({ seed: 12, count: 100 })];
        await keep(old);
        const seen: string[] = [];
        let cursor: string | null = null;
        let arrivals = 0;
        do {
          const page: Awaited<ReturnType<Store['search']>> = await store.search({}, { limit: 40, cursor });
          seen.push(...page.items.map(({ id }) => id));
          expect(page.total).toBe(100 + arrivals);
          await keep([sampleItem(`new${arrivals}`, { publishedAt: MONDAY + 90 * DAY_MS })]);
          arrivals += 1;
          cursor = page.next;
        } while (cursor);
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen).toEqual(expect.arrayContaining(old.map(({ id }) => id)));
      });

      it('end with null, exactly', async () => {
        await keep([sampleItem('a'), sampleItem('b')]);
        expect(await store.search({}, { limit: 2, cursor: null })).toMatchObject({ total: 2, next: null });
        const first = await store.search({}, { limit: 1, cursor: null });
        expect(first.next).not.toBeNull();
        expect(await store.search({}, { limit: 1, cursor: first.next })).toMatchObject({ total: 2, next: null, items: [{}] });
        expect(await store.search({ text: 'không có' }, FIRST_PAGE)).toEqual({ items: [], total: 0, next: null });
      });

      it('refuse a cursor that is not ours', async () => {
        const bad = [
          '',
          'x',
          '{}',
          'null',
          Buffer.from('[1]').toString('base64url'),
          Buffer.from('["a","b"]').toString('base64url'),
          "' OR 1",
        ];
        for (const cursor of bad) await expect(store.search({}, { limit: 1, cursor })).rejects.toMatchObject({ code: 'BAD_CURSOR' });
      });
    });

    describe('scanning', () => {
      it('streams every match once, oldest first, undated last, ties by id', async () => {
        const items = [...sampleCorpus({ seed: 13, count: 1_200 })];
        await keep(items);
        const scanned = await scanAll(store, {});
        expect(scanned.map(({ id }) => id)).toEqual(oldestFirst(items).map(({ id }) => id));
        expect(scanned).toEqual(expect.arrayContaining([items[0], items[700]]));
      });

      it('can be left early', async () => {
        await keep([...sampleCorpus({ seed: 14, count: 20 })]);
        for await (const item of store.scan({ kinds: ['news'] })) {
          expect(item.kind).toBe('news');
          break;
        }
        expect(await scanAll(store, { text: 'không có đâu' })).toEqual([]);
      });
    });

    describe('counting', () => {
      it('agrees with counting by hand, whatever is asked', async () => {
        const items = [...sampleCorpus({ seed: 17, count: 400 })];
        await keep(items);
        await fc.assert(
          fc.asyncProperty(randomQuery, async (query) => {
            const matching = await scanAll(store, query);
            expect((await store.search(query, { limit: 1, cursor: null })).total).toBe(matching.length);
            const facets = await store.facets(query, FACETS);
            for (const facet of FACETS) expect(facets[facet]).toEqual(countBy(matching.flatMap(VALUES[facet])));
            for (const split of ['none', 'kind', 'topic', 'tone', 'stance'] as const) {
              expect(await store.trend(query, split)).toEqual(trendOf(matching, split));
            }
          }),
          { seed: 19, numRuns: 40 },
        );
      });

      it('answers two searches at once without mixing them', async () => {
        await keep([...sampleCorpus({ seed: 20, count: 200 })]);
        const texts = ['nồng độ', 'giao thông', 'duong'];
        const alone = [];
        for (const text of texts) alone.push(await store.facets({ text }, FACETS));
        expect(await Promise.all(texts.map((text) => store.facets({ text }, FACETS)))).toEqual(alone);
      });

      it('counts days of Asia/Ho_Chi_Minh', async () => {
        await keepNamed({
          a: { publishedAt: MONDAY - 1 },
          b: { publishedAt: MONDAY },
          c: { publishedAt: MONDAY + DAY_MS - 1 },
          d: { publishedAt: null },
        });
        expect(await store.trend({}, 'none')).toEqual([
          { day: '2026-08-16', value: 'all', count: 1 },
          { day: '2026-08-17', value: 'all', count: 2 },
        ]);
      });

      it('counts days before Viet Nam kept its present time, and far ahead', async () => {
        await keepNamed({ a: published('1899-05-01'), b: published('1968-02-01'), c: published('1975-01-01'), d: published('2199-12-31') });
        expect((await store.trend({}, 'none')).map(({ day }) => day)).toEqual(['1899-05-01', '1968-02-01', '1975-01-01', '2199-12-31']);
      });

      it('counts nothing in an empty store', async () => {
        expect(await store.facets({}, ['kind', 'topic'])).toEqual({ kind: [], topic: [] });
        expect(await store.facets({ text: 'x' }, [])).toEqual({});
        expect(await store.trend({}, 'topic')).toEqual([]);
        expect(await store.totals()).toEqual({
          items: 0,
          undated: 0,
          offTopic: 0,
          reprints: 0,
          stories: 0,
          oldestAt: null,
          newestAt: null,
        });
      });

      it('sums up what it holds', async () => {
        await keepNamed({
          a: { publishedAt: MONDAY, storyId: 's1' },
          b: { publishedAt: MONDAY + 5, storyId: 's1', reprintOf: 'a' },
          c: { publishedAt: null, storyId: 's2' },
        });
        await store.settle([offTopic('x'), offTopic('y')]);
        expect(await store.totals()).toEqual({
          items: 3,
          undated: 1,
          offTopic: 2,
          reprints: 1,
          stories: 1,
          oldestAt: MONDAY,
          newestAt: MONDAY + 5,
        });
      });
    });

    describe('stories', () => {
      beforeEach(() =>
        keepNamed({
          copy: {
            publishedAt: MONDAY,
            title: 'Bản in lại',
            storyId: 'a',
            reprintOf: 'first',
            outlet: 'bao-b',
            analysis: { topics: ['campaigns'] },
          },
          first: {
            publishedAt: MONDAY + 1,
            title: 'Bản đầu',
            storyId: 'a',
            outlet: 'bao-c',
            analysis: { topics: ['accidents', 'campaigns'] },
          },
          later: { publishedAt: MONDAY + 2, title: 'Bản sau', storyId: 'a', outlet: 'bao-a', analysis: { topics: ['accidents'] } },
          reply: { publishedAt: MONDAY + 3, title: '', kind: 'comment', storyId: 'a', outlet: null, analysis: { topics: [] } },
          undated: { publishedAt: null, storyId: 'a' },
          post: { publishedAt: MONDAY + 9, title: 'Hỏi', kind: 'post', storyId: 'b', outlet: null, analysis: { topics: [] } },
          loose: { publishedAt: MONDAY },
          other: { publishedAt: MONDAY, title: 'Khác', storyId: 'c', analysis: { topics: ['transport'] } },
        }),
      );

      it('are told by their dated items, largest first, ties by id', async () => {
        expect(await store.stories({}, 10)).toEqual([
          {
            id: 'a',
            title: 'Bản đầu',
            firstAt: MONDAY,
            lastAt: MONDAY + 3,
            itemCount: 4,
            newsCount: 3,
            publicCount: 1,
            reprintCount: 1,
            outlets: ['bao-a', 'bao-b', 'bao-c'],
            mainTopic: 'accidents',
          },
          expect.objectContaining({ id: 'b', title: 'Hỏi', itemCount: 1, newsCount: 0, publicCount: 1, outlets: [], mainTopic: null }),
          expect.objectContaining({ id: 'c', title: 'Khác', mainTopic: 'transport' }),
        ]);
        expect((await store.stories({}, 1)).map(({ id }) => id)).toEqual(['a']);
        expect(await store.stories({}, 0)).toEqual([]);
      });

      it('count what matches and keep their name', async () => {
        expect(await store.stories({ kinds: ['comment'] }, 10)).toEqual([
          expect.objectContaining({
            id: 'a',
            title: 'Bản đầu',
            itemCount: 1,
            publicCount: 1,
            newsCount: 0,
            outlets: [],
            mainTopic: 'accidents',
            firstAt: MONDAY + 3,
          }),
        ]);
      });

      it('are called by the thread when the item that names them has no title', async () => {
        await keepNamed({
          untitled: { kind: 'post', title: '', publishedAt: MONDAY, storyId: 'thread' },
          answer: { kind: 'post', title: ' ', threadTitle: 'Đường trước cổng trường', publishedAt: MONDAY + 1, storyId: 'thread' },
          afterwards: { kind: 'comment', title: 'Về sau', publishedAt: MONDAY + 2, storyId: 'thread' },
          orphan: { kind: 'comment', title: '', threadTitle: 'Bài đã gỡ', publishedAt: MONDAY, storyId: 'orphan' },
          nameless: { kind: 'comment', title: '', publishedAt: MONDAY, storyId: 'nameless' },
        });
        expect(await store.story('thread')).toMatchObject({ title: 'Đường trước cổng trường', itemCount: 3 });
        expect(await store.story('orphan')).toMatchObject({ title: 'Bài đã gỡ' });
        expect(await store.story('nameless')).toMatchObject({ title: '' });
      });

      it('are called by an original rather than by a copy of it, and by news rather than by posts', async () => {
        await keepNamed({
          copied: { kind: 'post', title: 'Chép lại', publishedAt: MONDAY, storyId: 'posts', reprintOf: 'x' },
          own: { kind: 'post', title: 'Tự viết', publishedAt: MONDAY + 1, storyId: 'posts' },
          before: { kind: 'post', title: 'Bài đăng', publishedAt: MONDAY, storyId: 'mixed' },
          copiedNews: { title: 'Tin in lại', publishedAt: MONDAY + 5, storyId: 'mixed', reprintOf: 'x' },
          undatedNews: { title: 'Tin không ngày', publishedAt: null, storyId: 'mixed' },
        });
        expect(await store.story('posts')).toMatchObject({ title: 'Tự viết' });
        expect(await store.story('mixed')).toMatchObject({ title: 'Tin không ngày' });
      });

      it('keep a title of whatever characters', async () => {
        const title = 'nửa \ud800 chữ \u0000 \u2028 "“';
        await keepNamed({ odd: { title, storyId: 'odd' } });
        expect(await store.story('odd')).toMatchObject({ title });
        expect(await store.get(sampleItem('odd').id)).toMatchObject({ title });
      });

      it('are found by id', async () => {
        expect(await store.story('a')).toEqual((await store.stories({}, 1))[0]);
        expect(await store.story('unknown')).toBeNull();
      });

      it('are assigned item by item, as often as one likes', async () => {
        const loose = sampleItem('loose').id;
        const later = sampleItem('later').id;
        const assignments = [
          { itemId: loose, storyId: 'c', reprintOf: null },
          { itemId: later, storyId: null, reprintOf: 'first' },
          { itemId: 'unknown', storyId: 'x', reprintOf: null },
        ];
        await store.assignStories(assignments);
        await store.assignStories(assignments);
        await store.assignStories([]);
        expect(await store.get(loose)).toMatchObject({ storyId: 'c', reprintOf: null });
        expect(await store.get(later)).toMatchObject({ storyId: null, reprintOf: 'first' });
        expect(await store.story('c')).toMatchObject({ itemCount: 2 });
        expect(await store.story('x')).toBeNull();
        expect(await find({ storyId: 'c' })).toEqual(['loose', 'other']);
        expect(await find({ reprints: false, storyId: 'a' })).toEqual(['first', 'reply', 'undated']);
      });
    });

    describe('what was not kept', () => {
      it('is listed by key, with where it came from and why', async () => {
        expect(await gather(store.offTopic())).toEqual([]);
        const notKept = ['b', 'a', 'ă', 'Z', 'https://x.example/?q=1,2&r="'].map((key) => ({
          ...offTopic(key),
          reason: 'too-short' as const,
        }));
        await store.settle([...notKept, ...saved(sampleItem('kept'))]);
        expect(await gather(store.offTopic())).toEqual(notKept.toSorted((a, b) => (a.key < b.key ? -1 : 1)));
      });

      it('is listed in whole, however much it is, and can be left early', async () => {
        const keys = Array.from({ length: 2_500 }, (_, index) => `k${String(index).padStart(4, '0')}`);
        await store.settle(keys.map(offTopic));
        expect((await gather(store.offTopic())).map(({ key }) => key)).toEqual(keys);
        for await (const { key } of store.offTopic()) {
          expect(key).toBe('k0000');
          break;
        }
      });
    });

    describe('dropping months', () => {
      const days = { june: '2026-06-30', july: '2026-07-01', august: '2026-08-17' };
      const june = sampleItem('june', seen(days.june));

      beforeEach(async () => {
        await keepNamed({
          june: seen(days.june),
          // Published long before it was found: what counts is when it was first seen.
          old: seen(days.july, { publishedAt: startOfDay('2019-01-01') }),
          undated: seen(days.june, { publishedAt: null, threadUrl: 'https://t/1', storyId: 's' }),
          august: seen(days.august, { reprintOf: june.id, storyId: 's' }),
        });
        await store.settle([offTopic('off')]);
      });

      it('counts items by the month in which they were first seen', async () => {
        expect(await store.months()).toEqual([
          { month: '202606', items: 2 },
          { month: '202607', items: 1 },
          { month: '202608', items: 1 },
        ]);
        expect(await gather(store.expired())).toEqual([]);
      });

      it('drops the items before a month from everything but memory', async () => {
        await store.putSnapshot(sampleSnapshot('p', '2026-W27'));
        expect(await store.dropMonths('202607')).toBe(2);
        expect(await find({})).toEqual(['august', 'old']);
        expect(await find({ text: 'lực lượng' })).toEqual(['august', 'old']);
        expect(await find({ threadUrl: 'https://t/1' })).toEqual([]);
        expect(await store.facets({}, ['kind', 'topic'])).toEqual({
          kind: [{ value: 'news', count: 2 }],
          topic: [{ value: 'enforcement', count: 2 }],
        });
        expect(await store.get(june.id)).toBeNull();
        expect(await store.totals()).toMatchObject({ items: 2, undated: 0, offTopic: 1, stories: 1 });
        expect(await store.getSnapshot('p', '2026-W27')).toEqual(sampleSnapshot('p', '2026-W27'));
        expect((await store.outcomes([june.key, 'off'])).get(june.key)).toBe('saved');
        expect(await store.settle(saved(june))).toEqual({ saved: 0, offTopic: 0, duplicates: 1 });
        expect(await store.months()).toEqual([
          { month: '202607', items: 1 },
          { month: '202608', items: 1 },
        ]);
        await store.close();
        store = await ground.open();
        expect(await find({})).toEqual(['august', 'old']);
      });

      it('lists what was dropped, and takes that list into another store', async () => {
        await store.dropMonths('202608');
        const dropped = await gather(store.expired());
        expect(dropped.map(({ key, itemId }) => [key.split('/').at(-1), itemId.slice(0, 6)])).toEqual([
          ['june', '202606'],
          ['old', '202607'],
          ['undated', '202606'],
        ]);
        expect(dropped[0]).toEqual({ outcome: 'expired', key: june.key, sourceId: june.sourceId, seenAt: june.seenAt, itemId: june.id });
        const other: typeof dropped = [{ outcome: 'expired', key: 'elsewhere', sourceId: 'x', seenAt: 5, itemId: '202001-0' }];
        expect(await store.settle([...other, ...dropped])).toEqual({ saved: 1, offTopic: 0, duplicates: 3 });
        expect((await store.outcomes(['elsewhere'])).get('elsewhere')).toBe('saved');
        expect((await gather(store.expired())).map(({ key }) => key)).toEqual(['elsewhere', ...dropped.map(({ key }) => key)]);
        expect(await store.totals()).toMatchObject({ items: 1, offTopic: 1 });
      });

      it('drops nothing twice, nothing when nothing is old, and everything when all is', async () => {
        expect(await store.dropMonths('202606')).toBe(0);
        expect(await store.dropMonths('209912')).toBe(4);
        expect(await store.dropMonths('209912')).toBe(0);
        expect(await store.months()).toEqual([]);
        expect(await find({})).toEqual([]);
        await keepNamed({ again: seen(days.june) });
        expect(await find({})).toEqual(['again']);
      });

      it('drops more than fits one transaction', async () => {
        await keep([...sampleCorpus({ seed: 23, count: 700 })]);
        expect(await store.dropMonths('209912')).toBe(704);
        expect(await store.totals()).toMatchObject({ items: 0, stories: 0, reprints: 0 });
      });

      it('refuses what is no month', async () => {
        for (const month of ['', '2026', '202613', '202600', '2026-08', '*', '202608 ', '99999999'])
          await expect(store.dropMonths(month)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
        expect(await find({})).toHaveLength(4);
      });
    });

    describe('records', () => {
      it('keeps the health of sources', async () => {
        expect(await store.sourceHealth()).toEqual([]);
        await store.putSourceHealth(sampleHealth('b', 'ok'));
        await store.putSourceHealth(sampleHealth('a', 'blocked'));
        await store.putSourceHealth(sampleHealth('b', 'timed-out'));
        expect(await store.sourceHealth()).toEqual([sampleHealth('a', 'blocked'), sampleHealth('b', 'timed-out')]);
      });

      it('keeps cases and refuses a save that rests on an old revision', async () => {
        expect(await store.getCase('k')).toBeNull();
        await expect(store.putCase(sampleCase('k', 1))).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
        await store.putCase(sampleCase('k', 0));
        await expect(store.putCase(sampleCase('k', 0))).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
        await store.putCase({ ...sampleCase('k', 1), answer: 'Đúng quy định.' });
        await expect(store.putCase(sampleCase('k', 3))).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
        expect(await store.getCase('k')).toEqual({ ...sampleCase('k', 1), answer: 'Đúng quy định.' });
      });

      it('lets one of two editors win who save at the same time', async () => {
        await store.putCase(sampleCase('k', 0));
        const both = await Promise.allSettled([store.putCase(sampleCase('k', 1)), store.putCase(sampleCase('k', 1))]);
        expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      });

      it('lists cases, opened last first', async () => {
        expect(await store.cases()).toEqual([]);
        for (const [id, openedAt] of [
          ['b', 5],
          ['a', 5],
          ['c', 9],
        ] as const)
          await store.putCase({ ...sampleCase(id, 0), openedAt });
        expect((await store.cases()).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
      });

      it('closes a week once', async () => {
        expect(await store.getSnapshot('p', '2026-W34')).toBeNull();
        await store.putSnapshot(sampleSnapshot('p', '2026-W34'));
        await expect(store.putSnapshot({ ...sampleSnapshot('p', '2026-W34'), closedAt: 9 })).rejects.toMatchObject({
          code: 'STORE_CONFLICT',
        });
        await store.putSnapshot(sampleSnapshot('q', '2026-W34'));
        expect(await store.getSnapshot('p', '2026-W34')).toEqual(sampleSnapshot('p', '2026-W34'));
        expect(JSON.stringify(await store.getSnapshot('p', '2026-W34'))).toBe(JSON.stringify(sampleSnapshot('p', '2026-W34')));
      });

      it('lists closed weeks by profile, then week', async () => {
        expect(await store.snapshots()).toEqual([]);
        const weeks = [sampleSnapshot('q', '2026-W01'), sampleSnapshot('p', '2026-W34'), sampleSnapshot('p', '2025-W52')];
        for (const week of weeks) await store.putSnapshot(week);
        expect(await store.snapshots()).toEqual(weeks.toReversed());
      });
    });

    it('says so when it is closed, however often', async () => {
      await Promise.all([store.close(), store.close()]);
      await store.close();
      const calls: (() => Promise<unknown>)[] = [
        () => store.settle([]),
        () => store.outcomes([]),
        () => store.get('a'),
        () => store.search({}, FIRST_PAGE),
        () => store.facets({}, FACETS),
        () => store.trend({}, 'none'),
        () => scanAll(store, {}),
        () => store.totals(),
        () => store.stories({}, 1),
        () => store.story('a'),
        () => store.assignStories([]),
        () => store.putStoryEdit({ id: 'e', kind: 'merge', at: 1, by: 'bien-tap', storyIds: ['s-a', 's-b'] }),
        () => store.storyEdits(),
        () => store.removeStoryEdit('e'),
        () => store.sourceHealth(),
        () => store.putSourceHealth(sampleHealth('a', 'ok')),
        () => store.getCase('a'),
        () => store.putCase(sampleCase('a', 0)),
        () => store.cases(),
        () => store.getSnapshot('p', 'w'),
        () => store.putSnapshot(sampleSnapshot('p', '2026-W01')),
        () => store.snapshots(),
        () => gather(store.offTopic()),
        () => gather(store.expired()),
        () => store.months(),
        () => store.dropMonths('202608'),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'STORE_CLOSED' });
    });
  });
}

function offTopic(key: string): { outcome: 'off-topic'; key: string; sourceId: string; seenAt: number; reason: 'off-topic' } {
  return { outcome: 'off-topic', key, sourceId: 'bao-example', seenAt: MONDAY, reason: 'off-topic' };
}

function seen(day: string, over: ItemChanges = {}): ItemChanges {
  return { seenAt: startOfDay(day), ...over };
}

function published(day: string): ItemChanges {
  return { publishedAt: startOfDay(day) };
}

function nameOf(item: Item): string {
  return item.key.split('/').at(-1) ?? '';
}

async function gather<T>(stream: AsyncIterable<T>): Promise<T[]> {
  return Array.fromAsync(stream);
}

function scanAll(store: Store, query: ItemQuery): Promise<Item[]> {
  return gather(store.scan(query));
}

async function everyPage(store: Store, query: ItemQuery, limit: number): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Store['search']>> = await store.search(query, { limit, cursor });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return items;
}

function newestFirst(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => (b.publishedAt ?? -Infinity) - (a.publishedAt ?? -Infinity) || byId(a, b));
}

function oldestFirst(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => (a.publishedAt ?? Infinity) - (b.publishedAt ?? Infinity) || byId(a, b));
}

/** Two undated items differ by NaN, which counts as no difference. */
function byId(a: Item, b: Item): number {
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

/** Whether an item matches a search text, by the words of SearchTerm and nothing else. */
function reads(item: Item, text: string): boolean {
  const { toned, bare, plain } = indexedText(item.title, item.text);
  return searchTerms(text).every((term) =>
    term.toned
      ? holds(toned.split(' '), term) || holds(plain.split(' '), { exact: term.exact, words: term.words.map(foldBare) })
      : holds(bare.split(' '), term),
  );
}

function holds(words: readonly string[], { exact, words: sought }: Pick<SearchTerm, 'exact' | 'words'>): boolean {
  return words.some((_, at) => {
    if (exact) return sought.every((word, index) => words[at + index] === word);
    const window = words.slice(at, at + sought.length + SLOP);
    return sought.every((word) => window.includes(word));
  });
}

const VALUES: Readonly<Record<Facet, (item: Item) => readonly string[]>> = {
  kind: ({ kind }) => [kind],
  topic: ({ analysis }) => analysis.topics,
  tone: ({ analysis }) => [analysis.tone ?? 'abstained'],
  stance: ({ analysis }) => [analysis.stance ?? 'abstained'],
  act: ({ analysis }) => analysis.acts,
  outlet: ({ outlet }) => [outlet ?? 'unknown'],
  source: ({ sourceId }) => [sourceId],
  place: ({ analysis }) => analysis.places.map(({ unit }) => unit),
  newsKind: ({ kind, analysis }) => (kind === 'news' ? [analysis.newsKind ?? 'abstained'] : []),
  event: ({ analysis }) => [...new Set(analysis.events.map(({ type }) => type))],
  checkable: ({ analysis }) => [String(analysis.checkable)],
};

function countBy(values: readonly string[]): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function trendOf(items: readonly Item[], split: 'none' | Facet): { day: string; value: string; count: number }[] {
  const values = items.flatMap((item) => {
    if (item.publishedAt === null) return [];
    const day = dayOf(item.publishedAt);
    return (split === 'none' ? ['all'] : VALUES[split](item)).map((value) => `${day} ${value}`);
  });
  return countBy(values)
    .map(({ value, count }) => ({ day: value.slice(0, 10), value: value.slice(11), count }))
    .toSorted((a, b) => (`${a.day} ${a.value}` < `${b.day} ${b.value}` ? -1 : 1));
}
