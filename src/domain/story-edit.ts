import { z } from 'zod';

/** Long enough for any id that is made here; what is longer was not. */
const idSchema = z.string().min(1).max(200);

const common = {
  id: z.string().min(1).max(100),
  /** UTC milliseconds. */
  at: z.number().int(),
  /** The desk that decided, such as `bien-tap`: an office and never a person. */
  by: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
};

/**
 * What an editor decided about stories. Kept apart from the items and applied after every clustering, so that it outlives it; removing the
 * edit undoes it. `split`: the items, with their reprints and comments, leave whatever story they are in and form one of their own, `splitStoryId`.
 * `merge`: all items of the stories belong to the first of them.
 */
export const storyEditSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('split'), itemIds: z.array(idSchema).min(1).max(1_000) }),
  z.strictObject({ ...common, kind: z.literal('merge'), storyIds: z.array(idSchema).min(2).max(100) }),
]);
export type StoryEdit = z.infer<typeof storyEditSchema>;

const SPLIT_STORY = 's-split-';

/** Id of the story that a split makes. It does not name an item, so it stays whatever joins. */
export function splitStoryId(edit: Pick<StoryEdit, 'id'>): string {
  return `${SPLIT_STORY}${edit.id}`;
}

/** Whether a split made the story: then what belongs to it was decided, not found. */
export function isSplitStory(storyId: string): boolean {
  return storyId.startsWith(SPLIT_STORY);
}

/** The order in which edits are applied: by time, then id; the later one wins. */
export function inEditOrder(edits: readonly StoryEdit[]): StoryEdit[] {
  return edits.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}
