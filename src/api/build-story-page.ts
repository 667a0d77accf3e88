import { DuLuanError } from '../domain/errors.ts';
import type { ItemQuery } from '../domain/query.ts';
import { PUBLIC_KINDS } from '../domain/search-url.ts';
import { addDays, dayOf, startOfDay } from '../domain/time.ts';
import type { ItemView, StoryPage } from '../domain/views.ts';
import type { Span } from '../digest/count-span.ts';
import { gatherPassages } from '../digest/gather-passages.ts';
import { countStanceDays, shownStanceDays, type ShownStanceDays } from '../digest/stance-days.ts';
import { streamRows } from '../digest/stream-rows.ts';
import { buildItemView } from './build-item-view.ts';
import { buildStoryViews, type StoryDeps } from './build-story-view.ts';

/** Coverage of one event that a reader looks through; the search lists the rest. */
const NEWS_SHOWN = 50;
/** Passages per stance: enough to hear each side, equal for all, so that none is made to look larger than it is. */
const PASSAGES_PER_STANCE = 3;
/** A story that runs on for longer is shown in its last year: a table of more days is masked too slowly and read by nobody. */
const MOST_DAYS = 366;

export interface StoryPageDeps extends StoryDeps {
  /** Measured quality of the classifiers; empty when none was measured. */
  readonly quality: readonly StoryPage['accuracy'][number][];
}

/** Days that a page asked for; either end may be open. */
export type AskedSpan = Pick<ItemQuery, 'from' | 'to'>;

/**
 * One story: how it ran, how the public divides, the coverage, and passages of every side. `asked` narrows it to the days in which
 * another page counted it. @throws NOT_FOUND when there is no such story or none of it lies in these days.
 */
export async function buildStoryPage(deps: StoryPageDeps, id: string, asked: AskedSpan): Promise<StoryPage> {
  const span = await findSpan(deps, id, asked);
  const query: ItemQuery = { ...span, storyId: id };
  const [story] = await deps.store.stories(query, 1);
  const stanceDays = shownStanceDays(await countStanceDays(deps.store, query, span), deps.minimumGroup);
  const [view] = story ? await buildStoryViews(deps, [story], { query: span, publicTotal: stanceDays.public }) : [];
  if (!view) throw notFound();
  const { rows, taken } = streamRows(stanceDays.stances, { ...query, kinds: [...PUBLIC_KINDS] });
  return {
    story: view,
    days: await newsBeside(deps, query, stanceDays),
    stance: rows,
    taken,
    news: await listItems(deps, { ...query, kinds: ['news'] }, NEWS_SHOWN),
    ...(await listPassages(deps, query)),
    accuracy: deps.quality.filter(({ task }) => task === 'stance-public'),
  };
}

/** Whole days from the story's first to its last item within what was asked for. */
async function findSpan({ store }: StoryDeps, id: string, asked: AskedSpan): Promise<Span> {
  const [story] = await store.stories({ ...asked, storyId: id }, 1);
  if (!story) throw notFound();
  const last = dayOf(story.lastAt);
  const first = startOfDay(addDays(last, 1 - MOST_DAYS));
  return { from: Math.max(startOfDay(dayOf(story.firstAt)), first), to: startOfDay(addDays(last, 1)) };
}

async function newsBeside({ store }: StoryDeps, query: ItemQuery, { days }: ShownStanceDays): Promise<StoryPage['days']> {
  const trend = await store.trend({ ...query, kinds: ['news'] }, 'none');
  const news = new Map(trend.map(({ day, count }) => [day, count]));
  return days.map(({ day, public: people }) => ({ day, news: news.get(day) ?? 0, public: people }));
}

/** Typical of every stance; when nobody takes a stand, the newest of all. */
async function listPassages(deps: StoryDeps, query: ItemQuery): Promise<Pick<StoryPage, 'passages' | 'sampled'>> {
  const streams = await gatherPassages(deps.store, query, PASSAGES_PER_STANCE);
  const passages: ItemView[] = [];
  for (const place of streams.flatMap((stream) => stream.passages)) {
    const item = await deps.store.get(place.id);
    if (item) passages.push({ ...buildItemView(item, [], deps.names), passage: cutOut(item.text, place), passageHits: [] });
  }
  return {
    passages: passages.length > 0 ? passages : await listItems(deps, { ...query, kinds: [...PUBLIC_KINDS] }, PASSAGES_PER_STANCE),
    sampled: streams.filter(({ isSample }) => isSample).map(({ stance }) => stance),
  };
}

/** A passage as it stands, with `…` where its text goes on. */
function cutOut(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  const before = text.slice(0, start).trim() === '' ? '' : '… ';
  const after = text.slice(end).trim() === '' ? '' : ' …';
  return `${before}${text.slice(start, end)}${after}`;
}

async function listItems({ store, names }: StoryDeps, query: ItemQuery, limit: number): Promise<ItemView[]> {
  const { items } = await store.search(query, { limit, cursor: null });
  return items.map((item) => buildItemView(item, [], names));
}

function notFound(): DuLuanError {
  return new DuLuanError('NOT_FOUND', { what: 'such story in these days' });
}
