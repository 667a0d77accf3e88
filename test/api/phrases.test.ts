import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, startOfDay } from '../../src/domain/time.ts';
import type { Item } from '../../src/domain/item.ts';
import type { PhrasesView } from '../../src/domain/views.ts';
import { MONDAY, sampleItem, saved } from '../contracts/sample-items.ts';
import { apiGround, type ApiGround } from './api-ground.ts';

const DAY = '2026-08-17';
let serial = 0;

interface Said {
  readonly text: string;
  /** Days after Monday 17 August 2026. */
  readonly day: number;
  readonly outlet?: string;
  readonly isNews: boolean;
}

/** No two texts are the same: each has its number. */
function said(count: number, { text, day, outlet, isNews }: Said): Item[] {
  return Array.from({ length: count }, () =>
    sampleItem(`van-ban-${(serial += 1)}`, {
      kind: isNews ? 'news' : 'comment',
      outlet: outlet ?? 'nen-tang',
      title: isNews ? `Bản tin số ${serial}` : '',
      text: `${text} ${serial}`,
      publishedAt: startOfDay(addDays(DAY, day)) + 3_600_000,
    }),
  );
}

/** One week, and two weeks before it. */
const ITEMS: Item[] = [
  ...[-14, -10, -7, -3].flatMap((day) => [
    ...said(12, { text: 'Ùn tắc ở ngã tư', day, outlet: 'bao-a', isNews: true }),
    ...said(12, { text: 'Ngã tư này tắc quá', day, isNews: false }),
  ]),
  ...said(4, { text: 'xây vòng xuyến lớn', day: -5, isNews: false }),
  ...said(10, { text: 'Ùn tắc ở ngã tư', day: 2, outlet: 'bao-b', isNews: true }),
  ...['bao-a', 'bao-b'].flatMap((outlet) => said(6, { text: 'Thí điểm làn riêng xe buýt', day: 2, outlet, isNews: true })),
  ...said(12, { text: 'Cấm xe ba gác', day: 3, outlet: 'bao-a', isNews: true }),
  ...said(20, { text: 'xây vòng xuyến lớn', day: 3, isNews: false }),
  ...said(4, { text: 'bỏ đèn đỏ', day: 3, isNews: false }),
];

describe('phrases that rise', () => {
  let ground: ApiGround;
  let view: PhrasesView;
  beforeAll(async () => {
    ground = await apiGround(ITEMS, { now: () => MONDAY + 7 * 86_400_000 });
    view = await ground.get<PhrasesView>('/api/phrases?to=2026-08-23');
  });
  afterAll(() => ground.destroy());

  const phrasesOf = (audience: string) =>
    view.lists
      .find((list) => list.audience === audience)
      ?.phrases.map(({ words, count, before }) => [words.join(' ').toLowerCase(), count, before]);

  it('are told apart for press and public, with how often they stood in the weeks before', () => {
    expect(view).toMatchObject({ from: '2026-08-17', to: '2026-08-23', previousFrom: '2026-08-03', weeksBefore: 2 });
    expect(phrasesOf('news')).toEqual([['thí điểm làn riêng xe buýt', 12, 0]]);
  });

  it('withhold a number of the weeks before that rests on too few comments, and show nothing that fewer than five say', () => {
    expect(phrasesOf('public')).toEqual([['xây vòng xuyến lớn', 20, null]]);
  });

  it('open what they count', async () => {
    for (const { href, count } of view.lists.flatMap(({ phrases }) => phrases)) expect(await ground.total(href)).toBe(count);
  });

  it('are none in a week that has nothing before it, and none in an empty store', async () => {
    const first = await ground.get<PhrasesView>('/api/phrases?to=2026-08-09');
    expect(first).toMatchObject({ weeksBefore: 0, previousFrom: '2026-08-03' });
    expect(first.lists.map(({ phrases }) => phrases)).toEqual([[], []]);
    const empty = await apiGround([]);
    expect((await empty.get<PhrasesView>('/api/phrases')).lists.map(({ phrases }) => phrases)).toEqual([[], []]);
    await empty.destroy();
  });

  it('are read anew only when the store has changed', async () => {
    const grown = await apiGround(ITEMS, { now: () => MONDAY + 7 * 86_400_000 });
    let scans = 0;
    const { store } = grown.deps;
    const scan = store.scan.bind(store);
    store.scan = (query) => {
      scans += 1;
      return scan(query);
    };
    const before = await Promise.all([1, 2, 3].map(() => grown.get<PhrasesView>('/api/phrases?to=2026-08-23')));
    expect(before).toEqual([view, view, view]);
    expect(scans).toBe(4);
    await store.settle(saved(...said(8, { text: 'Ùn tắc ở ngã tư, xây vòng xuyến lớn', day: 4, isNews: false })));
    const after = await grown.get<PhrasesView>('/api/phrases?to=2026-08-23');
    expect(after.lists[1]?.phrases[0]?.count).toBe(28);
    await grown.destroy();
  });

  it.each(['days=0', 'days=93', 'to=2026-02-30', 'week=1'])('refuse %s', async (params) => {
    expect((await ground.app.inject(`/api/phrases?${params}`)).statusCode).toBe(400);
  });
});
