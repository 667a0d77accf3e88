import { DuLuanError } from '../../domain/errors.ts';
import { canonicalUrl } from '../../domain/item-key.ts';
import type { CommentFields } from '../../domain/source.ts';
import type { FetchedPage } from '../fetch/fetched-page.ts';
import { parseComments, parseThreads } from '../parse/parse-comments.ts';
import { failed } from './failure.ts';
import { fetchFurther, jsonOf, readListing } from './listing.ts';
import { commentDraft, voiceFindings } from './read-thread.ts';
import type { Finding, Visit, Work } from './visit.ts';

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
  const read = (page: FetchedPage): ReturnType<typeof threadsOf> => threadsOf(page, fields);
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

function threadsOf(page: FetchedPage, fields: CommentFields): ReturnType<typeof parseThreads> {
  return readListing(
    page,
    () => parseThreads(jsonOf(page), fields, page.url),
    ({ threads }) => threads.length === 0,
  );
}

/** What was read before a page failed is kept; the page itself is told as failed. */
async function readComments(
  thread: { readonly id: string; readonly url: string; readonly title: string },
  endpoint: Endpoint,
  visit: Visit,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const template = endpoint.commentsUrl.replaceAll('{threadId}', encodeURIComponent(thread.id));
  const context = { url: canonicalUrl(thread.url, visit.source.url) ?? visit.source.url, title: thread.title };
  const asked = new Set<string>();
  let url: string | null = atPage(template, '1');
  while (url !== null && !asked.has(url) && asked.size < visit.source.maxPages) {
    asked.add(url);
    try {
      const page = await visit.fetch(new URL(url, visit.source.url).href);
      const read = readListing(
        page,
        () => parseComments(jsonOf(page), endpoint.fields, page.url),
        () => false,
      );
      const drafts = read.comments.map((comment) => commentDraft(comment, context, visit));
      findings.push(...(await voiceFindings(drafts, visit)));
      url = read.next === null || read.comments.length === 0 ? null : nextPage(read.next, template, url);
    } catch (err) {
      findings.push(failed(err, { key: canonicalUrl(url, visit.source.url) ?? url, url }, visit));
      return findings;
    }
  }
  return findings;
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
