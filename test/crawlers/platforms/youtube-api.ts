import type { RequestListener } from 'node:http';
import { apiListener, googleFields, type ApiCall, type ApiReply } from './fake-api.ts';

export interface FakeComment {
  readonly id: string;
  readonly text: string;
  readonly at: string;
  readonly replies?: readonly FakeComment[];
}

export interface FakeVideo {
  readonly id: string;
  readonly title: string;
  readonly at: string;
  /** null: comments are closed. */
  readonly comments: readonly FakeComment[] | null;
}

export interface FakeYoutube {
  readonly key: string;
  readonly videos: readonly FakeVideo[];
  /** Units left today; Infinity by default. */
  quota?: number;
  /** What every request is refused with instead. */
  refusal?: ApiReply;
  /** Entries of a page, however many were asked for. */
  readonly pageSize?: number;
  /** Sends everything, whatever `fields` asks for. */
  readonly ignoresFields?: boolean;
  /** Bodies as they were sent. */
  readonly sent?: string[];
  /** Requests that got through. */
  readonly calls: string[];
}

/** Whoever wrote it, as YouTube sends it with every comment unless `fields` says otherwise. */
export const YOUTUBE_PERSON = {
  authorDisplayName: '@nguyenvankin1975',
  authorProfileImageUrl: 'https://yt3.ggpht.com/ytc/avatar-kin=s48',
  authorChannelUrl: 'http://www.youtube.com/@nguyenvankin1975',
  authorChannelId: { value: 'UCkin0000000000000000000' },
};

/** The YouTube Data API v3 with one channel, `UCtest` or `@baothu`. */
export function youtubeApi(state: FakeYoutube): RequestListener {
  return apiListener((call) => {
    if (state.refusal) return state.refusal;
    if (call.headers['x-goog-api-key'] !== state.key)
      return refused(400, 'badRequest', 'API key not valid. Please pass a valid API key.', 'API_KEY_INVALID');
    const cost = call.path === '/youtube/search' ? 100 : 1;
    if ((state.quota ?? Infinity) < cost) return quotaExceeded();
    if (state.quota !== undefined) state.quota -= cost;
    state.calls.push(`${call.path.slice('/youtube/'.length)}${call.query.has('pageToken') ? `@${call.query.get('pageToken')}` : ''}`);
    return state.ignoresFields ? route(call, state) : withFields(call, route(call, state));
  }, state.sent);
}

export function quotaExceeded(): ApiReply {
  return refused(
    403,
    'quotaExceeded',
    'The request cannot be completed because you have exceeded your <a href="/youtube/v3/getting-started#quota">quota</a>.',
  );
}

/** The shape of a Google refusal. */
export function refused(status: number, reason: string, message: string, detail?: string): ApiReply {
  const details =
    detail === undefined
      ? {}
      : {
          status: 'INVALID_ARGUMENT',
          details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: detail, domain: 'googleapis.com' }],
        };
  return { status, body: { error: { code: status, message, errors: [{ message, domain: 'global', reason }], ...details } } };
}

function withFields(call: ApiCall, reply: ApiReply): ApiReply {
  const fields = call.query.get('fields');
  return reply.status !== undefined || fields === null ? reply : { ...reply, body: googleFields(reply.body, fields) };
}

function route({ path, query }: ApiCall, state: FakeYoutube): ApiReply {
  const newest = state.videos.toSorted((a, b) => (a.at < b.at ? 1 : -1));
  switch (path) {
    case '/youtube/channels': {
      const known = query.get('id') === 'UCtest' || query.get('forHandle') === '@baothu';
      return {
        body: known
          ? { items: [{ id: 'UCtest', contentDetails: { relatedPlaylists: { uploads: 'UUtest' } } }] }
          : { pageInfo: { totalResults: 0 } },
      };
    }
    case '/youtube/playlistItems':
      if (query.get('playlistId') !== 'UUtest') return refused(404, 'playlistNotFound', 'The playlist cannot be found.');
      return paged(newest, query, state, ({ id, title, at }) => ({
        snippet: { title, channelTitle: 'Báo Thử', publishedAt: at },
        contentDetails: { videoId: id, videoPublishedAt: at },
      }));
    case '/youtube/search':
      return paged(
        newest.filter(({ at }) => at >= (query.get('publishedAfter') ?? '')),
        query,
        state,
        ({ id, title, at }) => ({
          id: { kind: 'youtube#video', videoId: id },
          snippet: { title, publishedAt: at, channelTitle: YOUTUBE_PERSON.authorDisplayName },
        }),
      );
    case '/youtube/videos':
      return { body: { items: newest.filter(({ id }) => id === query.get('id')).map(({ id, title }) => ({ id, snippet: { title } })) } };
    case '/youtube/commentThreads':
      return commentThreads(query, state);
    case '/youtube/comments': {
      const parent = state.videos.flatMap(({ comments }) => comments ?? []).find(({ id }) => id === query.get('parentId'));
      return paged(parent?.replies ?? [], query, state, commentOf);
    }
    default:
      return refused(404, 'notFound', 'Not found');
  }
}

function commentThreads(query: URLSearchParams, state: FakeYoutube): ApiReply {
  const video = state.videos.find(({ id }) => id === query.get('videoId'));
  if (!video) return refused(404, 'videoNotFound', 'The video identified by the videoId parameter could not be found.');
  if (video.comments === null)
    return refused(403, 'commentsDisabled', 'The video identified by the videoId parameter has disabled comments.');
  return paged(
    video.comments.toSorted((a, b) => (a.at < b.at ? 1 : -1)),
    query,
    state,
    (comment) => ({
      id: comment.id,
      snippet: { topLevelComment: commentOf(comment), totalReplyCount: comment.replies?.length ?? 0 },
      ...(comment.replies ? { replies: { comments: comment.replies.slice(-2).map(commentOf) } } : {}),
    }),
  );
}

function commentOf({ id, text, at }: FakeComment): object {
  return {
    kind: 'youtube#comment',
    etag: 'x',
    id,
    snippet: { ...YOUTUBE_PERSON, textDisplay: text, textOriginal: text, likeCount: 3, publishedAt: at, updatedAt: at },
  };
}

function paged<T>(all: readonly T[], query: URLSearchParams, state: FakeYoutube, entryOf: (one: T) => object): ApiReply {
  const size = Math.min(state.pageSize ?? 50, Number(query.get('maxResults') ?? 5));
  const start = Number(query.get('pageToken')?.slice(1) ?? 0);
  const next = start + size < all.length ? { nextPageToken: `t${start + size}` } : {};
  return { body: { kind: 'list', ...next, pageInfo: { totalResults: all.length }, items: all.slice(start, start + size).map(entryOf) } };
}
