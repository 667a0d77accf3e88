import { toIso } from '../../domain/time.ts';
import { escapeMarkup as esc, scriptJson } from './escape.ts';
import { HTML, JSON_TYPE, newestOf, page, type Site, type SiteContent } from './site.ts';

const LIST_DATA = '/api/tin-moi';
const ARTICLE_DATA = /^\/api\/bai-viet\/(\d{8})$/;

/**
 * Portal whose pages are an empty shell: a script asks for JSON and builds list and article in the browser. Without JavaScript there is
 * no link and no text.
 */
export function scriptSite(content: SiteContent): Site {
  const byPath = new Map(content.articles.map((article) => [article.path, article]));
  const byNumber = new Map(content.articles.map((article) => [article.number, article]));
  return {
    listing: '/',
    // Empty, the shell looks as ever; what a fault empties is the data behind it.
    isListing: (url) => url.pathname === '/' || url.pathname === LIST_DATA,
    answer(url) {
      if (url.pathname === '/' || byPath.has(url.pathname)) return page(HTML, shell(content));
      if (url.pathname === '/app.js') return page('text/javascript; charset=utf-8', APP);
      if (url.pathname === LIST_DATA) {
        const items = content.articles.map(({ path, title, lead }) => ({ path, title, lead }));
        return page(JSON_TYPE, JSON.stringify({ items }), newestOf(content.articles));
      }
      const article = byNumber.get(ARTICLE_DATA.exec(url.pathname)?.[1] ?? '');
      if (!article) return null;
      const { title, lead, paragraphs, publishedAt } = article;
      const published = publishedAt === null ? null : toIso(publishedAt);
      return page(JSON_TYPE, JSON.stringify({ title, lead, paragraphs, published, byline: content.byline }), publishedAt);
    },
  };
}

function shell(content: SiteContent): string {
  return `<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><title>${esc(content.name)}</title>
<script>window.SITE=${scriptJson({ name: content.name })}</script>
<script src="/app.js" defer></script></head>
<body><div id="app"></div><noscript>Trang này cần JavaScript.</noscript></body>
</html>
`;
}

/** Runs in the browser. `textContent` and `setAttribute` only, so that no text of an article becomes markup. */
const APP = `
const app = document.getElementById('app');
function add(parent, tag, text, attributes) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
  parent.append(element);
  return element;
}
function frame() {
  const header = add(app, 'header');
  add(header, 'a', window.SITE.name, { href: '/', class: 'logo' });
  const menu = add(header, 'nav');
  for (const name of ['Giới thiệu', 'Văn bản', 'Hỏi đáp', 'Liên hệ']) add(menu, 'a', name, { href: '/trang/' + encodeURIComponent(name) });
  const main = add(app, 'main');
  add(add(app, 'footer'), 'p', window.SITE.name + ' – trang minh họa của Dư Luận.');
  return main;
}
async function list() {
  const { items } = await (await fetch('${LIST_DATA}')).json();
  const main = frame();
  add(main, 'h1', 'Tin mới');
  for (const item of items) {
    const card = add(main, 'div', '', { class: 'card' });
    add(add(card, 'h3'), 'a', item.title, { href: item.path });
    add(card, 'p', item.lead);
  }
}
async function article(number) {
  const data = await (await fetch('/api/bai-viet/' + number)).json();
  document.title = data.title + ' - ' + window.SITE.name;
  if (data.published) add(document.head, 'meta', '', { property: 'article:published_time', content: data.published });
  add(document.head, 'meta', '', { property: 'og:title', content: data.title });
  const main = frame();
  if (data.published) {
    const [year, month, day] = data.published.slice(0, 10).split('-');
    const date = add(main, 'div', '', { class: 'date' });
    add(date, 'time', day + '/' + month + '/' + year + ' ' + data.published.slice(11, 16), { datetime: data.published });
  }
  const body = add(main, 'article');
  add(body, 'h1', data.title);
  add(body, 'div', data.byline, { class: 'byline' });
  add(body, 'p', data.lead, { class: 'sapo' });
  for (const paragraph of data.paragraphs) add(body, 'p', paragraph);
}
const found = /-(\\d{8})\\.html$/.exec(location.pathname);
void (found ? article(found[1]) : list());
`;
