import type { BarSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import type { EChartsOption } from 'echarts';
import { formatDayLong, formatDayShort } from '../format/day.ts';
import { formatCount, formatMean } from '../format/number.ts';
import type { DaySeries } from './day-series.ts';

/** Pixels: the plot of one row, what stands above it (its name), and below the last (the days). */
const ROW = 92;
const ROW_HEAD = 30;
const FOOT = 26;
const LEFT = 40;
const RIGHT = 12;

const INK = 'var(--du-ink)';
const DIM = 'var(--mantine-color-dimmed)';
const LINE = 'var(--du-line)';

export interface DayBars {
  readonly days: readonly string[];
  readonly rows: readonly DaySeries[];
  /** All rows up to the same maximum, so that their heights compare. */
  readonly sameScale: boolean;
}

export function heightOf(rowCount: number): number {
  return rowCount * (ROW + ROW_HEAD) + FOOT;
}

/** Bars per day, one row per series under the next. Colours are CSS variables, so the page's switch needs no redraw. */
export function dayBarsOption({ days, rows, sameScale }: DayBars): EChartsOption {
  const highest = Math.max(...rows.map(highestOf));
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit', color: INK },
    axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: DIM }, label: { show: false } },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: 'var(--du-press)', opacity: 0.08 } },
      backgroundColor: 'var(--du-panel)',
      borderColor: LINE,
      textStyle: { color: INK, fontSize: 13 },
      confine: true,
      formatter: (params) => tooltip({ days, rows, sameScale }, Array.isArray(params) ? params[0]?.dataIndex : params.dataIndex),
    },
    grid: rows.map((_, row) => ({ left: LEFT, right: RIGHT, top: row * (ROW + ROW_HEAD) + ROW_HEAD, height: ROW })),
    xAxis: rows.map((_, row) => ({
      type: 'category',
      gridIndex: row,
      data: days.map((day) => formatDayShort(day)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: DIM } },
      axisLabel: { show: row === rows.length - 1, color: DIM, fontSize: 12, hideOverlap: true },
    })),
    yAxis: rows.map((series, row) => ({
      type: 'value',
      gridIndex: row,
      min: 0,
      ...axisUpTo(sameScale ? highest : highestOf(series)),
      name: series.name,
      nameLocation: 'end',
      nameGap: 12,
      nameTextStyle: { align: 'left', padding: [0, 0, 0, -LEFT + 6], color: INK, fontSize: 13, fontWeight: 600 },
      axisLabel: { color: DIM, fontSize: 12, showMaxLabel: true, formatter: (value: number) => formatCount(value) },
      splitLine: { lineStyle: { color: LINE } },
    })),
    series: rows.flatMap((series, row) => [bars(series, row, days), withheldMarks(series, row)]),
  };
}

/** Smallest round half-height: two steps of 1, 2 or 5 times a power of ten reach at least `highest`. Counts are whole, so are the steps. */
export function axisUpTo(highest: number): { readonly max: number; readonly interval: number } {
  const half = Math.max(1, highest / 2);
  const power = 10 ** Math.floor(Math.log10(half));
  const interval = power * ([1, 2, 3, 4, 5, 6, 8].find((step) => step * power >= half) ?? 10);
  return { max: 2 * interval, interval };
}

function highestOf(series: DaySeries): number {
  return Math.ceil(Math.max(series.mean ?? 0, ...series.values.map((value) => value ?? 0)));
}

function bars(series: DaySeries, row: number, days: readonly string[]): BarSeriesOption {
  const gaps = days.filter((_, index) => series.values[index] === undefined).map((day) => formatDayShort(day));
  return {
    type: 'bar',
    name: series.name,
    xAxisIndex: row,
    yAxisIndex: row,
    // A bar of nothing would still draw its edge.
    data: days.map((_, index) => series.values[index] || '-'),
    itemStyle: {
      color: series.colour,
      borderColor: series.edge,
      borderWidth: series.edge === series.colour ? 0 : 1,
      borderRadius: [2, 2, 0, 0],
    },
    barMaxWidth: 38,
    barCategoryGap: '28%',
    emphasis: { disabled: true },
    ...(series.mean === null ? {} : { markLine: meanLine(series.mean) }),
    ...(gaps.length === 0
      ? {}
      : {
          markArea: { silent: true, itemStyle: { color: DIM, opacity: 0.14 }, data: gaps.map((day) => [{ xAxis: day }, { xAxis: day }]) },
        }),
  };
}

function meanLine(mean: number): NonNullable<BarSeriesOption['markLine']> {
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    data: [{ yAxis: mean }],
    lineStyle: { color: 'var(--du-mean)', type: 'dashed', width: 1.5 },
    label: { show: false },
  };
}

/** A withheld day is not an empty day: it gets a hollow mark on the base line. */
function withheldMarks(series: DaySeries, row: number): ScatterSeriesOption {
  return {
    type: 'scatter',
    xAxisIndex: row,
    yAxisIndex: row,
    silent: true,
    symbol: 'diamond',
    symbolSize: 9,
    symbolOffset: [0, -6],
    itemStyle: { color: 'transparent', borderColor: DIM, borderWidth: 1.5 },
    data: series.values.map((value) => (value === null ? 0 : '-')),
  };
}

/** Built from text nodes, because names come from data. */
function tooltip({ days, rows }: DayBars, index: number | undefined): HTMLElement {
  const box = document.createElement('div');
  if (index === undefined) return box;
  const lines = rows.map((series) => `${series.name}: ${valueInWords(series, index)}`);
  for (const line of [formatDayLong(days[index] ?? ''), ...lines]) {
    const row = document.createElement('div');
    row.textContent = line;
    box.append(row);
  }
  return box;
}

function valueInWords(series: DaySeries, index: number): string {
  const value = series.values[index];
  if (value === undefined) return 'không có số liệu';
  if (value === null) return 'quá ít để nêu';
  const mean = series.mean === null ? '' : ` (trung bình trước đó ${formatMean(series.mean)} mỗi ngày)`;
  return `${formatCount(value)} ${series.unit}${mean}`;
}
