import { z } from 'zod';

export const ITEM_KINDS = ['news', 'post', 'comment'] as const;
export const itemKindSchema = z.enum(ITEM_KINDS);
export type ItemKind = z.infer<typeof itemKindSchema>;
export const ITEM_KIND_NAMES: Readonly<Record<ItemKind, string>> = { news: 'Tin, bài', post: 'Bài đăng', comment: 'Bình luận' };

/**
 * What a crawler hands to the queue: small, redacted, and without any field for the person who wrote it.
 * Strict: a field that is not named here is refused, so that an identity cannot slip through.
 */
export const rawItemSchema = z.strictObject({
  /** Identity over time, see `item-key.ts`: the canonical URL of news and posts, source and comment id of comments. */
  key: z.string().min(1).max(2_200),
  kind: itemKindSchema,
  sourceId: z.string(),
  /** Outlet id of the profile; null when the source does not tell (a mixed sitemap). */
  outlet: z.string().nullable(),
  /** Canonical URL; a comment carries the URL of its thread with the comment id as fragment. */
  url: z.string(),
  /** Empty for comments and posts without one. Plain text, NFC, redacted. */
  title: z.string(),
  /** Body with blocks separated by `\n`. Plain text, NFC, redacted. */
  text: z.string(),
  /** UTC milliseconds; null when the source gives no time that can be trusted. */
  publishedAt: z.number().int().nullable(),
  /** UTC milliseconds of the fetch. */
  seenAt: z.number().int(),
  /** Canonical URL of what a comment answers; null for news and thread-opening posts. */
  threadUrl: z.string().nullable(),
  /** Title of what a comment answers, as context for the analysis; null when unknown. */
  threadTitle: z.string().nullable(),
  /** How many passages were masked before this left the crawler. */
  redactionCount: z.number().int().nonnegative(),
});
export type RawItem = z.infer<typeof rawItemSchema>;
