import { describe, expect, it } from 'vitest';
import { extractArticle, type ExtractedArticle } from '../../../src/crawlers/extract/extract-article.ts';
import { LEAD, newsPage, PARAGRAPHS } from './news-page.ts';

const URL = 'https://bao.example.vn/giao-thong/ra-quan-kiem-tra-nong-do-con-20261120.html';
const TITLE = 'Ra quân kiểm tra nồng độ cồn tại các cửa ngõ thành phố';
const HEADER = `<div class="date">Thứ Sáu, 20/11/2026, 08:15 (GMT+7)</div><h1>${TITLE}</h1><h2 class="sapo">${LEAD}</h2>`;
const HEAD = `<title>${TITLE} - Báo Mẫu</title><meta property="og:site_name" content="Báo Mẫu"><meta property="og:title" content="${TITLE} - Báo Mẫu">
<meta name="description" content="${LEAD}"><link rel="canonical" href="/giao-thong/ra-quan-kiem-tra-nong-do-con-20261120.html">`;

function article(html: string, url = URL): ExtractedArticle {
  const extraction = extractArticle(html, url);
  if (!extraction.ok) throw new Error(`refused as ${extraction.reason}`);
  return extraction;
}

const linkedBody = (body: string): string =>
  `<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"${TITLE}","articleBody":"${body}"}]}</script>`;

const withHead = (head: string, header = `<h1>${TITLE}</h1>`): ExtractedArticle =>
  article(newsPage({ head, header, paragraphs: PARAGRAPHS }));

const reason = (html: string): string => {
  const extraction = extractArticle(html, URL);
  return extraction.ok ? `taken: ${extraction.text.slice(0, 80)}` : extraction.reason;
};

const page = (title: string, body: string): string => `<html lang="vi"><head><title>${title}</title></head><body>${body}</body></html>`;

describe('extractArticle on a news page', () => {
  it('gives the lead and the paragraphs in lines of their own and nothing around them', () => {
    const { text } = article(newsPage({ head: HEAD, header: HEADER, paragraphs: PARAGRAPHS }));
    expect(text.split('\n')).toEqual([LEAD, ...PARAGRAPHS]);
  });

  it('gives headline, time, outlet and address', () => {
    const { title, publishedAt, outletName, canonical } = article(newsPage({ head: HEAD, header: HEADER, paragraphs: PARAGRAPHS }));
    expect({ title, publishedAt, outletName, canonical }).toEqual({
      title: TITLE,
      publishedAt: Date.parse('2026-11-20T08:15:00+07:00'),
      outletName: 'Báo Mẫu',
      canonical: URL,
    });
  });

  it('never gives the name of the journalist, wherever the page writes it', () => {
    const linked = JSON.stringify({
      '@type': 'NewsArticle',
      headline: TITLE,
      author: { '@type': 'Person', name: 'Minh Khôi' },
      publisher: { '@type': 'Person', name: 'Minh Khôi' },
    });
    const head = `${HEAD.replace('og:site_name', 'og:nothing')}<meta name="author" content="Minh Khôi"><script type="application/ld+json">${linked}</script>`;
    const header = `${HEADER}<p class="author">Minh Khôi</p><span class="byline">Bài: Minh Khôi</span>`;
    expect(JSON.stringify(article(newsPage({ head, header, paragraphs: PARAGRAPHS })))).not.toContain('Minh Khôi');
  });

  it('takes a headline with one short paragraph for a short news page', () => {
    const short = 'Đoạn quốc lộ 10 qua xã An Dương tạm cấm xe tải từ 21/11.';
    const { text, title } = article(newsPage({ head: `<title>${TITLE}</title>`, header: `<h1>${TITLE}</h1>`, paragraphs: [short] }));
    expect({ text, title }).toEqual({ text: short, title: TITLE });
  });

  it('keeps words of neighbouring blocks, cells and line breaks apart', () => {
    const html = `<html><body><article><h1>${TITLE}</h1><p>${PARAGRAPHS[0] ?? ''}<br>Dòng hai</p><table><tr><td>Hải An</td><td>12 vụ</td></tr></table><ul><li>Một</li><li>Hai</li></ul><p>${PARAGRAPHS[1] ?? ''}</p></article></body></html>`;
    expect(article(html).text.split('\n')).toEqual([PARAGRAPHS[0], 'Dòng hai', 'Hải An 12 vụ', 'Một', 'Hai', PARAGRAPHS[1]]);
  });

  it('writes NFC whatever the page writes', () => {
    const { text } = article(
      newsPage({ head: HEAD, header: HEADER.normalize('NFD'), paragraphs: PARAGRAPHS.map((line) => line.normalize('NFD')) }),
    );
    expect(text).toBe([LEAD, ...PARAGRAPHS].join('\n'));
  });

  it('keeps the article of a page whose frame is named like a sidebar', () => {
    const html = newsPage({ head: HEAD, header: HEADER, paragraphs: PARAGRAPHS }).replace('class="col-left"', 'class="sidebar-1"');
    expect(article(html).text).toContain(PARAGRAPHS[2]);
  });

  it('falls back on articleBody of JSON-LD only when the page holds no text', () => {
    expect(article(`<html><head>${linkedBody('Chỉ có ở đây.')}</head><body><div id="app"></div></body></html>`).text).toBe('Chỉ có ở đây.');
    expect(article(newsPage({ head: HEAD + linkedBody('Không dùng tới.'), header: HEADER, paragraphs: PARAGRAPHS })).text).not.toContain(
      'Không dùng',
    );
  });
});

describe('facts of a page', () => {
  it('reads the time from JSON-LD even when line breaks make it ill-formed', () => {
    const head = `<script type="application/ld+json">{"@type":["NewsArticle"],"headline":"Dòng một\nDòng hai","datePublished":"2026-11-20T07:49:00+07:00"}</script>`;
    expect(withHead(head).publishedAt).toBe(Date.parse('2026-11-20T07:49:00+07:00'));
  });

  it('prefers a time with an hour to a bare date of the same day', () => {
    const head = `<meta property="article:published_time" content="2026-11-20"><meta name="pubdate" content="2026-11-20 07:49 + 07:00">`;
    expect(withHead(head).publishedAt).toBe(Date.parse('2026-11-20T07:49:00+07:00'));
  });

  it('takes the publication and not the update of a line that holds both', () => {
    const header = `<h1>${TITLE}</h1><span class="post-date">Đăng lúc 08:15 20/11/2026 - Cập nhật 21/11/2026 09:00</span>`;
    expect(withHead('', header).publishedAt).toBe(Date.parse('2026-11-20T08:15:00+07:00'));
  });

  it('does not take the date of a comment or of a related article', () => {
    const after = '<div class="related"><time datetime="2020-01-01T00:00:00Z">x</time><span class="date">01/01/2020</span></div>';
    expect(article(newsPage({ header: `<h1>${TITLE}</h1>`, paragraphs: PARAGRAPHS, after })).publishedAt).toBeNull();
  });

  it('refuses a canonical address of another site and that of the home page', () => {
    expect(withHead('<link rel="canonical" href="https://khac.example.com/bai-1">').canonical).toBeNull();
    expect(withHead('<link rel="canonical" href="https://bao.example.vn/">').canonical).toBeNull();
    expect(withHead('<link rel="canonical" href="https://www.bao.example.vn/bai-1">').canonical).toBe('https://www.bao.example.vn/bai-1');
  });
});

describe('pages that are no articles', () => {
  it.each([
    [
      'captcha',
      page('Just a moment...', '<h1>bao.example.vn</h1><p>Verifying you are human. This may take a few seconds, please wait.</p>'),
    ],
    [
      'captcha',
      page(
        'Báo Mẫu',
        '<form><p>Vui lòng xác nhận bạn không phải là robot để tiếp tục truy cập trang này.</p><div class="g-recaptcha"></div></form>',
      ),
    ],
    [
      'captcha',
      page('Attention Required! | Cloudflare', '<p>Please complete the security check to access this website on our network.</p>'),
    ],
    ['log-in', page('Đăng nhập', '<p>Bạn cần đăng nhập để đọc tiếp nội dung này trên trang của chúng tôi.</p>')],
    [
      'log-in',
      page('Diễn đàn', '<form><p>Chỉ thành viên mới đọc được chủ đề này, mời bạn nhập tài khoản.</p><input type="password"></form>'),
    ],
    ['error-page', page('404 Not Found', '<h1>404 Not Found</h1><p>nginx</p>')],
    [
      'error-page',
      page(
        'Báo Mẫu',
        '<h1>Không tìm thấy trang</h1><p>Trang bạn tìm không tồn tại hoặc đã được chuyển sang địa chỉ khác, mời về trang chủ.</p>',
      ),
    ],
    ['error-page', page('502 Bad Gateway', '<center><h1>502 Bad Gateway</h1></center>')],
    ['no-text', page('', '')],
    ['no-text', ''],
    ['no-text', '<script>document.write("Chỉ có mã lệnh, không có chữ nào để đọc cả")</script>'],
  ])('refuses as %s: %s', (expected, html) => {
    expect(reason(html)).toBe(expected);
  });

  it('refuses a front page, where headlines that lead away outnumber paragraphs', () => {
    const items = Array.from(
      { length: 20 },
      (_, at) => `<li><h3><a href="/bai-${at}-2026112${at}.html">Thành phố tổ chức tuần lễ an toàn giao thông lần thứ ${at}</a></h3></li>`,
    );
    expect(reason(page('Giao thông', `<h1>Giao thông</h1><ul class="list">${items.join('')}</ul>`))).toBe('index-page');
    const cards = items.map(
      (item) => `${item}<p>Tóm tắt ngắn của bài viết này nằm dưới tiêu đề, dài chừng một hai câu để người đọc biết bài nói về việc gì.</p>`,
    );
    expect(reason(page('Giao thông', `<h1>Giao thông</h1><div class="list">${cards.join('')}</div>`))).toBe('index-page');
  });

  it('takes an article that speaks of robots, log-ins and the number 404', () => {
    const paragraphs = [
      'Cảnh báo trang giả mạo yêu cầu đăng nhập và nhập mã captcha để nộp phạt nguội.',
      'Đã có 404 người phản ánh với cơ quan công an trong tuần qua.',
    ];
    const html = newsPage({
      head: '<meta property="og:type" content="article">',
      header: '<h1>404 người suýt mất tiền vì trang nộp phạt giả</h1>',
      paragraphs,
    });
    expect(reason(html)).toContain('taken');
  });
});

describe('hostile pages', () => {
  it('survives nesting, attributes and tags without end', () => {
    const hostile = [
      '<div>'.repeat(200_000),
      `<p ${'a '.repeat(200_000)}>x</p>`,
      '<a href="x">'.repeat(50_000),
      '</b>'.repeat(200_000),
      '<table><tr><td>'.repeat(20_000),
      `${'<div class="date">'.repeat(500)}${'<p class="time">Một đoạn văn đủ dài để được tính là chữ của bài</p>'.repeat(50_000)}`,
      '<!--'.repeat(100_000),
      '&'.repeat(300_000),
      `<script type="application/ld+json">${'['.repeat(50_000)}</script>`,
      '\u0000\uFFFE<p>\uD800</p>',
    ];
    for (const html of hostile) expect(() => extractArticle(html, URL)).not.toThrow();
  });

  it('survives an address that is none', () => {
    expect(article(newsPage({ head: HEAD, header: HEADER, paragraphs: PARAGRAPHS }), 'không phải địa chỉ').canonical).toBeNull();
  });
});
