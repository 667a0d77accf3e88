import { z } from 'zod';
import { DuLuanError } from '../domain/errors.ts';
import { foldBare } from './fold.ts';
import { words } from './tokenize.ts';

const lineSchema = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });

/**
 * One line of `du-luan try fold`: `{id, text}` gives `{id, folded, toned}`: the words as a search without diacritics sees them, and as one
 * with diacritics does. @throws DuLuanError BAD_REQUEST for a line of another shape
 */
export function foldFilter(line: unknown): { id: string | number; folded: string; toned: string } {
  const parsed = lineSchema.safeParse(line);
  if (!parsed.success) throw new DuLuanError('BAD_REQUEST', { detail: `expected {id, text}: ${z.prettifyError(parsed.error)}` });
  const toned = words(parsed.data.text).join(' ');
  return { id: parsed.data.id, folded: foldBare(toned), toned };
}
