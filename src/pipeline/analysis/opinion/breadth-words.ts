/**
 * Words of opinion work for how widely a view is held, by its share of those who take a stand; the first row that fits. The thresholds
 * are ours: no rule was found. `tuyệt đại đa số` is left to people, because the classifiers' error is larger than what it would claim.
 */
export const BREADTH = [
  { above: 0.5, words: 'đa số ý kiến' },
  { above: 0.2, words: 'nhiều ý kiến' },
  { above: 0, words: 'một số ý kiến' },
] as const;

/**
 * The widest words that a share supports when it is `low` at least: the lower end of its interval, so that 55 of 100 is no majority. Null for a
 * share of nothing.
 */
export function breadthWords(low: number): string | null {
  return BREADTH.find(({ above }) => low > above)?.words ?? null;
}
