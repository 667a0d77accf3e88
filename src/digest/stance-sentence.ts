import type { ItemQuery } from '../domain/query.ts';
import { STANCE_NAMES, type Stance } from '../domain/opinion.ts';
import { breadthWords } from './breadth-words.ts';
import { FEWEST_FOR_PERCENT } from './format-number.ts';
import { joinMarkup, markup, type Markup } from './markup.ts';
import { shareAfter, type Page } from './page.ts';
import type { Shown } from './shown-counts.ts';

type TakenStance = Exclude<Stance, 'none'>;
const TAKEN: readonly TakenStance[] = ['support', 'concern', 'oppose'];

/**
 * How those who take a stand divide, widest first: `Trong 90 ý kiến có nêu thái độ, đa số ý kiến phản đối (60 ý kiến, 67 %); …`.
 * Empty when nobody takes a stand. Under 30, or with a withheld part, numbers stand without words of breadth: they rest on a share.
 */
export function stanceSentence(page: Page, counts: Readonly<Record<string, Shown>>, query: ItemQuery): Markup {
  const views = TAKEN.map((stance) => ({ stance, count: counts[stance] === undefined ? 0 : counts[stance] }));
  const known = views.flatMap(({ stance, count }) => (count === null || count === 0 ? [] : [{ stance, count }]));
  const isWhole = views.every(({ count }) => count !== null);
  if (known.length === 0) return isWhole ? markup`` : markup` Thái độ của các ý kiến này không nêu số.`;
  const total = known.reduce((sum, { count }) => sum + count, 0);
  const parts = known
    .toSorted((a, b) => b.count - a.count)
    .map(({ stance, count }) => {
      const name = STANCE_NAMES[stance].toLowerCase();
      const door = page.count(count, { ...query, stances: [stance] });
      const breadth = isWhole && total >= FEWEST_FOR_PERCENT ? breadthWords(count, total) : null;
      return breadth ? markup`<em>${breadth}</em> ${name} (${door} ý kiến${shareAfter(count, total)})` : markup`${door} ý kiến ${name}`;
    });
  const list = joinMarkup(parts, '; ');
  return isWhole
    ? markup` Trong ${page.count(total, { ...query, stances: [...TAKEN] })} ý kiến có nêu thái độ, ${list}.`
    : markup` Ghi nhận ${list}; phần còn lại không nêu số.`;
}
