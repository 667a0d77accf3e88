import type { Item } from '../domain/item.ts';
import { STORY_GAP_DAYS, type StoryAssignment } from '../domain/story.ts';
import { DAY_MS } from '../domain/time.ts';
import { isSplitStory } from '../domain/story-edit.ts';
import type { Store } from '../store/store.ts';
import { applyStoryEdits } from './analysis/story/apply-story-edits.ts';
import { assignStories, type StoryInput } from './analysis/story/cluster-stories.ts';

/** Title and lead tell the event; more text only adds cost. */
const LEAD_CHARS = 600;

/** What an item belonged to before this pass. */
type Before = ReadonlyMap<string, Pick<Item, 'storyId' | 'reprintOf'>>;

/**
 * Finds reprints and stories among the items published since `since` (all when null), undated ones included, and writes what changed.
 * Equal sets of items and edits give equal stories, in whatever order they came. A story that began before `since` keeps its id. Editors'
 * splits and merges have the last word. Returns how many items changed.
 */
export async function keepStories(store: Store, since: number | null): Promise<number> {
  const inputs: StoryInput[] = [];
  const before = new Map<string, Pick<Item, 'storyId' | 'reprintOf'>>();
  for (const query of since === null ? [{}] : [{ from: since }, { undated: true }]) {
    for await (const item of store.scan(query)) {
      before.set(item.id, { storyId: item.storyId, reprintOf: item.reprintOf });
      inputs.push(storyInput(item));
    }
  }
  const assigned = assignStories(inputs);
  const found = since === null ? assigned : await keepOlder(assigned, { store, since, before, inputs });
  const kept = applyStoryEdits(found, await store.storyEdits(), inputs);
  const changed = kept.filter(
    (each) => each.storyId !== before.get(each.itemId)?.storyId || each.reprintOf !== before.get(each.itemId)?.reprintOf,
  );
  if (changed.length > 0) await store.assignStories(changed);
  return changed.length;
}

function storyInput(item: Item): StoryInput {
  return {
    id: item.id,
    kind: item.kind,
    title: item.title,
    text: item.text.slice(0, LEAD_CHARS),
    publishedAt: item.publishedAt,
    url: item.url,
    outlet: item.outlet ?? URL.parse(item.url)?.hostname ?? null,
    threadUrl: item.threadUrl,
    places: item.analysis.places.map((place) => place.unit),
  };
}

interface Pass {
  readonly store: Store;
  readonly since: number;
  readonly before: Before;
  readonly inputs: readonly StoryInput[];
}

/** Joins what this pass found to stories and originals that lie before its window, which it cannot see. */
async function keepOlder(assigned: readonly StoryAssignment[], pass: Pass): Promise<StoryAssignment[]> {
  const olderId = await olderStories(assigned, pass);
  return assigned.map((each) => {
    const original = pass.before.get(each.itemId)?.reprintOf ?? null;
    return {
      itemId: each.itemId,
      storyId: each.storyId === null ? null : (olderId.get(each.storyId) ?? each.storyId),
      reprintOf: original !== null && !pass.before.has(original) ? original : each.reprintOf,
    };
  });
}

/** For each story that may have begun before the window, the id that it had. Of several, the one that began first. */
async function olderStories(assigned: readonly StoryAssignment[], pass: Pass): Promise<Map<string, string>> {
  const publishedAt = new Map(pass.inputs.map((input) => [input.id, input.publishedAt]));
  const claims = new Map<string, Set<string>>();
  for (const { itemId, storyId } of assigned) {
    const old = pass.before.get(itemId)?.storyId;
    const at = publishedAt.get(itemId) ?? null;
    // Only items near the window's edge can follow one that lies before it.
    if (storyId === null || !old || old === storyId || at === null || at >= pass.since + STORY_GAP_DAYS * DAY_MS) continue;
    // What an editor took out says nothing about those that it was found with.
    if (isSplitStory(old)) continue;
    claims.set(storyId, (claims.get(storyId) ?? new Set()).add(old));
  }
  const olderId = new Map<string, string>();
  for (const [storyId, candidates] of claims) {
    const stories = await Promise.all([...candidates].map((id) => pass.store.story(id)));
    const older = stories.filter((story) => story !== null && story.firstAt < pass.since);
    const first = older.toSorted((a, b) => (a?.firstAt ?? 0) - (b?.firstAt ?? 0) || ((a?.id ?? '') < (b?.id ?? '') ? -1 : 1))[0];
    if (first) olderId.set(storyId, first.id);
  }
  return olderId;
}
