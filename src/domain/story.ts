/**
 * Items about one event, reprints collapsed. The id is derived from the story's first item, so it stays when later
 * items join. Times are UTC milliseconds.
 */
export interface Story {
  readonly id: string;
  /** Title of the first news item, else of the first item. */
  readonly title: string;
  readonly firstAt: number;
  readonly lastAt: number;
  /** All items, reprints and comments included. */
  readonly itemCount: number;
  readonly newsCount: number;
  readonly publicCount: number;
  readonly reprintCount: number;
  /** Distinct outlet ids, sorted. */
  readonly outlets: readonly string[];
  readonly mainTopic: string | null;
}

/** Where one item belongs. Written by the story keeper; the store changes nothing else of the item. */
export interface StoryAssignment {
  readonly itemId: string;
  readonly storyId: string | null;
  readonly reprintOf: string | null;
}

/** Longest time between two items of one story that follow each other. EMM links clusters over 7 days; so do we. */
export const STORY_GAP_DAYS = 7;
