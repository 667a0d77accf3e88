import { z } from 'zod';

/** A checkable statement of fact found in an item. The software says no more than how it compares with a provision. */
export const claimSchema = z.strictObject({
  id: z.string(),
  itemId: z.string(),
  sentence: z.string(),
  outcome: z.enum(['agrees', 'contradicts', 'not-covered', 'ambiguous']),
  /** Provision ids such as `nd168-2024/7.7.c`, most telling first. */
  provisions: z.array(z.string()),
  reason: z.string(),
  foundAt: z.number().int(),
});
export type Claim = z.infer<typeof claimSchema>;

export const CASE_STATES = ['suspected', 'verifying', 'answered', 'no-answer'] as const;

/** Claims that say the same, worked on by an editor. `revision` rises by one per change; a save with an old one is a conflict. */
export const caseSchema = z.strictObject({
  id: z.string(),
  state: z.enum(CASE_STATES),
  title: z.string(),
  claimIds: z.array(z.string()),
  itemIds: z.array(z.string()),
  provisions: z.array(z.string()),
  /** Draft or sent answer; empty while there is none. */
  answer: z.string(),
  /** Official source that the answer rests on; null until `answered`. */
  officialSource: z.url().nullable(),
  /** Only a named editor sets one; null otherwise. */
  label: z.enum(['tin giả', 'tin sai sự thật', 'tin xác thực']).nullable(),
  openedAt: z.number().int(),
  changedAt: z.number().int(),
  revision: z.number().int().nonnegative(),
});
export type Case = z.infer<typeof caseSchema>;
