import { z } from 'zod';
import { apiTime, listOf, readAnswer, voiceText, type ApiVoice } from './api-text.ts';

/** Answers of the Graph and Threads APIs. `paging.next` holds the token and is never read; `from`, `username`, `owner` are never asked for. */
const paging = z.object({ cursors: z.object({ after: z.string().min(1) }).optional(), next: z.string().optional() }).optional();
/** Only where in the message somebody is named, in code points; not who. */
const tags = z.array(z.object({ offset: z.number().int().nonnegative(), length: z.number().int().positive() })).catch([]);
const message = { id: z.string().min(1), message: z.string().default(''), created_time: z.string().default(''), message_tags: tags };
const postsSchema = z.object({
  data: listOf(z.object({ ...message, comments: z.object({ summary: z.object({ total_count: z.number() }) }).optional() })),
  paging,
});
const commentsSchema = z.object({ data: listOf(z.object(message)), paging });
const searchSchema = z.object({
  data: listOf(
    z.object({ id: z.string().min(1), text: z.string().default(''), timestamp: z.string().default(''), shortcode: z.string().min(1) }),
  ),
  paging,
});

/** What is asked for, so that names and profiles are not even sent. */
export const META_FIELDS = {
  posts: 'id,message,created_time,message_tags{offset,length},comments.limit(0).summary(total_count)',
  comments: 'id,message,created_time,message_tags{offset,length}',
  threads: 'id,text,timestamp,shortcode',
} as const;

export interface FacebookPost extends ApiVoice {
  readonly commentCount: number;
}

export interface ThreadsPost extends ApiVoice {
  /** Names the post in its address, without its author. */
  readonly shortcode: string;
}

interface Paged<T> {
  readonly entries: readonly T[];
  /** Cursor of the next page; null on the last. */
  readonly next: string | null;
}

/** Answer of `/{page}/posts`. A post whose comments are not counted is taken to have some. @throws FEED_BROKEN, as all of these. */
export function parsePosts(json: unknown, url: string): Paged<FacebookPost> {
  const { data, paging } = readAnswer(postsSchema, json, url);
  const entries = data.map((post) => ({ ...voiceOf(post), commentCount: post.comments?.summary.total_count ?? 1 }));
  return { entries, next: cursorOf(paging) };
}

/** Answer of `/{post}/comments`. */
export function parseFacebookComments(json: unknown, url: string): Paged<ApiVoice> {
  const { data, paging } = readAnswer(commentsSchema, json, url);
  return { entries: data.map(voiceOf), next: cursorOf(paging) };
}

/** Answer of `/keyword_search`. */
export function parseThreadsSearch(json: unknown, url: string): Paged<ThreadsPost> {
  const { data, paging } = readAnswer(searchSchema, json, url);
  const entries = data.map(({ id, text, timestamp, shortcode }) => ({
    id,
    text: voiceText(text),
    publishedAt: apiTime(timestamp),
    shortcode,
  }));
  return { entries, next: cursorOf(paging) };
}

/** Meta repeats the last cursor for ever; only `next` says that there is more. */
function cursorOf(paging: z.infer<typeof postsSchema>['paging']): string | null {
  return paging?.next === undefined ? null : (paging.cursors?.after ?? null);
}

function voiceOf(entry: { id: string; message: string; created_time: string; message_tags: z.infer<typeof tags> }): ApiVoice {
  return { id: entry.id, text: voiceText(withoutTags(entry.message, entry.message_tags)), publishedAt: apiTime(entry.created_time) };
}

/** The message without the names of those it tags: Facebook writes them without an @. */
function withoutTags(text: string, tagged: z.infer<typeof tags>): string {
  if (tagged.length === 0) return text;
  const points = [...text];
  for (const { offset, length } of tagged) points.fill('', offset, offset + length);
  return points.join('');
}
