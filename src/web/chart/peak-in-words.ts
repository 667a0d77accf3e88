import { formatDay } from '../format/day.ts';
import { formatCount } from '../format/number.ts';
import type { DaySeries } from './day-series.ts';

/** The summary of a series: its highest day and its gaps. `Báo chí: nhiều nhất 24 tin, bài, ngày 19/08/2026.` */
export function peakInWords(series: DaySeries, days: readonly string[]): string {
  const known = series.values.flatMap((value, index) => (typeof value === 'number' ? [{ value, day: days[index] ?? '' }] : []));
  const gaps = series.values.filter((value) => value === undefined).length;
  const withheld = series.values.filter((value) => value === null).length;
  const peak = known.reduce((best, one) => (one.value > best.value ? one : best), { value: 0, day: '' });
  if (known.length === 0) return `${series.name}: ngày nào cũng quá ít để nêu hoặc không có số liệu.`;
  const facts = [
    peak.value > 0 ? `nhiều nhất ${formatCount(peak.value)} ${series.unit}, ngày ${formatDay(peak.day)}` : 'không có ngày nào',
    ...(withheld > 0 ? [`${withheld} ngày quá ít để nêu`] : []),
    ...(gaps > 0 ? [`${gaps} ngày không có số liệu`] : []),
  ];
  return `${series.name}: ${facts.join('; ')}.`;
}
