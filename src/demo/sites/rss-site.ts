import { HOUR_MS } from '../../domain/time.ts';
import { articlePage, pageFrame } from './article-page.ts';
import { escapeMarkup as esc } from './escape.ts';
import { HTML, newestOf, page, type Site, type SiteArticle, type SiteContent } from './site.ts';

/** Path of the feed. */
export const RSS_PATH = '/rss/tin-moi.rss';

/** Newspaper with an RSS 2.0 feed of everything it has, as Vietnamese papers write them: picture and lead as HTML in a CDATA section. */
export function rssSite(content: SiteContent): Site {
  const byPath = new Map(content.articles.map((article) => [article.path, article]));
  return {
    listing: RSS_PATH,
    isListing: (url) => url.pathname === RSS_PATH,
    answer(url) {
      if (url.pathname === RSS_PATH)
        return page('application/rss+xml; charset=utf-8', rssDocument(content, content.articles), newestOf(content.articles));
      if (url.pathname === '/') return page(HTML, frontPage(content), newestOf(content.articles));
      const article = byPath.get(url.pathname);
      return article ? page(HTML, articlePage(article, content), article.publishedAt) : null;
    },
  };
}

/** Titles and leads of the newest articles. */
export function frontPage(content: SiteContent): string {
  const cards = content.articles
    .slice(0, 20)
    .map((each) => `<div class="card"><h3><a href="${each.path}">${esc(each.title)}</a></h3></div>`);
  return pageFrame(content, `<title>${esc(content.name)}</title>`, `<main>${cards.join('\n')}</main>`);
}

/** RSS 2.0 of these articles. */
export function rssDocument(content: Pick<SiteContent, 'origin' | 'name'>, articles: Iterable<SiteArticle>): string {
  const items = Array.from(articles, (article) => itemOf(article, content.origin));
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${esc(content.name)} - Tin mới</title>
<link>${content.origin}/</link>
<description>${esc(content.name)}</description>
<language>vi</language>
<atom:link href="${content.origin}${RSS_PATH}" rel="self" type="application/rss+xml"/>
${items.join('\n')}
</channel>
</rss>
`;
}

function itemOf(article: SiteArticle, origin: string): string {
  const url = `${origin}${article.path}`;
  const html = `<a href="${url}"><img src="${origin}/anh/${article.number}.jpg" alt=""></a><br>${esc(article.lead)}`;
  return `<item>
<title>${esc(article.title)}</title>
<link>${url}</link>
<guid isPermaLink="false">${article.number}</guid>
<category>${esc(article.section)}</category>
${article.publishedAt === null ? '' : `<pubDate>${rfc822(article.publishedAt)}</pubDate>`}
<description><![CDATA[${html}]]></description>
</item>`;
}

/** `Mon, 16 Nov 2026 08:15:00 +0700`: the clock of Viet Nam, as its papers write it. */
function rfc822(instant: number): string {
  return new Date(instant + 7 * HOUR_MS).toUTCString().replace('GMT', '+0700');
}
