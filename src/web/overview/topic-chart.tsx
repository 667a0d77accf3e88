import type { Overview } from '../../domain/views.ts';
import { ChartPanel } from '../chart/chart-panel.tsx';
import { PartTable } from '../chart/part-table.tsx';
import { RankedBars } from '../chart/ranked-bars.tsx';
import { compareInWords, nameMean } from '../format/change.ts';
import { formatCount } from '../format/number.ts';
import { meanOfPeriod } from './mean-of.ts';

const UNIT = 'tin, bài, ý kiến';

/** What is talked about, against the weeks before. An item with two topics counts in both, so the rows are not added up. */
export function TopicChart({ overview }: { readonly overview: Overview }) {
  const against = nameMean(meanOfPeriod(overview.period));
  const rows = overview.topics
    .toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0))
    .map((row) => ({ id: row.topic, name: row.name, count: row.count, mean: against === null ? null : row.previous, href: row.href }));
  const spoken = rows.filter((row) => row.count !== 0 || (row.mean ?? 0) > 0);
  return (
    <ChartPanel
      title="Chủ đề"
      summary={`${firstInWords(overview)} Một tin, bài có thể thuộc nhiều chủ đề.`}
      chart={
        <>
          <RankedBars unit={UNIT} rows={spoken} />
          {against !== null && (
            <p className="key">
              <span>
                <span className="key-line key-tick" />
                vạch và số sau dấu gạch chéo: {against}
              </span>
            </p>
          )}
        </>
      }
      table={<PartTable caption={`Số ${UNIT} theo chủ đề`} head="Chủ đề" unit={UNIT} against={against} rows={rows} />}
      hasWithheld={rows.some((row) => row.count === null)}
    />
  );
}

function firstInWords({ topics, period }: Overview): string {
  const first = topics.reduce<(typeof topics)[number] | null>((best, row) => ((row.count ?? 0) > (best?.count ?? 0) ? row : best), null);
  if (!first || first.count === null) return 'Chưa có chủ đề nào đủ số liệu để nêu.';
  const change = compareInWords(first.count, first.previous, meanOfPeriod(period));
  return `Nhiều nhất: ${first.name}, ${formatCount(first.count)} ${UNIT}${change === '' ? '' : `, ${change}`}.`;
}
