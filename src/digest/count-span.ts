import { PUBLIC_KINDS } from '../domain/search-url.ts';
import type { FacetCounts, ItemQuery } from '../domain/query.ts';
import type { Store } from '../store/store.ts';

/** An interval of whole days: UTC milliseconds, inclusive / exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Counts per value of one facet; values without items are absent. */
export type Counts = ReadonlyMap<string, number>;

/** What was published in a span, before anything is withheld: never to be shown as it is. */
export interface SpanCounts {
  readonly news: number;
  readonly public: number;
  readonly newsTopics: Counts;
  readonly publicTopics: Counts;
  readonly tones: Counts;
  readonly stances: Counts;
}

/** Every figure counts a text once, however often it was reprinted. */
export const newsOf = (span: Span): ItemQuery => ({ from: span.from, to: span.to, kinds: ['news'], reprints: false });
export const publicOf = (span: Span): ItemQuery => ({ from: span.from, to: span.to, kinds: [...PUBLIC_KINDS], reprints: false });
export const allOf = (span: Span): ItemQuery => ({ from: span.from, to: span.to, reprints: false });

/** Counts dated items of the span; dashboard and digest draw on the same counts, so that they agree to the digit. */
export async function countSpan(store: Store, span: Span): Promise<SpanCounts> {
  const news = await store.facets(newsOf(span), ['topic', 'tone']);
  const people = await store.facets(publicOf(span), ['topic', 'stance']);
  return {
    // Every item has exactly one tone and stance, or abstained: their counts add up to all.
    news: sumOf(countsOf(news, 'tone')),
    public: sumOf(countsOf(people, 'stance')),
    newsTopics: countsOf(news, 'topic'),
    publicTopics: countsOf(people, 'topic'),
    tones: countsOf(news, 'tone'),
    stances: countsOf(people, 'stance'),
  };
}

/** One facet as a map; empty when the store says nothing of it. */
export function countsOf(facets: FacetCounts, name: string): Counts {
  return new Map((facets[name] ?? []).map(({ value, count }) => [value, count]));
}

export function sumOf(counts: Counts): number {
  return counts.values().reduce((sum, count) => sum + count, 0);
}
