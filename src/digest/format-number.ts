import { FEWEST_FOR_SHARE } from '../pipeline/analysis/opinion/opinion-streams.ts';

const WHOLE = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });
const ONE_DIGIT = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });
/** Keeps number and unit on one line. */
const NBSP = '\u00a0';

/** Below this a percentage pretends to more than the numbers hold; counts are shown instead. The same for all shares. */
export const FEWEST_FOR_PERCENT = FEWEST_FOR_SHARE;

/** Vietnamese form: `1.234`. */
export function formatCount(count: number): string {
  return WHOLE.format(count);
}

/** A mean: one decimal below 100, none above: `4,3`, `1.234`. */
export function formatMean(mean: number): string {
  return (mean < 100 ? ONE_DIGIT : WHOLE).format(mean);
}

/** Share of a whole as a whole percentage: `31 %`. `of` must be positive. */
export function formatShare(part: number, of: number): string {
  return `${formatCount(percentOf(part, of))}${NBSP}%`;
}

/** Rounded percentage, so that differences are those of the figures that are shown. */
export function percentOf(part: number, of: number): number {
  return Math.round((part / of) * 100);
}

/** Difference of two shares: `tăng 19 điểm %`, `giảm 3 điểm %`, `không đổi`. */
export function formatPoints(points: number): string {
  if (points === 0) return 'không đổi';
  return `${points > 0 ? 'tăng' : 'giảm'} ${formatCount(Math.abs(points))}${NBSP}điểm${NBSP}%`;
}

/** `17/08/2026` of `2026-08-17`. */
export function formatDay(day: string): string {
  const [year, month, date] = day.split('-');
  return `${date}/${month}/${year}`;
}

const COUNT_WORDS = ['', '', 'hai ', 'ba ', 'bốn '];

/** `bốn tuần trước`, `tuần trước`: the weeks that a figure is compared with, 1 to 4. */
export function nameWeeks(weeks: number): string {
  return `${COUNT_WORDS[weeks] ?? `${weeks} `}tuần trước`;
}

export interface Comparison {
  readonly count: number;
  /** Mean over spans of `days` days. */
  readonly mean: number;
  readonly days: number;
  /** How many weeks the mean rests on, at least 1. */
  readonly weeks: number;
}

/**
 * How a count stands to a mean, to be followed by the mean: `tăng 23 % so với`, `gấp 2,3 lần`, `tương đương`. Small numbers are only
 * called more or fewer.
 */
export function compareToMean({ count, mean }: Pick<Comparison, 'count' | 'mean'>): string {
  if (count < FEWEST_FOR_PERCENT || mean < FEWEST_FOR_PERCENT) {
    if (Math.abs(count - mean) < 0.5) return 'tương đương';
    return count > mean ? 'nhiều hơn' : 'ít hơn';
  }
  const percent = percentOf(count - mean, mean);
  if (percent === 0) return 'tương đương';
  if (percent >= 100) return `gấp ${ONE_DIGIT.format(count / mean)} lần`;
  return `${percent > 0 ? 'tăng' : 'giảm'} ${formatCount(Math.abs(percent))}${NBSP}% so với`;
}

/** The whole comparison, to follow a comma: `tăng 23 % so với trung bình 335 mỗi tuần của bốn tuần trước`. */
export function compareWithMean(comparison: Comparison): string {
  const { mean, days, weeks } = comparison;
  return `${compareToMean(comparison)} trung bình ${formatMean(mean)} mỗi ${days === 7 ? 'tuần' : `${days} ngày`} của ${nameWeeks(weeks)}`;
}
