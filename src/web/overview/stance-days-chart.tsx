import type { Overview } from '../../domain/views.ts';
import { ChartKey } from '../chart/chart-key.tsx';
import { ChartPanel } from '../chart/chart-panel.tsx';
import { DayBars } from '../chart/day-bars.tsx';
import { daysBetween, type DaySeries } from '../chart/day-series.ts';
import { DayTable } from '../chart/day-table.tsx';
import { peakInWords } from '../chart/peak-in-words.ts';
import { stanceColour } from '../chart/stance-colours.ts';
import { formatPeriod } from '../format/day.ts';
import { stanceOfDay } from './hrefs.ts';

const SIDES = ['support', 'concern', 'oppose'] as const;

/** Stances per day, one row each on one scale: a stack with a withheld part would lie. */
export function StanceDaysChart({ overview }: { readonly overview: Overview }) {
  const { period, publicStance } = overview;
  const days = daysBetween(period.from, period.to);
  const byDay = new Map(overview.stanceDays.map((day) => [day.day, day]));
  const rows = SIDES.map((stance): DaySeries => {
    const { fill, edge } = stanceColour(stance);
    return {
      name: publicStance.find((row) => row.stance === stance)?.name ?? '',
      unit: 'ý kiến',
      colour: fill,
      edge,
      values: days.map((day) => byDay.get(day)?.[stance]),
      hrefOf: stanceOfDay(stance),
      mean: null,
    };
  });
  const summary = rows.map((row) => peakInWords(row, days)).join(' ');
  return (
    <ChartPanel
      title="Luồng ý kiến theo ngày"
      className="across"
      summary={summary}
      chart={
        <>
          <DayBars days={days} rows={rows} sameScale />
          <ChartKey rows={rows} mean={null} />
        </>
      }
      table={<DayTable caption={`Số ý kiến mỗi ngày theo luồng, ${formatPeriod(period.from, period.to)}`} days={days} rows={rows} />}
      hasWithheld={rows.some((row) => row.values.includes(null))}
    />
  );
}
