import { withholdSmall } from '../privacy/minimum-group.ts';
import type { Counts, SpanCounts } from './count-span.ts';

/** null: withheld. */
export type Shown = number | null;
export type ShownCounts = ReadonlyMap<string, Shown>;

/** Counts of a span as they may be shown; values without items are absent. News are published by institutions and are never withheld. */
export interface ShownSpan {
  readonly news: number;
  readonly public: Shown;
  /** News and public items together; withheld where the public part is, because the news part can be had elsewhere. */
  readonly topics: ShownCounts;
  readonly publicTopics: ShownCounts;
  readonly tones: Counts;
  readonly stances: ShownCounts;
}

/**
 * Withholds what rests on fewer than `minimum` public items, and what would give such a count by difference. Topics are treated
 * as if they added up to the total: an item may have several, but in a quiet week none may have.
 */
export function shownSpan(counts: SpanCounts, minimum: number): ShownSpan {
  const [all = null] = withholdSmall([counts.public], minimum, false);
  const publicTopics = shownCounts(counts.publicTopics, minimum, all !== null);
  const topics = new Map<string, Shown>(counts.newsTopics);
  for (const [topic, people] of publicTopics) topics.set(topic, people === null ? null : people + (counts.newsTopics.get(topic) ?? 0));
  return {
    news: counts.news,
    public: all,
    topics,
    publicTopics,
    tones: counts.tones,
    stances: shownCounts(counts.stances, minimum, all !== null),
  };
}

/** Masks one partition of public items. `totalIsShown`: the reader knows their sum, so a lone hole would be filled by difference. */
export function shownCounts(counts: Counts, minimum: number, totalIsShown: boolean): ShownCounts {
  const values = [...counts.keys()];
  const shown = withholdSmall([...counts.values()], minimum, totalIsShown);
  return new Map(values.map((value, at) => [value, shown[at] ?? null]));
}
