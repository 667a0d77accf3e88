import type { Overview } from '../../domain/views.ts';
import { ChartPanel } from '../chart/chart-panel.tsx';
import { DivergingBar, reachOf } from '../chart/diverging-bar.tsx';
import { LegendRows } from '../chart/legend-rows.tsx';
import { PartTable } from '../chart/part-table.tsx';
import { formatShare } from '../format/number.ts';
import { nameMean } from '../format/change.ts';
import { meanOfPeriod } from './mean-of.ts';

const UNIT = 'tin, bài';

/** Tone of the press, and of the press only. Shares are of the items whose tone was told. */
export function ToneChart({ overview }: { readonly overview: Overview }) {
  const against = nameMean(meanOfPeriod(overview.period));
  const { pressTone } = overview;
  const countOf = (tone: string): number => pressTone.find((row) => row.tone === tone)?.count ?? 0;
  const meanOf = (tone: string): number => pressTone.find((row) => row.tone === tone)?.previous ?? 0;
  const now = { negative: countOf('negative'), neutral: countOf('neutral'), positive: countOf('positive') };
  const was = { negative: meanOf('negative'), neutral: meanOf('neutral'), positive: meanOf('positive') };
  const told = now.negative + now.neutral + now.positive;
  const all = told + countOf('abstained');
  const reach = Math.max(reachOf(now), against === null ? 0 : reachOf(was));
  const rows = pressTone.map((row) => ({
    id: row.tone,
    name: row.name,
    count: row.count,
    mean: row.previous,
    href: row.href,
    unit: UNIT,
    share: row.tone === 'abstained' ? formatShare(row.count, all, UNIT) : formatShare(row.count, told, 'bài đã xếp'),
    swatchClass: `tone-${row.tone}`,
  }));
  return (
    <ChartPanel
      title="Sắc thái của báo chí"
      summary={
        told === 0
          ? 'Trong kỳ này chưa có tin, bài nào xếp được sắc thái.'
          : `Tiêu cực: ${formatShare(now.negative, told, 'tin, bài đã xếp sắc thái')}; tích cực: ${formatShare(now.positive, told, 'tin, bài')}. Sắc thái là cách bài viết thể hiện sự việc, không phải thái độ của báo với chủ trương.`
      }
      chart={
        <>
          <div className="paired">
            <span className="paired-name">Kỳ này</span>
            <DivergingBar {...now} reach={reach} />
            {against !== null && (
              <>
                <span className="paired-name">{against}</span>
                <DivergingBar {...was} reach={reach} />
              </>
            )}
          </div>
          <LegendRows rows={rows} />
        </>
      }
      table={<PartTable caption="Số tin, bài theo sắc thái" head="Sắc thái" unit={UNIT} against={against} rows={rows} />}
      hasWithheld={false}
    />
  );
}
