import { withholdSmall } from '../privacy/minimum-group.ts';
import type { Story } from '../domain/story.ts';
import type { Shown } from './shown-counts.ts';

/** What may be shown of a story's size. `itemCount` is withheld with `publicCount`, because `newsCount` is always shown. */
export interface StoryFigures {
  readonly itemCount: Shown;
  readonly publicCount: Shown;
}

/**
 * Figures of stories that are shown side by side, in their order. `publicTotal` is the number of public items among which the stories
 * lie when the reader knows it, else null: what lies in no shown story counts as one more cell, so that it cannot be had by
 * difference either.
 */
export function storyFigures(stories: readonly Story[], minimum: number, publicTotal: number | null): StoryFigures[] {
  const cells = stories.map((story) => story.publicCount);
  const rest = publicTotal === null ? 0 : Math.max(0, publicTotal - cells.reduce((sum, count) => sum + count, 0));
  const shown = withholdSmall([...cells, rest], minimum, publicTotal !== null);
  return stories.map((story, at) => {
    const publicCount = shown[at] ?? null;
    return { publicCount, itemCount: publicCount === null ? null : story.newsCount + publicCount };
  });
}
