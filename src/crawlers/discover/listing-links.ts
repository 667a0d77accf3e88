import { lineText } from '../extract/block-text.ts';
import { elementsOf, parseHtml } from '../extract/html-tree.ts';
import { isSameSite } from '../extract/same-site.ts';

/** An address under which a site may list its articles. */
export interface ListingLink {
  readonly url: string;
  /** What the site calls it, plain text in one line; empty when it does not. */
  readonly title: string;
}

const FEED_TYPE = /^application\/(?:rss|atom|rdf|feed)\+(?:xml|json)/i;
/** `/rss/thoi-su.rss`, `/feed`, `/rss`, `/atom.xml`; not `/rss-la-gi-123.html`. */
const FEED_PATH = /(?:\.(?:rss|atom)|\/(?:rss|feeds?|atom)(?:\.(?:xml|html?|json|aspx))?\/?|\/(?:rss|feeds?)\/.+)$/i;
/** More feeds than this are those of a hostile page. */
const MOST_LINKS = 200;

/** Feeds that a page announces with `<link rel="alternate">`, then those it links to, each once. Other sites' are left out. */
export function feedLinksOf(html: string, page: string): ListingLink[] {
  const announced = new Map<string, ListingLink>();
  const linked = new Map<string, ListingLink>();
  for (const element of elementsOf(parseHtml(html))) {
    const { tag, attributes } = element;
    if (announced.size + linked.size >= MOST_LINKS) break;
    if (tag !== 'link' && tag !== 'a') continue;
    const url = sameSite(attributes['href'], page);
    if (url === null) continue;
    if (tag === 'link' && /\balternate\b/i.test(attributes['rel'] ?? '') && FEED_TYPE.test(attributes['type'] ?? ''))
      announced.set(url.href, { url: url.href, title: attributes['title'] ?? '' });
    else if (tag === 'a' && FEED_PATH.test(url.pathname)) linked.set(url.href, { url: url.href, title: lineText(element) });
  }
  return [...announced.values(), ...[...linked.values()].filter(({ url }) => !announced.has(url))];
}

/** `Sitemap:` lines of a robots.txt, in its order, those that name news first. */
export function sitemapLinksOf(robots: string, page: string): ListingLink[] {
  const written = [...robots.matchAll(/^[ \t]*sitemap[ \t]*:[ \t]*(\S+)/gim)].map((match) => match[1]);
  const urls = written.flatMap((address) => sameSite(address, page)?.href ?? []);
  return newsFirst([...new Set(urls)]).map((url) => ({ url, title: '' }));
}

/** Addresses that speak of news before the others, otherwise in their order. */
export function newsFirst(urls: readonly string[]): string[] {
  return urls.toSorted((a, b) => Number(namesNews(b)) - Number(namesNews(a)));
}

function namesNews(url: string): boolean {
  return /news|tin-?tuc|latest/i.test(URL.parse(url)?.pathname ?? '');
}

function sameSite(written: string | undefined, page: string): URL | null {
  const url = written === undefined ? null : URL.parse(written.trim(), page);
  if (!url || !/^https?:$/.test(url.protocol) || !isSameSite(url.href, page)) return null;
  url.hash = '';
  return url;
}
