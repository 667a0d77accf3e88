import { STANCE_NAMES, TAKEN_STANCES } from '../domain/opinion.ts';
import { dayOf } from '../domain/time.ts';
import { TOPIC_NAMES } from '../domain/topic.ts';
import type { Overview, StoryView } from '../domain/views.ts';
import type { Span } from '../digest/count-span.ts';
import { opinionStreams } from '../pipeline/analysis/opinion/opinion-streams.ts';
import {
  compareWithMean,
  FEWEST_FOR_PERCENT,
  formatCount,
  formatDay,
  formatPoints,
  formatShare,
  nameWeeks,
  percentOf,
} from '../digest/format-number.ts';

/** The figures of an overview that sentences are written from. Means are over spans as long as the period. */
export interface ChangeFigures {
  readonly span: Span;
  readonly days: number;
  /** Weeks compared with; 0 when there is nothing to compare with, and the means say nothing. */
  readonly weeks: number;
  readonly volume: Overview['volume'];
  readonly topics: Overview['topics'];
  readonly stances: Overview['publicStance'];
  readonly taken: Overview['taken'];
  /** Public items of the weeks before by stance, as sums; null where withheld. */
  readonly stancesBefore: ReadonlyMap<string, number | null>;
  readonly stories: readonly StoryView[];
}

type Change = Overview['changes'][number];
interface Weighed extends Change {
  readonly weight: number;
}

/** A rise of a topic below this many standard deviations is chance; below so many items it is no topic of the week. */
const LEAST_RISE = 2;
const FEWEST_OF_TOPIC = 10;

/**
 * What changed, as sentences, most important first: at most five, fewer when figures are missing or withheld. The first number of a
 * sentence that is not a date or percentage is the number of items behind its `href`.
 */
export function writeChanges(figures: ChangeFigures): Change[] {
  return [press(figures), people(figures), stance(figures), topic(figures), story(figures)]
    .filter((change) => change !== null)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ text, href }) => ({ text, href }));
}

/** Distance from the mean in standard deviations, counts taken as Poisson. */
function surprise(count: number, mean: number): number {
  return Math.abs(count - mean) / Math.sqrt(Math.max(mean, 1));
}

function compared({ days, weeks }: ChangeFigures, count: number, mean: number): string {
  return weeks === 0 ? '; chưa có số liệu của các tuần trước để so sánh' : `, ${compareWithMean({ count, mean, days, weeks })}`;
}

function press(figures: ChangeFigures): Weighed | null {
  const { span, volume, weeks } = figures;
  if (volume.news === 0 && (weeks === 0 || volume.newsPrevious === 0)) return null;
  return {
    text: `Báo chí đăng ${formatCount(volume.news)} tin, bài từ ngày ${formatDay(dayOf(span.from))} đến ngày ${formatDay(dayOf(span.to - 1))}${compared(figures, volume.news, volume.newsPrevious)}.`,
    href: volume.newsHref,
    weight: weeks === 0 ? 1 : surprise(volume.news, volume.newsPrevious),
  };
}

function people(figures: ChangeFigures): Weighed | null {
  const { volume, weeks } = figures;
  if (volume.public === null || (volume.publicPrevious === null && weeks > 0)) return null;
  const mean = volume.publicPrevious ?? 0;
  if (volume.public === 0 && mean === 0) return null;
  return {
    text: `Người dân có ${formatCount(volume.public)} ý kiến công khai trên mạng${compared(figures, volume.public, mean)}.`,
    href: volume.publicHref,
    weight: weeks === 0 ? 1 : surprise(volume.public, mean),
  };
}

/**
 * The topic that rose most; when none did, the largest one, unless one that is withheld may be larger. Withheld topics may also have
 * risen more, so no sentence says "most" of a rise.
 */
function topic(figures: ChangeFigures): Weighed | null {
  const known = figures.topics.flatMap(({ count, previous, ...rest }) =>
    count === null || count === 0 ? [] : [{ ...rest, count, previous }],
  );
  const risen = known
    .flatMap(({ previous, ...rest }) =>
      previous === null || rest.count <= previous ? [] : [{ ...rest, previous, rise: surprise(rest.count, previous) }],
    )
    .filter(({ count, rise }) => count >= FEWEST_OF_TOPIC && rise >= LEAST_RISE)
    .toSorted((a, b) => b.rise - a.rise)[0];
  if (figures.weeks > 0 && risen) {
    const { name, count, previous, href, rise } = risen;
    return {
      text: `Chủ đề “${name}” có ${formatCount(count)} tin, bài và ý kiến${compared(figures, count, previous)}.`,
      href,
      weight: rise,
    };
  }
  const largest = known.toSorted((a, b) => b.count - a.count)[0];
  if (!largest || largest.count < FEWEST_OF_TOPIC || figures.topics.some(({ count }) => count === null)) return null;
  const { name, count, href } = largest;
  return { text: `Chủ đề được nói đến nhiều nhất là “${name}” với ${formatCount(count)} tin, bài và ý kiến.`, href, weight: 0.5 };
}

interface Share {
  readonly name: string;
  readonly href: string;
  readonly count: number;
  readonly total: number;
  /** Sums over the weeks before; `totalBefore` is 0 when they cannot be compared. */
  readonly before: number;
  readonly totalBefore: number;
}

/** The stance whose share moved most; shares are of those who take a stand, which only a reader of all three counts may know. */
function stance(figures: ChangeFigures): Weighed | null {
  const shares = sharesOf(figures);
  const comparable = shares.filter(({ total, totalBefore }) => total >= FEWEST_FOR_PERCENT && totalBefore >= FEWEST_FOR_PERCENT);
  const moved = comparable.toSorted((a, b) => shift(b) - shift(a))[0];
  if (moved) return movedSentence(figures, moved);
  const largest = shares.toSorted((a, b) => b.count - a.count)[0];
  if (!largest || largest.count === 0) return null;
  const { name, href, count, total } = largest;
  const share =
    total >= FEWEST_FOR_PERCENT ? `, bằng ${formatShare(count, total)} của ${formatCount(total)}` : ` trong ${formatCount(total)}`;
  return { text: `Có ${formatCount(count)} ý kiến ${name}${share} ý kiến có nêu thái độ.`, href, weight: 0.8 };
}

function movedSentence({ weeks }: ChangeFigures, share: Share): Weighed {
  const { name, href, count, total, before, totalBefore } = share;
  const points = percentOf(count, total) - percentOf(before, totalBefore);
  const from = `${formatShare(before, totalBefore)} trong ${nameWeeks(weeks)}`;
  return {
    text: `Có ${formatCount(count)} ý kiến ${name}, bằng ${formatShare(count, total)} của ${formatCount(total)} ý kiến có nêu thái độ, ${formatPoints(points)} so với ${from}.`,
    href,
    weight: shift(share),
  };
}

function sharesOf({ stances, taken, stancesBefore, weeks }: ChangeFigures): Share[] {
  if (taken.count === null || taken.count === 0) return [];
  const total = taken.count;
  const earlier = opinionStreams(stancesBefore);
  const totalBefore = weeks === 0 ? 0 : (earlier.taken ?? 0);
  return TAKEN_STANCES.flatMap((value) => {
    const row = stances.find(({ stance: one }) => one === value);
    if (!row || row.count === null) return [];
    const before = earlier.streams.find(({ stance: one }) => one === value)?.count ?? 0;
    return [{ name: STANCE_NAMES[value].toLowerCase(), href: row.href, count: row.count, total, before, totalBefore }];
  });
}

/** How far a share moved, in standard errors of a difference of two shares. */
function shift({ count, total, before, totalBefore }: Share): number {
  const pooled = (count + before) / (total + totalBefore);
  const error = Math.sqrt(Math.max(pooled * (1 - pooled), 0.01) * (1 / total + 1 / totalBefore));
  return Math.abs(count / total - before / totalBefore) / error;
}

/** Why: the story with most items. Last unless it is larger than chance makes the other changes. */
function story({ stories }: ChangeFigures): Weighed | null {
  const [largest] = stories;
  if (!largest || largest.newsCount + (largest.publicCount ?? 0) < 2) return null;
  const parts = [`${formatCount(largest.newsCount)} tin, bài của ${formatCount(largest.outlets.length)} cơ quan báo chí`];
  if (largest.publicCount !== null && largest.publicCount > 0) parts.push(`${formatCount(largest.publicCount)} ý kiến`);
  const topicName = largest.mainTopic === null ? '' : ` (${TOPIC_NAMES[largest.mainTopic].toLowerCase()})`;
  return {
    text: `Vụ việc được nói đến nhiều nhất: “${largest.title}”${topicName}, với ${parts.join(' và ')}.`,
    href: largest.href,
    weight: 0.6,
  };
}
