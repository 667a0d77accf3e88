import { z } from 'zod';
import { topicSchema } from './topic.ts';

const counts = z.record(z.string(), z.number().int().nonnegative());

/** One row of a table whose number opens items: `query` is the search that finds exactly what was counted. */
const rowSchema = z.strictObject({ value: z.string(), count: z.number().int(), previous: z.number().int().nullable() });

/**
 * The frozen figures of one week, Monday to Sunday in Asia/Ho_Chi_Minh. Every output of that week is drawn from it and
 * from nothing else. A count of `null` is withheld because it rests on fewer comments than `minimumGroup`.
 */
export const snapshotSchema = z.strictObject({
  week: z.string().regex(/^\d{4}-W\d{2}$/),
  profile: z.string(),
  from: z.number().int(),
  to: z.number().int(),
  closedAt: z.number().int(),
  models: z.array(z.string()),
  totals: z.strictObject({ news: z.number().int(), public: z.number().int(), reprints: z.number().int(), undated: z.number().int() }),
  previous: z.strictObject({ news: z.number(), public: z.number() }),
  topics: z.array(z.strictObject({ topic: topicSchema, count: z.number().int(), previous: z.number() })),
  pressTone: counts,
  publicStance: z.record(z.string(), z.number().int().nonnegative().nullable()),
  outlets: z.array(rowSchema),
  stories: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      itemCount: z.number().int(),
      newsCount: z.number().int(),
      /** null when withheld. */
      publicCount: z.number().int().nullable(),
      outlets: z.array(z.string()),
    }),
  ),
  coverage: z.strictObject({
    sources: z.number().int(),
    answered: z.number().int(),
    silent: z.number().int(),
    failed: z.number().int(),
  }),
  /** SHA-256 over the sorted ids of the items counted, so that a later change of the store can be seen. */
  itemsHash: z.string(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;
