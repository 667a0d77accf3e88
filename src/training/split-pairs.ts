import type { PlacedPair } from './fit-same-event.ts';

/**
 * Puts each pair into one of `folds` so that no item is in two of them: pairs that share an item, directly or over others, stay together. The
 * largest such component goes first, each into the fold with the fewest pairs. Deterministic.
 */
export function splitPairs(pairs: readonly PlacedPair[], folds: number): number[] {
  const parents = new Map<number, number>();
  const rootOf = (item: number): number => {
    let root = item;
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
    return root;
  };
  for (const { one, other } of pairs) {
    const [left, right] = [rootOf(one), rootOf(other)];
    if (left !== right) parents.set(Math.max(left, right), Math.min(left, right));
  }
  const sizes = new Map<number, number>();
  for (const { one } of pairs) sizes.set(rootOf(one), (sizes.get(rootOf(one)) ?? 0) + 1);
  const loads = Array.from({ length: folds }, () => 0);
  const foldOf = new Map<number, number>();
  for (const [root, size] of [...sizes].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])) {
    const fold = loads.indexOf(Math.min(...loads));
    foldOf.set(root, fold);
    loads[fold] = (loads[fold] ?? 0) + size;
  }
  return pairs.map(({ one }) => foldOf.get(rootOf(one)) ?? 0);
}
