import { toIso } from '../../domain/time.ts';
import { escapeMarkup as esc, scriptJson } from './escape.ts';
import type { SiteArticle, SiteContent } from './site.ts';

const MENU = ['Chính trị', 'Kinh tế', 'Đời sống', 'Thể thao', 'Văn hóa', 'Video'];
const WEEKDAYS = ['Chủ Nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'];

/** Around every page: menu, search, footer. They must not end up in an item's text. */
export function pageFrame(content: SiteContent, head: string, main: string): string {
  const menu = MENU.map((name, index) => `<li><a href="/chuyen-muc/${index + 1}">${name}</a></li>`).join('');
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}
</head>
<body>
<header class="site-header"><a class="logo" href="/">${esc(content.name)}</a>
<form class="search" action="/tim-kiem"><input name="q" placeholder="Tìm kiếm"></form>
<nav class="main-menu"><ul>${menu}<li><a href="/tim-kiem">Tìm kiếm</a></li></ul></nav></header>
${main}
<footer class="site-footer"><p>${esc(content.name)} – trang tin minh họa của Dư Luận, không phải cơ quan báo chí có thật.</p>
<p>Địa chỉ: Số 1 đường Ven Sông. Ghi rõ nguồn khi sử dụng lại nội dung.</p></footer>
</body>
</html>
`;
}

/** An article as newspapers show it: metadata in the head, text in the middle, links to other articles around it. */
export function articlePage(article: SiteArticle, content: SiteContent): string {
  return pageFrame(
    content,
    headOf(article, content),
    `<main class="container">
<div class="page-header"><ul class="breadcrumb"><li><a href="/">Trang chủ</a></li><li><a href="/chuyen-muc/0">${esc(article.section)}</a></li></ul>${timeOf(article.publishedAt)}</div>
<article class="article-detail">
<h1 class="article-title">${esc(article.title)}</h1>
${content.byline ? `<div class="article-meta"><span class="byline">${esc(content.byline)}</span></div>` : ''}
${article.lead ? `<p class="article-sapo"><strong>${esc(article.lead)}</strong></p>` : ''}
<div class="article-content">
${article.paragraphs.map((paragraph) => `<p>${esc(paragraph)}</p>`).join('\n')}
</div>
<div class="article-tags">Từ khóa: <a href="/tu-khoa/${encodeURIComponent(article.section)}">${esc(article.section)}</a></div>
</article>
${relatedOf(article, content)}
</main>`,
  );
}

function headOf(article: SiteArticle, content: SiteContent): string {
  const url = `${content.origin}${article.path}`;
  const title = esc(article.title);
  const iso = article.publishedAt === null ? null : toIso(article.publishedAt);
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    mainEntityOfPage: url,
    headline: article.title,
    description: article.lead,
    ...(iso ? { datePublished: iso, dateModified: iso } : {}),
    ...(content.byline ? { author: { '@type': 'Organization', name: content.byline } } : {}),
    publisher: { '@type': 'Organization', name: content.name },
  };
  return `<title>${title} - ${esc(content.name)}</title>
<link rel="canonical" href="${esc(url)}">
<meta name="description" content="${esc(article.lead)}">
<meta property="og:type" content="article">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${esc(article.lead)}">
<meta property="og:url" content="${esc(url)}">
${iso ? `<meta property="article:published_time" content="${iso}">` : ''}
<script type="application/ld+json">${scriptJson(data)}</script>`;
}

/** `Thứ Hai, 16/11/2026 | 08:15`; empty for an article without a date. */
function timeOf(publishedAt: number | null): string {
  if (publishedAt === null) return '';
  const iso = toIso(publishedAt);
  const [year, month, day] = iso.slice(0, 10).split('-');
  const weekday = WEEKDAYS[new Date(`${iso.slice(0, 10)}T00:00:00Z`).getUTCDay()] ?? '';
  return `<span class="date"><time datetime="${iso}">${weekday}, ${day}/${month}/${year} | ${iso.slice(11, 16)}</time></span>`;
}

/** Four other articles of the outlet, the next ones in the list: many papers show the same few everywhere. */
function relatedOf(article: SiteArticle, content: SiteContent): string {
  const at = content.articles.indexOf(article);
  const others = content.articles.slice(at + 1, at + 5);
  if (others.length === 0) return '';
  const links = others.map((other) => `<li><a href="${other.path}">${esc(other.title)}</a></li>`).join('');
  return `<aside class="related-news"><h3>Tin liên quan</h3><ul>${links}</ul></aside>`;
}
