/** In how many texts a phrase stands, and how many texts there are: now and before. */
export interface PhraseCounts {
  readonly now: number;
  readonly nowTexts: number;
  readonly before: number;
  readonly beforeTexts: number;
}

/**
 * How many standard deviations the log-odds of a phrase now lie above those before, with an informative Dirichlet prior (Monroe, Colaresi,
 * Quinn, Fightin' Words, 2008, equations 15, 16, 22). The prior is the share of both times together and weighs as much as all texts of now, so
 * a phrase that was never said before must be said some seven times to pass 3. 0 when nothing can be said.
 */
export function logOddsRise({ now, nowTexts, before, beforeTexts }: PhraseCounts): number {
  if (now + before === 0 || nowTexts === 0 || beforeTexts === 0) return 0;
  const prior = (nowTexts * (now + before)) / (nowTexts + beforeTexts);
  const logOdds = (count: number, texts: number): number => Math.log((count + prior) / Math.max(texts + nowTexts - count - prior, 0.5));
  const rise = logOdds(now, nowTexts) - logOdds(before, beforeTexts);
  return rise / Math.sqrt(1 / (now + prior) + 1 / (before + prior));
}
