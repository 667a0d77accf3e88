import { z } from 'zod';
import { DuLuanError } from '../../domain/errors.ts';
import { parseDate } from '../extract/parse-date.ts';
import { dropMentions } from './drop-mentions.ts';

/** A post or comment of an API as it is kept: what was said and when, never by whom. */
export interface ApiVoice {
  readonly id: string;
  /** Plain text without mentions, lines separated by `\n`; empty when nothing is left. */
  readonly text: string;
  /** UTC milliseconds; null when no time is given that can be understood. */
  readonly publishedAt: number | null;
}

/** Without the people that it speaks to. YouTube writes a handle that begins with an @ after another one. */
export function voiceText(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => dropMentions(line.replaceAll(/@{2,}/g, '@')))
    .filter(Boolean)
    .join('\n');
}

/** Graph API writes `2026-11-15T01:00:00+0000`, the others `Z`. */
export function apiTime(written: string): number | null {
  return parseDate(written);
}

/** The answer as `schema` wants it; what the schema does not name is dropped unread. @throws DuLuanError FEED_BROKEN. */
export function readAnswer<T>(schema: z.ZodType<T>, json: unknown, url: string): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  // Only the place is told: zod's own text repeats what it found.
  const place = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new DuLuanError('FEED_BROKEN', { url, detail: `the answer has another form than its documentation says, at \`${place}\`` });
}

/** Those entries of a list that have the wanted form; a single odd one does not spoil the page. */
export function listOf<T>(schema: z.ZodType<T>): z.ZodType<T[]> {
  return z.array(z.unknown()).transform((entries) => entries.flatMap((entry) => schema.safeParse(entry).data ?? []));
}
