import { z } from 'zod';
import { correctableFieldSchema } from './correction.ts';
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
  places: z.array(placeMentionSchema),
  /** Calibrated probability of what was said, per task. */
  confidence: z.strictObject({
    relevant: probability,
    topic: probability,
    tone: probability,
    stance: probability,
    checkable: probability,
  }),
  /** `<task>-<version>` of every model that spoke, sorted, joined by `,`. */
  models: z.string(),
  /** Fields that an editor has set; guesses and confidence beside them are still the models'. Items kept before there were corrections have none. */
  corrected: z.array(correctableFieldSchema).default([]),
});
export type Analysis = z.infer<typeof analysisSchema>;

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
