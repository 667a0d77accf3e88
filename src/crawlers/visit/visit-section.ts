import { parseSection, type Section } from '../parse/parse-section.ts';
import type { FetchedPage } from '../fetch/fetched-page.ts';
import { fetchFurther, fetchListing, htmlOf, readListing } from './listing.ts';
import { newsWorks } from './read-news.ts';
import type { Visit, Work } from './visit.ts';

/**
 * Section pages: links of a page, then of the next. When the last visit was complete, paging ends at the first page without anything new;
 * otherwise it goes on to `maxPages`, because what an interrupted visit has left out lies behind pages that are known.
 */
export async function* visitSection(visit: Visit): AsyncGenerator<Work> {
  const { source, previous } = visit;
  const wasComplete = previous?.state === 'ok' || previous?.state === 'not-modified';
  const read = (page: FetchedPage): Section => parse(page, source.linkPattern);
  const first = await fetchListing(visit, source.rendered);
  if (first === null) return;
  const asked = new Set([source.url]);
  for (let section = read(first); ;) {
    const leads = section.links.map((link) => ({ ...link, publishedAt: null, summary: '' }));
    const { unknown } = yield* newsWorks(leads, visit);
    const { next } = section;
    if (next === null || asked.has(next) || asked.size >= source.maxPages || (wasComplete && unknown === 0)) return;
    asked.add(next);
    const further = await fetchFurther(next, read, visit, source.rendered);
    if (!further.ok) {
      yield further.work;
      return;
    }
    section = further.read;
  }
}

function parse(page: FetchedPage, linkPattern: string | undefined): Section {
  return readListing(
    page,
    () => parseSection(htmlOf(page), page.url, linkPattern === undefined ? {} : { linkPattern }),
    ({ links }) => links.length === 0,
  );
}
