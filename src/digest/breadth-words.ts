/**
 * Words of opinion work for how widely a view is held, by its share of those who take a stand; the first row that fits. The thresholds
 * are ours: no rule was found. `tuyệt đại đa số` is left to people, because the classifiers' error is larger than what it would claim.
 */
export const BREADTH = [
  { above: 0.5, words: 'đa số ý kiến' },
  { above: 0.2, words: 'nhiều ý kiến' },
  { above: 0, words: 'một số ý kiến' },
] as const;

/** `đa số ý kiến` for 6 of 10. Null for none, and when `of` is not positive. */
export function breadthWords(part: number, of: number): string | null {
  if (of <= 0) return null;
  return BREADTH.find(({ above }) => part / of > above)?.words ?? null;
}
