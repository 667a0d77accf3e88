import { pageFrame } from '../sites/article-page.ts';
import { commentsSite, type CommentThreads } from '../sites/comments-site.ts';
import { escapeMarkup as esc } from '../sites/escape.ts';
import { HTML, page, type Site } from '../sites/site.ts';
import type { CorpusThread } from './load-corpus.ts';
import type { TextStore } from './text-store.ts';

/** Entries per page of JSON: real services give 20 to 100. */
export const CORPUS_PAGE_SIZE = 50;
const THREAD_PATH = /^\/chu-de\/([0-9a-f]{16})$/;

/** Comments of a corpus in the shape of a comment service. The material names no writers, so none are shown. */
export function corpusThreads(threads: readonly CorpusThread[], texts: TextStore, origin: string): CommentThreads {
  const positions = new Map(threads.map(({ key }, index) => [key, index]));
  const at = (index: number): CorpusThread => {
    const thread = threads[index];
    if (!thread) throw new RangeError(`there is no thread ${index}`);
    return thread;
  };
  return {
    threadCount: threads.length,
    namesWriters: false,
    find: (key) => positions.get(key) ?? -1,
    thread(index) {
      const { key, title, comments } = at(index);
      return { id: key, url: `${origin}/chu-de/${key}`, title: texts.get(title), commentCount: comments.length };
    },
    comment(thread, index) {
      const comment = at(thread).comments[index];
      if (!comment) throw new RangeError(`there is no comment ${index}`);
      return { id: comment.key, text: texts.get(comment.text), publishedAt: comment.publishedAt };
    },
  };
}

/** The comment service, and a page for each thread, so that the address of a comment leads somewhere. */
export function corpusCommentsSite(threads: CommentThreads, origin: string): Site {
  const service = commentsSite(threads, origin, CORPUS_PAGE_SIZE);
  return {
    ...service,
    answer(url) {
      const key = THREAD_PATH.exec(url.pathname)?.[1];
      if (key === undefined) return service.answer(url);
      const at = threads.find(key);
      if (at < 0) return null;
      const title = threads.thread(at).title || 'Chủ đề không có tiêu đề';
      const content = { origin, name: 'Ý kiến người dân', byline: '', articles: [] };
      return page(HTML, pageFrame(content, `<title>${esc(title)}</title>`, `<main><h1>${esc(title)}</h1></main>`));
    },
  };
}
