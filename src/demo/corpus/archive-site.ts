import { articlePage } from '../sites/article-page.ts';
import { slugOf } from '../sites/address.ts';
import { HTML, page, pageOf, type Site, type SiteArticle } from '../sites/site.ts';
import type { ArchivedArticle } from './load-corpus.ts';
import type { TextStore } from './text-store.ts';

const LISTING = '/sitemap.xml';
const PART = /^\/sitemap-([1-9]\d{0,4})\.xml$/;
const PAGE_PATH = /-([0-9a-f]{16})\.html$/;
/** Addresses per sitemap; the protocol allows 50,000, most sites write a thousand. */
const PART_SIZE = 1_000;
const XML = 'application/xml; charset=utf-8';

/** Full articles of a corpus under an index of sitemaps. Nothing tells when an article appeared, and nothing here pretends to. */
export function archiveSite(articles: readonly ArchivedArticle[], texts: TextStore, origin: string): Site {
  const positions = new Map(articles.map(({ key }, index) => [key, index]));
  const content = { origin, name: 'Kho tin bài', byline: '', articles: [] };
  return {
    listing: LISTING,
    isListing: (url) => url.pathname === LISTING || PART.test(url.pathname),
    answer(url) {
      if (url.pathname === LISTING) return page(XML, indexOf(partCount(articles.length), origin));
      const part = PART.exec(url.pathname);
      if (part)
        return Number(part[1]) <= partCount(articles.length) ? page(XML, partOf(articles, Number(part[1]), { texts, origin })) : null;
      const archived = articles[positions.get(PAGE_PATH.exec(url.pathname)?.[1] ?? '') ?? -1];
      if (!archived) return null;
      const article = articleOf(archived, texts);
      return article.path === url.pathname ? page(HTML, articlePage(article, content)) : null;
    },
  };
}

/** Sitemaps that the index names. */
export function partCount(articleCount: number): number {
  return Math.ceil(articleCount / PART_SIZE);
}

function indexOf(parts: number, origin: string): string {
  const sitemaps = Array.from({ length: parts }, (_, index) => `<sitemap><loc>${origin}/sitemap-${index + 1}.xml</loc></sitemap>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${sitemaps.join('\n')}
</sitemapindex>
`;
}

function partOf(articles: readonly ArchivedArticle[], number: number, { texts, origin }: { texts: TextStore; origin: string }): string {
  const { entries } = pageOf(articles, number, PART_SIZE);
  const urls = entries.map((article) => `<url><loc>${origin}${pathOf(article, texts.get(article.title))}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('\n')}
</urlset>
`;
}

function pathOf(article: ArchivedArticle, title: string): string {
  return `/bai-viet/${slugOf(title)}-${article.key}.html`;
}

function articleOf(article: ArchivedArticle, texts: TextStore): SiteArticle {
  const title = texts.get(article.title);
  const paragraphs = texts
    .get(article.text)
    .split('\n')
    .filter((paragraph) => paragraph.trim() !== '');
  return { number: article.key, path: pathOf(article, title), section: '', title, lead: '', paragraphs, publishedAt: null };
}
