import { DuLuanError } from '../../domain/errors.ts';
import { canonicalUrl } from '../../domain/item-key.ts';
import type { CommentFields } from '../../domain/source.ts';
import type { FetchedPage } from '../fetch/fetched-page.ts';
import { parseComments, parseThreads, type CommentThreads } from '../parse/parse-comments.ts';
import { fetchFurther, jsonOf, readListing } from './listing.ts';
import { commentDraft, readThread, type ThreadPage } from './read-thread.ts';
import type { Finding, Visit, Work } from './visit.ts';

type ListedThread = CommentThreads['threads'][number];

interface Endpoint {
  readonly commentsUrl: string;
  readonly fields: CommentFields;
}

/** JSON endpoints: a list of threads, then the comments of each. */
export async function* visitComments(visit: Visit): AsyncGenerator<Work> {
  const { source } = visit;
  const { commentsUrl, fields } = source;
  if (commentsUrl === undefined || fields === undefined)
    throw new DuLuanError('FEED_BROKEN', { url: source.url, detail: 'the profile names no commentsUrl or no fields for it' });
  const read = (page: FetchedPage): CommentThreads => threadsOf(page, fields);
  const first = atPage(source.url, '1');
  const asked = new Set([first]);
  let page = await visit.fetch(first);
  for (let listed = read(page); ;) {
    for (const thread of listed.threads) yield () => readComments(thread, { commentsUrl, fields }, visit);
    const next = listed.next === null ? null : nextPage(listed.next, source.url, page.url);
    if (next === null || asked.has(next) || asked.size >= source.maxPages) return;
    asked.add(next);
    const further = await fetchFurther(next, read, visit);
    if (!further.ok) {
      yield further.work;
      return;
    }
    page = further.page;
    listed = further.read;
  }
}

function threadsOf(page: FetchedPage, fields: CommentFields): CommentThreads {
  return readListing(
    page,
    () => parseThreads(jsonOf(page), fields, page.url),
    ({ threads }) => threads.length === 0,
  );
}

function readComments(listed: ListedThread, endpoint: Endpoint, visit: Visit): Promise<readonly Finding[]> {
  const filled = endpoint.commentsUrl.replaceAll('{threadId}', encodeURIComponent(listed.id));
  const template = absolute(filled, visit.source.url);
  const thread = { url: canonicalUrl(listed.url, visit.source.url) ?? visit.source.url, title: listed.title };
  const read = async (url: string): Promise<ThreadPage> => {
    const page = await visit.fetch(url);
    const { comments, next } = readListing(
      page,
      () => parseComments(jsonOf(page), endpoint.fields, page.url, visit.now()),
      () => false,
    );
    const drafts = comments.map((comment) => commentDraft(comment, thread, visit));
    return { drafts, next: next === null || comments.length === 0 ? null : nextPage(next, template, url) };
  };
  return readThread(atPage(template, '1'), read, visit);
}

/** Resolves a relative template without touching its placeholders. */
function absolute(template: string, base: string): string {
  return /^https?:/i.test(template) ? template : new URL(template, base).href;
}

/** `next` is an address or the number of the next page. */
function nextPage(next: string, template: string, current: string): string | null {
  return /^\d+$/.test(next) ? atPage(template, next) : (URL.parse(next, current)?.href ?? null);
}

/** Fills `{page}`; a template without one gets a `page` parameter from the second page on. */
function atPage(template: string, page: string): string {
  const filled = template.replaceAll(/\{page\}|%7Bpage%7D/gi, page);
  if (filled !== template || page === '1') return filled;
  return `${filled}${filled.includes('?') ? '&' : '?'}page=${page}`;
}
