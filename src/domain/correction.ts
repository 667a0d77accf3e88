import { z } from 'zod';
import { actSchema, stanceSchema, toneSchema } from './opinion.ts';
import { itemKindSchema } from './raw-item.ts';
import { topicSchema } from './topic.ts';

/** What an editor may correct of an analysis, with what each may be set to. null: the classifier abstained; only an undo leads back there. */
export const CORRECTABLE = {
  relevant: z.boolean(),
  /** Main one first. */
  topics: z.array(topicSchema).min(1).max(3).refine(isDistinct),
  tone: toneSchema.nullable(),
  stance: stanceSchema.nullable(),
  acts: z.array(actSchema).refine(isDistinct),
  checkable: z.boolean(),
} as const;
export type CorrectableField = keyof typeof CORRECTABLE;
export const CORRECTABLE_FIELDS = Object.keys(CORRECTABLE) as readonly CorrectableField[]; // Object.keys loses the key type
export const correctableFieldSchema = z.enum(CORRECTABLE_FIELDS as [CorrectableField, ...CorrectableField[]]); // z.enum asks for a non-empty tuple

/** As `item-key.ts` makes them. */
const itemIdSchema = z.string().regex(/^\d{6}-[0-9a-z-]{1,60}$/);

const common = {
  id: z.string().min(1).max(100),
  itemId: itemIdSchema,
  /** UTC milliseconds. */
  at: z.number().int(),
  /**
   * The desk that corrected, such as `bien-tap`: an office and never a person. Rule 1 allows the id of a staff account here; there is no
   * sign-in yet that could give one, so this stays a short name without spaces, filled by whoever calls the command.
   */
  by: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  /** `Analysis.models` of what was corrected: who had spoken. */
  models: z.string(),
  /** Why; redacted. Empty when nothing was said. */
  note: z.string().max(500),
  /** Id of the correction that this one takes back; null for one that sets a value. */
  undoes: z.string().nullable(),
};

/** One decision about one field of one item. Never changed or deleted; an undo is a further one. `from` is what was said before it. */
export const correctionSchema = z.discriminatedUnion('field', [
  z.strictObject({ ...common, field: z.literal('relevant'), from: CORRECTABLE.relevant, to: CORRECTABLE.relevant }),
  z.strictObject({ ...common, field: z.literal('topics'), from: z.array(topicSchema).max(3), to: z.array(topicSchema).max(3) }),
  z.strictObject({ ...common, field: z.literal('tone'), from: CORRECTABLE.tone, to: CORRECTABLE.tone }),
  z.strictObject({ ...common, field: z.literal('stance'), from: CORRECTABLE.stance, to: CORRECTABLE.stance }),
  z.strictObject({ ...common, field: z.literal('acts'), from: CORRECTABLE.acts, to: CORRECTABLE.acts }),
  z.strictObject({ ...common, field: z.literal('checkable'), from: CORRECTABLE.checkable, to: CORRECTABLE.checkable }),
]);
export type Correction = z.infer<typeof correctionSchema>;

/** What was read when an item was corrected: the redacted text, which teaches also when retention has dropped the item. */
export const labelledTextSchema = z.strictObject({
  kind: itemKindSchema,
  title: z.string(),
  text: z.string(),
  threadTitle: z.string().nullable(),
});

/** All corrections of one item with the text that they label, as stores keep and `du-luan corrections --export` writes them. */
export const labelsSchema = z.strictObject({
  itemId: itemIdSchema,
  text: labelledTextSchema,
  /** In the order in which they count: by time, then id. */
  corrections: z.array(correctionSchema).min(1),
});
export type Labels = z.infer<typeof labelsSchema>;

/** Corrections of one item from two places as one list, each id once, the first one given wins; the text of `kept` stays. */
export function mergeLabels(kept: Labels | null, given: Labels): Labels {
  if (kept === null) return { ...given, corrections: inOrder(given.corrections) };
  const known = new Set(kept.corrections.map(({ id }) => id));
  return { ...kept, corrections: inOrder([...kept.corrections, ...given.corrections.filter(({ id }) => !known.has(id))]) };
}

/** The correction of a field that counts: the last one that was not taken back; null when there is none. */
export function standing(corrections: readonly Correction[], field: CorrectableField): Correction | null {
  const undone = new Set(corrections.map(({ undoes }) => undoes));
  return corrections.findLast((each) => each.field === field && each.undoes === null && !undone.has(each.id)) ?? null;
}

function inOrder(corrections: readonly Correction[]): Correction[] {
  return corrections.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

function isDistinct(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
