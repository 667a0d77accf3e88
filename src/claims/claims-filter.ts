import { z } from 'zod';
import { DuLuanError } from '../domain/errors.ts';
import { detectClaims, type FoundClaim, type Law } from './detect-claims.ts';

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  kind: z.enum(['news', 'post', 'comment']),
  title: z.string().nullish(),
  text: z.string().nullish(),
  at: z.iso.datetime({ offset: true, local: true }).nullish(),
});

/**
 * One line of `du-luan try claims`: `{id, kind, title, text, at}` gives `{id, claims}`. A title of news is a statement of its own; of posts and comments it is only
 * what they answer. `now` stands in for an `at` that is null. @throws DuLuanError BAD_REQUEST for a line of another shape
 */
export function claimsFilter(line: unknown, law: Law, now: number): { id: string | number; claims: readonly FoundClaim[] } {
  const parsed = lineSchema.safeParse(line);
  if (!parsed.success)
    throw new DuLuanError('BAD_REQUEST', { detail: `expected {id, kind, title, text, at}: ${z.prettifyError(parsed.error)}` });
  const { id, kind, at } = parsed.data;
  const title = parsed.data.title ?? '';
  const text = parsed.data.text ?? '';
  const said = at == null ? now : Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(at) ? at : `${at}+07:00`);
  const claims = detectClaims({ title, text, at: said }, law);
  if (kind !== 'news' || title === '') return { id, claims };
  return { id, claims: [...detectClaims({ title: '', text: title, at: said }, law), ...claims] };
}
