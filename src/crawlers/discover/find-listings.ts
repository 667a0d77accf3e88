import type { FetchedPage } from '../fetch/fetched-page.ts';
import { parseFeed } from '../parse/parse-feed.ts';
import { parseSitemap } from '../parse/parse-sitemap.ts';
import { isEnding } from '../visit/failure.ts';
import { htmlOf } from '../visit/listing.ts';
import { feedLinksOf, newsFirst, sitemapLinksOf, type ListingLink } from './listing-links.ts';

/** A feed or sitemap that was fetched and lists articles. */
export interface FoundListing {
  readonly kind: 'feed' | 'sitemap';
  /** After redirects. */
  readonly url: string;
  /** Its own title, or what the link to it says; empty without either. */
  readonly title: string;
  readonly entries: number;
}

type FetchPage = (url: string) => Promise<FetchedPage>;

/** Where sites keep feeds and news sitemaps that they do not announce. Few: each costs a site a request. */
const USUAL_PATHS = ['/rss', '/rss.xml', '/feed', '/rss/home.rss', '/sitemap-news.xml', '/news-sitemap.xml', '/sitemap.xml'];
/** Requests to one site while looking: a directory of feeds may name hundreds, and a person would open about as many. */
const MOST_REQUESTS = 24;
/** A sitemap of everything lists the archive of years, which no visit should take for news. */
const MOST_PAGES_OF_NEWS = 2_000;

/**
 * Feeds and news sitemaps of a site, found from its home page alone: what the page announces or links to (a directory of feeds is opened),
 * the sitemaps that robots.txt names, the usual paths. Each was fetched and lists at least one article. `likely` says which of the found
 * links to try first, the highest number first. What cannot be had is passed over.
 * @throws DuLuanError CRAWLER_CLOSED.
 */
export async function findListings(
  home: string,
  fetch: FetchPage,
  likely: (link: ListingLink) => number = () => 0,
): Promise<FoundListing[]> {
  const found = new Map<string, FoundListing>();
  const asked = new Set<string>();
  const look = async (link: ListingLink, isDirectory: boolean): Promise<void> => {
    if (asked.has(link.url) || asked.size >= MOST_REQUESTS) return;
    asked.add(link.url);
    const page = await tryFetch(link.url, fetch);
    if (page === null) return;
    const listing = readListing(page, link);
    if (listing && 'sitemaps' in listing) {
      for (const url of listing.sitemaps.slice(0, 3)) await look({ url, title: link.title }, false);
    } else if (listing) found.set(listing.url, listing);
    // A page at `/rss` is a directory whose links are the feeds.
    else if (isDirectory) for (const inner of ranked(feedLinksOf(htmlOf(page), page.url))) await look(inner, false);
  };
  const ranked = (links: readonly ListingLink[]): ListingLink[] => links.toSorted((a, b) => likely(b) - likely(a));
  const page = await tryFetch(home, fetch);
  const robots = await tryFetch(new URL('/robots.txt', home).href, fetch);
  for (const link of page ? ranked(feedLinksOf(htmlOf(page), page.url)) : []) await look(link, true);
  for (const link of robots ? sitemapLinksOf(htmlOf(robots), home) : []) await look(link, false);
  if (![...found.values()].some(({ kind }) => kind === 'feed') || found.size < 2)
    for (const path of USUAL_PATHS) await look({ url: new URL(path, home).href, title: '' }, true);
  return [...found.values()];
}

async function tryFetch(url: string, fetch: FetchPage): Promise<FetchedPage | null> {
  try {
    return await fetch(url);
  } catch (err) {
    if (isEnding(err)) throw err;
    return null;
  }
}

/** What the page lists; of an index of sitemaps, those to look into; null when it is neither feed nor sitemap, or an empty one. */
function readListing(page: FetchedPage, link: ListingLink): FoundListing | { readonly sitemaps: readonly string[] } | null {
  const { url } = page;
  const feed = attempt(() => parseFeed(page.body, url, page.contentType));
  if (feed && feed.entries.length > 0) return { kind: 'feed', url, title: feed.title || link.title, entries: feed.entries.length };
  const sitemap = attempt(() => parseSitemap(page.body, url));
  if (!sitemap) return null;
  if (sitemap.entries.length === 0) return sitemap.sitemaps.length > 0 ? { sitemaps: newsFirst(sitemap.sitemaps) } : null;
  const isNews = sitemap.entries.some(({ publishedAt }) => publishedAt !== null) || sitemap.entries.length <= MOST_PAGES_OF_NEWS;
  return isNews ? { kind: 'sitemap', url, title: link.title, entries: sitemap.entries.length } : null;
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null; // The parsers refuse what is neither by throwing; here that is an answer.
  }
}
