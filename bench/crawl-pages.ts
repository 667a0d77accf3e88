/** Size of a page in bytes: the figures of other crawlers are of 80 KB, and newspapers' pages are between 40 and 400. */
const PAGE_BYTES = 80_000;
/**
 * Share of scripts in a page and tags per kilobyte of the whole, as counted on the pages that extraction is measured with: medians .40 and 12.4 on 90
 * article pages, .35 and 9.7 on 36 news pages.
 */
const SCRIPT_SHARE = 0.37;
const TAGS_PER_KB = 11;

const TITLE = 'về bảo đảm trật tự, an toàn giao thông';

/** A made-up article that has the proportions of a newspaper's page: article, menus and lists of other articles, scripts. The same for the same number. */
export function crawlPage(number: number): string {
  const head = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Bài số ${number} ${TITLE}</title>
<meta property="og:title" content="Bài số ${number} ${TITLE}"><meta property="article:published_time" content="2026-11-20T08:15:00+07:00">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bài số ${number} ${TITLE}","datePublished":"2026-11-20T08:15:00+07:00"}</script>`;
  const script = `<script>window.cfg={${repeated((k) => `"slot${k}":{"w":${300 + k},"h":250,"u":"/qc/${number}/${k}"},`, PAGE_BYTES * SCRIPT_SHARE)}"end":0}</script>`;
  const article = `<article><h1>Bài số ${number} ${TITLE}</h1>${repeated((k) => paragraph(number, k), 6_000)}</article>`;
  const fixed = `${head}${script}</head><body><div class="page">`;
  const around = (PAGE_BYTES - bytes(fixed) - bytes(article)) / 2;
  // A teaser has six tags; the text that it is filled up with brings the page to its density.
  const tagsLeft = (PAGE_BYTES / 1_000) * TAGS_PER_KB - 80;
  const filler = Math.max(0, Math.round((2 * around * 6) / tagsLeft - bytes(teaser(100, ''))));
  const list = (from: number): string => repeated((k) => teaser(from + k, 'x'.repeat(filler)), around);
  return `${fixed}<nav>${list(0)}</nav>${article}<aside>${list(1_000)}</aside></div></body></html>`;
}

/** A feed of the first `count` pages below `origin`. */
export function crawlFeed(origin: string, count: number): string {
  const entry = (_: unknown, number: number): string =>
    `<item><title>Bài số ${number} ${TITLE}</title><link>${origin}/a/${number}</link><pubDate>Fri, 20 Nov 2026 08:15:00 +0700</pubDate></item>`;
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Tin</title>${Array.from({ length: count }, entry).join('')}</channel></rss>`;
}

function paragraph(number: number, k: number): string {
  return `<p>Đoạn ${k} của bài ${number}: lực lượng chức năng kiểm tra nồng độ cồn tại cửa ngõ số ${number + k}, nhắc người tham gia giao thông chấp hành quy định.</p>\n`;
}

function teaser(k: number, filler: string): string {
  return `<li class="teaser"><a href="/tin-${k}.html" title="${filler}"><img src="/anh/${k}.jpg" alt="ảnh ${k}"></a><b>Tin số ${k}</b></li>\n`;
}

/** Pieces one after another until they have `size` bytes. */
function repeated(piece: (k: number) => string, size: number): string {
  const pieces: string[] = [];
  let left = size;
  for (let k = 0; left > 0; k += 1) {
    const text = piece(k);
    left -= bytes(text);
    pieces.push(text);
  }
  return pieces.join('');
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
