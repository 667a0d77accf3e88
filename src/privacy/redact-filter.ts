import { z } from 'zod';
import { DuLuanError } from '../domain/errors.ts';
import { itemKindSchema } from '../domain/raw-item.ts';
import { writerOf } from './find-people.ts';
import type { Redaction } from './redact.ts';
import { redact } from './redact.ts';

const lineSchema = z.object({ id: z.union([z.string(), z.number()]), text: z.string(), kind: itemKindSchema.optional() });

/**
 * One line of `du-luan try redact`: `{id, text}` gives `{id, text, redactions}`. With `kind` post or comment names of private persons
 * are masked as well. Unknown fields are left out, so that nothing
 * unredacted passes by. Throws BAD_REQUEST for a line of another shape.
 */
export function redactFilter(line: unknown): { id: string | number; text: string; redactions: readonly Redaction[] } {
  const parsed = lineSchema.safeParse(line);
  if (!parsed.success) throw new DuLuanError('BAD_REQUEST', { detail: `expected {id, text}: ${z.prettifyError(parsed.error)}` });
  return { id: parsed.data.id, ...redact(parsed.data.text, writerOf(parsed.data.kind ?? 'news')) };
}
