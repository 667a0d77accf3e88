import { z } from 'zod';
import type { Item } from './item.ts';

/** What an analysis says of an item and a reader may ask the reason of. */
export const EXPLAINED_FIELDS = ['relevant', 'topics', 'tone', 'stance', 'acts', 'checkable', 'newsKind'] as const;

const phraseSchema = z.object({
  part: z.enum(['title', 'text', 'threadTitle']),
  /** `[start, end)` in UTF-16 units of that part. */
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  text: z.string(),
  /** Part of the raw score, in log-odds before calibration; above 0 it spoke for the label. */
  contribution: z.number(),
});

/** Why the classifiers gave one label: the phrases that spoke for it and against it, strongest first. */
export const labelExplanationSchema = z.object({
  field: z.enum(EXPLAINED_FIELDS),
  /** Code of the label; `true` for relevant and checkable. */
  label: z.string(),
  /** Whether the classifier abstains and this is what it would have said. */
  isGuess: z.boolean(),
  for: z.array(phraseSchema),
  against: z.array(phraseSchema),
  /** What lies in no word: punctuation, emoji, length, kind of item. */
  signs: z.number(),
});
export type LabelExplanation = z.infer<typeof labelExplanationSchema>;

/**
 * Explains what an item's analysis says. Labels that an editor has set have no such reason, nor has what another version of the models said: they
 * are left out. Throws MODEL_INVALID when the models cannot be read.
 */
export type ExplainItem = (item: Pick<Item, 'kind' | 'title' | 'text' | 'threadTitle' | 'analysis'>) => LabelExplanation[];
