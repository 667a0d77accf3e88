import { toIso } from '../../domain/time.ts';
import { articlePage } from './article-page.ts';
import { escapeMarkup as esc } from './escape.ts';
import { frontPage } from './rss-site.ts';
import { HTML, newestOf, page, type Site, type SiteContent } from './site.ts';

const ATOM = '/atom.xml';
const JSON_FEED = '/feed.json';

/** Broadcaster with an Atom 1.0 and a JSON Feed 1.1 of the same articles; `listing` says which of them its source visits. */
export function atomJsonSite(content: SiteContent, format: 'atom' | 'json-feed'): Site {
  const byPath = new Map(content.articles.map((article) => [article.path, article]));
  return {
    listing: format === 'atom' ? ATOM : JSON_FEED,
    isListing: (url) => url.pathname === ATOM || url.pathname === JSON_FEED,
    answer(url) {
      const newest = newestOf(content.articles);
      if (url.pathname === ATOM) return page('application/atom+xml; charset=utf-8', atomOf(content), newest);
      if (url.pathname === JSON_FEED) return page('application/feed+json; charset=utf-8', jsonFeedOf(content), newest);
      if (url.pathname === '/') return page(HTML, frontPage(content), newest);
      const article = byPath.get(url.pathname);
      return article ? page(HTML, articlePage(article, content), article.publishedAt) : null;
    },
  };
}

function atomOf(content: SiteContent): string {
  const entries = content.articles.map((article) => {
    const time =
      article.publishedAt === null
        ? ''
        : `<published>${toIso(article.publishedAt)}</published><updated>${toIso(article.publishedAt)}</updated>`;
    return `<entry>
<id>urn:bai-viet:${article.number}</id>
<title type="text">${esc(article.title)}</title>
<link rel="alternate" type="text/html" href="${content.origin}${article.path}"/>
${time}
<summary type="html">${esc(`<p>${esc(article.lead)}</p>`)}</summary>
</entry>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">
<id>${content.origin}/</id>
<title>${esc(content.name)}</title>
<updated>${toIso(newestOf(content.articles) ?? 0)}</updated>
<author><name>${esc(content.byline)}</name></author>
<link rel="self" href="${content.origin}${ATOM}"/>
${entries.join('\n')}
</feed>
`;
}

function jsonFeedOf(content: SiteContent): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: content.name,
    home_page_url: `${content.origin}/`,
    feed_url: `${content.origin}${JSON_FEED}`,
    language: 'vi',
    items: content.articles.map((article) => ({
      id: article.number,
      url: `${content.origin}${article.path}`,
      title: article.title,
      summary: article.lead,
      tags: [article.section],
      ...(article.publishedAt === null ? {} : { date_published: toIso(article.publishedAt) }),
    })),
  });
}
