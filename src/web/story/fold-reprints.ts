import type { ItemView } from '../../domain/views.ts';

export interface FoldedNews {
  readonly item: ItemView;
  readonly reprints: readonly ItemView[];
}

/** News with their reprints beneath them, in the order given. A reprint whose original is not in the list stands for itself. */
export function foldReprints(news: readonly ItemView[]): FoldedNews[] {
  const ids = new Set(news.map((item) => item.id));
  const isFolded = (item: ItemView): boolean => item.reprintOf !== null && item.reprintOf !== item.id && ids.has(item.reprintOf);
  const byOriginal = Map.groupBy(news.filter(isFolded), (item) => item.reprintOf);
  return news.filter((item) => !isFolded(item)).map((item) => ({ item, reprints: reprintsBelow(item.id, byOriginal) }));
}

/** A reprint of a reprint belongs to the first publication. `seen` bounds a circle in the data. */
function reprintsBelow(id: string, byOriginal: ReadonlyMap<string | null, readonly ItemView[]>, seen = new Set<string>()): ItemView[] {
  if (seen.has(id)) return [];
  seen.add(id);
  return (byOriginal.get(id) ?? []).flatMap((item) => [item, ...reprintsBelow(item.id, byOriginal, seen)]);
}
