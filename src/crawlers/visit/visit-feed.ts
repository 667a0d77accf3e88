import { parseFeed } from '../parse/parse-feed.ts';
import { fetchListing, readListing } from './listing.ts';
import { newsWorks } from './read-news.ts';
import type { Visit, Work } from './visit.ts';

/** RSS, Atom, RDF and JSON Feed. The feed itself is never rendered; its pages are when the source asks. */
export async function* visitFeed(visit: Visit): AsyncGenerator<Work> {
  const page = await fetchListing(visit);
  if (page === null) return;
  const feed = readListing(
    page,
    () => parseFeed(page.body, page.url, page.contentType),
    ({ entries }) => entries.length === 0,
  );
  yield* newsWorks(feed.entries, visit);
}
