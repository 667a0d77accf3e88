import type { Snapshot } from '../domain/snapshot.ts';
import type { Store } from '../store/store.ts';

export type PassagePlace = NonNullable<Snapshot['publicTopics'][number]['passages']>[number];

/** Verbatim words by the place that they stand in. */
export type Quotes = ReadonlyMap<string, string>;

export function quoteKey({ itemId, start, end }: PassagePlace): string {
  return `${itemId} ${start} ${end}`;
}

/** The words of the passages that a snapshot points to. Those of items that have left the store, by retention or because they were removed, are absent. */
export async function readQuotes(store: Store, snapshot: Snapshot): Promise<Quotes> {
  const quotes = new Map<string, string>();
  for (const passage of snapshot.publicTopics.flatMap(({ passages }) => passages ?? [])) {
    const item = await store.get(passage.itemId);
    if (item) quotes.set(quoteKey(passage), item.text.slice(passage.start, passage.end));
  }
  return quotes;
}
