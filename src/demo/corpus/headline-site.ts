import { articlePage } from '../sites/article-page.ts';
import { slugOf } from '../sites/address.ts';
import { RSS_PATH, rssDocument } from '../sites/rss-site.ts';
import { HTML, page, type Site, type SiteArticle } from '../sites/site.ts';
import type { Headline, HeadlineOutlet } from './load-corpus.ts';
import type { TextStore } from './text-store.ts';

const PAGE_PATH = /-([0-9a-f]{16})\.html$/;

/** An outlet of a corpus: one RSS feed of all its headlines, and a page for each that holds no more than title and summary. */
export function headlineSite(outlet: HeadlineOutlet, texts: TextStore, origin: string): Site {
  const positions = new Map(outlet.headlines.map(({ key }, index) => [key, index]));
  const content = { origin, name: outlet.name || 'Nguồn chưa rõ', byline: '', articles: [] };
  const newest = outlet.headlines.reduce<number | null>(
    (latest, { seenAt }) => (seenAt !== null && seenAt > (latest ?? 0) ? seenAt : latest),
    null,
  );
  return {
    listing: RSS_PATH,
    isListing: (url) => url.pathname === RSS_PATH,
    answer(url) {
      if (url.pathname === RSS_PATH) {
        const articles = outlet.headlines.values().map((headline) => articleOf(headline, texts));
        return page('application/rss+xml; charset=utf-8', rssDocument(content, articles), newest);
      }
      const headline = outlet.headlines[positions.get(PAGE_PATH.exec(url.pathname)?.[1] ?? '') ?? -1];
      if (!headline) return null;
      const article = articleOf(headline, texts);
      return article.path === url.pathname ? page(HTML, articlePage(article, content), headline.seenAt) : null;
    },
  };
}

function articleOf(headline: Headline, texts: TextStore): SiteArticle {
  const title = texts.get(headline.title);
  return {
    number: headline.key,
    path: `/tin/${slugOf(title)}-${headline.key}.html`,
    section: headline.section,
    title,
    lead: texts.get(headline.summary),
    paragraphs: [],
    publishedAt: headline.seenAt,
  };
}
