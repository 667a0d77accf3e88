import { formatShare } from '../format/number.ts';
import type { LegendRow } from './legend-rows.tsx';
import { stanceColour } from './stance-colours.ts';

const UNIT = 'ý kiến';
/** Stances proper: who names one takes a side. Shares are of these. */
const SIDES: readonly string[] = ['support', 'concern', 'oppose'];

export interface StanceCount {
  readonly stance: string;
  readonly name: string;
  /** null is withheld. */
  readonly count: number | null;
  readonly href: string;
}

/** How many took a side; null when one of the sides is withheld, because then no share may be stated. */
export function sidesTaken(counts: readonly StanceCount[]): number | null {
  let sum = 0;
  for (const row of counts) {
    if (!SIDES.includes(row.stance)) continue;
    if (row.count === null) return null;
    sum += row.count;
  }
  return sum;
}

/** Rows of the legend: shares only for sides, and only when their whole is known. */
export function stanceLegend(counts: readonly StanceCount[]): LegendRow[] {
  const base = sidesTaken(counts);
  return counts.map((row) => {
    const { fill, edge } = stanceColour(row.stance);
    const hasShare = base !== null && row.count !== null && SIDES.includes(row.stance);
    return {
      id: row.stance,
      name: row.name,
      count: row.count,
      href: row.href,
      unit: UNIT,
      share: hasShare ? formatShare(row.count ?? 0, base, 'có nêu thái độ') : '',
      swatchStyle: { background: fill, boxShadow: `inset 0 0 0 1.5px ${edge}` },
    };
  });
}

/** The sides in words: `Phản đối: 31 % của 412 ý kiến có nêu thái độ; …`. */
export function stanceInWords(counts: readonly StanceCount[]): string {
  const base = sidesTaken(counts);
  const sides = counts.filter((row) => SIDES.includes(row.stance));
  if (base === 0 || sides.length === 0) return 'Chưa có ý kiến nào nêu thái độ với quy định, biện pháp.';
  if (base === null) return 'Có luồng ý kiến quá ít để nêu nên không tính tỷ lệ.';
  const said = sides.toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0));
  const parts = said.map(
    (row, at) =>
      `${at === 0 ? row.name : row.name.toLowerCase()}: ${formatShare(row.count ?? 0, base, at === 0 ? 'ý kiến có nêu thái độ' : 'ý kiến')}`,
  );
  return `${parts.join('; ')}.`;
}
