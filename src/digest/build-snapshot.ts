import { createHash } from 'node:crypto';
import { DuLuanError } from '../domain/errors.ts';
import type { Profile } from '../domain/profile.ts';
import type { ItemQuery } from '../domain/query.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { addDays, mondayOfWeek, startOfDay } from '../domain/time.ts';
import { topicSchema } from '../domain/topic.ts';
import type { Overview } from '../domain/views.ts';
import { compareText } from '../language/compare-text.ts';
import type { Store } from '../store/store.ts';
import { allOf, countsOf, countSpan, newsOf, publicOf, type Span, type SpanCounts } from './count-span.ts';
import { answerOf, coverageOf, stateInWords } from './coverage.ts';
import { findWeeksBefore, type Before } from './find-weeks-before.ts';
import { gatherPassages } from './gather-passages.ts';
import { shownCounts, shownSpan, type Shown, type ShownCounts, type ShownSpan } from './shown-counts.ts';
import { countStanceDays, shownStanceDays } from './stance-days.ts';
import { storyFigures } from './story-figures.ts';

export interface DigestDeps {
  readonly store: Store;
  readonly profile: Profile;
  /** Measured quality of the classifiers; empty when none was measured. */
  readonly quality: readonly Overview['accuracy'][number][];
  /** UTC milliseconds. */
  readonly now: () => number;
}

/** A digest is read in ten minutes; more stories than these are on the dashboard. */
const STORIES_SHOWN = 10;
/** Topics of the public whose streams are quoted, and passages of each stream: the section stays below a page. */
const TOPICS_QUOTED = 5;
const PASSAGES_OF_STREAM = 1;
/** One item is no story. */
const FEWEST_OF_STORY = 2;

/** Monday 0:00 to the next Monday 0:00 of an ISO week such as `2026-W34`. @throws BAD_REQUEST for text that names no week. */
export function spanOfWeek(week: string): Span {
  // Four centuries bound the arithmetic on days.
  const monday = /^(19|20|21|22)\d\d-/.test(week) ? mondayOfWeek(week) : null;
  if (monday === null) throw new DuLuanError('BAD_REQUEST', { detail: 'week must be an ISO week such as 2026-W34' });
  return { from: startOfDay(monday), to: startOfDay(addDays(monday, 7)) };
}

/**
 * Figures of one week as they stand now. Writes nothing; `closeWeek` does. A week without items gives zeros.
 * @throws BAD_REQUEST when `week` names no ISO week.
 */
export async function buildSnapshot(deps: DigestDeps, week: string): Promise<Snapshot> {
  const { store, profile } = deps;
  const now = deps.now();
  const span = spanOfWeek(week);
  const before = await findWeeksBefore(store, span.from);
  const counts = await countSpan(store, span);
  const stanceDays = shownStanceDays(await countStanceDays(store, publicOf(span), span), profile.minimumGroup);
  const figures = { ...shownSpan(counts, profile.minimumGroup), public: stanceDays.public, stances: stanceDays.stances };
  const countsBefore = await countSpan(store, before);
  const acts = countsOf(await store.facets(publicOf(span), ['act']), 'act');
  const totals = await store.totals();
  const withReprints = await store.search({ from: span.from, to: span.to, kinds: ['news'] }, { limit: 1, cursor: null });
  return {
    week,
    profile: profile.id,
    letterhead: { name: profile.name, department: profile.department, seat: profile.seat },
    ...span,
    closedAt: now,
    minimumGroup: profile.minimumGroup,
    totals: {
      news: counts.news,
      public: figures.public,
      reprints: withReprints.total - counts.news,
      undated: totals.undated,
      offTopic: totals.offTopic,
    },
    ...(await comparedFigures(deps, { span, before, figures, counts, countsBefore })),
    pressTone: Object.fromEntries(counts.tones),
    publicStance: Object.fromEntries(figures.stances),
    publicActs: Object.fromEntries(shownCounts(acts, profile.minimumGroup, false)),
    stories: await storiesOf(deps, span, counts.public),
    ...(await coverageAt(deps, now)),
    accuracy: [...deps.quality],
    ...(await fingerprint(store, span)),
  };
}

interface Compared {
  readonly span: Span;
  readonly before: Before;
  readonly counts: SpanCounts;
  readonly figures: ShownSpan;
  readonly countsBefore: SpanCounts;
}

/** Everything that stands beside the mean of the weeks before. */
async function comparedFigures(
  deps: DigestDeps,
  compared: Compared,
): Promise<Pick<Snapshot, 'previous' | 'topics' | 'publicTopics' | 'outlets'>> {
  const { before, figures } = compared;
  const earlier = shownSpan(compared.countsBefore, deps.profile.minimumGroup);
  const mean = (sum: Shown): number | null => (sum === null || before.weeks === 0 ? null : sum / before.weeks);
  const rows = (shown: ShownCounts, shownBefore: ShownCounts) =>
    largestFirst(shown).map(([value, count]) => {
      const topic = topicSchema.parse(value);
      return { topic, count, previous: shownBefore.has(topic) ? mean(shownBefore.get(topic) ?? null) : mean(0) };
    });
  return {
    previous: { weeks: before.weeks, news: mean(earlier.news) ?? 0, public: mean(earlier.public) },
    topics: rows(figures.topics, earlier.topics),
    publicTopics: await withStances(deps, compared, rows(figures.publicTopics, earlier.publicTopics)),
    outlets: await outletRows(deps, compared),
  };
}

/** Adds the stances within each public topic, and what the largest say; a topic that is withheld shows none of its parts. */
async function withStances(
  deps: DigestDeps,
  { span, figures }: Compared,
  rows: Omit<Snapshot['publicTopics'][number], 'stances' | 'passages'>[],
) {
  const found: Snapshot['publicTopics'] = [];
  for (const [at, row] of rows.entries()) {
    if (row.count === null) {
      found.push({ ...row, stances: {}, passages: [] });
      continue;
    }
    const stances = countsOf(await deps.store.facets({ ...publicOf(span), topics: [row.topic] }, ['stance']), 'stance');
    const shown = shownCounts(stances, deps.profile.minimumGroup, true);
    // A stance that is withheld as a whole would come back as the sum over topics.
    const kept = Object.fromEntries([...shown].map(([stance, count]) => [stance, figures.stances.get(stance) === null ? null : count]));
    found.push({
      ...row,
      stances: kept,
      passages: at < TOPICS_QUOTED ? await quotedOf(deps, { ...publicOf(span), topics: [row.topic] }, kept) : [],
    });
  }
  return found;
}

/** Where the passages of the streams that are shown stand. Their words stay in the store, so that a text that is removed is quoted no more. */
async function quotedOf({ store }: DigestDeps, query: ItemQuery, stances: Readonly<Record<string, Shown>>) {
  const all = await gatherPassages(store, query, PASSAGES_OF_STREAM);
  return all
    .filter(({ stance }) => typeof stances[stance] === 'number')
    .flatMap(({ stance, passages }) => passages.map(({ id, start, end }) => ({ stance, itemId: id, start, end })));
}

/** Every outlet of the profile that publishes news, those without an item included: silence is a finding. Unknown outlets come last. */
async function outletRows({ store, profile }: DigestDeps, { span, before }: Compared): Promise<Snapshot['outlets']> {
  const now = countsOf(await store.facets(newsOf(span), ['outlet']), 'outlet');
  const earlier = countsOf(await store.facets(newsOf(before), ['outlet']), 'outlet');
  const names = new Map(profile.outlets.map((outlet) => [outlet.id, outlet.name]));
  const expected = profile.outlets.filter((outlet) => outlet.type !== 'platform').map((outlet) => outlet.id);
  const ids = new Set([...expected, ...now.keys()]);
  return [...ids]
    .map((value) => ({
      value,
      name: names.get(value) ?? (value === 'unknown' ? 'Chưa rõ cơ quan báo chí' : value),
      count: now.get(value) ?? 0,
      previous: before.weeks === 0 ? null : (earlier.get(value) ?? 0) / before.weeks,
    }))
    .toSorted((a, b) => b.count - a.count || compareText(a.value, b.value));
}

async function storiesOf({ store, profile }: DigestDeps, span: Span, publicTotal: number): Promise<Snapshot['stories']> {
  const found = await store.stories({ from: span.from, to: span.to }, STORIES_SHOWN);
  const stories = found.filter(({ itemCount }) => itemCount >= FEWEST_OF_STORY);
  const figures = storyFigures(stories, profile.minimumGroup, publicTotal);
  return stories.map((story, at) => ({
    id: story.id,
    title: story.title,
    newsCount: story.newsCount,
    itemCount: figures[at]?.itemCount ?? null,
    publicCount: figures[at]?.publicCount ?? null,
    outlets: [...story.outlets],
  }));
}

async function coverageAt({ store, profile }: DigestDeps, now: number): Promise<Pick<Snapshot, 'coverage' | 'gaps'>> {
  const health = await store.sourceHealth();
  const byId = new Map(health.map((one) => [one.sourceId, one]));
  const gaps = profile.sources.flatMap((source) => {
    const known = byId.get(source.id);
    return answerOf(known, now) === 'answered' ? [] : [{ name: source.name, state: stateInWords(known, now) }];
  });
  return { coverage: coverageOf(profile.sources, health, now), gaps };
}

/** Ids of all counted items as one hash, and the models that judged them. Ids are short; a busy week holds some 10^5. */
async function fingerprint(store: Store, span: Span): Promise<Pick<Snapshot, 'itemsHash' | 'models'>> {
  const ids: string[] = [];
  const models = new Set<string>();
  for await (const item of store.scan(allOf(span))) {
    ids.push(item.id);
    for (const model of item.analysis.models.split(',')) if (model !== '') models.add(model);
  }
  const hash = createHash('sha256');
  for (const id of ids.toSorted(compareText)) hash.update(`${id}\n`);
  return { itemsHash: hash.digest('hex'), models: [...models].toSorted(compareText) };
}

/** Withheld counts come last, in a fixed order, so that their place tells nothing of their size. */
function largestFirst(counts: ShownCounts): [string, Shown][] {
  return [...counts].toSorted(([a, x], [b, y]) => (y ?? -1) - (x ?? -1) || compareText(a, b));
}
