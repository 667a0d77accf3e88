import { DuLuanError } from '../../domain/errors.ts';
import { commentKey } from '../../domain/item-key.ts';
import { DAY_MS } from '../../domain/time.ts';
import type { ApiVoice } from '../parse/api-text.ts';
import * as youtube from '../parse/parse-youtube.ts';
import type { Draft } from './make-item.ts';
import { askPlatform, type Question } from './platform.ts';
import { readPages, type VoicePage } from './read-pages.ts';
import { commentDraft, type Thread } from './read-thread.ts';
import type { Finding, Visit, Work } from './visit.ts';
import { YOUTUBE } from './youtube-rules.ts';

/** Comments come within days; a month of videos costs one unit for each and visit, of 10,000 a day. */
const RECENT_DAYS = 30;
/** A page of a search costs 100 units, everything else 1: of a search only the newest 50 videos are followed. */
const SEARCH_UNITS = 100;
const MOST = { videos: '50', comments: '100' } as const;
const VIDEO_ID = /^[\w-]{5,20}$/;

type Listing =
  | { readonly type: 'search'; readonly words: string }
  | { readonly type: 'channel'; readonly parameter: Readonly<Record<string, string>> }
  | { readonly type: 'playlist'; readonly id: string }
  | { readonly type: 'video'; readonly id: string };

/**
 * Comments and answers under the videos of the last 30 days of a channel (`/channel/UC…`, `/@name`), a playlist (`/playlist?list=`) or a search
 * (`/results?search_query=`), or under one video (`/watch?v=`), through the Data API v3. Nobody's name or channel is asked for.
 */
export async function* visitYoutube(visit: Visit): AsyncGenerator<Work> {
  for await (const video of videosOf(listingOf(visit.source.url), visit)) {
    if (visit.notes.refusal) return;
    yield () => readVideo(video, visit);
  }
}

function listingOf(address: string): Listing {
  const { pathname, searchParams } = new URL(address);
  const [first = '', second = ''] = pathname.split('/').filter(Boolean);
  const words = searchParams.get('search_query') ?? '';
  const [list, video] = [searchParams.get('list') ?? '', searchParams.get('v') ?? ''];
  if (first === 'results' && words !== '') return { type: 'search', words };
  if (first === 'playlist' && list !== '') return { type: 'playlist', id: list };
  if (first === 'watch' && VIDEO_ID.test(video)) return { type: 'video', id: video };
  if (first === 'channel' && second !== '') return { type: 'channel', parameter: { id: second } };
  if (first.startsWith('@')) return { type: 'channel', parameter: { forHandle: decodeURIComponent(first) } };
  throw new DuLuanError('FEED_BROKEN', { url: address, detail: 'it names no channel, playlist, search or video of YouTube' });
}

async function* videosOf(listing: Listing, visit: Visit): AsyncGenerator<youtube.Video> {
  if (listing.type === 'video') yield await oneVideo(listing.id, visit);
  else if (listing.type === 'search') yield* found(listing.words, visit);
  else yield* uploaded(listing.type === 'playlist' ? listing.id : await uploadsOf(listing.parameter, visit), visit);
}

async function oneVideo(id: string, visit: Visit): Promise<youtube.Video> {
  const { json, url } = await ask('/videos', { part: 'snippet', id, fields: youtube.YOUTUBE_FIELDS.videos }, visit);
  const title = youtube.parseVideoTitle(json, url);
  if (title === null) throw new DuLuanError('FETCH_HTTP', { url: visit.source.url, httpStatus: 404 });
  return { id, title, publishedAt: null };
}

async function* found(words: string, visit: Visit): AsyncGenerator<youtube.Video> {
  const publishedAfter = new Date(visit.now() - RECENT_DAYS * DAY_MS).toISOString();
  const parameters = {
    part: 'snippet',
    type: 'video',
    order: 'date',
    q: words,
    publishedAfter,
    relevanceLanguage: 'vi',
    maxResults: MOST.videos,
  };
  const { json, url } = await ask('/search', { ...parameters, fields: youtube.YOUTUBE_FIELDS.search }, visit, SEARCH_UNITS);
  yield* youtube.parseSearch(json, url).entries;
}

async function uploadsOf(channel: Readonly<Record<string, string>>, visit: Visit): Promise<string> {
  const { json, url } = await ask('/channels', { part: 'contentDetails', ...channel, fields: youtube.YOUTUBE_FIELDS.channels }, visit);
  const playlist = youtube.parseUploads(json, url);
  if (playlist === null) throw new DuLuanError('FETCH_HTTP', { url: visit.source.url, httpStatus: 404 });
  return playlist;
}

/** Newest first, so the first that is too old ends the list. */
async function* uploaded(playlistId: string, visit: Visit): AsyncGenerator<youtube.Video> {
  const since = visit.now() - RECENT_DAYS * DAY_MS;
  const { playlist: fields } = youtube.YOUTUBE_FIELDS;
  let token: string | null = null;
  for (let page = 0; page < visit.source.maxPages; page += 1) {
    const parameters = { part: 'snippet,contentDetails', playlistId, maxResults: MOST.videos, fields, ...pageToken(token) };
    const { json, url } = await ask('/playlistItems', parameters, visit);
    const { entries, next } = youtube.parsePlaylist(json, url);
    for (const video of entries) {
      if (video.publishedAt !== null && video.publishedAt < since) return;
      yield video;
    }
    if (next === null) return;
    token = next;
  }
}

function readVideo(video: youtube.Video, visit: Visit): Promise<readonly Finding[]> {
  const thread = { url: `https://www.youtube.com/watch?v=${encodeURIComponent(video.id)}`, title: video.title };
  return readPages((token) => readThreads(video.id, thread, token, visit), { key: thread.url, url: thread.url }, visit);
}

async function readThreads(videoId: string, thread: Thread, token: string | null, visit: Visit): Promise<VoicePage> {
  const parameters = {
    part: 'snippet,replies',
    videoId,
    order: 'time',
    textFormat: 'plainText',
    maxResults: MOST.comments,
    ...pageToken(token),
  };
  try {
    const { json, url } = await ask('/commentThreads', { ...parameters, fields: youtube.YOUTUBE_FIELDS.threads }, visit);
    const { entries, next } = youtube.parseCommentThreads(json, url);
    const drafts = entries.flatMap(({ top, replies }) => draftsOf([top, ...replies], thread, visit));
    const longer = entries.filter(({ replies, replyCount }) => replyCount > replies.length);
    const deeper = longer.map(({ top, replies }) => ({
      keys: draftsOf([top, ...replies], thread, visit).map(({ key }) => key),
      read: (from: string | null) => readReplies(top.id, thread, from, visit),
    }));
    return { drafts, next, deeper };
  } catch (err) {
    // Many channels close comments under a video; that is no fault.
    if (err instanceof DuLuanError && err.facts['reason'] === 'commentsDisabled') return { drafts: [], next: null, deeper: [] };
    throw err;
  }
}

async function readReplies(parentId: string, thread: Thread, token: string | null, visit: Visit): Promise<VoicePage> {
  const parameters = { part: 'snippet', parentId, textFormat: 'plainText', maxResults: MOST.comments, ...pageToken(token) };
  const { json, url } = await ask('/comments', { ...parameters, fields: youtube.YOUTUBE_FIELDS.replies }, visit);
  const { entries, next } = youtube.parseReplies(json, url);
  return { drafts: draftsOf(entries, thread, visit), next, deeper: [] };
}

/** A comment's address opens it below its video. Its key is that of the platform: a channel and a search may lead to the same comment. */
function draftsOf(voices: readonly ApiVoice[], thread: Thread, visit: Visit): Draft[] {
  return voices
    .filter(({ text }) => text !== '')
    .map((voice) => {
      const id = encodeURIComponent(voice.id);
      return {
        ...commentDraft(voice, thread, visit),
        key: commentKey(YOUTUBE.platform, voice.id),
        url: `${thread.url}&lc=${id}#binh-luan-${id}`,
      };
    });
}

function pageToken(token: string | null): Readonly<Record<string, string>> {
  return token === null ? {} : { pageToken: token };
}

function ask(path: string, parameters: Question['parameters'], visit: Visit, units = 1): ReturnType<typeof askPlatform> {
  return askPlatform(YOUTUBE, { path, parameters, units }, visit);
}
