import { formatDayLong } from '../format/day.ts';
import { Figure } from '../parts/figure.tsx';
import type { DaySeries } from './day-series.ts';
import './data-table.css';

interface Props {
  readonly caption: string;
  readonly days: readonly string[];
  readonly rows: readonly DaySeries[];
}

/** The figures of a chart over days; every number opens its items. */
export function DayTable({ caption, days, rows }: Props) {
  return (
    <table className="data-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Ngày</th>
          {rows.map((series) => (
            <th key={series.name} scope="col" className="number">
              {series.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map((day, index) => (
          <tr key={day}>
            <th scope="row">{formatDayLong(day)}</th>
            {rows.map((series) => {
              const value = series.values[index];
              return (
                <td key={series.name} className="number">
                  {value === undefined ? (
                    'không có số liệu'
                  ) : (
                    <Figure bare value={value} href={series.hrefOf(day)} unit={`${series.unit}, ${series.name}`} />
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
