import { addressKey, canonicalUrl } from '../../domain/item-key.ts';
import { parseForumIndex, parseForumThread, type ForumIndex } from '../parse/parse-forum.ts';
import type { FetchedPage } from '../fetch/fetched-page.ts';
import { fetchFurther, htmlOf, readListing } from './listing.ts';
import type { Draft } from './make-item.ts';
import { commentDraft, readThread, type Thread, type ThreadPage, type Voice } from './read-thread.ts';
import type { Visit, Work } from './visit.ts';

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
      yield () => readThread(url, (at) => readForumPage(at, url, visit), visit);
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

function parseIndex(page: FetchedPage): ForumIndex {
  return readListing(
    page,
    () => parseForumIndex(htmlOf(page), page.url),
    ({ threads }) => threads.length === 0,
  );
}

async function readForumPage(url: string, threadUrl: string, visit: Visit): Promise<ThreadPage> {
  const page = await visit.fetch(url, { rendered: visit.source.rendered });
  const { title, posts, next } = readListing(
    page,
    () => parseForumThread(htmlOf(page), page.url),
    ({ posts }) => posts.length === 0,
  );
  const thread = { url: threadUrl, title };
  const drafts = posts.map((post, index) =>
    url === threadUrl && index === 0 ? openingDraft(post, thread) : commentDraft(post, thread, visit),
  );
  return { drafts, next };
}

function openingDraft(post: Voice, thread: Thread): Draft {
  const { url, title } = thread;
  const { text, publishedAt } = post;
  return { key: addressKey(url), kind: 'post', url, title, text, publishedAt, threadUrl: null, threadTitle: null };
}
