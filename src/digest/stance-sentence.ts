import type { ItemQuery } from '../domain/query.ts';
import { STANCE_NAMES, TAKEN_STANCES } from '../domain/opinion.ts';
import { opinionStreams, type OpinionStream } from '../pipeline/analysis/opinion/opinion-streams.ts';
import type { ShareInterval } from '../pipeline/analysis/opinion/wilson-interval.ts';
import { formatCount, formatShare } from './format-number.ts';
import { joinMarkup, markup, type Markup } from './markup.ts';
import type { Page } from './page.ts';
import type { Shown } from './shown-counts.ts';

/**
 * How those who take a stand divide, widest first, with the interval of each share, and how many are outside of it: `Trong 90 ý kiến có nêu
 * thái độ, đa số ý kiến phản đối (60 ý kiến, 67 %, khoảng 56–76 %); …`. Empty when nobody takes a stand.
 */
export function stanceSentence(page: Page, counts: Readonly<Record<string, Shown>>, query: ItemQuery): Markup {
  const { taken, none, abstained, streams } = opinionStreams(new Map(Object.entries(counts)));
  const parts = streams.flatMap((stream) => (stream.count === null || stream.count === 0 ? [] : [streamPart(page, stream, query)]));
  if (parts.length === 0) return taken === null ? markup` Thái độ của các ý kiến này không nêu số.` : markup``;
  const list = joinMarkup(parts, '; ');
  if (taken === null) return markup` Ghi nhận ${list}; phần còn lại không nêu số.`;
  const outside = [
    { count: none, stance: 'none' as const, words: 'không nêu thái độ' },
    { count: abstained, stance: 'abstained' as const, words: 'chưa đủ căn cứ để xếp loại' },
  ].flatMap(({ count, stance, words }) =>
    count === null || count === 0 ? [] : [markup`${page.count(count, { ...query, stances: [stance] })} ý kiến ${words}`],
  );
  return markup` Trong ${page.count(taken, { ...query, stances: [...TAKEN_STANCES] })} ý kiến có nêu thái độ, ${list}.${
    outside.length === 0 ? '' : markup` Ngoài ra có ${joinMarkup(outside, ', ')}.`
  }`;
}

function streamPart(page: Page, { stance, count, share, breadth }: OpinionStream, query: ItemQuery): Markup {
  const name = STANCE_NAMES[stance].toLowerCase();
  const door = page.count(count ?? 0, { ...query, stances: [stance] });
  if (!share || breadth === null) return markup`${door} ý kiến ${name}`;
  return markup`<em>${breadth}</em> ${name} (${door} ý kiến, ${formatShare(share.value, 1)}, khoảng ${formatRange(share)})`;
}

/** `56–76 %`: never narrower than what was computed. */
function formatRange({ low, high }: ShareInterval): string {
  return `${formatCount(Math.floor(low * 100))}–${formatShare(Math.ceil(high * 100) / 100, 1)}`;
}
