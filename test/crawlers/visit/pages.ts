/** Small pages in the forms that sources have. All text is made up. */

const PARAGRAPHS = [
  'Sáng nay, lực lượng chức năng phường tổ chức kiểm tra nồng độ cồn trên tuyến đường trung tâm, nhiều người dân đồng tình ủng hộ.',
  'Theo ban chỉ huy, đợt cao điểm kéo dài hai tuần, tập trung vào khung giờ tan tầm và các điểm thường xảy ra va chạm.',
  'Người tham gia giao thông được nhắc nhở đội mũ bảo hiểm, đi đúng làn đường và không sử dụng điện thoại khi lái xe.',
];

export interface ArticleOptions {
  readonly title?: string;
  readonly publishedAt?: string;
  readonly canonical?: string;
  /** Put before the body, for names and the like. */
  readonly extra?: string;
  readonly text?: string;
}

export function article(options: ArticleOptions = {}): string {
  const { title = 'Phường ra quân kiểm tra nồng độ cồn dịp cuối năm', publishedAt, canonical, extra = '', text = '' } = options;
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${title}</title>
<meta property="og:type" content="article"><meta property="og:title" content="${title}">
${publishedAt ? `<meta property="article:published_time" content="${publishedAt}">` : ''}
${canonical ? `<link rel="canonical" href="${canonical}">` : ''}</head>
<body><article><h1>${title}</h1>${extra}${[text, ...PARAGRAPHS].map((paragraph) => `<p>${paragraph}</p>`).join('\n')}</article></body></html>`;
}

export const CAPTCHA = `<!doctype html><html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1>
<div class="h-captcha" data-sitekey="x"></div><p>Please verify you are human.</p></body></html>`;

export const LOG_IN = `<!doctype html><html><head><title>Đăng nhập</title></head><body><form><input name="u"><input type="password" name="p"></form></body></html>`;

export interface Entry {
  readonly path: string;
  readonly title?: string;
  readonly summary?: string;
  readonly date?: string;
  readonly extra?: string;
}

export function feed(entries: readonly Entry[]): string {
  const items = entries.map(
    ({ path, title = `Tin ${path}`, summary = '', date, extra = '' }) =>
      `<item><title>${title}</title>${path ? `<link>ORIGIN${path}</link>` : ''}<description>${summary}</description>${
        date ? `<pubDate>${date}</pubDate>` : ''
      }${extra}</item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Bản tin</title>${items.join('')}</channel></rss>`;
}

export function sitemap(entries: readonly Entry[]): string {
  const urls = entries.map(
    ({ path, title = '', date }) =>
      `<url><loc>ORIGIN${path}</loc><news:news><news:title>${title}</news:title>${
        date ? `<news:publication_date>${date}</news:publication_date>` : ''
      }</news:news></url>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${urls.join('')}</urlset>`;
}

export function sitemapIndex(paths: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${paths
    .map((path) => `<sitemap><loc>ORIGIN${path}</loc></sitemap>`)
    .join('')}</sitemapindex>`;
}

export function section(paths: readonly string[], next?: string): string {
  return `<html><head><title>An toàn giao thông</title></head><body><ul>${paths
    .map((path) => `<li><a href="${path}">Người dân góp ý về tổ chức giao thông khu vực cổng trường ${path}</a></li>`)
    .join('')}</ul>${next ? `<a rel="next" href="${next}">Trang sau</a>` : ''}</body></html>`;
}

export interface Post {
  readonly id: string;
  readonly text: string;
  readonly author?: string;
  readonly at?: number;
}

export function forumIndex(threads: readonly string[], next?: string): string {
  return `<html><body><div class="structItemContainer">${threads
    .map((path) => `<div class="structItem"><div class="structItem-title"><a href="${path}">Chủ đề ${path}</a></div></div>`)
    .join('')}</div>${next ? `<a class="pageNav-jump pageNav-jump--next" rel="next" href="${next}">Sau</a>` : ''}</body></html>`;
}

export function forumThread(title: string, posts: readonly Post[], next?: string): string {
  const articles = posts.map(
    ({
      id,
      text,
      author = 'Thành viên',
      at = 1_790_000_000,
    }) => `<article class="message message--post" data-author="${author}" data-content="post-${id}" id="js-post-${id}">
<div class="message-user"><a class="username" href="/members/${author}.1/" data-user-id="1">${author}</a><img class="avatar" src="/avatars/${author}.jpg" alt="${author}"></div>
<time datetime="x" data-time="${at}"></time><div class="message-body"><div class="bbWrapper">${text}</div></div></article>`,
  );
  return `<html><body><h1 class="p-title-value">${title}</h1><div class="block--messages">${articles.join('')}</div>${
    next ? `<a class="pageNav-jump pageNav-jump--next" rel="next" href="${next}">Sau</a>` : ''
  }</body></html>`;
}
