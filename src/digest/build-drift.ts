import { ACT_NAMES, STANCE_NAMES, TONE_NAMES } from '../domain/opinion.ts';
import type { Profile } from '../domain/profile.ts';
import { searchHref } from '../domain/search-url.ts';
import { addDays, startOfDay, weekOf } from '../domain/time.ts';
import { TOPIC_NAMES } from '../domain/topic.ts';
import type { DriftView } from '../domain/views.ts';
import { withholdSmallTable } from '../privacy/minimum-group.ts';
import type { Store } from '../store/store.ts';
import { countLabels, lastWeek, mondaysUntil, WATCHED, type Series, type SourceGroup, type WatchedTask } from './count-labels.ts';
import { findShift, type Tally } from './find-shift.ts';

/** Two months even out single events and are still the present. */
const WEEKS_BEFORE = 8;

const GROUP_NAMES: Readonly<Record<SourceGroup, string>> = {
  press: 'Báo chí',
  comments: 'Bình luận dưới bài báo',
  forum: 'Diễn đàn',
  platform: 'Mạng xã hội',
  other: 'Nhập từ tệp hoặc liên kết',
};
const TASK_NAMES: Readonly<Record<string, string>> = {
  tone: 'Sắc thái',
  topic: 'Chủ đề',
  stance: 'Luồng ý kiến',
  checkable: 'Thông tin cần kiểm chứng',
  ...ACT_NAMES,
};
const LABEL_NAMES: Readonly<Record<string, string>> = {
  ...TONE_NAMES,
  ...TOPIC_NAMES,
  ...STANCE_NAMES,
  abstained: 'Chưa xác định',
  yes: 'Có',
  no: 'Không',
};

type Row = DriftView['series'][number]['labels'][number];

/**
 * Whether the classifiers said in the last full week what they said in the eight before, group by group of sources. A shift is a reason to look,
 * not a fault: the world may have moved, or the texts, or the models may no longer fit them. What rests on few public items is withheld.
 */
export async function buildDrift(store: Store, profile: Profile, now: number): Promise<DriftView> {
  const week = lastWeek(now, (await store.totals()).newestAt);
  const all = await countLabels(store, profile, mondaysUntil(week, WEEKS_BEFORE + 1));
  const series = all.map((one) => ({
    group: one.group,
    name: `${GROUP_NAMES[one.group]}: ${one.isNews ? 'tin, bài' : 'ý kiến'}`,
    audience: one.isNews ? ('news' as const) : ('public' as const),
    labels: WATCHED.flatMap((task) => rowsOf(task, one, { all, week, minimum: profile.minimumGroup })),
  }));
  return { week: weekOf(week), from: week, to: addDays(week, 6), weeksBefore: WEEKS_BEFORE, series };
}

interface Around {
  readonly all: readonly Series[];
  /** Monday. */
  readonly week: string;
  readonly minimum: number;
}

function rowsOf(watched: WatchedTask, series: Series, around: Around): Row[] {
  const { task } = watched;
  const isShown = series.isNews ? () => true : shownLabels(watched, series, around);
  return [...(series.tallies.get(task) ?? [])].flatMap(([label, tallies]): Row[] => {
    // That the others fell is said by the rise of `yes` already.
    if (label === 'no') return [];
    const shift = isShown(label) ? shiftOf(tallies) : null;
    const known = {
      task,
      taskName: TASK_NAMES[task] ?? task,
      label,
      name: LABEL_NAMES[label] ?? label,
      href: hrefOf(watched, label, series, around),
    };
    if (!isShown(label)) return [{ ...known, share: null, before: null, state: 'withheld' as const, words: '' }];
    if (!shift) return [{ ...known, share: null, before: null, state: 'too-few' as const, words: '' }];
    const shares = { share: percent(shift.share), before: percent(shift.before) };
    return [{ ...known, ...shares, state: shift.state, words: wordsOf(known, shares, shift.state) }];
  });
}

function shiftOf(tallies: readonly Tally[]): ReturnType<typeof findShift> {
  const last = tallies.at(-1);
  return last ? findShift(last, tallies.slice(0, -1)) : null;
}

/**
 * Which labels of a public series may be shown: groups and labels of the week are one table, those of all weeks before another, and both are masked
 * with their sums, which other pages show, so that nothing small follows from the rest. Shares are whole percents on top of that.
 */
function shownLabels({ task, labels }: WatchedTask, series: Series, { all, minimum }: Around): (label: string) => boolean {
  const people = all.filter(({ isNews }) => !isNews);
  const at = people.indexOf(series);
  const counts = (of: (tallies: readonly Tally[]) => readonly Tally[]): number[][] =>
    people.map(({ tallies }) => labels.map((label) => of(tallies.get(task)?.get(label) ?? []).reduce((sum, { count }) => sum + count, 0)));
  const tables = [counts((tallies) => tallies.slice(-1)), counts((tallies) => tallies.slice(0, -1))].map((rows) =>
    withholdSmallTable(rows, minimum),
  );
  return (label) =>
    tables.every(({ cells, rowTotals }) => (rowTotals[at] ?? null) !== null && (cells[at]?.[labels.indexOf(label)] ?? null) !== null);
}

function hrefOf({ by }: WatchedTask, label: string, { sources, kinds }: Series, { week }: Around): string {
  const filter = by === 'tone' ? { tones: [label] } : by === 'stance' ? { stances: [label] } : by === 'topic' ? { topics: [label] } : by;
  const span = { from: startOfDay(week), to: startOfDay(addDays(week, 7)) };
  return searchHref({ ...span, kinds: [...kinds], sources: [...sources], reprints: false, ...(filter as object) }); // labels are those of the filter
}

/** Empty while there is nothing to say. */
function wordsOf(
  { taskName, name, label }: Pick<Row, 'taskName' | 'name' | 'label'>,
  shares: { share: number; before: number },
  state: Row['state'],
): string {
  if (state !== 'rise' && state !== 'fall') return '';
  const what = label === 'yes' ? taskName : `${taskName} “${name}”`;
  return `${what} ${state === 'rise' ? 'tăng' : 'giảm'} bất thường: ${shares.share}% trong tuần, ${shares.before}% trong ${WEEKS_BEFORE} tuần trước.`;
}

function percent(share: number): number {
  return Math.round(share * 100);
}
