import { formatMean } from '../format/number.ts';
import { Figure } from '../parts/figure.tsx';
import { Withheld } from '../parts/withheld.tsx';
import './data-table.css';

interface PartRow {
  readonly id: string;
  readonly name: string;
  /** null is withheld. */
  readonly count: number | null;
  readonly mean: number | null;
  readonly href: string;
}

interface Props {
  readonly caption: string;
  readonly head: string;
  readonly unit: string;
  /** What `mean` is the mean of; null when there is nothing to compare with. */
  readonly against: string | null;
  readonly rows: readonly PartRow[];
}

/** The figures of a chart that compares parts with the weeks before. */
export function PartTable({ caption, head, unit, against, rows }: Props) {
  return (
    <table className="data-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col" className="number">
            Kỳ này
          </th>
          {against !== null && (
            <th scope="col" className="number">
              So với: {against}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.name}</th>
            <td className="number">
              <Figure bare value={row.count} href={row.href} unit={`${unit}, ${row.name}`} />
            </td>
            {against !== null && <td className="number">{row.mean === null ? <Withheld /> : formatMean(row.mean)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
