import { createHash } from 'node:crypto';
import { z } from 'zod';

const filled = z.string().refine((value) => value.trim() !== '', 'is empty');
const optional = z.string().nullish();

/**
 * What is read of a line. Only these fields leave the corpus: labels (relevant, topics, sentiment …) stay behind, or the analysis could
 * be given its own answers.
 */
export const recordSchemas = {
  headlines: z.object({
    id: optional,
    url: optional,
    outlet: optional,
    section: optional,
    title: filled,
    summary: optional,
    seen_at: optional,
  }),
  articles: z.object({ id: optional, title: optional, text: filled }),
  comments: z.object({ id: optional, title: optional, text: filled, seen_at: optional }),
} as const;

export type HeadlineRecord = z.infer<typeof recordSchemas.headlines>;
export type ArticleRecord = z.infer<typeof recordSchemas.articles>;
export type CommentRecord = z.infer<typeof recordSchemas.comments>;

export type CorpusKind = keyof typeof recordSchemas;
export const CORPUS_KINDS = Object.keys(recordSchemas) as readonly CorpusKind[]; // Object.keys loses the key type

const NAMES: Readonly<Record<CorpusKind, RegExp>> = {
  headlines: /^headlines[^/]*\.jsonl(\.gz)?$/,
  articles: /^articles[^/]*\.jsonl(\.gz)?$/,
  comments: /^comments-[^/]*\.jsonl(\.gz)?$/,
};

/** What a file of this name holds; null for one that is not ours to serve. */
export function kindOfFile(name: string): CorpusKind | null {
  return CORPUS_KINDS.find((kind) => NAMES[kind].test(name)) ?? null;
}

/** 64 bits in hex: an address that stays the same from run to run. Two of a million ids meet with a chance of 3 in 10^8. */
export function keyOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 16);
}

/** UTC milliseconds; null for a time that is missing or cannot be understood. */
export function timeOf(written: string | null | undefined): number | null {
  const time = written ? Date.parse(written) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}
