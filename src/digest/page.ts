import type { ItemQuery } from '../domain/query.ts';
import { searchHref, storyHref } from '../domain/search-url.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { addDays, dayOf, startOfDay } from '../domain/time.ts';
import type { Span } from './count-span.ts';
import { FEWEST_FOR_PERCENT, formatCount, formatMean, formatShare } from './format-number.ts';
import { markup, type Markup } from './markup.ts';
import { quoteKey, type PassagePlace, type Quotes } from './read-quotes.ts';
import type { Shown } from './shown-counts.ts';

/** What every section needs: the figures, and how a figure becomes a door to what was counted. */
export interface Page {
  readonly snapshot: Snapshot;
  readonly span: Span;
  /** The weeks compared with; null when there are none. */
  readonly before: Span | null;
  /** A count that opens `query`. `data-count` says how many items are behind it, for whoever checks. */
  readonly count: (count: number, query: ItemQuery) => Markup;
  /** A mean per week that opens all weeks it is made of. */
  readonly mean: (mean: number, query: ItemQuery) => Markup;
  readonly story: (id: string, text: string) => Markup;
  readonly sources: (text: string) => Markup;
  /** Verbatim words of an item that open it; empty when it is not kept any more. */
  readonly quote: (passage: PassagePlace) => Markup;
}

export function createPage(snapshot: Snapshot, baseUrl: string, quotes: Quotes): Page {
  const span = { from: snapshot.from, to: snapshot.to };
  const { weeks } = snapshot.previous;
  const door = (query: ItemQuery, count: number, text: string): Markup =>
    markup`<a href="${baseUrl + searchHref(query)}" data-count="${count}">${text}</a>`;
  return {
    snapshot,
    span,
    before: weeks === 0 ? null : { from: startOfDay(addDays(dayOf(span.from), -7 * weeks)), to: span.from },
    count: (count, query) => door(query, count, formatCount(count)),
    // The mean is a sum over whole items divided by `weeks`, so rounding gives the sum back.
    mean: (mean, query) => door(query, Math.round(mean * weeks), formatMean(mean)),
    story: (id, text) => markup`<a href="${baseUrl + storyHref(id, span)}">${text}</a>`,
    sources: (text) => markup`<a href="${baseUrl}/nguon-tin">${text}</a>`,
    quote: (passage) => {
      const words = quotes.get(quoteKey(passage));
      return words === undefined ? markup`` : markup`“<a href="${baseUrl}/tin/${encodeURIComponent(passage.itemId)}">${words}</a>”`;
    },
  };
}

/** What stands in place of a withheld number; the appendix says why. */
export const WITHHELD = 'không nêu số';

/** A count as a door, or the words for a withheld one. */
export function countOrWithheld(page: Page, count: Shown, query: ItemQuery): Markup {
  return count === null ? markup`<i>${WITHHELD}</i>` : page.count(count, query);
}

/** `, 31 %` when the whole is large enough for a percentage, else nothing. */
export function shareAfter(part: number, of: number): string {
  return of >= FEWEST_FOR_PERCENT ? `, ${formatShare(part, of)}` : '';
}
