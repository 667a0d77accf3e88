import { z } from 'zod';
import { competentBodySchema } from './competent-body.ts';
import { correctableFieldSchema } from './correction.ts';
import { labelExplanationSchema } from './explanation.ts';
import { itemKindSchema } from './raw-item.ts';
import { placeMentionSchema } from './place.ts';
import { newsEventTypeSchema } from './news-event.ts';
import { newsKindSchema } from './news-kind.ts';
import { stanceSchema, toneSchema, actSchema } from './opinion.ts';
import { topicSchema } from './topic.ts';

/**
 * What the API answers and the pages show. Times are ISO 8601 with +07:00, days `YYYY-MM-DD`. A count of null is withheld: it
 * rests on fewer public comments than the profile's minimumGroup, or would reveal such a count by difference.
 * `href` opens the items behind a figure: a path of the dashboard such as `/tim-kiem?topics=accidents&from=2026-08-17`.
 */
const count = z.number().int().nonnegative();
const withheld = count.nullable();

export const errorViewSchema = z.object({ error: z.object({ code: z.string(), message: z.string(), position: z.number().optional() }) });

export const itemViewSchema = z.object({
  id: z.string(),
  kind: itemKindSchema,
  title: z.string(),
  text: z.string(),
  /** `[start, end)` offsets of found words in title and text, UTF-16 units; empty without a search text. */
  titleHits: z.array(z.tuple([z.number(), z.number()])),
  /** A passage of the text around the first hit, or its beginning; and the hits in it. */
  passage: z.string(),
  passageHits: z.array(z.tuple([z.number(), z.number()])),
  url: z.string(),
  outlet: z.string().nullable(),
  outletName: z.string(),
  sourceId: z.string(),
  publishedAt: z.string().nullable(),
  seenAt: z.string(),
  topics: z.array(topicSchema),
  tone: toneSchema.nullable(),
  stance: stanceSchema.nullable(),
  acts: z.array(actSchema),
  checkable: z.boolean(),
  /** Fields that an editor has set. */
  corrected: z.array(correctableFieldSchema),
  /** Of news only; null where the classifier would not say. */
  newsKind: newsKindSchema.nullable(),
  /** What the item tells of; `passage` is the words that show it, `name` that of the type or the movement, `unitName` who acts. */
  events: z.array(
    z.object({
      type: newsEventTypeSchema,
      name: z.string(),
      unitName: z.string().nullable(),
      /** `YYYY-MM-DD` or `YYYY-MM`. */
      date: z.string().nullable(),
      passage: z.string(),
    }),
  ),
  places: z.array(placeMentionSchema.extend({ name: z.string() })),
  /** Who answers a complaint or proposal; null for what is neither and where it cannot be told. */
  competentBody: competentBodySchema.nullable(),
  storyId: z.string().nullable(),
  reprintOf: z.string().nullable(),
  threadUrl: z.string().nullable(),
  threadTitle: z.string().nullable(),
});
export type ItemView = z.infer<typeof itemViewSchema>;

/** Why the classifiers say what they say of an item; what editors have set or other versions of the models have said is not among the labels. */
export const explanationViewSchema = z.object({ labels: z.array(labelExplanationSchema) });
export type ExplanationView = z.infer<typeof explanationViewSchema>;

export const searchViewSchema = z.object({
  total: count,
  next: z.string().nullable(),
  items: z.array(itemViewSchema),
  facets: z.record(z.string(), z.array(z.object({ value: z.string(), name: z.string(), count: withheld }))),
});
export type SearchView = z.infer<typeof searchViewSchema>;

export const storyViewSchema = z.object({
  id: z.string(),
  title: z.string(),
  firstAt: z.string(),
  lastAt: z.string(),
  itemCount: withheld,
  newsCount: count,
  publicCount: withheld,
  reprintCount: count,
  /** Distinct owners of the outlets: three papers of one house are one voice. */
  familyCount: count,
  outlets: z.array(z.object({ id: z.string(), name: z.string(), count })),
  mainTopic: topicSchema.nullable(),
  href: z.string(),
});
export type StoryView = z.infer<typeof storyViewSchema>;

/** Of those who take a stand, with its 95 % interval; null when they are too few for a share, and for who takes none. */
const shareSchema = z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable();
const streamShape = {
  stance: stanceSchema.or(z.literal('abstained')),
  count: withheld,
  share: shareSchema,
  /** Words of opinion work for how widely the view is held, such as `đa số ý kiến`; null where the share supports none. */
  breadth: z.string().nullable(),
  href: z.string(),
};
/** Everyone who takes a stand: what the shares are of. null when one of the streams is withheld. */
const takenSchema = z.object({ count: withheld, href: z.string() });

const accuracySchema = z.object({
  task: z.string(),
  name: z.string(),
  measure: z.string(),
  value: z.number(),
  low: z.number(),
  high: z.number(),
  set: z.string(),
  on: z.string(),
});

const dayCountSchema = z.object({ day: z.string(), news: count, public: withheld });

export const storyPageSchema = z.object({
  story: storyViewSchema,
  days: z.array(dayCountSchema),
  stance: z.array(z.object(streamShape)),
  taken: takenSchema,
  news: z.array(itemViewSchema),
  /** Typical passages, verbatim: each is an item's `passage`, chosen by how close it stands to all of its stream. */
  passages: z.array(itemViewSchema),
  /** Streams so large that the passages were looked for in a fixed sample of some 2,000 of their items. */
  sampled: z.array(stanceSchema),
  /** How right the classifier of stances is; empty when that was never measured. */
  accuracy: z.array(accuracySchema),
});
export type StoryPage = z.infer<typeof storyPageSchema>;

const coverageSchema = z.object({ sources: count, answered: count, silent: count, failed: count, neverVisited: count });

export const overviewSchema = z.object({
  profile: z.object({ id: z.string(), name: z.string(), department: z.string() }),
  period: z.object({ from: z.string(), to: z.string(), previousFrom: z.string(), previousWeeks: count }),
  coverage: coverageSchema,
  /** Kept and dropped since the beginning, so that nothing is left out in silence. */
  totals: z.object({ items: count, undated: count, offTopic: count, reprints: count, quarantined: count }),
  /** What changed, written from figures, most important first; each opens its evidence. */
  changes: z.array(z.object({ text: z.string(), href: z.string() })),
  volume: z.object({
    news: count,
    newsPrevious: z.number(),
    newsHref: z.string(),
    public: withheld,
    publicPrevious: z.number().nullable(),
    publicHref: z.string(),
  }),
  days: z.array(dayCountSchema),
  topics: z.array(z.object({ topic: topicSchema, name: z.string(), count: withheld, previous: z.number().nullable(), href: z.string() })),
  /** Of news only. `previous` is the weekly mean of the four weeks before. */
  pressTone: z.array(
    z.object({ tone: toneSchema.or(z.literal('abstained')), name: z.string(), count, previous: z.number(), href: z.string() }),
  ),
  /** Of posts and comments only. */
  publicStance: z.array(z.object({ ...streamShape, name: z.string(), previous: z.number().nullable() })),
  taken: takenSchema,
  stanceDays: z.array(z.object({ day: z.string(), support: withheld, concern: withheld, oppose: withheld })),
  stories: z.array(storyViewSchema),
  /** How right the classifiers are, measured; empty when the model cards hold no figures. */
  accuracy: z.array(accuracySchema),
});
export type Overview = z.infer<typeof overviewSchema>;

export const sourceViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  url: z.string(),
  outletName: z.string(),
  state: z.string(),
  stateName: z.string(),
  level: z.enum(['good', 'waiting', 'bad']),
  stateSince: z.string().nullable(),
  checkedAt: z.string().nullable(),
  lastGoodAt: z.string().nullable(),
  lastNewAt: z.string().nullable(),
  failuresInRow: count,
  found: count,
  failed: count,
  /** What the platform's API was asked for on one of its days; null for sources without an API, limit null when it names none. */
  quota: z.object({ day: z.string(), used: count, limit: count.nullable() }).nullable(),
  items: count,
  href: z.string(),
});
export type SourceView = z.infer<typeof sourceViewSchema>;

export const sourcesViewSchema = z.object({ coverage: coverageSchema, sources: z.array(sourceViewSchema) });
export type SourcesView = z.infer<typeof sourcesViewSchema>;

/** What is said more in a period than in the eight weeks before, of the press and of the public apart. */
export const phrasesViewSchema = z.object({
  from: z.string(),
  to: z.string(),
  /** First day of the weeks before, and how many of them hold items: 0 to 8; with 0 there is nothing to compare with and no phrase. */
  previousFrom: z.string(),
  weeksBefore: count,
  lists: z.array(
    z.object({
      audience: z.enum(['news', 'public']),
      /** The largest of the two times was too large to be read whole: phrases were looked for in a fixed sample. */
      isSample: z.boolean(),
      /** The steepest rise first; never more than ten. */
      phrases: z.array(
        z.object({
          /** As it is mostly written; one entry per word, of one or more syllables. */
          words: z.array(z.string()),
          count,
          href: z.string(),
          /** In all weeks before together; null is withheld. */
          before: withheld,
          beforeHref: z.string(),
        }),
      ),
    }),
  ),
});
export type PhrasesView = z.infer<typeof phrasesViewSchema>;

/** Shares of labels in the last full week beside the weeks before it, whole percents. */
export const driftViewSchema = z.object({
  /** ISO week such as 2026-W34, and its first and last day. */
  week: z.string(),
  from: z.string(),
  to: z.string(),
  weeksBefore: count,
  series: z.array(
    z.object({
      /** Kind of source: press, comments, forum, platform, other. */
      group: z.string(),
      name: z.string(),
      audience: z.enum(['news', 'public']),
      labels: z.array(
        z.object({
          task: z.string(),
          taskName: z.string(),
          /** A code of the task, `abstained`, or `yes`. */
          label: z.string(),
          name: z.string(),
          share: count.nullable(),
          before: count.nullable(),
          /** `too-few`: not enough items to judge; `withheld`: rests on fewer public items than minimumGroup. */
          state: z.enum(['steady', 'rise', 'fall', 'too-few', 'withheld']),
          /** One sentence for a rise or fall; empty otherwise. */
          words: z.string(),
          href: z.string(),
        }),
      ),
    }),
  ),
});
export type DriftView = z.infer<typeof driftViewSchema>;
