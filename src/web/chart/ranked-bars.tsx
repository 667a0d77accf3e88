import { formatCount, formatMean } from '../format/number.ts';
import { InternalLink } from '../routing/internal-link.tsx';
import { Withheld } from '../parts/withheld.tsx';
import './ranked-bars.css';

interface RankedRow {
  readonly id: string;
  readonly name: string;
  /** null is withheld. */
  readonly count: number | null;
  /** Mean of the weeks before, drawn as a tick; null when unknown or withheld. */
  readonly mean: number | null;
  /** null when there is nothing to open. */
  readonly href: string | null;
}

interface Props {
  readonly rows: readonly RankedRow[];
  readonly unit: string;
}

/** Bars beside names that may wrap. Plain HTML: names stay readable at any width and every bar is a link. */
export function RankedBars({ rows, unit }: Props) {
  const highest = Math.max(1, ...rows.flatMap((row) => [row.count ?? 0, row.mean ?? 0]));
  const width = (value: number): string => `${(100 * value) / highest}%`;
  return (
    <ul className="ranked">
      {rows.map((row) => (
        <li key={row.id}>
          <span className="ranked-name">{row.name}</span>
          <span className="ranked-track" aria-hidden="true">
            {row.count !== null && <span className="ranked-bar" style={{ width: width(row.count) }} />}
            {row.mean !== null && <span className="ranked-mean" style={{ left: width(row.mean) }} />}
          </span>
          <span className="ranked-count">
            {row.count === null && <Withheld />}
            {row.count !== null && row.href === null && formatCount(row.count)}
            {row.count !== null && row.href !== null && (
              <InternalLink href={row.href} label={`${row.name}: ${formatCount(row.count)} ${unit}, xem danh sách`}>
                {formatCount(row.count)}
              </InternalLink>
            )}
            {row.mean !== null && <span className="dimmed small"> / {formatMean(row.mean)}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
