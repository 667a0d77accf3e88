import { ACTS, STANCES, TONES } from '../domain/opinion.ts';
import type { Profile } from '../domain/profile.ts';
import type { ItemQuery, TrendSplit } from '../domain/query.ts';
import type { ItemKind } from '../domain/raw-item.ts';
import { PUBLIC_KINDS } from '../domain/search-url.ts';
import type { SourceKind } from '../domain/source.ts';
import { addDays, dayOf, mondayOf, startOfDay } from '../domain/time.ts';
import { TOPICS } from '../domain/topic.ts';
import type { Store } from '../store/store.ts';
import type { Tally } from './find-shift.ts';

/** Where items come from, as far as texts sound alike. `other` is what no source of the profile brought: files, pasted links. */
export const SOURCE_GROUPS = ['press', 'comments', 'forum', 'platform', 'other'] as const;
export type SourceGroup = (typeof SOURCE_GROUPS)[number];

const GROUP_OF: Readonly<Record<SourceKind, SourceGroup>> = {
  feed: 'press',
  sitemap: 'press',
  section: 'press',
  page: 'press',
  comments: 'comments',
  forum: 'forum',
  youtube: 'platform',
  'facebook-page': 'platform',
  threads: 'platform',
};

/** What is watched. The labels of one task are counted as one partition; only the topics of an item may be several. */
export interface WatchedTask {
  readonly task: string;
  readonly labels: readonly string[];
  readonly ofNews: boolean;
  /** Split of a trend, or the filter that a `yes` passes. */
  readonly by: TrendSplit | ItemQuery;
}

export const WATCHED: readonly WatchedTask[] = [
  { task: 'tone', labels: [...TONES, 'abstained'], ofNews: true, by: 'tone' },
  { task: 'topic', labels: TOPICS, ofNews: true, by: 'topic' },
  { task: 'stance', labels: [...STANCES, 'abstained'], ofNews: false, by: 'stance' },
  ...ACTS.map((act): WatchedTask => ({ task: act, labels: ['yes', 'no'], ofNews: false, by: { acts: [act] } })),
  { task: 'checkable', labels: ['yes', 'no'], ofNews: false, by: { checkable: true } },
];

/** News or public items of one group, week by week. */
export interface Series {
  readonly group: SourceGroup;
  readonly isNews: boolean;
  readonly sources: readonly string[];
  readonly kinds: readonly ItemKind[];
  /** Task, then label: one tally per week, oldest first; before anything is withheld. */
  readonly tallies: ReadonlyMap<string, ReadonlyMap<string, readonly Tally[]>>;
}

/** Mondays of `count` weeks that end with the week of `last`, oldest first. */
export function mondaysUntil(last: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => addDays(mondayOf(last), 7 * (at + 1 - count)));
}

/**
 * Counts labels per week and group of sources, each text once however often it was reprinted. Some seven counts per group that has items,
 * each over days, so its cost grows with the number of items in the weeks and no faster.
 */
export async function countLabels(store: Store, profile: Profile, mondays: readonly string[]): Promise<Series[]> {
  const span = { from: startOfDay(mondays[0] ?? ''), to: startOfDay(addDays(mondays.at(-1) ?? '', 7)) };
  const groupOf = new Map(profile.sources.map(({ id, kind }) => [id, GROUP_OF[kind]]));
  const all: Series[] = [];
  for (const isNews of [true, false]) {
    const kinds: ItemKind[] = isNews ? ['news'] : [...PUBLIC_KINDS];
    const counted = await store.facets({ ...span, kinds, reprints: false }, ['source']);
    const found = Map.groupBy(counted['source'] ?? [], ({ value }) => groupOf.get(value) ?? 'other');
    for (const group of SOURCE_GROUPS) {
      const sources = (found.get(group) ?? []).map(({ value }) => value).toSorted();
      if (sources.length === 0) continue;
      const query: ItemQuery = { ...span, kinds, sources, reprints: false };
      all.push({ group, isNews, sources, kinds, tallies: await tallyTasks(store, query, { mondays, isNews }) });
    }
  }
  return all;
}

type Weeks = { readonly mondays: readonly string[]; readonly isNews: boolean };

async function tallyTasks(store: Store, query: ItemQuery, { mondays, isNews }: Weeks): Promise<Series['tallies']> {
  const items = weekly(await store.trend(query, 'none'), mondays, 'all');
  const tallies = new Map<string, ReadonlyMap<string, readonly Tally[]>>();
  for (const { task, labels, ofNews, by } of WATCHED) {
    if (isNews && !ofNews) continue;
    const isSplit = typeof by === 'string';
    const trend = await store.trend(isSplit ? query : { ...query, ...by }, isSplit ? by : 'none');
    const countsOf = (label: string): number[] => {
      if (isSplit) return weekly(trend, mondays, label);
      const yes = weekly(trend, mondays, 'all');
      return label === 'yes' ? yes : yes.map((count, at) => (items[at] ?? 0) - count);
    };
    const tally = (label: string): Tally[] => countsOf(label).map((count, at) => ({ count, items: items[at] ?? 0 }));
    tallies.set(task, new Map(labels.map((label) => [label, tally(label)])));
  }
  return tallies;
}

function weekly(trend: readonly { day: string; value: string; count: number }[], mondays: readonly string[], label: string): number[] {
  const sums = new Map(mondays.map((monday) => [monday, 0]));
  for (const { day, value, count } of trend) {
    const monday = mondayOf(day);
    const sum = sums.get(monday);
    if (value === label && sum !== undefined) sums.set(monday, sum + count);
  }
  return [...sums.values()];
}

/** Monday of the last week that is over, or of the newest item's week when that is earlier. */
export function lastWeek(now: number, newestAt: number | null): string {
  const over = addDays(mondayOf(dayOf(now)), -7);
  const newest = newestAt === null ? over : mondayOf(dayOf(newestAt));
  return newest < over ? newest : over;
}
