import type { RawItem } from './raw-item.ts';

/**
 * Items about one event, reprints collapsed. The id is derived from the story's first item, so it stays when later
 * items join. Times are UTC milliseconds.
 */
export interface Story {
  readonly id: string;
  /**
   * What the naming item is called, see `headingOf`: news before the rest, originals before reprints, the earliest of them, ties by id; items
   * that are called nothing do not name. Empty when no item of the story is called anything.
   */
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

/** What an item is called: its title, else that of the thread that it stands in; empty when neither says anything. */
export function headingOf(item: Pick<RawItem, 'title' | 'threadTitle'>): string {
  return item.title.trim() || (item.threadTitle?.trim() ?? '');
}

/** Where one item belongs. Written by the story keeper; the store changes nothing else of the item. */
export interface StoryAssignment {
  readonly itemId: string;
  readonly storyId: string | null;
  readonly reprintOf: string | null;
}

/** Longest time between two items of one story that follow each other. EMM links clusters over 7 days; so do we. */
export const STORY_GAP_DAYS = 7;
