import { describe, expect, it } from 'vitest';
import type { Item } from '../../src/domain/item.ts';
import type { Stance } from '../../src/domain/opinion.ts';
import { addDays, startOfDay } from '../../src/domain/time.ts';
import type { Overview } from '../../src/domain/views.ts';
import { sampleItem, type ItemChanges } from '../contracts/sample-items.ts';
import { apiGround } from './api-ground.ts';

const TODAY = '2026-08-23';
let serial = 0;

/** `count` items on the day so many days before today. */
function on(daysAgo: number, count: number, over: ItemChanges = {}): Item[] {
  return Array.from({ length: count }, () =>
    sampleItem(`o-${(serial += 1)}`, { outlet: 'bao-a', publishedAt: startOfDay(addDays(TODAY, -daysAgo)) + 8 * 3_600_000, ...over }),
  );
}
const say = (daysAgo: number, count: number, stance: Stance): Item[] =>
  on(daysAgo, count, { kind: 'comment', title: '', analysis: { stance, topics: ['law-penalties'] } });

async function overviewOf(items: Item[], query = `?to=${TODAY}`): Promise<Overview> {
  const ground = await apiGround(items, { now: () => startOfDay(TODAY) + 7.75 * 3_600_000 });
  try {
    return await ground.get<Overview>(`/api/overview${query}`);
  } finally {
    await ground.destroy();
  }
}

const texts = (overview: Overview): string[] => overview.changes.map(({ text }) => text.replaceAll('\u00a0', ' '));
const weeks = async (...ago: number[]): Promise<number> => (await overviewOf(ago.flatMap((day) => on(day, 1)))).period.previousWeeks;
const FOUR_WEEKS = [10, 17, 24, 31];

describe('the overview', () => {
  it('ends today, or on the day of the newest item when collection stopped earlier; never in the future', async () => {
    expect((await overviewOf([...on(0, 1), ...on(3, 1)], '')).period).toMatchObject({ from: '2026-08-17', to: TODAY });
    expect((await overviewOf(on(30, 1), '')).period).toMatchObject({ from: '2026-07-18', to: '2026-07-24' });
    expect((await overviewOf(on(-400, 1), '')).period.to).toBe(TODAY);
    expect((await overviewOf([], '')).period).toMatchObject({ to: TODAY, previousWeeks: 0 });
  });

  it('compares with as many weeks as hold items without a gap, up to four', async () => {
    expect(await weeks(0, ...FOUR_WEEKS, 38)).toBe(4);
    expect(await weeks(0, 10, 17)).toBe(2);
    expect(await weeks(0, 10, 24)).toBe(1);
    expect(await weeks(0, 400)).toBe(0);
  });

  it('says how the share of a stance moved, in points, with its denominator', async () => {
    const items = [
      ...say(1, 31, 'oppose'),
      ...say(1, 69, 'support'),
      ...FOUR_WEEKS.flatMap((ago) => [...say(ago, 12, 'oppose'), ...say(ago, 88, 'support')]),
    ];
    const overview = await overviewOf(items);
    expect(texts(overview)[0]).toMatch(
      /^Có (31 ý kiến phản đối, bằng 31 % của 100 ý kiến có nêu thái độ, tăng 19 điểm % so với 12 %|69 ý kiến tán thành, bằng 69 % của 100 ý kiến có nêu thái độ, giảm 19 điểm % so với 88 %) trong bốn tuần trước\.$/,
    );
  });

  it('uses counts and no percentage under 30', async () => {
    const overview = await overviewOf([
      ...on(1, 12),
      ...say(1, 9, 'oppose'),
      ...say(1, 6, 'support'),
      ...FOUR_WEEKS.flatMap((ago) => on(ago, 5)),
    ]);
    expect(texts(overview).join(' ')).not.toContain('%');
    expect(texts(overview)).toContain('Có 9 ý kiến phản đối trong 15 ý kiến có nêu thái độ.');
    expect(texts(overview)).toContain(
      'Báo chí đăng 12 tin, bài từ ngày 17/08/2026 đến ngày 23/08/2026, nhiều hơn trung bình 5 mỗi tuần của bốn tuần trước.',
    );
  });

  it('puts what moved most first, and tells what rose by how much', async () => {
    const overview = await overviewOf([
      ...on(1, 50),
      ...on(1, 45, { analysis: { topics: ['alcohol-drugs'] } }),
      ...FOUR_WEEKS.flatMap((ago) => [...on(ago, 50), ...on(ago, 5, { analysis: { topics: ['alcohol-drugs'] } })]),
    ]);
    expect(texts(overview)[0]).toBe(
      'Chủ đề “Nồng độ cồn, ma túy” có 45 tin, bài và ý kiến, nhiều hơn trung bình 5 mỗi tuần của bốn tuần trước.',
    );
    expect(texts(overview)[1]).toBe(
      'Báo chí đăng 95 tin, bài từ ngày 17/08/2026 đến ngày 23/08/2026, tăng 73 % so với trung bình 55 mỗi tuần của bốn tuần trước.',
    );
    expect(overview.changes.length).toBeLessThanOrEqual(5);
  });

  it('says that it cannot compare when there is no week before', async () => {
    expect(texts(await overviewOf(on(1, 40)))).toContain(
      'Báo chí đăng 40 tin, bài từ ngày 17/08/2026 đến ngày 23/08/2026; chưa có số liệu của các tuần trước để so sánh.',
    );
  });

  it('names the largest story with its papers, and opens it in these days', async () => {
    const story = [
      ...on(1, 3, { storyId: 's1', title: 'Vụ cháy xe' }),
      ...on(2, 2, { storyId: 's1', outlet: 'bao-b' }),
      ...on(2, 1, { storyId: 's2' }),
    ];
    const overview = await overviewOf(story);
    const [first] = overview.stories;
    expect(overview.stories.map(({ id }) => id)).toEqual(['s1']);
    expect(first).toMatchObject({
      newsCount: 5,
      publicCount: 0,
      itemCount: 5,
      familyCount: 1,
      href: '/vu-viec/s1?from=2026-08-17&to=2026-08-23',
    });
    expect(overview.changes.at(-1)?.href).toBe(first?.href);
    expect(texts(overview).at(-1)).toMatch(/^Vụ việc được nói đến nhiều nhất: “.+” \(.+\), với 5 tin, bài của 2 cơ quan báo chí\.$/);
  });

  it('counts a reprint once, leaves undated items out of the period and says how many they are', async () => {
    const [first, ...copies] = on(1, 3);
    if (!first) throw new Error('no item');
    const overview = await overviewOf([
      first,
      ...copies.map((copy) => ({ ...copy, reprintOf: first.id })),
      ...on(0, 2, { publishedAt: null }),
    ]);
    expect(overview.volume.news).toBe(1);
    expect(overview.days.reduce((sum, { news }) => sum + news, 0)).toBe(1);
    expect(overview.totals).toMatchObject({ items: 5, undated: 2, reprints: 2 });
  });

  it('shows nothing at all without items, and does not fail', async () => {
    const overview = await overviewOf([]);
    expect(overview).toMatchObject({ changes: [], topics: [], stories: [], volume: { news: 0, public: 0 } });
    expect(overview.days).toHaveLength(7);
    expect(overview.coverage).toEqual({ sources: 4, answered: 0, silent: 0, failed: 0, neverVisited: 4 });
  });

  it('takes the days that are asked for', async () => {
    const overview = await overviewOf(on(1, 1), '?to=2026-02-28&days=28');
    expect(overview.period).toMatchObject({ from: '2026-02-01', to: '2026-02-28' });
    expect(overview.days).toHaveLength(28);
  });
});
