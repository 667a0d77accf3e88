import type { CSSProperties } from 'react';
import { Figure } from '../parts/figure.tsx';
import './diverging-bar.css';

export interface LegendRow {
  readonly id: string;
  readonly name: string;
  /** null is withheld. */
  readonly count: number | null;
  readonly href: string;
  readonly unit: string;
  /** The share in words; empty when there is none to state. */
  readonly share: string;
  readonly swatchClass?: string;
  readonly swatchStyle?: CSSProperties;
}

/** The parts of a bar by name: what each mark means, how many, and which share. Every number opens its items. */
export function LegendRows({ rows }: { readonly rows: readonly LegendRow[] }) {
  return (
    <ul className="legend">
      {rows.map((row) => (
        <li key={row.id}>
          <span className={`legend-swatch ${row.swatchClass ?? ''}`} style={row.swatchStyle ?? {}} />
          <span>{row.name}</span>
          <span className="legend-share">
            <Figure value={row.count} href={row.href} unit={row.unit} />
            {row.share !== '' && <span className="dimmed small"> · {row.share}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
