import { storyHref } from '../domain/search-url.ts';
import type { ItemQuery } from '../domain/query.ts';
import type { Story } from '../domain/story.ts';
import { toIso } from '../domain/time.ts';
import { TOPICS } from '../domain/topic.ts';
import type { StoryView } from '../domain/views.ts';
import { countsOf, type Span } from '../digest/count-span.ts';
import { storyFigures, type StoryFigures } from '../digest/story-figures.ts';
import type { Store } from '../store/store.ts';
import type { Names } from './names.ts';

export interface StoryDeps {
  readonly store: Store;
  readonly names: Names;
  readonly minimumGroup: number;
}

/** Stories side by side as a page shows them. `among` is the search that found them, `publicTotal` its public items when they are shown. */
export async function buildStoryViews(
  deps: StoryDeps,
  stories: readonly Story[],
  among: { readonly query: ItemQuery; readonly publicTotal: number | null },
): Promise<StoryView[]> {
  const figures = storyFigures(stories, deps.minimumGroup, among.publicTotal);
  const views: StoryView[] = [];
  for (const [at, story] of stories.entries()) {
    const shown = figures[at] ?? { itemCount: null, publicCount: null };
    views.push(await buildStoryView(deps, { story, shown, query: among.query }));
  }
  return views;
}

/** `outlets` count news only: of a platform's comments nothing is said beside `publicCount`. */
async function buildStoryView(
  { store, names }: StoryDeps,
  { story, shown, query }: { story: Story; shown: StoryFigures; query: ItemQuery },
): Promise<StoryView> {
  const facets = await store.facets({ ...query, storyId: story.id, kinds: ['news'] }, ['outlet']);
  const outlets = [...countsOf(facets, 'outlet')].map(([id, count]) => ({ id, name: names.ofFacet('outlet', id), count }));
  return {
    id: story.id,
    title: story.title,
    firstAt: toIso(story.firstAt),
    lastAt: toIso(story.lastAt),
    itemCount: shown.itemCount,
    newsCount: story.newsCount,
    publicCount: shown.publicCount,
    reprintCount: story.reprintCount,
    familyCount: new Set(outlets.map(({ id }) => names.familyOf(id))).size,
    outlets,
    mainTopic: TOPICS.find((topic) => topic === story.mainTopic) ?? null,
    href: storyHref(story.id, spanOf(query)),
  };
}

/** The days that a search was narrowed to; null when it was not narrowed on both ends. */
function spanOf(query: ItemQuery): Span | null {
  return query.from === undefined || query.to === undefined ? null : { from: query.from, to: query.to };
}
