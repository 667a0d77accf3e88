import type { StoryView } from '../../domain/views.ts';
import { ChartPanel } from '../chart/chart-panel.tsx';
import '../chart/data-table.css';
import { RankedBars } from '../chart/ranked-bars.tsx';
import { formatCount } from '../format/number.ts';
import { Figure } from '../parts/figure.tsx';
import { storySearch } from './story-search.ts';

const UNIT = 'tin, bài';

/** Who carries a story. Outlets of one owner are one voice, so the number of owners is said first. */
export function StoryOutlets({ story, span }: { readonly story: StoryView; readonly span: URLSearchParams }) {
  const rows = story.outlets.map((outlet) => ({
    ...outlet,
    mean: null,
    href: storySearch(story.id, span, { kinds: 'news', outlets: outlet.id }),
  }));
  return (
    <ChartPanel
      title="Ai đưa tin"
      summary={`${formatCount(story.familyCount)} đơn vị chủ quản, ${formatCount(rows.length)} cơ quan báo chí. Các báo cùng chủ quản được coi là một tiếng nói.`}
      chart={<RankedBars rows={rows} unit={UNIT} />}
      table={
        <table className="data-table">
          <caption>Số {UNIT} theo cơ quan báo chí</caption>
          <thead>
            <tr>
              <th scope="col">Cơ quan báo chí</th>
              <th scope="col" className="number">
                Số {UNIT}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.name}</th>
                <td className="number">
                  <Figure bare value={row.count} href={row.href} unit={`${UNIT}, ${row.name}`} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      }
      hasWithheld={false}
    />
  );
}
