import type { ItemKind } from '../../../domain/raw-item.ts';
import type { StoryAssignment } from '../../../domain/story.ts';
import { describeEvents } from './describe-events.ts';
import { likelyPairs, linkEvents } from './link-events.ts';
import { namesOtherPlace } from './names-other-place.ts';
import { findNearDuplicates } from './near-duplicates.ts';
import { SAME_EVENT } from './same-event.ts';

/** What the story keeper knows of one item. */
export interface StoryInput {
  readonly id: string;
  readonly kind: ItemKind;
  readonly title: string;
  /** The lead; the first 600 characters are enough. */
  readonly text: string;
  /** UTC milliseconds; null when unknown. */
  readonly publishedAt: number | null;
  readonly url: string;
  /** Who published it, such as the host of its address; null when unknown. */
  readonly outlet: string | null;
  /** URL of what a comment answers; null otherwise. */
  readonly threadUrl: string | null;
  /** Unit ids. */
  readonly places: readonly string[];
}

/**
 * Finds for every item its story and, for news, the first publication that it repeats. Pure, and the same set in any order gives
 * the same answer; assignments come in the order of time (undated last), then id.
 *
 * News of one event within days of each other form a story; a news item alone is a story of one. Undated news joins a story only as
 * a reprint. Posts and comments belong to the story of the news that they answer, else all of one thread form a story. Only news
 * can be a reprint: two equal comments are two opinions. A story's id is `s-` and the id of its earliest item, so it stays when later
 * items join.
 */
export function assignStories(items: readonly StoryInput[]): StoryAssignment[] {
  const ordered = uniqueInOrder(items);
  const news = ordered.filter((item) => item.kind === 'news');
  const reprints = reprintsOf(news);
  const storyOfNews = storiesOf(news, reprints);
  const storyOfThread = new Map(news.map((item) => [threadOf(item), storyOfNews.get(item.id) ?? '']).toReversed() as [string, string][]); // the first news item of an address wins
  return ordered.map((item) => {
    if (item.kind === 'news')
      return { itemId: item.id, storyId: storyOfNews.get(item.id) ?? null, reprintOf: reprints.get(item.id) ?? null };
    const thread = threadOf(item);
    const storyId = storyOfThread.get(thread) ?? storyIdOf(item.id);
    storyOfThread.set(thread, storyId);
    return { itemId: item.id, storyId, reprintOf: null };
  });
}

function uniqueInOrder(items: readonly StoryInput[]): StoryInput[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const time = (item: StoryInput): number => item.publishedAt ?? Number.MAX_SAFE_INTEGER;
  return [...byId.values()].toSorted((a, b) => time(a) - time(b) || (a.id < b.id ? -1 : 1));
}

/** Address of what is answered, or of the item itself. Comments carry their own id as fragment of the thread's address. */
export function threadOf(item: StoryInput): string {
  return (item.threadUrl ?? item.url).replace(/#.*$/s, '');
}

function storyIdOf(itemId: string): string {
  return `s-${itemId}`;
}

/** The item after which a story is named; null when the id was not made from an item's. */
export function namingItem(storyId: string): string | null {
  return storyId.startsWith('s-') ? storyId.slice(2) : null;
}

/** Weekly reports repeat their sentences word for word; another place makes another report. */
function reprintsOf(news: readonly StoryInput[]): Map<string, string> {
  const found = findNearDuplicates(news.map(({ id, title, text }) => ({ id, text: `${title}\n${text}` })));
  const places = new Map(news.map((item) => [item.id, item.places]));
  const isOther = (id: string, original: string): boolean => namesOtherPlace(places.get(id) ?? [], places.get(original) ?? []);
  return new Map(
    found.flatMap(({ id, duplicateOf }) => (duplicateOf === null || isOther(id, duplicateOf) ? [] : [[id, duplicateOf] as const])),
  );
}

/** Story ids of news. Only originals are clustered; a reprint goes where its original goes. */
function storiesOf(news: readonly StoryInput[], reprints: ReadonlyMap<string, string>): Map<string, string> {
  const originals = news.filter((item) => !reprints.has(item.id));
  const dated = originals.flatMap((item) => (item.publishedAt === null ? [] : [{ item, at: item.publishedAt }]));
  const events = describeEvents(
    dated.map(({ item, at }) => ({ title: item.title, lead: item.text, at, outlet: item.outlet, places: item.places })),
  );
  const pairs = likelyPairs(events, SAME_EVENT);
  const groups = linkEvents(
    events.map(({ at }) => at),
    pairs,
    SAME_EVENT.joinAt,
  );
  const stories = new Map(originals.map((item) => [item.id, storyIdOf(item.id)]));
  for (const [place, { item }] of dated.entries()) stories.set(item.id, storyIdOf(dated[groups[place] ?? place]?.item.id ?? item.id));
  for (const [reprint, original] of reprints) stories.set(reprint, stories.get(original) ?? storyIdOf(original));
  return stories;
}
