import type { StoryPage } from '../../domain/views.ts';
import { formatPercent, formatShare } from '../format/number.ts';
import type { LegendRow } from './legend-rows.tsx';
import { stanceColour } from './stance-colours.ts';

const UNIT = 'ý kiến';
/** Stances proper: who names one takes a side. Shares are of these. */
const SIDES: readonly string[] = ['support', 'concern', 'oppose'];

/** A stream of opinion as the server gives it, with its name on screen. */
export interface NamedStream extends Pick<StoryPage['stance'][number], 'count' | 'share' | 'breadth' | 'href'> {
  readonly stance: string;
  readonly name: string;
}

/** Rows of the legend: shares only for sides, and only when their whole is known. */
export function stanceLegend(rows: readonly NamedStream[], taken: number | null): LegendRow[] {
  return rows.map((row) => {
    const { fill, edge } = stanceColour(row.stance);
    const hasShare = taken !== null && row.count !== null && SIDES.includes(row.stance);
    return {
      id: row.stance,
      name: row.name,
      count: row.count,
      href: row.href,
      unit: UNIT,
      share: hasShare ? formatShare(row.count ?? 0, taken, 'có nêu thái độ') + intervalInWords(row) : '',
      swatchStyle: { background: fill, boxShadow: `inset 0 0 0 1.5px ${edge}` },
    };
  });
}

/** `, từ 27 % đến 36 %`: how far chance alone may have moved the share. Empty without a share. */
function intervalInWords({ share }: NamedStream): string {
  return share ? `, từ ${formatPercent(share.low)} đến ${formatPercent(share.high)}` : '';
}

/** The sides in words, widest first: `Nhiều ý kiến phản đối: 31 % của 412 ý kiến có nêu thái độ; …`. */
export function stanceInWords(rows: readonly NamedStream[], taken: number | null): string {
  const sides = rows.filter((row) => SIDES.includes(row.stance));
  if (taken === 0 || sides.length === 0) return 'Chưa có ý kiến nào nêu thái độ với quy định, biện pháp.';
  if (taken === null) return 'Có luồng ý kiến quá ít để nêu nên không tính tỷ lệ.';
  const parts = sides
    .toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0))
    .map((row, at) => {
      const name = row.breadth === null ? row.name : `${row.breadth} ${row.name.toLowerCase()}`;
      const share = formatShare(row.count ?? 0, taken, at === 0 ? 'ý kiến có nêu thái độ' : 'ý kiến');
      return `${name.charAt(0)[at === 0 ? 'toUpperCase' : 'toLowerCase']()}${name.slice(1)}: ${share}`;
    });
  return `${parts.join('; ')}.`;
}
