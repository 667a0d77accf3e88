import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSnapshot } from '../../src/digest/build-snapshot.ts';
import { renderHtml } from '../../src/digest/render-html.ts';
import type { Overview, SourcesView, StoryPage, StoryView } from '../../src/domain/views.ts';
import { sampleCorpus } from '../contracts/sample-items.ts';
import { apiGround, type ApiGround } from './api-ground.ts';

/** Seeds with many public items, so that most figures are shown, and with few, so that many are withheld. */
const CORPORA = [
  { seed: 11, count: 1200 },
  { seed: 12, count: 150 },
  { seed: 13, count: 12 },
];

describe.each(CORPORA)('every figure opens exactly what it counts (corpus $seed of $count)', ({ seed, count }) => {
  let ground: ApiGround;
  beforeAll(async () => {
    ground = await apiGround(sampleCorpus({ seed, count }));
  });
  afterAll(() => ground.destroy());

  it.each([7, 14, 28])('on the overview of %i days', async (days) => {
    const overview = await ground.get<Overview>(`/api/overview?to=2026-10-14&days=${days}`);
    const { volume } = overview;
    expect(await ground.total(volume.newsHref)).toBe(volume.news);
    if (volume.public !== null) expect(await ground.total(volume.publicHref)).toBe(volume.public);
    for (const row of [...overview.topics, ...overview.pressTone, ...overview.publicStance]) {
      if (row.count !== null) expect(await ground.total(row.href), row.href).toBe(row.count);
    }
    for (const { day, news, public: people } of overview.days) {
      const ofDay = `/tim-kiem?from=${day}&to=${day}&reprints=false`;
      expect(await ground.total(`${ofDay}&kinds=news`)).toBe(news);
      if (people !== null) expect(await ground.total(`${ofDay}&kinds=post,comment`)).toBe(people);
    }
    for (const { day, ...stances } of overview.stanceDays) {
      for (const [stance, shown] of Object.entries(stances)) {
        if (shown === null) continue;
        expect(await ground.total(`/tim-kiem?from=${day}&to=${day}&reprints=false&kinds=post,comment&stances=${stance}`)).toBe(shown);
      }
    }
  });

  it('in the sentences of the overview, by their first number', async () => {
    const { changes, stories } = await ground.get<Overview>('/api/overview?to=2026-10-14&days=14');
    for (const { text, href } of changes) {
      if (!href.startsWith('/tim-kiem')) {
        expect(href).toBe(stories[0]?.href);
        continue;
      }
      expect(text).toContain(`${(await ground.total(href)).toLocaleString('vi-VN')} `);
    }
  });

  it('on story lists and story pages, narrowed to the same days', async () => {
    const { stories } = await ground.get<{ stories: StoryView[] }>('/api/stories?from=2026-09-01&to=2026-09-30&limit=100');
    for (const story of stories) {
      const page = await ground.get<StoryPage>(story.href.replace('/vu-viec', '/api/stories'));
      expect(page.story.newsCount).toBe(story.newsCount);
      expect(await ground.total(`/tim-kiem?storyId=${story.id}&from=2026-09-01&to=2026-09-30&kinds=news`)).toBe(story.newsCount);
      if (story.publicCount !== null) {
        expect(await ground.total(`/tim-kiem?storyId=${story.id}&from=2026-09-01&to=2026-09-30&kinds=post,comment`)).toBe(
          story.publicCount,
        );
      }
      for (const row of page.stance) if (row.count !== null) expect(await ground.total(row.href)).toBe(row.count);
      expect(page.days.reduce((sum, day) => sum + day.news, 0)).toBe(page.story.newsCount);
    }
  });

  it('on the page of sources', async () => {
    const { sources } = await ground.get<SourcesView>('/api/sources');
    for (const source of sources) expect(await ground.total(source.href)).toBe(source.items);
  });

  it('in the digest, links and all', async () => {
    const snapshot = await buildSnapshot(ground.deps, '2026-W40');
    const page = renderHtml(snapshot, { baseUrl: 'https://du-luan.example', isClosed: true });
    const doors = [...page.matchAll(/<a href="https:\/\/du-luan\.example([^"]*)" data-count="(\d+)">/g)];
    expect(doors.length).toBeGreaterThan(0);
    for (const [, href = '', figure] of doors) expect(await ground.total(href.replaceAll('&amp;', '&')), href).toBe(Number(figure));
  });

  it('agrees between overview and digest to the digit', async () => {
    const snapshot = await buildSnapshot(ground.deps, '2026-W40');
    const overview = await ground.get<Overview>('/api/overview?to=2026-10-04&days=7');
    expect(overview.volume).toMatchObject({
      news: snapshot.totals.news,
      public: snapshot.totals.public,
      newsPrevious: snapshot.previous.news,
      // Without weeks to compare with, both say so in their own way.
      publicPrevious: snapshot.previous.weeks === 0 ? 0 : snapshot.previous.public,
    });
    for (const { stance, count: shown } of overview.publicStance) expect(snapshot.publicStance[stance] ?? null).toBe(shown);
    for (const { tone, count: shown } of overview.pressTone) expect(snapshot.pressTone[tone] ?? 0).toBe(shown);
    for (const row of snapshot.topics) {
      expect(overview.topics.find(({ topic }) => topic === row.topic)).toMatchObject({
        count: row.count,
        previous: snapshot.previous.weeks === 0 ? 0 : row.previous,
      });
    }
  });
});
