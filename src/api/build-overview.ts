import { STANCE_NAMES, TONE_NAMES, TONES } from '../domain/opinion.ts';
import { PUBLIC_KINDS, searchHref } from '../domain/search-url.ts';
import { dayOf } from '../domain/time.ts';
import { TOPIC_NAMES, TOPICS } from '../domain/topic.ts';
import type { Overview } from '../domain/views.ts';
import { allOf, countSpan, newsOf, publicOf, type Span, type SpanCounts } from '../digest/count-span.ts';
import { coverageOf } from '../digest/coverage.ts';
import { findWeeksBefore, type Before } from '../digest/find-weeks-before.ts';
import { shownSpan, type Shown, type ShownSpan } from '../digest/shown-counts.ts';
import { countStanceDays, shownStanceDays, type ShownStanceDays } from '../digest/stance-days.ts';
import { streamRows } from '../digest/stream-rows.ts';
import type { ApiDeps } from './api-deps.ts';
import { buildStoryViews } from './build-story-view.ts';
import type { Names } from './names.ts';
import { spanOfPeriod, type Period } from './period.ts';
import { writeChanges } from './write-changes.ts';

/** What explains a week at a glance. */
const STORIES_SHOWN = 5;
/** Asked for, so that what is too small to be a story can be left out. */
const STORIES_READ = 20;
const ABSTAINED = 'Chưa xác định';

/** Everything the sections of an overview are made of. */
interface Figures {
  readonly span: Span;
  readonly days: number;
  readonly before: Before;
  readonly counts: SpanCounts;
  readonly shown: ShownSpan;
  readonly earlier: ShownSpan;
  readonly stanceDays: ShownStanceDays;
  /** Sum over the weeks before as a mean over spans as long as the period; null when withheld, 0 without weeks. */
  readonly mean: (sum: Shown) => number | null;
}

/** The first page: what changed in the period against the four weeks before, how big, why, how sure. Undated items are no part of it. */
export async function buildOverview(deps: ApiDeps, names: Names, asked: Period): Promise<Overview> {
  const { store, profile } = deps;
  const now = deps.now();
  const totals = await store.totals();
  const span = spanOfPeriod(asked, totals.newestAt, now);
  const figures = await readFigures(deps, span, asked.days);
  const { before } = figures;
  const parts = {
    volume: volumeOf(figures),
    topics: topicsOf(figures),
    ...stancesOf(figures),
    stories: await storiesOf(deps, names, figures),
  };
  return {
    profile: { id: profile.id, name: profile.name, department: profile.department },
    period: { from: dayOf(span.from), to: dayOf(span.to - 1), previousFrom: dayOf(before.from), previousWeeks: before.weeks },
    coverage: coverageOf(profile.sources, await store.sourceHealth(), now),
    totals: {
      items: totals.items,
      undated: totals.undated,
      offTopic: totals.offTopic,
      reprints: totals.reprints,
      quarantined: (await deps.queue.counts()).quarantined,
    },
    changes: writeChanges({
      ...parts,
      span,
      days: asked.days,
      weeks: before.weeks,
      stances: parts.publicStance,
      stancesBefore: figures.earlier.stances,
    }),
    ...parts,
    days: await daysOf(deps, figures),
    stanceDays: figures.stanceDays.days.map(({ day, support, concern, oppose }) => ({ day, support, concern, oppose })),
    pressTone: tonesOf(figures),
    accuracy: [...deps.quality],
  };
}

async function readFigures({ store, profile }: ApiDeps, span: Span, days: number): Promise<Figures> {
  const { minimumGroup } = profile;
  const before = await findWeeksBefore(store, span.from);
  const counts = await countSpan(store, span);
  const stanceDays = shownStanceDays(await countStanceDays(store, publicOf(span), span), minimumGroup);
  return {
    span,
    days,
    before,
    counts,
    shown: { ...shownSpan(counts, minimumGroup), public: stanceDays.public, stances: stanceDays.stances },
    earlier: shownSpan(await countSpan(store, before), minimumGroup),
    stanceDays,
    mean: (sum) => (sum === null ? null : (sum * days) / Math.max(7 * before.weeks, 1)),
  };
}

function volumeOf({ span, shown, earlier, mean }: Figures): Overview['volume'] {
  return {
    news: shown.news,
    newsPrevious: mean(earlier.news) ?? 0,
    newsHref: searchHref(newsOf(span)),
    public: shown.public,
    publicPrevious: mean(earlier.public),
    publicHref: searchHref(publicOf(span)),
  };
}

/** Largest first, withheld ones last in the order of the screen; topics without items now and before are left out. */
function topicsOf({ span, shown, earlier, mean }: Figures): Overview['topics'] {
  return TOPICS.filter((topic) => shown.topics.has(topic) || earlier.topics.has(topic))
    .map((topic) => ({
      topic,
      name: TOPIC_NAMES[topic],
      count: valueOf(shown.topics, topic),
      previous: mean(valueOf(earlier.topics, topic)),
      href: searchHref({ ...allOf(span), topics: [topic] }),
    }))
    .toSorted((a, b) => (b.count ?? -1) - (a.count ?? -1));
}

function tonesOf({ span, shown, earlier, mean }: Figures): Overview['pressTone'] {
  return [...TONES, 'abstained' as const].map((tone) => ({
    tone,
    name: tone === 'abstained' ? ABSTAINED : TONE_NAMES[tone],
    count: shown.tones.get(tone) ?? 0,
    previous: mean(earlier.tones.get(tone) ?? 0) ?? 0,
    href: searchHref({ ...newsOf(span), tones: [tone] }),
  }));
}

function stancesOf({ span, shown, earlier, mean }: Figures): Pick<Overview, 'publicStance' | 'taken'> {
  const { rows, taken } = streamRows(shown.stances, publicOf(span));
  const publicStance = rows.map((row) => ({
    ...row,
    name: row.stance === 'abstained' ? ABSTAINED : STANCE_NAMES[row.stance],
    previous: mean(valueOf(earlier.stances, row.stance)),
  }));
  return { publicStance, taken };
}

async function daysOf({ store }: ApiDeps, { span, stanceDays }: Figures): Promise<Overview['days']> {
  const news = new Map((await store.trend(newsOf(span), 'none')).map(({ day, count }) => [day, count]));
  return stanceDays.days.map(({ day, public: people }) => ({ day, news: news.get(day) ?? 0, public: people }));
}

/** One item is no story; a story whose size is withheld may still be named, for its news are public. */
async function storiesOf({ store, profile }: ApiDeps, names: Names, { span }: Figures): Promise<Overview['stories']> {
  const stories = await store.stories(span, STORIES_READ);
  const { total } = await store.search({ ...span, kinds: [...PUBLIC_KINDS] }, { limit: 1, cursor: null });
  const shown = stories.filter(({ itemCount }) => itemCount >= 2).slice(0, STORIES_SHOWN);
  return buildStoryViews({ store, names, minimumGroup: profile.minimumGroup }, shown, { query: span, publicTotal: total });
}

/** A value that does not occur is a shown zero; one that is withheld stays null. */
function valueOf(counts: ReadonlyMap<string, Shown>, value: string): Shown {
  return counts.has(value) ? (counts.get(value) ?? null) : 0;
}
