import { z } from 'zod';
import { ACTS, actSchema } from './opinion.ts';
import { topicSchema } from './topic.ts';

/** Stands for the ward, commune or special zone that the item is about: `UBND {unit}` becomes `UBND phường Lê Chân`. */
export const UNIT_PLACEHOLDER = '{unit}';

/**
 * Which body answers one kind of petition. Of the rules of a profile the first that fits counts, so the narrow ones stand before the wide
 * ones. Data of the profile: `profiles/<id>/bodies.json`.
 */
export const bodyRuleSchema = z.strictObject({
  /** Set by whoever reads the profile; files do not say it. */
  profile: z.string(),
  /** The kind of petition, as it is shown: `Lấn chiếm vỉa hè, lòng đường`. */
  petition: z.string().min(1),
  /** Main topics that it may have. */
  topics: z.array(topicSchema).min(1),
  /** What the text must do, one of them. Default: complain or propose. */
  acts: z
    .array(actSchema)
    .min(1)
    .default(ACTS.filter((act) => act !== 'question')),
  /** The text must hold one of these words or phrases. Default: none is asked for. */
  words: z.array(z.string().min(1)).default([]),
  /** What must be known of the place: a ward or commune of today, anything of the province, or nothing (rules of the whole country). */
  level: z.enum(['commune', 'province', 'country']),
  /** Name of the body since July 2025; may hold `{unit}` when the level is `commune`. */
  body: z.string().min(1),
  /** Day on which somebody compared the row with a source, or `unverified`. */
  checked: z.union([z.iso.date(), z.literal('unverified')]),
});
export type BodyRule = z.infer<typeof bodyRuleSchema>;

/** The body that a complaint or proposal is for. */
export const competentBodySchema = z.object({ name: z.string(), petition: z.string(), isVerified: z.boolean() });
export type CompetentBody = z.infer<typeof competentBodySchema>;
