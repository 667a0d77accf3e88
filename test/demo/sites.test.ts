import { chromium } from 'playwright';
import { describe, expect, test } from 'vitest';
import { findBrowser } from '../../src/crawlers/fetch/find-browser.ts';
import { jsonAt, newsroomKit, NOON, sourceOf, textAt } from './newsroom-kit.ts';

const kit = newsroomKit();

const links = (html: string, pattern: RegExp): string[] => [...html.matchAll(pattern)].map((match) => match[1] ?? '');

describe('every site', () => {
  test('answers its listing, keeps robots away from its search, and refuses what it does not have', async () => {
    const newsroom = await kit.start();
    for (const { id, url } of newsroom.profile.sources) {
      expect([id, (await fetch(url)).status]).toEqual([id, 200]);
      const robots = await fetch(new URL('/robots.txt', url));
      expect(robots.headers.get('content-type')).toContain('text/plain');
      expect(await robots.text()).toMatch(/^User-agent: \*\nDisallow: \/tim-kiem$/m);
      expect((await fetch(new URL('/tim-kiem', url))).status).toBe(200);
      expect([id, (await fetch(new URL('/khong-co-trang-nay', url))).status]).toEqual([id, 404]);
      expect((await fetch(url, { method: 'POST' })).status).toBe(405);
    }
  });

  test('tells a visitor who comes again that nothing has changed', async () => {
    const newsroom = await kit.start();
    for (const { id, url } of newsroom.profile.sources) {
      const etag = (await fetch(url)).headers.get('etag') ?? '';
      expect(etag).toMatch(/^".+"$/);
      const again = await fetch(url, { headers: { 'if-none-match': `"other", W/${etag}` } });
      expect([id, again.status, await again.text()]).toEqual([id, 304, '']);
      expect((await fetch(url, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    }
  });

  test('believes If-Modified-Since only without If-None-Match', async () => {
    const { url } = sourceOf(await kit.start(), 'cua-bien-rss');
    const modified = (await fetch(url)).headers.get('last-modified') ?? '';
    expect(modified).toBe('Sat, 21 Nov 2026 23:30:00 GMT');
    expect((await fetch(url, { headers: { 'if-modified-since': modified } })).status).toBe(304);
    expect((await fetch(url, { headers: { 'if-modified-since': 'Fri, 20 Nov 2026 00:00:00 GMT' } })).status).toBe(200);
    expect((await fetch(url, { headers: { 'if-modified-since': 'gestern' } })).status).toBe(200);
    expect((await fetch(url, { headers: { 'if-modified-since': modified, 'if-none-match': '"x"' } })).status).toBe(200);
  });

  test('packs what is large for those who ask for it', async () => {
    const { url } = sourceOf(await kit.start(), 'cua-bien-rss');
    const [packed, plain] = await Promise.all([
      fetch(url, { headers: { 'accept-encoding': 'gzip' } }),
      fetch(url, { headers: { 'accept-encoding': 'identity' } }),
    ]);
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await packed.text()).toBe(await plain.text());
  });

  test('survives addresses that make no sense', async () => {
    const { url } = sourceOf(await kit.start(), 'song-cam-giao-thong');
    const { origin } = new URL(url);
    for (const path of ['//', '/%', '/%00', '/..%2f..%2fetc/passwd', '/chuyen-muc/tin-moi/trang-0', `/${'a'.repeat(5_000)}`, '/?q=%ff'])
      expect([200, 400, 404]).toContain((await fetch(origin + path)).status);
  });

  test('tells nothing of how the texts are meant', async () => {
    const newsroom = await kit.start();
    for (const { url } of newsroom.profile.sources)
      expect(await textAt(url)).not.toMatch(/stance|rumour|offTopic|oppose|provisions|"acts"|\{\{/);
  });
});

describe('feeds', () => {
  test('RSS dates are of Viet Nam, newest first, none in the future', async () => {
    const rss = await textAt(sourceOf(await kit.start(), 'cua-bien-rss').url);
    const dates = links(rss, /<pubDate>(.*?)<\/pubDate>/g);
    expect(dates[0]).toBe('Sun, 22 Nov 2026 06:30:00 +0700');
    const times = dates.map((date) => Date.parse(date));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(Math.max(...times)).toBeLessThan(NOON);
    expect(rss).toContain('<![CDATA[<a href="http://127.0.0.1:');
  });

  test('an article page is found where the feed says, with head, text and much around it', async () => {
    const rss = await textAt(sourceOf(await kit.start(), 'cua-bien-rss').url);
    const address = links(rss, /<link>(.*?\.html)<\/link>/g).find((link) => link.includes('chua-ve-co-pha-den')) ?? '';
    const html = await textAt(address);
    expect(html).toContain('<h1 class="article-title">Nút giao Chùa Vẽ có pha đèn riêng cho xe rẽ phải</h1>');
    expect(html).toContain('<meta property="article:published_time" content="2026-11-22T06:30:00.000+07:00">');
    expect(html).toContain('Từ sáng 22/11, đèn tín hiệu');
    expect(html).toContain('Chủ Nhật, 22/11/2026 | 06:30');
    for (const part of ['main-menu', 'related-news', 'byline', 'breadcrumb', 'site-footer', 'og:title']) expect(html).toContain(part);
    const data = JSON.parse(links(html, /<script type="application\/ld\+json">(.*?)<\/script>/gs)[0] ?? '') as Record<string, unknown>;
    expect(data).toMatchObject({ '@type': 'NewsArticle', datePublished: '2026-11-22T06:30:00.000+07:00' });
  });

  test('Atom and JSON Feed of a broadcaster list the same articles', async () => {
    const { url } = sourceOf(await kit.start(), 'duyen-hai-atom');
    const atom = await textAt(url);
    const feed = await jsonAt<{ version: string; items: { url: string }[] }>(new URL('/feed.json', url).href);
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1');
    expect(links(atom, /rel="alternate" type="text\/html" href="(.*?)"/g)).toEqual(feed.items.map((item) => item.url));
    expect(feed.items.length).toBeGreaterThan(10);
  });

  test('the news sitemap gives addresses, titles and publication dates', async () => {
    const xml = await textAt(sourceOf(await kit.start(), 'giao-thong-viet-sitemap').url);
    const addresses = links(xml, /<loc>(.*?)<\/loc>/g);
    expect(links(xml, /<news:publication_date>(.*?)<\/news:publication_date>/g)).toHaveLength(addresses.length);
    expect(xml).toContain('<news:title>Hiểu đúng quy định về gương chiếu hậu của xe máy</news:title>');
    for (const address of addresses) expect([address, (await fetch(address)).status]).toEqual([address, 200]);
  });
});

test('section pages lead from one to the next until all articles have been listed once', async () => {
  const { url, linkPattern } = sourceOf(await kit.start(), 'song-cam-giao-thong');
  const found: string[] = [];
  let pages = 0;
  for (let next: string | null = url; next !== null; pages += 1) {
    const html: string = await textAt(next);
    found.push(...new Set(links(html, /href="([^"]+)"/g).filter((href) => new RegExp(linkPattern ?? '').test(href))));
    const forward: string | undefined = links(html, /<a rel="next" class="next" href="(.*?)"/g)[0];
    next = forward === undefined ? null : new URL(forward, url).href;
  }
  expect(pages).toBeGreaterThanOrEqual(3);
  expect(found).toHaveLength(new Set(found).size);
  expect(found.length).toBeGreaterThanOrEqual(17);
  expect((await fetch(new URL('/chuyen-muc/tin-moi/trang-99', url))).status).toBe(200);
});

describe('the site that is built by a script', () => {
  test('is empty without JavaScript', async () => {
    const { url, rendered, linkPattern } = sourceOf(await kit.start(), 'cong-thong-tin-trang-chu');
    expect(rendered).toBe(true);
    const html = await textAt(url);
    expect(links(html, /href="([^"]+)"/g).filter((href) => new RegExp(linkPattern ?? '').test(href))).toEqual([]);
    expect(html).not.toContain('Chùa Vẽ');
    const { items } = await jsonAt<{ items: { path: string }[] }>(new URL('/api/tin-moi', url).href);
    expect(await textAt(new URL(items[0]?.path ?? '', url).href)).toBe(html);
  });

  test('shows list and article in a browser', async () => {
    const { url, linkPattern } = sourceOf(await kit.start(), 'cong-thong-tin-trang-chu');
    const executablePath = (await findBrowser(null)) ?? '';
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      await page.goto(url);
      await page.waitForSelector('h3 a');
      const hrefs = await page.$$eval('h3 a', (found) => found.map((link) => link.getAttribute('href') ?? ''));
      expect(hrefs.length).toBeGreaterThanOrEqual(8);
      expect(hrefs.every((href) => new RegExp(linkPattern ?? '').test(href))).toBe(true);
      await page.goto(new URL(hrefs.find((href) => href.includes('phan-luong')) ?? '', url).href);
      await page.waitForSelector('article p');
      expect(await page.textContent('h1')).toBe('Thông báo phân luồng tạm thời tại nút giao Nguyễn Bỉnh Khiêm – Đình Vũ');
      expect(await page.getAttribute('time', 'datetime')).toBe('2026-11-21T09:00:00.000+07:00');
      expect(await page.textContent('article')).toContain('Người dân phản ánh bất cập qua đường dây nóng');
    } finally {
      await browser.close();
    }
  });
});

describe('the forum', () => {
  test('lists its threads in pages, the busiest first', async () => {
    const { url } = sourceOf(await kit.start(), 'dien-dan-duong-pho-giao-thong');
    const first = await textAt(url);
    expect(links(first, /<div class="structItem-title"><a href="(\/threads\/.*?)"/g)).toHaveLength(5);
    const next = links(first, /<a href="([^"]+)" class="pageNav-jump pageNav-jump--next"/g)[0] ?? '';
    const second = await textAt(new URL(next, url).href);
    expect(links(second, /<div class="structItem-title"><a href="(\/threads\/.*?)"/g)).toHaveLength(2);
    expect(second).not.toContain('pageNav-jump--next');
    expect(first).toContain('NÓNG: từ tháng 12 xe máy không gương phạt 6 triệu, giữ xe 30 ngày');
  });

  test('shows posts in pages, with names, pictures, signatures and quotations around the words', async () => {
    const { url } = sourceOf(await kit.start(), 'dien-dan-duong-pho-giao-thong');
    const path = links(await textAt(url), /href="(\/threads\/nong-tu-thang-12[^"]*?)\/"/g)[0] ?? '';
    const numbers: string[] = [];
    for (const page of ['', '/page-2', '/page-3']) {
      const html = await textAt(new URL(path + page, url).href);
      numbers.push(...links(html, /data-content="post-(\d+)"/g));
      for (const part of ['data-author="', 'class="username"', 'class="avatar', 'message-signature']) expect(html).toContain(part);
    }
    expect(new Set(numbers).size).toBe(15);
    expect(await textAt(new URL(`${path}/page-3`, url).href)).toContain('class="bbCodeBlock bbCodeBlock--expandable bbCodeBlock--quote');
    expect((await fetch(new URL(`${path}/page-4`, url))).status).toBe(404);
    expect((await fetch(new URL(`${path}.99999999`, url))).status).toBe(404);
  });
});

describe('the comment service', () => {
  interface Listed {
    data: { threads: { thread_id: string; article_url: string; article_title: string; comment_count: number }[]; next_page: string };
  }
  interface Said {
    data: { items: { comment_id: string; content: string; created_at: string; user?: { full_name: string } }[]; next_page: number | null };
  }

  test('pages through all threads and comments, each once, under the articles that they answer', async () => {
    const newsroom = await kit.start();
    const { url, commentsUrl } = sourceOf(newsroom, 'goc-ban-doc-api');
    const ids: string[] = [];
    let threads = 0;
    for (let next = url; next !== '';) {
      const { data } = await jsonAt<Listed>(next);
      for (const thread of data.threads) {
        threads += 1;
        const article = await textAt(thread.article_url);
        expect(article).toContain(`<h1 class="article-title">${thread.article_title}</h1>`);
        const address = (commentsUrl ?? '').replace('{threadId}', thread.thread_id);
        for (let page: number | null = 1; page !== null;) {
          const said: Said = await jsonAt<Said>(address.replace('{page}', String(page)));
          ids.push(...said.data.items.map((item) => item.comment_id));
          expect(said.data.items.every((item) => item.user !== undefined && item.created_at.endsWith('+07:00'))).toBe(true);
          page = said.data.next_page;
        }
      }
      next = data.next_page;
    }
    expect(threads).toBeGreaterThan(20);
    expect(ids).toHaveLength(new Set(ids).size);
    expect(ids.length).toBeGreaterThanOrEqual(100);
  });

  test('refuses pages and threads that do not exist', async () => {
    const { url } = sourceOf(await kit.start(), 'goc-ban-doc-api');
    for (const query of ['/api/threads?page=0', '/api/threads?page=x', '/api/comments?thread=1', '/api/comments', '/api/threads?page=1e3'])
      expect([query, (await fetch(new URL(query, url))).status]).toEqual([query, 404]);
    expect((await jsonAt<Listed>(new URL('/api/threads?page=999', url).href)).data).toMatchObject({ threads: [], next_page: '' });
  });
});
