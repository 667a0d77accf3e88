import type { Overview } from '../../domain/views.ts';
import { ChartPanel } from '../chart/chart-panel.tsx';
import { LegendRows } from '../chart/legend-rows.tsx';
import { PartTable } from '../chart/part-table.tsx';
import { StackedBar } from '../chart/stacked-bar.tsx';
import { stanceColour } from '../chart/stance-colours.ts';
import { stanceInWords, stanceLegend } from '../chart/stance-parts.ts';
import { nameMean } from '../format/change.ts';
import { meanOfPeriod } from './mean-of.ts';

/** Stance of the public, and of the public only. */
export function StanceChart({ overview }: { readonly overview: Overview }) {
  const against = nameMean(meanOfPeriod(overview.period));
  const { publicStance } = overview;
  const partsOf = (sizeOf: (row: (typeof publicStance)[number]) => number | null) =>
    publicStance.map((row) => {
      const { fill, edge } = stanceColour(row.stance);
      return { id: row.stance, size: sizeOf(row) ?? 0, fill, edge };
    });
  const rows = publicStance.map((row) => ({ id: row.stance, name: row.name, count: row.count, mean: row.previous, href: row.href }));
  // A bar without its withheld part would show the others too large.
  const isWhole = publicStance.every((row) => row.count !== null);
  const wasWhole = against !== null && publicStance.every((row) => row.previous !== null);
  return (
    <ChartPanel
      title="Luồng ý kiến của người dân"
      summary={`${stanceInWords(publicStance, overview.taken.count)} Thái độ là với quy định, biện pháp được nói tới.`}
      chart={
        <>
          {isWhole && (
            <div className="paired">
              <span className="paired-name">Kỳ này</span>
              <StackedBar parts={partsOf((row) => row.count)} />
              {wasWhole && (
                <>
                  <span className="paired-name">{against}</span>
                  <StackedBar parts={partsOf((row) => row.previous)} />
                </>
              )}
            </div>
          )}
          <LegendRows rows={stanceLegend(publicStance, overview.taken.count)} />
        </>
      }
      table={
        <PartTable caption="Số bài đăng, bình luận theo luồng ý kiến" head="Luồng ý kiến" unit="ý kiến" against={against} rows={rows} />
      }
      hasWithheld={!isWhole}
    />
  );
}
