import { newsWorks } from './read-news.ts';
import type { Visit, Work } from './visit.ts';

/** One article, such as a link that somebody has pasted. It is read once; a second visit tells it as known. */
export async function* visitPage(visit: Visit): AsyncGenerator<Work> {
  yield* newsWorks([{ url: visit.source.url, title: '', publishedAt: null, summary: '' }], visit);
}
