import { z } from 'zod';
import { correctableFieldSchema } from './correction.ts';
import { newsEventSchema } from './news-event.ts';
import { newsKindSchema } from './news-kind.ts';
import { actSchema, stanceSchema, toneSchema } from './opinion.ts';
import { placeMentionSchema } from './place.ts';
import { rawItemSchema } from './raw-item.ts';
import { topicSchema } from './topic.ts';

const probability = z.number().min(0).max(1);

/**
 * What the analysis says of one text. `null` for tone and stance means that the classifier abstains; the guess beside it
 * says what it would have said, for the quality page only.
 */
export const analysisSchema = z.strictObject({
  relevant: z.boolean(),
  /** 0 to 3 codes, main one first. Empty when not relevant. */
  topics: z.array(topicSchema).max(3),
  tone: toneSchema.nullable(),
  toneGuess: toneSchema,
  /** Of news always `none`: stance is the public's. */
  stance: stanceSchema.nullable(),
  stanceGuess: stanceSchema,
  acts: z.array(actSchema),
  checkable: z.boolean(),
  /** What a news item is for; null for posts and comments, and where the classifier abstains. Items kept before it was told have null. */
  newsKind: newsKindSchema.nullable().default(null),
  /** What a relevant news item tells of the directive being put into effect, with the passages that show it. Older items have none. */
  events: z.array(newsEventSchema).default([]),
  /**
   * Whether a post or comment insults, threatens or curses, as a model taught by silver labels takes it. It chooses which passages are
   * quoted and may mask them; nothing else may read it: no item is hidden, dropped, ranked or counted by it, and neither stance nor the
   * check of claims knows of it. Of news always false. Items kept before it was asked have false, with a confidence of 0.
   */
  toxic: z.boolean().default(false),
  places: z.array(placeMentionSchema),
  /** Calibrated probability of what was said, per task. */
  confidence: z.strictObject({
    relevant: probability,
    topic: probability,
    tone: probability,
    stance: probability,
    checkable: probability,
    toxic: probability.default(0),
  }),
  /** `<task>-<version>` of every model that spoke, sorted, joined by `,`. */
  models: z.string(),
  /** Fields that an editor has set; guesses and confidence beside them are still the models'. Items kept before there were corrections have none. */
  corrected: z.array(correctableFieldSchema).default([]),
});
export type Analysis = z.infer<typeof analysisSchema>;

/** Value by which a kind of news is found and counted; null where there is none to count. */
export function newsKindValue({ kind, analysis }: Pick<Item, 'kind' | 'analysis'>): string | null {
  return kind === 'news' ? (analysis.newsKind ?? 'abstained') : null;
}

/** An analysis as an older version kept it, with what it did not know yet. Stores check what they write and not again what they read. */
export function fillAnalysis(kept: z.input<typeof analysisSchema>): Analysis {
  const { newsKind = null, events = [], toxic = false, corrected = [], confidence } = kept;
  return { ...kept, newsKind, events, toxic, corrected, confidence: { ...confidence, toxic: confidence.toxic ?? 0 } };
}

/** One published thing as it is kept. */
export const itemSchema = rawItemSchema.extend({
  id: z.string(),
  analysis: analysisSchema,
  /** Id of the first publication that this one reprints or nearly repeats; filled by the story keeper. */
  reprintOf: z.string().nullable(),
  /** Story that this item belongs to; filled by the story keeper. null until then, and for what has no event. */
  storyId: z.string().nullable(),
});
export type Item = z.infer<typeof itemSchema>;
