import { articlePage, pageFrame } from './article-page.ts';
import { escapeMarkup as esc } from './escape.ts';
import { HTML, newestOf, page, pageOf, type Site, type SiteContent } from './site.ts';

const LISTING = '/chuyen-muc/tin-moi';
const PAGE = /^\/chuyen-muc\/tin-moi(?:\/trang-([1-9]\d{0,3}))?$/;
/** Cards per page, few enough for the demo's articles to fill several pages. */
const PAGE_SIZE = 8;
/** Paths of articles on section pages: everything else there is menu, tag or advertisement. */
export const ARTICLE_LINKS = String.raw`-\d{8}\.html$`;

/** Newspaper without feed or sitemap: a section page with cards and a link to older ones. */
export function sectionSite(content: SiteContent): Site {
  const byPath = new Map(content.articles.map((article) => [article.path, article]));
  return {
    listing: LISTING,
    isListing: (url) => PAGE.test(url.pathname),
    answer(url) {
      const listed = PAGE.exec(url.pathname);
      if (listed) return page(HTML, sectionPage(content, Number(listed[1] ?? 1)), newestOf(content.articles));
      if (url.pathname === '/') return page(HTML, sectionPage(content, 1), newestOf(content.articles));
      const article = byPath.get(url.pathname);
      return article ? page(HTML, articlePage(article, content), article.publishedAt) : null;
    },
  };
}

function sectionPage(content: SiteContent, number: number): string {
  const { entries, hasNext } = pageOf(content.articles, number, PAGE_SIZE);
  const cards = entries.map(
    (article) => `<article class="story-card"><a class="thumb" href="${article.path}"><img src="/anh/${article.number}.jpg" alt=""></a>
<h3 class="story-title"><a href="${article.path}">${esc(article.title)}</a></h3><p class="story-lead">${esc(article.lead)}</p></article>`,
  );
  const pages = [
    number > 1 ? `<a rel="prev" href="${LISTING}${number === 2 ? '' : `/trang-${number - 1}`}">Mới hơn</a>` : '',
    hasNext ? `<a rel="next" class="next" href="${LISTING}/trang-${number + 1}">Trang sau</a>` : '',
  ];
  return pageFrame(
    content,
    `<title>Tin mới - ${esc(content.name)}</title>`,
    `<main class="section"><h1>Tin mới</h1>
${cards.join('\n')}
<div class="ad"><a href="/quang-cao/lop-xe">Lốp xe giảm giá</a></div>
<div class="pagination">${pages.join(' ')}</div></main>`,
  );
}
