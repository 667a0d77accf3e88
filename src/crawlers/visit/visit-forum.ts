import { addressKey, canonicalUrl } from '../../domain/item-key.ts';
import { parseForumIndex, parseForumThread } from '../parse/parse-forum.ts';
import type { FetchedPage } from '../fetch/fetched-page.ts';
import { failed } from './failure.ts';
import { fetchFurther, htmlOf, readListing } from './listing.ts';
import { commentDraft, voiceFindings } from './read-thread.ts';
import type { Finding, Visit, Work } from './visit.ts';

/** XenForo forums: threads of the index pages, posts of each thread. The post that opens a thread is a `post`, the others are comments. */
export async function* visitForum(visit: Visit): AsyncGenerator<Work> {
  const { source } = visit;
  const asked = new Set([source.url]);
  const threads = new Set<string>();
  let page = await visit.fetch(source.url, { rendered: source.rendered });
  for (let index = parseIndex(page); ;) {
    for (const thread of index.threads) {
      const url = canonicalUrl(thread.url, page.url);
      if (url === null || threads.has(url)) continue;
      threads.add(url);
      yield () => readForumThread(url, visit);
    }
    const { next } = index;
    if (next === null || asked.has(next) || asked.size >= source.maxPages) return;
    asked.add(next);
    const further = await fetchFurther(next, parseIndex, visit, source.rendered);
    if (!further.ok) {
      yield further.work;
      return;
    }
    page = further.page;
    index = further.read;
  }
}

function parseIndex(page: FetchedPage): ReturnType<typeof parseForumIndex> {
  return readListing(
    page,
    () => parseForumIndex(htmlOf(page), page.url),
    ({ threads }) => threads.length === 0,
  );
}

/** What was read before a page failed is kept; the page itself is told as failed. */
async function readForumThread(threadUrl: string, visit: Visit): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const asked = new Set<string>();
  for (let url: string | null = threadUrl; url !== null && !asked.has(url) && asked.size < visit.source.maxPages;) {
    const isFirst: boolean = asked.size === 0;
    asked.add(url);
    try {
      const page: FetchedPage = await visit.fetch(url, { rendered: visit.source.rendered });
      const thread = readListing(
        page,
        () => parseForumThread(htmlOf(page), page.url),
        ({ posts }) => posts.length === 0,
      );
      const context = { url: threadUrl, title: thread.title };
      const opening = { key: addressKey(threadUrl), kind: 'post' as const, url: threadUrl, threadUrl: null, threadTitle: null };
      const drafts = thread.posts.map((post, index) =>
        isFirst && index === 0 ? { ...post, ...opening, title: thread.title } : commentDraft(post, context, visit),
      );
      findings.push(...(await voiceFindings(drafts, visit)));
      url = thread.next;
    } catch (err) {
      findings.push(failed(err, { key: canonicalUrl(url) ?? url, url }, visit));
      return findings;
    }
  }
  return findings;
}
