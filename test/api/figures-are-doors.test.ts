import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSnapshot } from '../../src/digest/build-snapshot.ts';
import { renderHtml } from '../../src/digest/render-html.ts';
import type { ItemView, Overview, PhrasesView, SourcesView, StoryPage, StoryView } from '../../src/domain/views.ts';
import { sampleCorpus } from '../contracts/sample-items.ts';
import { apiGround, type ApiGround } from './api-ground.ts';

/** Seeds with many public items, so that most figures are shown, and with few, so that many are withheld. */
const CORPORA = [
  { seed: 11, count: 1200 },
  { seed: 12, count: 150 },
  { seed: 13, count: 12 },
];

/** A figure and the address that must hold as many items; null is withheld and opens nothing in particular. */
interface Door {
  readonly href: string;
  readonly count: number | null;
}

const dayHref = (day: string, more: string): string => `/tim-kiem?from=${day}&to=${day}&reprints=false&kinds=${more}`;

function doorsOfDays({ days, stanceDays }: Overview): Door[] {
  return [
    ...days.map(({ day, news }) => ({ href: dayHref(day, 'news'), count: news })),
    ...days.map((row) => ({ href: dayHref(row.day, 'post,comment'), count: row.public })),
    ...stanceDays.flatMap(({ day, ...stances }) =>
      Object.entries(stances).map(([stance, count]) => ({ href: dayHref(day, `post,comment&stances=${stance}`), count })),
    ),
  ];
}

function doorsOfOverview(overview: Overview): Door[] {
  const { volume } = overview;
  return [
    { href: volume.newsHref, count: volume.news },
    { href: volume.publicHref, count: volume.public },
    ...overview.topics,
    ...overview.pressTone,
    ...overview.publicStance,
    overview.taken,
    ...doorsOfDays(overview),
  ];
}

describe.each(CORPORA)('every figure opens exactly what it counts (corpus $seed of $count)', ({ seed, count }) => {
  let ground: ApiGround;
  beforeAll(async () => {
    ground = await apiGround(sampleCorpus({ seed, count }));
  });
  afterAll(() => ground.destroy());

  /** The doors that are shown, and what is behind each. */
  async function opened(doors: readonly Door[]): Promise<{ shown: Door[]; behind: Door[] }> {
    const shown = doors.flatMap(({ href, count: figure }) => (figure === null ? [] : [{ href, count: figure }]));
    const behind: Door[] = [];
    for (const { href } of shown) behind.push({ href, count: await ground.total(href) });
    return { shown, behind };
  }

  it.each([7, 14, 28])('on the overview of %i days', async (days) => {
    const { shown, behind } = await opened(doorsOfOverview(await ground.get<Overview>(`/api/overview?to=2026-10-14&days=${days}`)));
    expect(shown.length).toBeGreaterThan(10);
    expect(behind).toEqual(shown);
  });

  it('in the phrases that rise', async () => {
    const { lists } = await ground.get<PhrasesView>('/api/phrases?to=2026-10-14&days=14');
    const phrases = lists.flatMap((list) => list.phrases);
    const { shown, behind } = await opened(phrases.flatMap((one) => [one, { href: one.beforeHref, count: one.before }]));
    expect(behind).toEqual(shown);
  });

  it('in the sentences of the overview', async () => {
    const { changes, stories } = await ground.get<Overview>('/api/overview?to=2026-10-14&days=14');
    const searches = changes.filter(({ href }) => href.startsWith('/tim-kiem'));
    for (const { text, href } of searches) expect(text).toContain(`${(await ground.total(href)).toLocaleString('vi-VN')} `);
    const others = changes.filter(({ href }) => !href.startsWith('/tim-kiem')).map(({ href }) => href);
    expect(stories.map(({ href }) => href).slice(0, others.length)).toEqual(others);
  });

  it('on story lists and story pages, narrowed to the same days', async () => {
    const days = 'from=2026-09-01&to=2026-09-30';
    const { stories } = await ground.get<{ stories: StoryView[] }>(`/api/stories?${days}&limit=100`);
    for (const story of stories) {
      const page = await ground.get<StoryPage>(story.href.replace('/vu-viec', '/api/stories'));
      const { shown, behind } = await opened([
        { href: `/tim-kiem?storyId=${story.id}&${days}&kinds=news`, count: story.newsCount },
        { href: `/tim-kiem?storyId=${story.id}&${days}&kinds=news`, count: page.story.newsCount },
        { href: `/tim-kiem?storyId=${story.id}&${days}&kinds=post,comment`, count: story.publicCount },
        { href: `/tim-kiem?storyId=${story.id}&${days}&kinds=post,comment`, count: page.story.publicCount },
        { href: `/tim-kiem?storyId=${story.id}&${days}&kinds=news`, count: page.days.reduce((sum, day) => sum + day.news, 0) },
        ...page.stance,
        page.taken,
      ]);
      expect(behind).toEqual(shown);
    }
  });

  it('and every passage of a story stands in the item that it opens', async () => {
    const { stories } = await ground.get<{ stories: StoryView[] }>('/api/stories?from=2026-09-01&to=2026-09-30&limit=20');
    for (const story of stories) {
      const { passages } = await ground.get<StoryPage>(story.href.replace('/vu-viec', '/api/stories'));
      for (const { id, passage } of passages) {
        const item = await ground.get<ItemView>(`/api/items/${encodeURIComponent(id)}`);
        expect(item).toMatchObject({ storyId: story.id });
        expect(item.text).toContain(passage.replaceAll(/^… | …$/g, ''));
      }
    }
  });

  it('on the page of sources', async () => {
    const { sources } = await ground.get<SourcesView>('/api/sources');
    const { shown, behind } = await opened(sources.map(({ href, items }) => ({ href, count: items })));
    expect(behind).toEqual(shown);
  });

  it('in the digest, means included', async () => {
    const page = renderHtml(await buildSnapshot(ground.deps, '2026-W40'), { baseUrl: 'https://du-luan.example', isClosed: true });
    const doors = [...page.matchAll(/<a href="https:\/\/du-luan\.example([^"]*)" data-count="(\d+)">/g)].map(([, href = '', figure]) => ({
      href: href.replaceAll('&amp;', '&'),
      count: Number(figure),
    }));
    const { shown, behind } = await opened(doors);
    expect(shown.length).toBeGreaterThan(0);
    expect(behind).toEqual(shown);
  });

  it('and is the same on overview and digest, to the digit', async () => {
    const snapshot = await buildSnapshot(ground.deps, '2026-W40');
    const overview = await ground.get<Overview>('/api/overview?to=2026-10-04&days=7');
    const { weeks } = snapshot.previous;
    expect(overview.period.previousWeeks).toBe(weeks);
    expect(overview.volume).toMatchObject({
      news: snapshot.totals.news,
      public: snapshot.totals.public,
      newsPrevious: snapshot.previous.news,
      // Without weeks to compare with, each says so in its own way.
      publicPrevious: weeks === 0 ? 0 : snapshot.previous.public,
    });
    expect(overview.publicStance.map(({ stance, count: shown }) => [stance, shown])).toEqual(
      overview.publicStance.map(({ stance }) => [stance, snapshot.publicStance[stance]]),
    );
    expect(overview.pressTone.map(({ tone, count: shown }) => [tone, shown])).toEqual(
      overview.pressTone.map(({ tone }) => [tone, snapshot.pressTone[tone] ?? 0]),
    );
    for (const { topic, count: shown, previous } of snapshot.topics) {
      expect(overview.topics).toContainEqual(expect.objectContaining({ topic, count: shown, previous: weeks === 0 ? 0 : previous }));
    }
  });
});
