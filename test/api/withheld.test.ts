import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Item } from '../../src/domain/item.ts';
import type { Stance } from '../../src/domain/opinion.ts';
import { addDays, dayOf, startOfDay } from '../../src/domain/time.ts';
import type { Topic } from '../../src/domain/topic.ts';
import type { Overview, SearchView, StoryPage, StoryView } from '../../src/domain/views.ts';
import { buildSnapshot } from '../../src/digest/build-snapshot.ts';
import { renderHtml } from '../../src/digest/render-html.ts';
import { sampleCorpus, sampleItem } from '../contracts/sample-items.ts';
import { apiGround, PROFILE, type ApiGround } from './api-ground.ts';

const MONDAY = '2026-08-17';
let serial = 0;

interface Comment {
  readonly day: number;
  readonly stance: Stance | null;
  readonly topic: Topic;
  readonly storyId?: string;
}

function comments(count: number, { day, stance, topic, storyId }: Comment): Item[] {
  return Array.from({ length: count }, () =>
    sampleItem(`binh-luan-${(serial += 1)}`, {
      kind: 'comment',
      sourceId: 'binh-luan',
      outlet: 'nen-tang',
      title: '',
      publishedAt: startOfDay(addDays(MONDAY, day)) + 3_600_000,
      storyId: storyId ?? null,
      analysis: { topics: [topic], stance },
    }),
  );
}

function news(count: number, topic: Topic, storyId: string | null): Item[] {
  return Array.from({ length: count }, () =>
    sampleItem(`bai-${(serial += 1)}`, {
      outlet: 'bao-a',
      publishedAt: startOfDay(MONDAY) + 7_200_000,
      storyId,
      analysis: { topics: [topic] },
    }),
  );
}

/** 26 comments: 3 oppose among 26, 2 on one topic, 4 in one story, 3 on Sunday. Every one of these must stay unknown. */
const WEEK: Item[] = [
  ...news(12, 'accidents', 's1'),
  ...news(8, 'transport', 's2'),
  ...comments(12, { day: 0, stance: 'support', topic: 'accidents', storyId: 's1' }),
  ...comments(8, { day: 1, stance: 'concern', topic: 'accidents', storyId: 's1' }),
  ...comments(3, { day: 1, stance: 'oppose', topic: 'accidents', storyId: 's1' }),
  ...comments(2, { day: 6, stance: 'support', topic: 'transport', storyId: 's2' }),
  ...comments(1, { day: 6, stance: 'support', topic: 'accidents', storyId: 's2' }),
];

/** Sum of the known parts, and how many are unknown. */
function hole(counts: readonly (number | null)[]): { known: number; unknown: number } {
  return { known: counts.reduce<number>((sum, count) => sum + (count ?? 0), 0), unknown: counts.filter((count) => count === null).length };
}

/** What a reader could learn of 1 to 4 people: such a number itself, or the hole beside a known total. Empty when nothing. */
function leaksOf(counts: readonly (number | null)[], total: number | null): string[] {
  const small = counts.filter((count) => count !== null && count > 0 && count < PROFILE.minimumGroup).map((count) => `shows ${count}`);
  const { known, unknown } = hole(counts);
  if (total === null || unknown === 0) return small;
  const isDerivable = unknown === 1 || total - known < PROFILE.minimumGroup;
  return isDerivable ? [...small, `${total} - ${known} is in ${unknown} cells`] : small;
}

describe('figures of few public comments', () => {
  let ground: ApiGround;
  let overview: Overview;
  beforeAll(async () => {
    ground = await apiGround(WEEK, { now: () => startOfDay('2026-08-24') + 1 });
    overview = await ground.get<Overview>('/api/overview?to=2026-08-23');
  });
  afterAll(() => ground.destroy());

  it('are withheld on the overview, and cannot be had by difference', () => {
    expect(overview.volume.public).toBe(26);
    expect(
      leaksOf(
        overview.publicStance.map(({ count }) => count),
        26,
      ),
    ).toEqual([]);
    expect(overview.publicStance.find(({ stance }) => stance === 'oppose')?.count).toBeNull();
    expect(
      leaksOf(
        overview.days.map((day) => day.public),
        26,
      ),
    ).toEqual([]);
    expect(overview.days.at(-1)?.public).toBeNull();
    for (const stance of ['support', 'concern', 'oppose'] as const) {
      expect(
        leaksOf(
          overview.stanceDays.map((day) => day[stance]),
          overview.publicStance.find((row) => row.stance === stance)?.count ?? null,
        ),
      ).toEqual([]);
    }
  });

  it('are withheld where news share the count, because news alone can be asked for', async () => {
    const { facets } = await ground.get<SearchView>('/api/items?from=2026-08-17&to=2026-08-23&kinds=news');
    const newsOf = (topic: string): number => facets['topic']?.find(({ value }) => value === topic)?.count ?? 0;
    expect(newsOf('transport')).toBe(8);
    expect(overview.topics.find(({ topic }) => topic === 'transport')?.count).toBeNull();
    // The lone other topic would give it by difference from the total of comments.
    expect(overview.topics.find(({ topic }) => topic === 'accidents')?.count).toBeNull();
  });

  it('are withheld in stories, in lists and on pages, with the sums that hold them', async () => {
    const { stories } = await ground.get<{ stories: StoryView[] }>('/api/stories?from=2026-08-17&to=2026-08-23');
    for (const list of [stories, overview.stories]) {
      expect(list.find(({ id }) => id === 's2')).toMatchObject({ newsCount: 8, publicCount: null, itemCount: null });
      expect(
        leaksOf(
          list.map(({ publicCount }) => publicCount),
          26,
        ),
      ).toEqual([]);
    }
    const page = await ground.get<StoryPage>('/api/stories/s2');
    expect(page.story).toMatchObject({ newsCount: 8, publicCount: null, itemCount: null });
    expect(
      leaksOf(
        page.stance.map(({ count }) => count),
        null,
      ),
    ).toEqual([]);
    expect(
      leaksOf(
        page.days.map((day) => day.public),
        null,
      ),
    ).toEqual([]);
    expect(page.story.outlets).toEqual([{ id: 'bao-a', name: 'Báo A', count: 8 }]);
  });

  it.each(['', '&kinds=post,comment', '&kinds=comment', '&text=ra%20qu%C3%A2n'])('are withheld beside a list (%s)', async (more) => {
    const view = await ground.get<SearchView>(`/api/items?from=2026-08-17&to=2026-08-23${more}`);
    expect(view.facets['stance']?.find(({ value }) => value === 'oppose')?.count).toBeNull();
    expect(view.facets['topic']?.find(({ value }) => value === 'transport')?.count).toBeNull();
    expect(hole((view.facets['stance'] ?? []).map(({ count }) => count)).unknown).toBeGreaterThan(1);
  });

  it('write no sentence', () => {
    for (const { text } of overview.changes) expect(text).not.toMatch(/phản đối|thái độ|vận tải/i);
  });

  it('are withheld in the digest, and it says that something is', async () => {
    const snapshot = await buildSnapshot(ground.deps, '2026-W34');
    expect(leaksOf(Object.values(snapshot.publicStance), snapshot.totals.public)).toEqual([]);
    expect(
      leaksOf(
        snapshot.publicTopics.map(({ count }) => count),
        snapshot.totals.public,
      ),
    ).toEqual([]);
    expect(
      leaksOf(
        snapshot.stories.map(({ publicCount }) => publicCount),
        snapshot.totals.public,
      ),
    ).toEqual([]);
    for (const row of snapshot.publicTopics) expect(leaksOf(Object.values(row.stances), row.count)).toEqual([]);
    const page = renderHtml(snapshot, { baseUrl: '', isClosed: true });
    expect(page).toContain('không nêu số');
    expect(page).not.toMatch(/data-count="[1-4]">[1-4]<\/a> ý kiến/);
  });
});

describe('a week of two comments', () => {
  it('shows none of their figures', async () => {
    const ground = await apiGround(comments(2, { day: 2, stance: 'oppose', topic: 'accidents' }), {
      now: () => startOfDay('2026-08-24') + 1,
    });
    const overview = await ground.get<Overview>('/api/overview?to=2026-08-23');
    expect(overview.volume.public).toBeNull();
    expect(overview.publicStance.every(({ count }) => count === null)).toBe(true);
    expect(overview.days.every((day) => day.public === null)).toBe(true);
    expect(overview.topics.map(({ count }) => count)).toEqual([null]);
    expect(overview.changes).toEqual([]);
    const digest = await ground.app.inject('/ban-tin/2026-W34');
    expect(digest.body).toContain('ít hơn 5 ý kiến');
    expect(digest.body).not.toContain('data-count="2"');
    await ground.destroy();
  });
});

describe.each([21, 22, 23])('random corpus %i', (seed) => {
  it('never shows a count of 1 to 4 public items, nor one by difference', async () => {
    const ground = await apiGround(sampleCorpus({ seed, count: 300 }));
    for (let day = '2026-08-23'; day <= '2026-10-11'; day = addDays(day, 9)) {
      const overview = await ground.get<Overview>(`/api/overview?to=${day}`);
      const total = overview.volume.public;
      expect(leaksOf([total], null)).toEqual([]);
      expect(
        leaksOf(
          overview.publicStance.map(({ count }) => count),
          total,
        ),
      ).toEqual([]);
      expect(
        leaksOf(
          overview.days.map((row) => row.public),
          total,
        ),
      ).toEqual([]);
      for (const row of overview.stanceDays) expect(leaksOf([row.support, row.concern, row.oppose], null)).toEqual([]);
      expect(
        leaksOf(
          overview.stories.map(({ publicCount }) => publicCount),
          null,
        ),
      ).toEqual([]);
      const { facets } = await ground.get<SearchView>(`/api/items?to=${day}&from=${dayOf(startOfDay(day) - 1)}&kinds=post,comment`);
      for (const cells of Object.values(facets))
        expect(
          leaksOf(
            cells.map(({ count }) => count),
            null,
          ),
        ).toEqual([]);
    }
    await ground.destroy();
  });
});
