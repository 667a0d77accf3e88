import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPassage } from '../../src/api/find-passage.ts';
import type { ExplanationView, ItemView, SearchView, SourcesView } from '../../src/domain/views.ts';
import { makeAnalyser } from '../../src/pipeline/analysis/analyse.ts';
import { loadModels } from '../../src/pipeline/analysis/classifiers.ts';
import { itemExplainer } from '../../src/pipeline/analysis/explain-item.ts';
import { findHits, searchTerms } from '../../src/language/search-terms.ts';
import type { SourceHealth } from '../../src/domain/source.ts';
import { DAY_MS } from '../../src/domain/time.ts';
import { MONDAY, sampleCorpus, sampleItem } from '../contracts/sample-items.ts';
import { AFTER_CORPUS, apiGround, PROFILE, type ApiGround } from './api-ground.ts';

const FILLER = 'Người dân nói về đường sá trong vùng. '.repeat(40);

describe('a search over HTTP', () => {
  let ground: ApiGround;
  beforeAll(async () => {
    ground = await apiGround(
      [
        ...sampleCorpus({ seed: 41, count: 100 }),
        sampleItem('dai', { title: 'Xử phạt nồng độ cồn', text: `${FILLER}Tối qua lực lượng kiểm tra nồng độ cồn trên phố.\n${FILLER}` }),
        sampleItem('xau', { outlet: null, url: 'javascript:alert(1)', title: '<script>alert(1)</script>', threadUrl: 'data:text/html,x' }),
        sampleItem('la', { outlet: null, url: 'https://www.bao-la.example/1', key: 'la' }),
        sampleItem('khong-ngay', { publishedAt: null }),
        sampleItem('hoi-nghi', {
          text: 'Hội nghị quán triệt Chỉ thị 23. Hết.',
          analysis: {
            newsKind: 'guidance',
            events: [
              {
                type: 'conference',
                evidence: { field: 'text', start: 0, end: 30 },
                written: null,
                unit: 'hai-phong/phuong/le-chan',
                date: '2023-09',
              },
              { type: 'movement', evidence: { field: 'title', start: 0, end: 3 }, movement: 'all-people' },
            ],
          },
        }),
      ],
      {
        profile: {
          ...PROFILE,
          places: [
            {
              id: 'hai-phong/phuong/le-chan',
              profile: 'hai-phong',
              type: 'phuong',
              name: 'Lê Chân',
              lat: null,
              lon: null,
              formerProvince: '',
              formerDistricts: [],
              formerUnits: [],
            },
          ],
        },
      },
    );
  });
  afterAll(() => ground.destroy());
  const search = (query: string): Promise<SearchView> => ground.get<SearchView>(`/api/items?${query}`);

  it('walks through all pages without leaving out or repeating any', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    let total = 0;
    do {
      const page: SearchView = await search(`limit=7${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
      seen.push(...page.items.map(({ id }) => id));
      ({ total, next: cursor } = page);
    } while (cursor !== null);
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
  });

  it('marks what was found, in title and passage, with and without diacritics', async () => {
    for (const typed of ['nồng độ cồn trên phố', 'nong do con tren pho']) {
      const view = await search(`text=${encodeURIComponent(typed)}`);
      const item = view.items.find(({ title }) => title === 'Xử phạt nồng độ cồn');
      expect(item?.passage).toMatch(/^….*kiểm tra nồng độ cồn trên phố\..*…$/);
      expect(item?.passage.length).toBeLessThan(300);
      expect(item?.passageHits.map(([start, end]) => item.passage.slice(start, end))).toEqual(
        expect.arrayContaining(['nồng', 'độ', 'cồn', 'trên', 'phố']),
      );
      expect(item?.titleHits.map(([start, end]) => item.title.slice(start, end))).toEqual(['nồng', 'độ', 'cồn']);
    }
  });

  it('finds nothing for a text without words, and everything for an empty one', async () => {
    expect((await search('text=%21%3F%21')).total).toBe(0);
    expect((await search('text=%20')).total).toBe(105);
    expect((await search('text=%22%22%22OR%201%3D1--*%5E%7B%7D')).total).toBe(0);
  });

  it('passes hostile text on as data, and only web addresses as links', async () => {
    const view = await search('text=alert');
    expect(view.items[0]).toMatchObject({ title: '<script>alert(1)</script>', url: '', threadUrl: '' });
  });

  it('names outlets, hosts and places', async () => {
    const { items } = await search('outlets=unknown&kinds=news&limit=100');
    expect(items.find(({ url }) => url.includes('bao-la'))?.outletName).toBe('bao-la.example');
    const placed = await search('places=hai-phong/phuong/le-chan');
    expect(placed.items[0]?.places.find(({ unit }) => unit === 'hai-phong/phuong/le-chan')?.name).toBe('Lê Chân');
    expect(placed.facets['place']?.find(({ value }) => value === 'hai-phong/phuong/le-chan')?.name).toBe('Lê Chân');
  });

  it('shows what news tells of, with who and when, and the words that say it', async () => {
    const view = await search('events=movement');
    expect(view.items).toMatchObject([
      {
        newsKind: 'guidance',
        events: [
          {
            type: 'conference',
            name: 'Hội nghị quán triệt, triển khai',
            unitName: 'Lê Chân',
            date: '2023-09',
            passage: 'Hội nghị quán triệt Chỉ thị 23',
          },
          { type: 'movement', name: 'Toàn dân tham gia bảo đảm trật tự, an toàn giao thông', unitName: null, date: null, passage: 'Bài' },
        ],
      },
    ]);
    expect(view.facets['newsKind']).toEqual([{ value: 'guidance', name: 'Hướng dẫn, giải thích', count: 1 }]);
    expect(view.facets['event']).toContainEqual({ value: 'conference', name: 'Hội nghị quán triệt, triển khai', count: 1 });
  });

  it('gives times in Vietnamese time, null for undated, and the item alone as in the list', async () => {
    const { items, total } = await search('undated=true&limit=100');
    expect(total).toBeGreaterThan(0);
    expect(items.every(({ publishedAt }) => publishedAt === null)).toBe(true);
    const [dated] = (await search('undated=false&limit=1')).items;
    expect(dated?.publishedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+07:00$/);
    expect(await ground.get<ItemView>(`/api/items/${dated?.id}`)).toEqual(dated);
  });

  it('names every value of a facet and counts as the list does', async () => {
    const { facets, total } = await search('kinds=news');
    expect(Object.keys(facets)).toEqual(['kind', 'topic', 'tone', 'stance', 'act', 'newsKind', 'event', 'outlet', 'place', 'source']);
    expect(facets['kind']).toEqual([{ value: 'news', name: 'Tin, bài', count: total }]);
    for (const { value, count } of facets['tone'] ?? []) expect((await search(`kinds=news&tones=${value}`)).total).toBe(count);
  });
});

describe('the passage of a text', () => {
  const text = fc
    .array(fc.constantFrom('phạt', 'nguội', 'xe máy', '\n', ' ', '🚗', 'x'.repeat(50), 'đường', '…'), { maxLength: 200 })
    .map((parts) => parts.join(' '));

  it('holds hits that are the hits of the text, cut at whole characters, and never grows', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('phạt', 'đường phạt', 'vắng', ''), (body, typed) => {
        const hits = findHits(body, searchTerms(typed));
        const passage = findPassage(body, hits);
        expect(passage.text.length).toBeLessThanOrEqual(300);
        expect(passage.text.isWellFormed()).toBe(true);
        expect(passage.text).not.toMatch(/[\n\r\t]/);
        expect(passage.hits.length > 0).toBe(hits.length > 0);
        for (const [start, end] of passage.hits) expect(['phạt', 'đường']).toContain(passage.text.slice(start, end));
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('is empty for no text, and the whole of a short one', () => {
    expect(findPassage('', [])).toEqual({ text: '', hits: [] });
    expect(findPassage('Một câu.', [[0, 3]])).toEqual({ text: 'Một câu.', hits: [[0, 3]] });
  });
});

describe('the reasons of an item', () => {
  const models = loadModels(join(import.meta.dirname, '../../models'));
  const analyser = makeAnalyser(models);
  const text = 'Tôi ủng hộ phạt nặng người uống rượu lái xe';
  const analysis = analyser.analyse({ kind: 'comment', title: '', text, threadTitle: null }, []);
  const voice = sampleItem('y-kien', { kind: 'comment', title: '', text, threadTitle: null, analysis });
  const corrected = sampleItem('sua', {
    kind: 'comment',
    title: '',
    text,
    threadTitle: null,
    analysis: { ...analysis, corrected: ['stance'] },
  });
  const old = sampleItem('cu', {
    kind: 'comment',
    title: '',
    text,
    threadTitle: null,
    analysis: { ...analysis, models: 'stance-public-0' },
  });
  const reasons = async (ground: ApiGround, id: string): Promise<ExplanationView['labels']> =>
    (await ground.get<ExplanationView>(`/api/items/${id}/explanation`)).labels;

  it('are the words that spoke for each label, with where they stand', async () => {
    const ground = await apiGround([voice, corrected, old], { explain: itemExplainer(models) });
    const labels = await reasons(ground, voice.id);
    expect(labels.map(({ field }) => field)).toEqual(expect.arrayContaining(['relevant', 'topics', 'tone', 'stance']));
    for (const phrase of labels.flatMap((label) => [...label.for, ...label.against])) {
      expect(text.slice(phrase.start, phrase.end)).toBe(phrase.text);
    }
    expect(
      labels
        .find(({ field }) => field === 'stance')
        ?.for.map((phrase) => phrase.text)
        .join(),
    ).toContain('ủng hộ');
    await ground.destroy();
  });

  it('are not given for what an editor has set or other models have said', async () => {
    const ground = await apiGround([voice, corrected, old], { explain: itemExplainer(models) });
    expect((await reasons(ground, corrected.id)).map(({ field }) => field)).not.toContain('stance');
    expect(await reasons(ground, corrected.id)).not.toEqual([]);
    expect(await reasons(ground, old.id)).toEqual([]);
    expect((await ground.app.inject('/api/items/khong-co/explanation')).statusCode).toBe(404);
    await ground.destroy();
  });

  it('are none where nothing explains', async () => {
    const ground = await apiGround([voice]);
    expect(await reasons(ground, voice.id)).toEqual([]);
    expect((await ground.app.inject('/api/items/khong-co/explanation')).statusCode).toBe(404);
    await ground.destroy();
  });
});

describe('the page of sources', () => {
  const HEALTH: SourceHealth = {
    sourceId: 'bao-a',
    state: 'ok',
    stateSince: AFTER_CORPUS - 20 * DAY_MS,
    checkedAt: AFTER_CORPUS - 1,
    lastGoodAt: AFTER_CORPUS - 1,
    lastNewAt: AFTER_CORPUS - DAY_MS,
    failuresInRow: 0,
    found: 3,
    failed: 0,
    detail: null,
    etag: null,
    lastModified: null,
  };

  it('tells good, silent, broken and new sources apart, and its sums add up', async () => {
    const ground = await apiGround([sampleItem('a', { sourceId: 'bao-a', publishedAt: MONDAY })]);
    await ground.deps.store.putSourceHealth(HEALTH);
    await ground.deps.store.putSourceHealth({ ...HEALTH, sourceId: 'bao-b', state: 'not-modified', lastNewAt: AFTER_CORPUS - 8 * DAY_MS });
    await ground.deps.store.putSourceHealth({ ...HEALTH, sourceId: 'dien-dan', state: 'partly-failed', failed: 2 });
    await ground.deps.store.putSourceHealth({ ...HEALTH, sourceId: 'gone-from-the-profile', state: 'timed-out' });
    const view = await ground.get<SourcesView>('/api/sources');
    expect(view.coverage).toEqual({ sources: 4, answered: 1, silent: 1, failed: 1, neverVisited: 1 });
    expect(view.sources.map(({ id, level, stateName, items }) => [id, level, stateName, items])).toEqual([
      ['bao-a', 'good', 'Hoạt động bình thường', 1],
      ['bao-b', 'waiting', 'Trả lời nhưng 8 ngày chưa có nội dung mới, lâu hơn nhịp thường lệ (nhiều nhất 7 ngày)', 0],
      ['dien-dan', 'bad', 'Một số trang không đọc được', 0],
      ['binh-luan', 'waiting', 'Chưa thu thập lần nào', 0],
    ]);
    expect(view.sources[3]).toMatchObject({ stateSince: null, checkedAt: null, lastGoodAt: null, lastNewAt: null });
    await ground.destroy();
  });
});
