import { toIso } from '../../domain/time.ts';
import type { CommentFields } from '../../domain/source.ts';
import { inventedWriter } from './invented-names.ts';
import { JSON_TYPE, page, type Site } from './site.ts';

interface ServedThread {
  readonly id: string;
  /** Address of what is commented on. */
  readonly url: string;
  /** Empty when unknown. */
  readonly title: string;
  readonly commentCount: number;
}

interface ServedComment {
  readonly id: string;
  readonly text: string;
  /** UTC milliseconds; null when the service tells no time. */
  readonly publishedAt: number | null;
}

/** Threads and comments by position, so that large ones need not be built to be listed. */
export interface CommentThreads {
  readonly threadCount: number;
  thread(index: number): ServedThread;
  /** Position of a thread id; -1 for one that is not there. */
  find(threadId: string): number;
  comment(thread: number, index: number): ServedComment;
  /** Whether names and pictures of writers stand beside the comments, as real services send them. */
  readonly namesWriters: boolean;
}

export const COMMENT_FIELDS: CommentFields = {
  threads: 'data.threads',
  threadId: 'thread_id',
  threadUrl: 'article_url',
  threadTitle: 'article_title',
  comments: 'data.items',
  commentId: 'comment_id',
  text: 'content',
  time: 'created_at',
  next: 'data.next_page',
};

const THREADS = '/api/threads';
const COMMENTS = '/api/comments';
/** Address of one thread's comments, for the source. */
export const COMMENTS_QUERY = `${COMMENTS}?thread={threadId}&page={page}`;
/** Entries per page: small in the demo, so that its threads fill several pages. */
const PAGE_SIZE = 20;

/**
 * Comment service of a news site: threads and the comments of each, in pages of JSON. The next page of threads is an address, that of comments
 * a number: both are met in the wild.
 */
export function commentsSite(threads: CommentThreads, origin: string, pageSize = PAGE_SIZE): Site {
  return {
    listing: THREADS,
    isListing: (url) => url.pathname === THREADS,
    answer(url) {
      const number = pageNumber(url.searchParams.get('page'));
      if (number === null) return null;
      if (url.pathname === THREADS) return page(JSON_TYPE, threadsPage(threads, { origin, number, pageSize }));
      if (url.pathname !== COMMENTS) return null;
      const at = threads.find(url.searchParams.get('thread') ?? '');
      return at < 0 ? null : page(JSON_TYPE, commentsPage(threads, at, { number, pageSize }));
    },
  };
}

/** How many pages its longest listing has: what `maxPages` of its source must allow. */
export function mostPages(threads: CommentThreads, pageSize = PAGE_SIZE): number {
  let most = threads.threadCount;
  for (let index = 0; index < threads.threadCount; index += 1) most = Math.max(most, threads.thread(index).commentCount);
  return Math.max(1, Math.ceil(most / pageSize));
}

function threadsPage(threads: CommentThreads, at: { origin: string; number: number; pageSize: number }): string {
  const positions = positionsOf(threads.threadCount, at);
  const listed = positions.map((index) => {
    const thread = threads.thread(index);
    return { thread_id: thread.id, article_url: thread.url, article_title: thread.title, comment_count: thread.commentCount };
  });
  const hasNext = at.number * at.pageSize < threads.threadCount;
  const next_page = hasNext ? `${at.origin}${THREADS}?page=${at.number + 1}` : '';
  return JSON.stringify({ error: 0, data: { total: threads.threadCount, threads: listed, next_page } });
}

function commentsPage(threads: CommentThreads, thread: number, at: { number: number; pageSize: number }): string {
  const total = threads.thread(thread).commentCount;
  const items = positionsOf(total, at).map((index) => {
    const comment = threads.comment(thread, index);
    const writer = threads.namesWriters ? { user: userOf(comment.id), like_count: inventedWriter(comment.id).number % 40 } : {};
    const created_at = comment.publishedAt === null ? null : toIso(comment.publishedAt);
    return { comment_id: comment.id, ...writer, content: comment.text, created_at };
  });
  return JSON.stringify({ error: 0, data: { total, items, next_page: at.number * at.pageSize < total ? at.number + 1 : null } });
}

function positionsOf(total: number, at: { number: number; pageSize: number }): number[] {
  const start = (at.number - 1) * at.pageSize;
  return Array.from({ length: Math.max(0, Math.min(at.pageSize, total - start)) }, (_, offset) => start + offset);
}

/** 1 without a number; null for text that numbers no page. */
function pageNumber(written: string | null): number | null {
  if (written === null || written === '') return 1;
  return /^[1-9]\d{0,6}$/.test(written) ? Number(written) : null;
}

function userOf(id: string): { id: number; full_name: string; avatar: string; profile_url: string } {
  const { name, number } = inventedWriter(id);
  return { id: number, full_name: name, avatar: `/avatar/${number}.jpg`, profile_url: `/thanh-vien/${name}` };
}
