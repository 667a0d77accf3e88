import { DuLuanError } from '../../domain/errors.ts';
import { addressKey } from '../../domain/item-key.ts';
import { META_FIELDS, parseThreadsSearch, type ThreadsPost } from '../parse/parse-meta.ts';
import type { Draft } from './make-item.ts';
import { THREADS } from './meta-rules.ts';
import { askPlatform, type Reply } from './platform.ts';
import { isComplete } from './read-pages.ts';
import { voiceFindings } from './read-thread.ts';
import type { Visit, Work } from './visit.ts';

/** The most that the API gives at once. */
const MOST = '100';

/**
 * Newest public posts that a keyword finds (`https://www.threads.com/search?q=…`), through the Threads API. An unchanged answer costs no reading;
 * after a complete visit, paging ends at the first page without anything new.
 */
export async function* visitThreads(visit: Visit): AsyncGenerator<Work> {
  const words = new URL(visit.source.url).searchParams.get('q') ?? '';
  if (words === '') throw new DuLuanError('FEED_BROKEN', { url: visit.source.url, detail: 'it names nothing to search for (?q=)' });
  const asked = new Set<string>();
  for (let after: string | null = null; asked.size < visit.source.maxPages;) {
    const reply = await search(words, after, visit);
    if (reply.notModified) return;
    const { entries, next } = parseThreadsSearch(reply.json, reply.url);
    const told = await voiceFindings(
      entries.flatMap((post) => draftOf(post)),
      visit,
    );
    yield async () => told;
    asked.add(after ?? '');
    if (next === null || asked.has(next) || (isComplete(visit) && told.every(({ type }) => type === 'known'))) return;
    after = next;
  }
}

async function search(words: string, after: string | null, visit: Visit): Promise<Reply> {
  const parameters = { q: words, search_type: 'RECENT', fields: META_FIELDS.threads, limit: MOST };
  const { notes, previous } = visit;
  if (after !== null) return askPlatform(THREADS, { path: '/keyword_search', parameters: { ...parameters, after } }, visit);
  const reply = await askPlatform(THREADS, { path: '/keyword_search', parameters, etag: previous?.etag ?? null }, visit);
  notes.notModified = reply.notModified;
  notes.etag = reply.etag;
  return reply;
}

/** The short address leads to the post without naming who wrote it. */
function draftOf({ text, publishedAt, shortcode }: ThreadsPost): Draft[] {
  const url = `https://www.threads.com/t/${encodeURIComponent(shortcode)}`;
  return text === '' ? [] : [{ key: addressKey(url), kind: 'post', url, title: '', text, publishedAt, threadUrl: null, threadTitle: null }];
}
