import type { RequestListener } from 'node:http';
import { apiListener, graphFields, type ApiCall, type ApiReply } from './fake-api.ts';

interface FakeMessage {
  readonly id: string;
  readonly text: string;
  readonly at: string;
  /** Somebody named in the text, by their name as it stands there. */
  readonly tag?: string;
}

export interface FakePost extends FakeMessage {
  readonly comments: readonly FakeMessage[];
}

export interface FakeMeta {
  readonly token: string;
  readonly posts?: readonly FakePost[];
  readonly found?: readonly FakeMessage[];
  /** Sends everything, whatever `fields` asks for. */
  readonly ignoresFields?: boolean;
  /** Bodies as they were sent. */
  readonly sent?: string[];
  /** What every request is refused with instead. */
  refusal?: ApiReply;
  /** Requests that get through before `refusal` counts. */
  refuseAfter?: number;
  readonly pageSize?: number;
  readonly calls: string[];
}

/** Whoever wrote it, as Meta sends it when it is asked for. */
export const META_PERSON = {
  id: '10229999000111222',
  name: 'Trần Thị Kín Đáo',
  username: 'kin.dao.1990',
  picture: 'https://scontent.xx/avatar-kin-dao.jpg',
};

/** The shape of a refusal by Meta. */
export function metaRefusal(code: number, subcode?: number, status = 400): ApiReply {
  const message = `Error for ${META_PERSON.name} (${META_PERSON.id})`;
  const sub = subcode === undefined ? {} : { error_subcode: subcode };
  return { status, body: { error: { message, type: 'OAuthException', code, ...sub, fbtrace_id: 'AbCdEf' } } };
}

/** Graph API with one Page (`/fb/trang-thu`) and the keyword search of Threads (`/th/keyword_search`). */
export function metaApi(state: FakeMeta): RequestListener {
  return apiListener((call) => {
    if (state.refusal && state.calls.length >= (state.refuseAfter ?? 0)) return state.refusal;
    if (call.query.get('access_token') !== state.token) return metaRefusal(190);
    state.calls.push(`${call.path}${call.query.has('after') ? `@${call.query.get('after')}` : ''}`);
    return route(call, state);
  }, state.sent);
}

function route(call: ApiCall, state: FakeMeta): ApiReply {
  const post = state.posts?.find(({ id }) => call.path === `/fb/${id}/comments`);
  if (post) return paged(post.comments, call, state, messageOf);
  if (call.path === '/fb/trang-thu/posts')
    return paged(state.posts ?? [], call, state, (each) => ({
      ...messageOf(each),
      comments: { data: [], summary: { total_count: each.comments.length } },
    }));
  if (call.path === '/th/keyword_search')
    return paged(state.found ?? [], call, state, ({ id, text, at }) => ({
      id,
      text,
      timestamp: at,
      shortcode: `DX${id}`,
      username: META_PERSON.username,
      permalink: `https://www.threads.com/@${META_PERSON.username}/post/DX${id}`,
    }));
  return metaRefusal(100, 33);
}

function messageOf({ id, text, at, tag }: FakeMessage): object {
  const offset = tag === undefined ? -1 : Array.from(text.slice(0, text.indexOf(tag))).length;
  const tags =
    tag === undefined ? {} : { message_tags: [{ id: META_PERSON.id, name: tag, type: 'user', offset, length: [...tag].length }] };
  return { id, message: text, created_time: at, from: META_PERSON, ...tags };
}

function paged<T>(all: readonly T[], { path, query }: ApiCall, state: FakeMeta, entryOf: (one: T) => object): ApiReply {
  const size = Math.min(state.pageSize ?? 100, Number(query.get('limit') ?? 25));
  const start = Number(query.get('after')?.slice(1) ?? 0);
  const end = Math.min(start + size, all.length);
  const entries = all.slice(start, end).map(entryOf);
  const data = state.ignoresFields ? entries : graphFields(entries, query.get('fields') ?? 'id');
  const more = end < all.length ? { next: `http://graph/${path}?access_token=${state.token}&after=c${end}` } : {};
  return { body: { data, ...(all.length > 0 ? { paging: { cursors: { before: `c${start}`, after: `c${end}` }, ...more } } : {}) } };
}
