import { DuLuanError } from '../../domain/errors.ts';
import { addressKey, commentKey } from '../../domain/item-key.ts';
import { DAY_MS } from '../../domain/time.ts';
import { META_FIELDS, parseFacebookComments, parsePosts, type FacebookPost } from '../parse/parse-meta.ts';
import type { Draft } from './make-item.ts';
import { FACEBOOK } from './meta-rules.ts';
import { askPlatform } from './platform.ts';
import { readPages, type VoicePage } from './read-pages.ts';
import { commentDraft, voiceFindings, type Thread } from './read-thread.ts';
import type { Visit, Work } from './visit.ts';

/** Debates under a post of a Page are over within days. */
const RECENT_DAYS = 30;
/** Larger pages are refused with "please reduce the amount of data". */
const MOST = { posts: '25', comments: '100' } as const;
/** A first line that is longer is the text itself. */
const LONGEST_TITLE = 200;
const NODE = /^[\w.-]{1,100}$/;

/**
 * Posts of a Page (`https://www.facebook.com/<name or id>`) of the last 30 days and the comments below them, through the Graph API with the token of
 * the Page's owner. What the Page of an outlet writes is news; of a Page without an outlet it is a post.
 */
export async function* visitFacebookPage(visit: Visit): AsyncGenerator<Work> {
  const since = String(Math.floor((visit.now() - RECENT_DAYS * DAY_MS) / 1_000));
  const path = `/${nodeOf(visit.source.url)}/posts`;
  let after: string | null = null;
  for (let page = 0; page < visit.source.maxPages; page += 1) {
    const parameters = { fields: META_FIELDS.posts, limit: MOST.posts, since, ...cursor(after) };
    const { json, url } = await askPlatform(FACEBOOK, { path, parameters }, visit);
    const { entries, next } = parsePosts(json, url);
    for (const post of entries) {
      if (visit.notes.refusal) return;
      yield () => voiceFindings(postDrafts(post, visit), visit);
      const thread = { url: postUrl(post.id), title: titleOf(post.text) };
      const at = { key: `${thread.url}#comments`, url: thread.url };
      if (post.commentCount > 0) yield () => readPages((from) => readComments(post.id, thread, from, visit), at, visit);
    }
    if (next === null || next === after) return;
    after = next;
  }
}

function nodeOf(address: string): string {
  const { pathname, searchParams } = new URL(address);
  const segments = pathname.split('/').filter(Boolean);
  // `/profile.php?id=1`, `/pages/Name/1`, `/people/Name/1`, `/name`.
  const node = searchParams.get('id') ?? (segments.length > 1 ? segments.at(-1) : segments[0]) ?? '';
  if (!NODE.test(node)) throw new DuLuanError('FEED_BROKEN', { url: address, detail: 'it names no Page' });
  return node;
}

function postDrafts(post: FacebookPost, visit: Visit): Draft[] {
  if (post.text === '') return [];
  const url = postUrl(post.id);
  const title = titleOf(post.text);
  const isOutlet = visit.source.outlet !== null;
  return [
    {
      key: addressKey(url),
      kind: isOutlet ? 'news' : 'post',
      url,
      title: isOutlet ? title : '',
      text: post.text,
      publishedAt: post.publishedAt,
      threadUrl: null,
      threadTitle: null,
    },
  ];
}

async function readComments(postId: string, thread: Thread, after: string | null, visit: Visit): Promise<VoicePage> {
  // `stream` holds answers to comments as well, in one list.
  const parameters = {
    fields: META_FIELDS.comments,
    filter: 'stream',
    order: 'reverse_chronological',
    limit: MOST.comments,
    ...cursor(after),
  };
  const { json, url } = await askPlatform(FACEBOOK, { path: `/${encodeURIComponent(postId)}/comments`, parameters }, visit);
  const { entries, next } = parseFacebookComments(json, url);
  const drafts = entries
    .filter(({ text }) => text !== '')
    .map((voice) => {
      const id = encodeURIComponent(voice.id);
      return {
        ...commentDraft(voice, thread, visit),
        key: commentKey(FACEBOOK.platform, voice.id),
        url: `${thread.url}?comment_id=${id}#binh-luan-${id}`,
      };
    });
  return { drafts, next, deeper: [] };
}

function postUrl(id: string): string {
  return `https://www.facebook.com/${encodeURIComponent(id)}`;
}

function titleOf(text: string): string {
  const [first = ''] = text.split('\n');
  return first.length <= LONGEST_TITLE ? first : `${first.slice(0, LONGEST_TITLE).toWellFormed()}…`;
}

function cursor(after: string | null): Readonly<Record<string, string>> {
  return after === null ? {} : { after };
}
