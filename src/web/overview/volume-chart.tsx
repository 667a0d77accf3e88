import type { Overview } from '../../domain/views.ts';
import { ChartKey } from '../chart/chart-key.tsx';
import { ChartPanel } from '../chart/chart-panel.tsx';
import { DayBars } from '../chart/day-bars.tsx';
import { daysBetween, type DaySeries } from '../chart/day-series.ts';
import { DayTable } from '../chart/day-table.tsx';
import { formatPeriod } from '../format/day.ts';
import { newsOfDay, publicOfDay } from './hrefs.ts';
import { nameWeeks } from '../format/change.ts';
import { meanOfPeriod } from './mean-of.ts';
import { peakInWords } from '../chart/peak-in-words.ts';

/** Items per day, press above public. */
export function VolumeChart({ overview }: { readonly overview: Overview }) {
  const { period, volume } = overview;
  const days = daysBetween(period.from, period.to);
  const byDay = new Map(overview.days.map((day) => [day.day, day]));
  const of = meanOfPeriod(period);
  const against = nameWeeks(period.previousWeeks);
  const dailyMean = (mean: number | null) => (mean === null || against === null ? null : mean / of.days);
  const rows: readonly DaySeries[] = [
    {
      name: 'Báo chí',
      unit: 'tin, bài',
      colour: 'var(--du-press)',
      edge: 'var(--du-press)',
      values: days.map((day) => byDay.get(day)?.news),
      hrefOf: newsOfDay,
      mean: dailyMean(volume.newsPrevious),
    },
    {
      name: 'Người dân trên mạng',
      unit: 'bài đăng, bình luận',
      colour: 'var(--du-public)',
      edge: 'var(--du-public)',
      values: days.map((day) => byDay.get(day)?.public),
      hrefOf: publicOfDay,
      mean: dailyMean(volume.publicPrevious),
    },
  ];
  const summary = `Theo ngày, ${formatPeriod(period.from, period.to)}. ${rows.map((row) => peakInWords(row, days)).join(' ')}`;
  return (
    <ChartPanel
      title="Số lượng theo ngày"
      className="across"
      summary={summary}
      chart={
        <>
          <DayBars days={days} rows={rows} sameScale={false} />
          <ChartKey rows={rows} mean={against} />
        </>
      }
      table={
        <DayTable
          caption={`Số tin, bài và số bài đăng, bình luận mỗi ngày, ${formatPeriod(period.from, period.to)}`}
          days={days}
          rows={rows}
        />
      }
      hasWithheld={rows.some((row) => row.values.includes(null))}
    />
  );
}
