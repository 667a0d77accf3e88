import { z } from 'zod';
import { newsEventTypeSchema } from './news-event.ts';
import { newsKindSchema } from './news-kind.ts';
import { actSchema, stanceSchema, toneSchema } from './opinion.ts';
import type { ItemQuery } from './query.ts';
import { itemKindSchema } from './raw-item.ts';
import { addDays, dayOf, startOfDay } from './time.ts';
import { topicSchema } from './topic.ts';

/** Posts and comments: what the public says, as against the press. */
export const PUBLIC_KINDS = ['post', 'comment'] as const;

/** Ids are short; a list of them longer than this is no filter that a person chose. */
const MOST_VALUES = 200;

/** Values of one filter stand in one parameter, separated by commas. Ids never hold one. An empty parameter does not filter. */
function listOf<T>(value: z.ZodType<T, string>) {
  return z
    .string()
    .max(8_000)
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(value).max(MOST_VALUES))
    .optional();
}

const flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional();

/** A `YYYY-MM-DD` day that exists. Four centuries bound the arithmetic on days. */
export const daySchema = z
  .string()
  .regex(/^(19|20|21|22)\d\d-\d\d-\d\d$/, 'must be a day such as 2026-08-17')
  .refine((day) => Number.isFinite(startOfDay(day)) && dayOf(startOfDay(day)) === day, 'is no day of the calendar');

/**
 * Filters of a search as parameters of an address, the same for `/tim-kiem` of the dashboard and `/api/items`. `from` and `to` are days,
 * both inclusive. An unknown parameter is refused by the API: a misspelt filter must not silently mean "everything".
 */
export const searchParamsShape = {
  text: z.string().trim().max(400).optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
  undated: flag,
  kinds: listOf(itemKindSchema),
  topics: listOf(topicSchema),
  tones: listOf(toneSchema.or(z.literal('abstained'))),
  stances: listOf(stanceSchema.or(z.literal('abstained'))),
  acts: listOf(actSchema),
  checkable: flag,
  newsKinds: listOf(newsKindSchema.or(z.literal('abstained'))),
  events: listOf(newsEventTypeSchema),
  outlets: listOf(z.string()),
  sources: listOf(z.string()),
  places: listOf(z.string()),
  storyId: z.string().max(200).optional(),
  threadUrl: z.string().max(2_200).optional(),
  reprints: flag,
};
export const searchParamsSchema = z.strictObject(searchParamsShape);
export type SearchParams = z.output<typeof searchParamsSchema>;

/** The search that parsed parameters mean. Empty values do not filter. */
export function queryOfParams(params: SearchParams): ItemQuery {
  const query: ItemQuery = {};
  const { from, to, ...filters } = params;
  for (const [name, value] of Object.entries(filters)) {
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    Object.assign(query, { [name]: value });
  }
  if (from !== undefined) query.from = startOfDay(from);
  if (to !== undefined) query.to = startOfDay(addDays(to, 1));
  return query;
}

/** Parameters of a search, in a fixed order. `from` and `to` must be beginnings of days: an address knows no hours. */
export function paramsOfQuery(query: ItemQuery): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of Object.keys(searchParamsShape) as (keyof ItemQuery)[]) {
    const value = query[name];
    if (value === undefined) continue;
    if (name === 'from') params.set('from', dayOf(Number(value)));
    else if (name === 'to') params.set('to', dayOf(Number(value) - 1));
    else params.set(name, String(value)); // a list prints with commas
  }
  return params;
}

/** Address of the dashboard page that lists exactly the items that `query` finds. */
export function searchHref(query: ItemQuery): string {
  // Commas and colons need no escaping in a query and are what a reader can read.
  return `/tim-kiem?${paramsOfQuery(query).toString().replaceAll('%2C', ',').replaceAll('%2F', '/')}`;
}

/** Address of a story's page, narrowed to the days in which it was counted when a span is given. */
export function storyHref(id: string, span: { readonly from: number; readonly to: number } | null): string {
  const path = `/vu-viec/${encodeURIComponent(id)}`;
  return span ? `${path}?${paramsOfQuery({ from: span.from, to: span.to })}` : path;
}
