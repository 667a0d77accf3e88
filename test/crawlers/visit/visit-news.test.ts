import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { rawItemSchema } from '../../../src/domain/raw-item.ts';
import { NOW, openBench, visitAll, type Bench } from './harness.ts';
import { article, CAPTCHA, feed, LOG_IN, section, sitemap, sitemapIndex } from './pages.ts';

const open: Bench[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function bench(routes: Record<string, string | RequestListener>, options: Parameters<typeof openBench>[1] = {}): Promise<Bench> {
  const opened = await openBench(routes, options);
  open.push(opened);
  return opened;
}

const SUMMARY = 'Công an phường nhắc nhở các hộ kinh doanh không lấn chiếm vỉa hè, lòng đường trước dịp Tết.';

describe('a feed', () => {
  it('becomes items with address, time, title and text', async () => {
    const at = await bench({
      '/rss': feed([{ path: '/a.htm?utm_source=rss', date: 'Sat, 14 Nov 2026 08:00:00 +0700' }]),
      '/a.htm': article({ title: 'Tin thứ nhất của phường hôm nay', publishedAt: '2026-11-13T08:00:00+07:00' }),
    });
    const { items, health } = await visitAll(at, at.source('feed', '/rss'));
    expect(items).toHaveLength(1);
    expect(rawItemSchema.parse(items[0])).toMatchObject({
      key: `${at.site.origin}/a.htm`,
      url: `${at.site.origin}/a.htm`,
      kind: 'news',
      sourceId: 'nguon-thu',
      outlet: 'bao-thu',
      title: 'Tin thứ nhất của phường hôm nay',
      text: expect.stringContaining('đội mũ bảo hiểm') as string,
      publishedAt: Date.UTC(2026, 10, 14, 1),
      seenAt: NOW,
      threadUrl: null,
      threadTitle: null,
    });
    expect(health).toMatchObject({
      state: 'ok',
      found: 1,
      failed: 0,
      failuresInRow: 0,
      stateSince: NOW,
      checkedAt: NOW,
      lastGoodAt: NOW,
      lastNewAt: NOW,
      detail: null,
    });
  });

  it('tells what is known without fetching it, and what is listed twice once', async () => {
    const at = await bench({
      '/rss': feed([{ path: '/a' }, { path: '/b' }, { path: '/b?utm_campaign=x' }, { path: '/c' }]),
      '/b': article(),
    });
    at.known.set(`${at.site.origin}/a`, 'saved').set(`${at.site.origin}/c`, 'off-topic');
    const { findings, health } = await visitAll(at, at.source('feed', '/rss'));
    expect(findings.map((each) => (each.type === 'known' ? each.previous : each.type)).toSorted()).toEqual(['item', 'off-topic', 'saved']);
    expect(at.site.asked.toSorted()).toEqual(['/b', '/robots.txt', '/rss']);
    expect(health).toMatchObject({ found: 3, failed: 0 });
  });

  it('dates a page that says only how long ago from the time of the visit', async () => {
    const at = await bench({ '/rss': feed([{ path: '/1' }]), '/1': article({ extra: '<span class="date">4 giờ trước</span>' }) });
    const { items } = await visitAll(at, at.source('feed', '/rss'));
    expect(items.map((item) => item.publishedAt)).toEqual([NOW - 4 * 3_600_000]);
  });

  it('takes the page’s time where the feed has none, and no time that lies in the future', async () => {
    const at = await bench({
      '/rss': feed([
        { path: '/1' },
        { path: '/2', date: 'Sun, 15 Nov 2026 08:16:00 +0700' },
        { path: '/3', date: 'Sun, 15 Nov 2026 08:14:00 +0700' },
        { path: '/4', date: 'Thu, 01 Jan 1970 00:00:00 +0000' },
      ]),
      '/1': article({ publishedAt: '2026-11-13T08:00:00+07:00' }),
      '/2': article({ publishedAt: '2027-01-01T08:00:00+07:00' }),
      '/3': article(),
      '/4': article(),
    });
    const { items } = await visitAll(at, at.source('feed', '/rss'));
    expect(items.map((item) => item.publishedAt)).toEqual([Date.UTC(2026, 10, 13, 1), null, NOW + 14 * 60_000, null]);
  });

  it('keeps title and summary of an entry whose page has no text', async () => {
    const at = await bench({
      '/rss': feed([
        { path: '/a', title: 'Nhắc nhở vỉa hè', summary: SUMMARY, date: 'Sat, 14 Nov 2026 08:00:00 +0700' },
        { path: '/b', title: 'Ảnh', summary: '' },
      ]),
      '/a': '<html><body><div id="app"></div></body></html>',
      '/b': '<html><body><div id="app"></div></body></html>',
    });
    const { items, findings } = await visitAll(at, at.source('feed', '/rss'));
    expect(items).toMatchObject([{ title: 'Nhắc nhở vỉa hè', text: SUMMARY, publishedAt: Date.UTC(2026, 10, 14, 1) }]);
    expect(findings).toContainEqual(expect.objectContaining({ type: 'failed', code: 'PAGE_NOT_ARTICLE', key: `${at.site.origin}/b` }));
  });

  it('never takes a CAPTCHA or log-in page for an item, whatever the summary says', async () => {
    const at = await bench({
      '/rss': feed([{ path: '/a', summary: SUMMARY }, { path: '/b', summary: SUMMARY }, { path: '/c' }]),
      '/a': CAPTCHA,
      '/b': LOG_IN,
      '/c': article(),
    });
    const { items, findings, health } = await visitAll(at, at.source('feed', '/rss'));
    expect(items).toHaveLength(1);
    expect(findings.flatMap((each) => (each.type === 'failed' ? each.code : []))).toEqual(['PAGE_BLOCKED', 'PAGE_BLOCKED']);
    expect(health).toMatchObject({ state: 'partly-failed', found: 3, failed: 2, failuresInRow: 0 });
  });

  it('names a page by its canonical address, but only within its own host', async () => {
    const at = await bench({
      '/rss': feed([{ path: '/a?id=1' }, { path: '/b' }, { path: '/c' }, { path: '/a?id=2' }]),
      '/a?id=1': article({ canonical: '/bai-a.htm' }),
      '/a?id=2': article({ canonical: '/bai-a.htm' }),
      '/b': article({ canonical: 'https://other.example.com/bai-b.htm' }),
      '/c': article({ canonical: '/' }),
    });
    const { items, health } = await visitAll(at, at.source('feed', '/rss'));
    expect(items.map((item) => item.key)).toEqual(['/b', '/bai-a.htm', '/c'].map((path) => at.site.origin + path));
    expect(health).toMatchObject({ found: 3, failed: 0 });
    at.known.set(`${at.site.origin}/bai-a.htm`, 'saved');
    const asked = at.site.asked.length;
    const second = await visitAll(at, at.source('feed', '/rss'), health);
    expect(second.findings).toContainEqual({ type: 'known', key: `${at.site.origin}/bai-a.htm`, previous: 'saved' });
    expect(at.site.asked.slice(asked).filter((path) => path.startsWith('/a?'))).toEqual([]);
  });

  it('tells entries without an address, over-long ones and files as failed, and goes on', async () => {
    const long = `/${'x'.repeat(2_300)}`;
    const at = await bench({
      '/rss': feed([{ path: '', title: 'Không có đường dẫn' }, { path: long }, { path: '/pdf' }, { path: '/ok' }]),
      [long]: article(),
      '/pdf': (_, response) => void response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1.7'),
      '/ok': article(),
    });
    const { items, health } = await visitAll(at, at.source('feed', '/rss'));
    expect(items).toHaveLength(1);
    expect(health).toMatchObject({ state: 'partly-failed', found: 4, failed: 3 });
  });

  it('redacts before an item exists and counts what it masked', async () => {
    const at = await bench({
      '/rss': feed([{ path: '/a' }]),
      '/a': article({
        title: 'Gọi 0912 345 678 để phản ánh vi phạm giao thông',
        text: 'Liên hệ nguyenvana@example.com hoặc 0987.654.321 để được giải đáp thêm.',
      }),
    });
    const { items } = await visitAll(at, at.source('feed', '/rss'));
    expect(JSON.stringify(items)).not.toMatch(/0912|345 678|nguyenvana|654\.321/);
    expect(items[0]?.redactionCount).toBeGreaterThanOrEqual(3);
  });

  it('is asked for conditionally, and a 304 keeps its validators', async () => {
    const at = await bench({
      '/rss': (request, response) => {
        if (request.headers['if-none-match'] === '"v1"') return void response.writeHead(304).end();
        return void response
          .writeHead(200, { etag: '"v1"', 'last-modified': 'Sat' })
          .end(feed([{ path: '/a' }]).replaceAll('ORIGIN', `http://${request.headers.host}`));
      },
      '/a': article(),
    });
    const first = await visitAll(at, at.source('feed', '/rss'));
    expect(first.health).toMatchObject({ state: 'ok', etag: '"v1"', lastModified: 'Sat' });
    const second = await visitAll(at, at.source('feed', '/rss'), first.health);
    expect(second.findings).toEqual([]);
    expect(second.health).toMatchObject({ state: 'not-modified', etag: '"v1"', lastModified: 'Sat', found: 0 });
  });

  it('loses its validators when an entry failed, so that a 304 hides nothing', async () => {
    const at = await bench({
      '/rss': (request, response) =>
        void response
          .writeHead(200, { etag: '"v1"' })
          .end(feed([{ path: '/a' }, { path: '/gone' }]).replaceAll('ORIGIN', `http://${request.headers.host}`)),
      '/a': article(),
    });
    expect((await visitAll(at, at.source('feed', '/rss'))).health).toMatchObject({
      state: 'partly-failed',
      etag: null,
      lastModified: null,
    });
  });

  it('survives entries that redirect inside, crash the parser or never end', async () => {
    const at = await bench(
      {
        '/rss': feed([{ path: '/inside' }, { path: '/deep' }, { path: '/slow' }, { path: '/ok' }]),
        '/inside': (_, response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
        '/deep': `<html><body>${'<div>'.repeat(100_000)}</body></html>`,
        '/slow': (_, response) => void response.writeHead(200).write('<html>'),
        '/ok': article(),
      },
      { settings: { timeoutMs: 500 } },
    );
    const { findings, items, health } = await visitAll(at, at.source('feed', '/rss'));
    expect(items).toHaveLength(1);
    const codes = findings.flatMap((each) => (each.type === 'failed' ? each.code : []));
    expect(codes).toContain('EGRESS_REFUSED');
    expect(codes).toContain('FETCH_TIMED_OUT');
    expect(codes).toHaveLength(3);
    expect(health.state).toBe('partly-failed');
  });
});

describe('a sitemap', () => {
  it('gives its own titles and times, through an index as well', async () => {
    const at = await bench({
      '/index.xml': sitemapIndex(['/news.xml', '/gone.xml', '/index.xml']),
      '/news.xml': sitemap([{ path: '/a', date: '2026-11-14T08:00:00+07:00' }, { path: '/b' }]),
      '/a': article(),
      '/b': article(),
    });
    const { items, findings, health } = await visitAll(at, at.source('sitemap', '/index.xml'));
    expect(items.map((item) => item.publishedAt)).toEqual([Date.UTC(2026, 10, 14, 1), null]);
    expect(findings).toContainEqual(expect.objectContaining({ type: 'failed', code: 'FETCH_HTTP', key: `${at.site.origin}/gone.xml` }));
    expect(health).toMatchObject({ state: 'partly-failed', found: 3, failed: 1, etag: null });
  });
});

describe('a section page', () => {
  const routes = {
    '/muc': section(['/bai-viet-so-1001.htm', '/bai-viet-so-1002.htm'], '/muc?p=2'),
    '/muc?p=2': section(['/bai-viet-so-1003.htm'], '/muc?p=3'),
    '/muc?p=3': section(['/bai-viet-so-1004.htm'], '/muc'),
    ...Object.fromEntries([1001, 1002, 1003, 1004].map((id) => [`/bai-viet-so-${id}.htm`, article()])),
  };

  it('is followed from page to page, up to maxPages and never in a circle', async () => {
    const at = await bench(routes);
    expect((await visitAll(at, at.source('section', '/muc'))).health).toMatchObject({ state: 'ok', found: 4 });
    expect((await visitAll(at, at.source('section', '/muc', { maxPages: 2 }))).health).toMatchObject({ found: 3 });
  });

  it('is not paged through again when the last visit was complete and nothing is new', async () => {
    const at = await bench(routes);
    const first = await visitAll(at, at.source('section', '/muc'));
    for (const item of first.items) at.known.set(item.key, 'saved');
    expect((await visitAll(at, at.source('section', '/muc'), first.health)).health.found).toBe(2);
    const broken = { ...first.health, state: 'partly-failed' as const };
    expect((await visitAll(at, at.source('section', '/muc'), broken)).health.found).toBe(4);
  });

  it('follows only what its pattern matches', async () => {
    const at = await bench(routes);
    expect((await visitAll(at, at.source('section', '/muc', { linkPattern: '-100[13]\\.htm$' }))).health.found).toBe(2);
  });
});
