import { formatCount, formatMean, formatPercent, SMALLEST_PERCENT_BASE } from './number.ts';

const WEEKS_IN_WORDS: Readonly<Record<number, string>> = {
  2: 'hai',
  3: 'ba',
  4: 'bốn',
  5: 'năm',
  6: 'sáu',
  7: 'bảy',
  8: 'tám',
};

/** The weeks that means are taken over: `bốn tuần trước`. null for 0, when there is nothing to compare with. */
export function nameWeeks(weeks: number): string | null {
  if (weeks === 0) return null;
  return weeks === 1 ? 'tuần trước' : `${WEEKS_IN_WORDS[weeks] ?? weeks} tuần trước`;
}

/**
 * How a count stands to a mean, in the words that the digest uses too: `tăng 23 % so với`, `gấp 2,3 lần`, `tương đương`. Below 30
 * percentages pretend to more than the numbers hold.
 */
function compareToMean(count: number, mean: number): string {
  if (count < SMALLEST_PERCENT_BASE || mean < SMALLEST_PERCENT_BASE) {
    // Less than half an item is rounding of the mean, not news.
    if (Math.abs(count - mean) < 0.5) return 'tương đương';
    return count > mean ? 'nhiều hơn' : 'ít hơn';
  }
  const percent = Math.round(((count - mean) / mean) * 100);
  if (percent === 0) return 'tương đương';
  if (percent >= 100) return `gấp ${formatMean(count / mean)} lần`;
  return `${percent > 0 ? 'tăng' : 'giảm'} ${formatPercent(Math.abs(percent) / 100)} so với`;
}

/** What a period's means are of. */
export interface MeanOf {
  /** Length of the period, which is also the length that means are scaled to. */
  readonly days: number;
  /** Weeks that the mean rests on; 0 when there are none. */
  readonly weeks: number;
}

/** `trung bình mỗi tuần của bốn tuần trước`; null when there is nothing to compare with. */
export function nameMean({ days, weeks }: MeanOf): string | null {
  const named = nameWeeks(weeks);
  return named === null ? null : `trung bình ${spanName(days)} của ${named}`;
}

/** `tăng 23 % so với trung bình 335 mỗi tuần của bốn tuần trước`. Empty text when the mean is withheld (null) or there is none. */
export function compareInWords(count: number, mean: number | null, of: MeanOf): string {
  const named = nameWeeks(of.weeks);
  if (mean === null || named === null) return '';
  return `${compareToMean(count, mean)} trung bình ${formatMean(mean)} ${spanName(of.days)} của ${named}`;
}

function spanName(days: number): string {
  return days === 7 ? 'mỗi tuần' : `mỗi ${formatCount(days)} ngày`;
}
