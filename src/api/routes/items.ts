import { z } from 'zod';
import { DuLuanError } from '../../domain/errors.ts';
import type { Item } from '../../domain/item.ts';
import { searchParamsShape } from '../../domain/search-url.ts';
import { explanationViewSchema, itemViewSchema, searchViewSchema, type ExplanationView, type ItemView } from '../../domain/views.ts';
import { FAULTS, type ApiApp } from '../api-app.ts';
import type { ApiDeps } from '../api-deps.ts';
import { buildItemView } from '../build-item-view.ts';
import { buildSearchView } from '../build-search-view.ts';
import type { Names } from '../names.ts';
import { readQuery } from '../read-query.ts';

/** Texts are long: a hundred of them are what one answer may weigh. */
const MOST_PER_PAGE = 100;

const querySchema = z.strictObject({
  ...searchParamsShape,
  cursor: z.string().min(1).max(500).optional(),
  limit: z.coerce.number().int().min(1).max(MOST_PER_PAGE).default(20),
});
const idSchema = z.object({ id: z.string().min(1).max(100) });

export function addItemRoutes(app: ApiApp, deps: ApiDeps, names: Names): void {
  const viewDeps = { store: deps.store, names, minimumGroup: deps.profile.minimumGroup };
  app.get(
    '/api/items',
    { schema: { summary: 'Items that match, newest first', querystring: querySchema, response: { 200: searchViewSchema, ...FAULTS } } },
    (request) => {
      const { cursor = null, limit, ...params } = request.query;
      return buildSearchView(viewDeps, readQuery(params), { limit, cursor });
    },
  );
  app.get(
    '/api/items/:id',
    { schema: { summary: 'One item', params: idSchema, response: { 200: itemViewSchema, ...FAULTS } } },
    (request) => readItemView(deps, names, request.params.id),
  );
  app.get(
    '/api/items/:id/explanation',
    {
      schema: {
        summary: 'Which words of an item spoke for its labels and which against them',
        params: idSchema,
        response: { 200: explanationViewSchema, ...FAULTS },
      },
    },
    (request) => explainItem(deps, request.params.id),
  );
}

async function readItemView(deps: ApiDeps, names: Names, id: string): Promise<ItemView> {
  return buildItemView(await readItem(deps, id), [], names);
}

async function explainItem(deps: ApiDeps, id: string): Promise<ExplanationView> {
  const item = await readItem(deps, id);
  return { labels: deps.explain?.(item) ?? [] };
}

async function readItem({ store }: ApiDeps, id: string): Promise<Item> {
  const item = await store.get(id);
  if (!item) throw new DuLuanError('NOT_FOUND', { what: 'such item' });
  return item;
}
