import { parseSitemap, type Sitemap } from '../parse/parse-sitemap.ts';
import type { FetchedPage } from '../fetch/fetched-page.ts';
import { fetchFurther, fetchListing, readListing } from './listing.ts';
import { newsWorks } from './read-news.ts';
import type { Visit, Work } from './visit.ts';

/** Sitemaps, with the news extension's titles and times. Of an index, up to `maxPages` sitemaps are followed, in its order. */
export async function* visitSitemap(visit: Visit): AsyncGenerator<Work> {
  const root = await fetchListing(visit);
  if (root === null) return;
  const first = parse(root);
  if (first.sitemaps.length > 0) {
    // An index that has not changed says nothing about the sitemaps that it names.
    visit.notes.etag = null;
    visit.notes.lastModified = null;
  }
  yield* newsWorks(leadsOf(first), visit);
  const waiting = [...first.sitemaps];
  const asked = new Set([visit.source.url, root.url]);
  for (let url = waiting.shift(); url !== undefined && asked.size <= visit.source.maxPages + 1; url = waiting.shift()) {
    if (asked.has(url)) continue;
    asked.add(url);
    const further = await fetchFurther(url, parse, visit);
    if (further.ok) {
      waiting.push(...further.read.sitemaps);
      yield* newsWorks(leadsOf(further.read), visit);
    } else yield further.work;
  }
}

function parse(page: FetchedPage): Sitemap {
  return readListing(
    page,
    () => parseSitemap(page.body, page.url),
    ({ entries, sitemaps }) => entries.length + sitemaps.length === 0,
  );
}

function leadsOf(sitemap: Sitemap): { url: string; title: string; publishedAt: number | null; summary: string }[] {
  return sitemap.entries.map((entry) => ({ ...entry, summary: '' }));
}
