import { randomUUID } from 'node:crypto';
import { DuLuanError } from '../domain/errors.ts';
import { splitStoryId, storyEditSchema, type StoryEdit } from '../domain/story-edit.ts';
import { keepStories } from '../pipeline/story-keeper.ts';
import type { Store } from '../store/store.ts';
import { withSession } from './open-session.ts';

export interface DeskOptions {
  readonly by: string;
}

/** Puts all items of the stories into the first one and prints the edit as one JSON line. @throws USAGE, NOT_FOUND */
export async function mergeStories(storyIds: readonly string[], { by }: DeskOptions): Promise<void> {
  if (new Set(storyIds).size !== storyIds.length) throw new DuLuanError('USAGE', { detail: 'A story cannot be merged with itself' });
  const edit = editOf({ id: randomUUID(), at: Date.now(), by, kind: 'merge', storyIds });
  await withSession(async ({ engine: { store } }) => {
    for (const id of storyIds) if (!(await store.story(id))) throw new DuLuanError('NOT_FOUND', { what: `story ${id}` });
    await keep(store, edit);
  });
}

/** Takes items out of a story into one of their own and prints the edit with its id as one JSON line. @throws USAGE, NOT_FOUND */
export async function splitStory(storyId: string, itemIds: readonly string[], { by }: DeskOptions): Promise<void> {
  const edit = editOf({ id: randomUUID(), at: Date.now(), by, kind: 'split', itemIds });
  await withSession(async ({ engine: { store } }) => {
    const story = await store.story(storyId);
    if (!story) throw new DuLuanError('NOT_FOUND', { what: `story ${storyId}` });
    for (const id of itemIds) {
      const item = await store.get(id);
      if (!item) throw new DuLuanError('NOT_FOUND', { what: `item ${id}` });
      if (item.storyId !== storyId) throw new DuLuanError('USAGE', { detail: `Item ${id} is not in story ${storyId}` });
    }
    if (new Set(itemIds).size >= story.itemCount) throw new DuLuanError('USAGE', { detail: 'Something must stay in the story' });
    await keep(store, edit);
  });
}

/** Prints every edit in the order in which they are applied, one JSON line each. */
export async function storyEdits(): Promise<void> {
  await withSession(async ({ engine: { store } }) => {
    for (const edit of await store.storyEdits()) print(edit);
  });
}

/** Removes an edit; stories are as if it had never been. @throws NOT_FOUND */
export async function undoStoryEdit(id: string): Promise<void> {
  await withSession(async ({ engine: { store } }) => {
    if (!(await store.removeStoryEdit(id))) throw new DuLuanError('NOT_FOUND', { what: `edit ${id}` });
    console.log(JSON.stringify({ undone: id, itemsChanged: await keepStories(store, null) }));
  });
}

/** All stories are found anew: what an edit is about may lie before the window of a running `tend`. */
async function keep(store: Store, edit: StoryEdit): Promise<void> {
  await store.putStoryEdit(edit);
  await keepStories(store, null);
  print(edit);
}

function print(edit: StoryEdit): void {
  console.log(JSON.stringify(edit.kind === 'split' ? { ...edit, storyId: splitStoryId(edit) } : edit));
}

function editOf(given: unknown): StoryEdit {
  const edit = storyEditSchema.safeParse(given);
  if (edit.success) return edit.data;
  const isDesk = edit.error.issues.some(({ path }) => path[0] === 'by');
  const detail = isDesk ? '--by is a desk such as bien-tap: lower-case letters, digits and hyphens' : 'These are no ids, or too many';
  throw new DuLuanError('USAGE', { detail });
}
