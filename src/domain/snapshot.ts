import { z } from 'zod';
import { stanceSchema } from './opinion.ts';
import { topicSchema } from './topic.ts';
import { overviewSchema } from './views.ts';

const shown = z.number().int().nonnegative();
/** null: withheld, because it rests on fewer comments than `minimumGroup` or would give such a count by difference. */
const withheld = shown.nullable();
/** Mean per week of the weeks before; null when withheld. */
const mean = z.number().nonnegative();

/** `value` is an outlet id; `previous` is null when no earlier week can be compared. */
const outletRowSchema = z.strictObject({ value: z.string(), name: z.string(), count: shown, previous: mean.nullable() });

const passageSchema = z.strictObject({ stance: stanceSchema, itemId: z.string(), start: shown, end: shown });

/**
 * The frozen figures of one week, Monday to Sunday in Asia/Ho_Chi_Minh. Every output of that week is drawn from it and
 * from nothing else, names included. Reprints are left out of every count but `totals.reprints` and those of stories.
 * Filled by digest/build-snapshot.ts.
 */
export const snapshotSchema = z.strictObject({
  week: z.string().regex(/^\d{4}-W\d{2}$/),
  profile: z.string(),
  letterhead: z.strictObject({ name: z.string(), department: z.string(), seat: z.string() }),
  /** UTC milliseconds, inclusive / exclusive. */
  from: z.number().int(),
  to: z.number().int(),
  closedAt: z.number().int(),
  models: z.array(z.string()),
  minimumGroup: z.number().int(),
  /** `reprints` are of news in the week; `undated` and `offTopic` are of all time, because neither belongs to a week. */
  totals: z.strictObject({ news: shown, public: withheld, reprints: shown, undated: shown, offTopic: shown }),
  /** `weeks`: how many weeks directly before hold items, 0 to 4; the means are over these. */
  previous: z.strictObject({ weeks: shown, news: mean, public: mean.nullable() }),
  /** News and public items together. Only topics that occur. */
  topics: z.array(z.strictObject({ topic: topicSchema, count: withheld, previous: mean.nullable() })),
  /** Posts and comments only. */
  publicTopics: z.array(
    z.strictObject({
      topic: topicSchema,
      count: withheld,
      previous: mean.nullable(),
      stances: z.record(z.string(), withheld),
      /**
       * What stands closest to all of a stream, as `[start, end)` of an item's text in UTF-16 units. Not the words: they leave the digest when the
       * item leaves the store. Absent in weeks that were closed before there were passages.
       */
      passages: z.array(passageSchema).optional(),
    }),
  ),
  pressTone: z.record(z.string(), shown),
  publicStance: z.record(z.string(), withheld),
  publicActs: z.record(z.string(), withheld),
  outlets: z.array(outletRowSchema),
  stories: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      itemCount: withheld,
      newsCount: shown,
      publicCount: withheld,
      outlets: z.array(z.string()),
    }),
  ),
  coverage: z.strictObject({ sources: shown, answered: shown, silent: shown, failed: shown, neverVisited: shown }),
  /** Sources that gave nothing, with what a person should know: the name of the state on screen. */
  gaps: z.array(z.strictObject({ name: z.string(), state: z.string() })),
  accuracy: overviewSchema.shape.accuracy,
  /** SHA-256 over the sorted ids of the items counted, so that a later change of the store can be seen. */
  itemsHash: z.string(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;
