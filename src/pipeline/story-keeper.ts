import type { Item } from '../domain/item.ts';
import type { ItemQuery } from '../domain/query.ts';
import type { StoryAssignment } from '../domain/story.ts';
import type { Store } from '../store/store.ts';
import { assignStories } from './analysis/story/cluster-stories.ts';

/** Title and lead tell the event; more text only adds cost. */
const LEAD_CHARS = 600;

/**
 * Finds reprints and stories among the items that `window` selects and writes what changed. Equal sets of items give equal stories, in
 * whatever order they came. An empty window selects everything. Returns how many items changed.
 */
export async function keepStories(store: Store, window: ItemQuery): Promise<number> {
  const inputs = [];
  const before = new Map<string, Pick<Item, 'storyId' | 'reprintOf'>>();
  for await (const item of store.scan(window)) {
    before.set(item.id, { storyId: item.storyId, reprintOf: item.reprintOf });
    inputs.push({
      id: item.id,
      kind: item.kind,
      title: item.title,
      text: item.text.slice(0, LEAD_CHARS),
      publishedAt: item.publishedAt,
      url: item.url,
      threadUrl: item.threadUrl,
      places: item.analysis.places.map((place) => place.unit),
    });
  }
  const changed = assignStories(inputs).filter((assignment) => differs(assignment, before.get(assignment.itemId)));
  if (changed.length > 0) await store.assignStories(changed);
  return changed.length;
}

function differs(assignment: StoryAssignment, before: Pick<Item, 'storyId' | 'reprintOf'> | undefined): boolean {
  return before?.storyId !== assignment.storyId || before.reprintOf !== assignment.reprintOf;
}
