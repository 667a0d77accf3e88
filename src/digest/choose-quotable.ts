import type { Item } from '../domain/item.ts';

/**
 * The first `most` items to quote from: in the order given, but those that a classifier takes for insulting only where there are too few others.
 * They come last and are not left out, because a side whose every voice is rude must not look silent; lists, searches and counts know nothing of this.
 */
export function chooseQuotable(items: readonly Item[], most: number): Item[] {
  const civil = items.filter(({ analysis }) => !analysis.toxic);
  const rude = items.filter(({ analysis }) => analysis.toxic);
  return [...civil, ...rude].slice(0, most);
}
