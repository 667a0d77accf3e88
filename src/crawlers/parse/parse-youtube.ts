import { z } from 'zod';
import { apiTime, listOf, readAnswer, voiceText, type ApiVoice } from './api-text.ts';

/** Answers of the YouTube Data API v3 (https://developers.google.com/youtube/v3/docs). Channels and authors of comments are not among the fields. */
const next = z.string().min(1).nullish();
const time = z.string().default('');
const comment = z.object({ id: z.string().min(1), snippet: z.object({ textDisplay: z.string(), publishedAt: time }) });
const searchSchema = z.object({
  nextPageToken: next,
  items: listOf(
    z.object({ id: z.object({ videoId: z.string() }), snippet: z.object({ title: z.string().default(''), publishedAt: time }) }),
  ),
});
const playlistSchema = z.object({
  nextPageToken: next,
  items: listOf(
    z.object({
      snippet: z.object({ title: z.string().default('') }),
      contentDetails: z.object({ videoId: z.string(), videoPublishedAt: time }),
    }),
  ),
});
const videosSchema = z.object({ items: listOf(z.object({ snippet: z.object({ title: z.string() }) })).optional() });
const channelsSchema = z.object({
  items: listOf(z.object({ contentDetails: z.object({ relatedPlaylists: z.object({ uploads: z.string().min(1) }) }) })).optional(),
});
const threadsSchema = z.object({
  nextPageToken: next,
  items: listOf(
    z.object({
      snippet: z.object({ totalReplyCount: z.number().catch(0), topLevelComment: comment }),
      replies: z.object({ comments: listOf(comment) }).optional(),
    }),
  ),
});
const repliesSchema = z.object({ nextPageToken: next, items: listOf(comment) });

/** What is asked for of each answer, so that names and channels are not even sent. */
export const YOUTUBE_FIELDS = {
  search: 'nextPageToken,items(id/videoId,snippet(title,publishedAt))',
  playlist: 'nextPageToken,items(snippet/title,contentDetails(videoId,videoPublishedAt))',
  videos: 'items(snippet/title)',
  channels: 'items/contentDetails/relatedPlaylists/uploads',
  threads:
    'nextPageToken,items(snippet(totalReplyCount,topLevelComment(id,snippet(textDisplay,publishedAt))),replies/comments(id,snippet(textDisplay,publishedAt)))',
  replies: 'nextPageToken,items(id,snippet(textDisplay,publishedAt))',
} as const;

export interface Video {
  readonly id: string;
  readonly title: string;
  /** UTC milliseconds; null when unknown. */
  readonly publishedAt: number | null;
}

export interface YoutubeThread {
  readonly top: ApiVoice;
  /** Those that came along; YouTube sends five at most. */
  readonly replies: readonly ApiVoice[];
  readonly replyCount: number;
}

interface Paged<T> {
  readonly entries: readonly T[];
  /** Token of the next page; null on the last. */
  readonly next: string | null;
}

/** Answer of `search`. @throws FEED_BROKEN, as all of these. */
export function parseSearch(json: unknown, url: string): Paged<Video> {
  const { items, nextPageToken } = readAnswer(searchSchema, json, url);
  const entries = items.map(({ id, snippet }) => ({ id: id.videoId, title: snippet.title, publishedAt: apiTime(snippet.publishedAt) }));
  return { entries, next: nextPageToken ?? null };
}

/** Answer of `playlistItems`. */
export function parsePlaylist(json: unknown, url: string): Paged<Video> {
  const { items, nextPageToken } = readAnswer(playlistSchema, json, url);
  const entries = items.map(({ snippet, contentDetails: { videoId, videoPublishedAt } }) => ({
    id: videoId,
    title: snippet.title,
    publishedAt: apiTime(videoPublishedAt),
  }));
  return { entries, next: nextPageToken ?? null };
}

/** Title in an answer of `videos`; null when there is no such video. */
export function parseVideoTitle(json: unknown, url: string): string | null {
  return readAnswer(videosSchema, json, url).items?.[0]?.snippet.title ?? null;
}

/** Playlist of a channel's uploads in an answer of `channels`; null when there is no such channel. */
export function parseUploads(json: unknown, url: string): string | null {
  return readAnswer(channelsSchema, json, url).items?.[0]?.contentDetails.relatedPlaylists.uploads ?? null;
}

/** Answer of `commentThreads`. */
export function parseCommentThreads(json: unknown, url: string): Paged<YoutubeThread> {
  const { items, nextPageToken } = readAnswer(threadsSchema, json, url);
  const entries = items.map(({ snippet, replies }) => ({
    top: voiceOf(snippet.topLevelComment),
    replies: (replies?.comments ?? []).map(voiceOf),
    replyCount: snippet.totalReplyCount,
  }));
  return { entries, next: nextPageToken ?? null };
}

/** Answer of `comments`. */
export function parseReplies(json: unknown, url: string): Paged<ApiVoice> {
  const { items, nextPageToken } = readAnswer(repliesSchema, json, url);
  return { entries: items.map(voiceOf), next: nextPageToken ?? null };
}

function voiceOf({ id, snippet }: z.infer<typeof comment>): ApiVoice {
  return { id, text: voiceText(snippet.textDisplay), publishedAt: apiTime(snippet.publishedAt) };
}
