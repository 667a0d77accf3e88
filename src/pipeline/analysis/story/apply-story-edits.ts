import type { StoryAssignment } from '../../../domain/story.ts';
import { inEditOrder, splitStoryId, type StoryEdit } from '../../../domain/story-edit.ts';
import { namingItem, threadOf, type StoryInput } from './cluster-stories.ts';

/**
 * Applies what editors decided to what clustering found, in the order of the edits, so that the later of two that disagree wins. Pure. Edits
 * about items and stories that are not among these change nothing, but a story that lies before the window may still be merged into.
 */
export function applyStoryEdits(
  assignments: readonly StoryAssignment[],
  edits: readonly StoryEdit[],
  inputs: readonly StoryInput[],
): StoryAssignment[] {
  if (edits.length === 0) return [...assignments];
  const stories = storiesOf(assignments);
  const followers = followersOf(assignments, inputs);
  for (const edit of inEditOrder(edits)) {
    if (edit.kind === 'split') split(edit, stories, followers);
    else merge(edit.storyIds, stories);
  }
  return assignments.map((each) => ({ ...each, storyId: stories.ofItem.get(each.itemId)?.id ?? each.storyId }));
}

interface Story {
  id: string;
  readonly members: Set<string>;
}

/** Which item is where, from both sides. Only stories that have members are in `byId`. */
interface Stories {
  readonly ofItem: Map<string, Story>;
  readonly byId: Map<string, Story>;
  readonly mergedInto: Map<string, string>;
}

function storiesOf(assignments: readonly StoryAssignment[]): Stories {
  const stories: Stories = { ofItem: new Map(), byId: new Map(), mergedInto: new Map() };
  for (const { itemId, storyId } of assignments) if (storyId !== null) move(itemId, storyId, stories);
  return stories;
}

function move(itemId: string, to: string, { ofItem, byId }: Stories): void {
  const from = ofItem.get(itemId);
  from?.members.delete(itemId);
  if (from?.members.size === 0) byId.delete(from.id);
  const story = byId.get(to) ?? { id: to, members: new Set() };
  byId.set(to, story);
  story.members.add(itemId);
  ofItem.set(itemId, story);
}

function split(edit: StoryEdit & { kind: 'split' }, stories: Stories, followers: ReadonlyMap<string, readonly string[]>): void {
  for (const itemId of edit.itemIds)
    for (const each of [itemId, ...(followers.get(itemId) ?? [])]) if (stories.ofItem.has(each)) move(each, splitStoryId(edit), stories);
}

function merge(storyIds: readonly string[], stories: Stories): void {
  const [target, ...others] = storyIds.map((id) => presentId(id, stories));
  if (target === undefined) return;
  for (const other of new Set(others)) if (other !== target) join(target, other, stories);
}

/** The smaller set moves, whichever keeps its id, so that thousands of merges stay cheap. */
function join(target: string, other: string, { ofItem, byId, mergedInto }: Stories): void {
  mergedInto.set(other, target);
  const moving = byId.get(other);
  if (!moving) return;
  byId.delete(other);
  const staying = byId.get(target) ?? { id: target, members: new Set() };
  const [large, small] = staying.members.size < moving.members.size ? [moving, staying] : [staying, moving];
  large.id = target;
  byId.set(target, large);
  for (const itemId of small.members) {
    large.members.add(itemId);
    ofItem.set(itemId, large);
  }
}

/**
 * What the story is called now: an earlier item that came in later gives it another id, of which the item that named it then is still a member; and it
 * may have been merged into another one.
 */
function presentId(id: string, { ofItem, byId, mergedInto }: Stories): string {
  if (byId.has(id)) return id;
  for (let next = mergedInto.get(id); next !== undefined; next = mergedInto.get(id)) id = next;
  if (byId.has(id)) return id;
  const naming = namingItem(id);
  return (naming === null ? undefined : ofItem.get(naming)?.id) ?? id;
}

/** Reprints and comments go where the news goes that they repeat or answer. */
function followersOf(assignments: readonly StoryAssignment[], inputs: readonly StoryInput[]): Map<string, string[]> {
  const followers = new Map<string, string[]>();
  const follow = (leader: string | undefined, itemId: string): void => {
    if (leader === undefined || leader === itemId) return;
    const known = followers.get(leader);
    if (known) known.push(itemId);
    else followers.set(leader, [itemId]);
  };
  for (const { itemId, reprintOf } of assignments) follow(reprintOf ?? undefined, itemId);
  const leaders = new Map(inputs.filter(({ threadUrl }) => threadUrl === null).map((input) => [threadOf(input), input.id]));
  for (const input of inputs) if (input.threadUrl !== null) follow(leaders.get(threadOf(input)), input.id);
  return followers;
}
