import { z } from 'zod';
import type { ItemQuery } from '../../domain/query.ts';
import { daySchema, PUBLIC_KINDS, searchParamsShape } from '../../domain/search-url.ts';
import { storyPageSchema, storyViewSchema, type StoryView } from '../../domain/views.ts';
import { FAULTS, type ApiApp } from '../api-app.ts';
import type { ApiDeps } from '../api-deps.ts';
import { buildStoryPage } from '../build-story-page.ts';
import { buildStoryViews, type StoryDeps } from '../build-story-view.ts';
import type { Names } from '../names.ts';
import { readQuery } from '../read-query.ts';

const MOST_STORIES = 100;

const listSchema = z.strictObject({ ...searchParamsShape, limit: z.coerce.number().int().min(1).max(MOST_STORIES).default(20) });
const idSchema = z.object({ id: z.string().min(1).max(200) });
const spanSchema = z.strictObject({ from: daySchema.optional(), to: daySchema.optional() });
const storiesSchema = z.object({ stories: z.array(storyViewSchema) });

export function addStoryRoutes(app: ApiApp, deps: ApiDeps, names: Names): void {
  const storyDeps = { store: deps.store, names, minimumGroup: deps.profile.minimumGroup };
  app.get(
    '/api/stories',
    {
      schema: {
        summary: 'Stories with matching items, largest first',
        querystring: listSchema,
        response: { 200: storiesSchema, ...FAULTS },
      },
    },
    (request) => {
      const { limit, ...params } = request.query;
      return listStories(storyDeps, readQuery(params), limit);
    },
  );
  app.get(
    '/api/stories/:id',
    { schema: { summary: 'One story', params: idSchema, querystring: spanSchema, response: { 200: storyPageSchema, ...FAULTS } } },
    (request) => {
      const { from, to } = readQuery(request.query);
      return buildStoryPage({ ...storyDeps, quality: deps.quality }, request.params.id, {
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      });
    },
  );
}

async function listStories(deps: StoryDeps, query: ItemQuery, limit: number): Promise<{ stories: StoryView[] }> {
  const kinds = PUBLIC_KINDS.filter((kind) => query.kinds?.includes(kind) ?? true);
  const people = await deps.store.search({ ...query, kinds }, { limit: 1, cursor: null });
  const stories = await deps.store.stories(query, limit);
  return { stories: await buildStoryViews(deps, stories, { query, publicTotal: people.total }) };
}
