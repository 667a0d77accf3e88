import { toIso } from '../../domain/time.ts';
import { articlePage } from './article-page.ts';
import { escapeMarkup as esc } from './escape.ts';
import { frontPage } from './rss-site.ts';
import { HTML, newestOf, page, type Site, type SiteContent } from './site.ts';

const LISTING = '/sitemap-news.xml';

/** Newspaper without a feed, but with Google's news sitemap: titles and publication dates, no text. */
export function newsSitemapSite(content: SiteContent): Site {
  const byPath = new Map(content.articles.map((article) => [article.path, article]));
  return {
    listing: LISTING,
    isListing: (url) => url.pathname === LISTING,
    answer(url) {
      if (url.pathname === LISTING) return page('application/xml; charset=utf-8', sitemapOf(content), newestOf(content.articles));
      if (url.pathname === '/') return page(HTML, frontPage(content), newestOf(content.articles));
      const article = byPath.get(url.pathname);
      return article ? page(HTML, articlePage(article, content), article.publishedAt) : null;
    },
  };
}

function sitemapOf(content: SiteContent): string {
  const urls = content.articles.map(
    (article) => `<url>
<loc>${content.origin}${article.path}</loc>
<news:news>
<news:publication><news:name>${esc(content.name)}</news:name><news:language>vi</news:language></news:publication>
${article.publishedAt === null ? '' : `<news:publication_date>${toIso(article.publishedAt)}</news:publication_date>`}
<news:title>${esc(article.title)}</news:title>
</news:news>
</url>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
${urls.join('\n')}
</urlset>
`;
}
