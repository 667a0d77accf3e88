import { z } from 'zod';
import { newsEventTypeSchema } from './news-event.ts';
import { newsKindSchema } from './news-kind.ts';
import { actSchema, stanceSchema, toneSchema } from './opinion.ts';
import { itemKindSchema } from './raw-item.ts';
import { topicSchema } from './topic.ts';
import type { Item } from './item.ts';

/**
 * A search is a value. Filters are joined by AND, the values of one filter by OR; an absent filter does not filter.
 * `text` is what a reader typed; its meaning is fixed in `language/search-terms.ts`, the same for every store.
 */
export const itemQuerySchema = z.strictObject({
  text: z.string().max(400).optional(),
  /** UTC milliseconds, inclusive / exclusive, on publishedAt. Either of them leaves undated items out. */
  from: z.number().int().optional(),
  to: z.number().int().optional(),
  /** true: only undated items; false: only dated ones. */
  undated: z.boolean().optional(),
  kinds: z.array(itemKindSchema).optional(),
  topics: z.array(topicSchema).optional(),
  /** `abstained` asks for items on which the classifier would not commit itself. */
  tones: z.array(toneSchema.or(z.literal('abstained'))).optional(),
  stances: z.array(stanceSchema.or(z.literal('abstained'))).optional(),
  acts: z.array(actSchema).optional(),
  checkable: z.boolean().optional(),
  /** Of news only; posts and comments have no kind, nor has news kept before kinds were told. */
  newsKinds: z.array(newsKindSchema.or(z.literal('abstained'))).optional(),
  /** News that tells of at least one such event. */
  events: z.array(newsEventTypeSchema).optional(),
  /** Outlet ids; `unknown` for items without one. */
  outlets: z.array(z.string()).optional(),
  sources: z.array(z.string()).optional(),
  /** Unit ids. */
  places: z.array(z.string()).optional(),
  storyId: z.string().optional(),
  threadUrl: z.string().optional(),
  /** false: leave reprints out, so that one text counts once. */
  reprints: z.boolean().optional(),
});
export type ItemQuery = z.infer<typeof itemQuerySchema>;

/** Newest first: publishedAt descending (undated last), then id ascending. The cursor is opaque and ends with null. */
export interface ItemPage {
  readonly items: readonly Item[];
  /** Exact number of matching items. */
  readonly total: number;
  readonly next: string | null;
}

export const FACETS = ['kind', 'topic', 'tone', 'stance', 'act', 'newsKind', 'event', 'outlet', 'source', 'place', 'checkable'] as const;
export type Facet = (typeof FACETS)[number];

/** Count per value, largest first, ties by value. An item with two topics counts once in each. `abstained` and `unknown` as above. */
export type FacetCounts = Readonly<Record<string, readonly { readonly value: string; readonly count: number }[]>>;

/** Split of a trend: one series per value of a facet, or a single series named `all`. */
export type TrendSplit = 'none' | 'kind' | 'topic' | 'tone' | 'stance';

/** Dated items per Asia/Ho_Chi_Minh day, days without items left out, sorted by day then value. */
export type Trend = readonly { readonly day: string; readonly value: string; readonly count: number }[];
