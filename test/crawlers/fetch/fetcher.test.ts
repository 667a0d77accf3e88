import type { RequestListener } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { DuLuanError } from '../../../src/domain/errors.ts';
import { silentLog } from '../../../src/domain/log.ts';
import { DEFAULT_CRAWL_SETTINGS, type CrawlSettings } from '../../../src/crawlers/fetch/crawl-settings.ts';
import { createFetcher, type Fetcher } from '../../../src/crawlers/fetch/fetcher.ts';
import type { FetchedPage } from '../../../src/crawlers/fetch/fetched-page.ts';
import { serve, type Site } from '../serve.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function site(routes: Record<string, string | RequestListener> | RequestListener): Promise<Site> {
  const started = await serve(routes);
  open.push(started);
  return started;
}

function fetcherFor(sites: readonly Site[], settings: Partial<CrawlSettings> = {}): Fetcher {
  const allow = sites.map((each) => each.host);
  const created = createFetcher({
    log: silentLog,
    now: Date.now,
    settings: { ...DEFAULT_CRAWL_SETTINGS, allow, hostDelayMs: 0, maxRetries: 0, userAgent: 'DuLuan/0.1 (+test@example.vn)', ...settings },
  });
  open.unshift(created);
  return created;
}

function redirect(to: string): RequestListener {
  return (_, response) => void response.writeHead(302, { location: to }).end();
}

function textOf(page: FetchedPage): string {
  return Buffer.from(page.body).toString('utf8');
}

describe('a fetched page', () => {
  it('comes with its address, type and validators, asked for by an honest user agent', async () => {
    const at = await site({
      '/a': (_, response) => void response.writeHead(200, { etag: '"1"', 'last-modified': 'x', 'content-type': 'text/html' }).end('Chào'),
    });
    const page = await fetcherFor([at]).fetch(`${at.origin}/a`);
    expect({ ...page, body: textOf(page) }).toEqual({
      url: `${at.origin}/a`,
      notModified: false,
      contentType: 'text/html',
      etag: '"1"',
      lastModified: 'x',
      body: 'Chào',
    });
    expect(at.lastHeaders['user-agent']).toBe('DuLuan/0.1 (+test@example.vn)');
    expect(at.asked).toEqual(['/robots.txt', '/a']);
  });

  it('is asked for even when the contact is written in Vietnamese', async () => {
    const at = await site({ '/a': 'a' });
    await fetcherFor([at], { userAgent: 'DuLuan/0.1 (+Ban Tuyên giáo, Đồ Sơn – 電)' }).fetch(`${at.origin}/a`);
    expect(at.lastHeaders['user-agent']).toBe('DuLuan/0.1 (+Ban Tuyen giao, Do Son ? ?)');
  });

  it('is not sent again when its validators still hold', async () => {
    const at = await site({
      '/a': (request, response) =>
        void response
          .writeHead(request.headers['if-none-match'] === '"1"' && request.headers['if-modified-since'] === 'x' ? 304 : 200)
          .end(),
    });
    const page = await fetcherFor([at]).fetch(`${at.origin}/a`, { etag: '"1"', lastModified: 'x' });
    expect(page.notModified).toBe(true);
  });

  it.each([
    ['gzip', gzipSync('Hải Phòng')],
    ['br', brotliCompressSync('Hải Phòng')],
    ['deflate', deflateSync('Hải Phòng')],
    ['deflate', deflateRawSync('Hải Phòng')],
    ['gzip, gzip', gzipSync(gzipSync('Hải Phòng'))],
    ['identity', Buffer.from('Hải Phòng')],
    ['', Buffer.from('Hải Phòng')],
  ])('is decompressed (%s)', async (encoding, bytes) => {
    const at = await site({ '/a': (_, response) => void response.writeHead(200, { 'content-encoding': encoding }).end(bytes) });
    expect(textOf(await fetcherFor([at]).fetch(`${at.origin}/a`))).toBe('Hải Phòng');
  });

  it('that breaks off within its compression keeps its beginning', async () => {
    const bytes = gzipSync('Hải Phòng '.repeat(20_000), { level: 0 });
    const at = await site({
      '/a': (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bytes.subarray(0, 100_000)),
    });
    expect(textOf(await fetcherFor([at]).fetch(`${at.origin}/a`))).toMatch(/^Hải Phòng Hải Phòng/);
  });

  it('whose compression is a lie or unknown is unreachable, not a crash', async () => {
    const at = await site((request, response) => {
      if (request.url === '/robots.txt') return void response.writeHead(404).end();
      const encoding = { '/a': 'gzip', '/b': 'br', '/c': 'rar', '/d': 'gzip, gzip, gzip' }[request.url ?? ''] ?? 'deflate';
      return void response.writeHead(200, { 'content-encoding': encoding }).end('this is no archive');
    });
    const fetcher = fetcherFor([at]);
    for (const path of ['/a', '/b', '/c', '/d', '/e'])
      await expect(fetcher.fetch(at.origin + path)).rejects.toMatchObject({ code: 'FETCH_UNREACHABLE' });
  });
});

describe('a fetch that cannot succeed names its fault', () => {
  it.each([500, 503, 404, 403, 410])('HTTP %i', async (status) => {
    const at = await site({ '/a': (_, response) => void response.writeHead(status).end('x'.repeat(100)) });
    await expect(fetcherFor([at]).fetch(`${at.origin}/a`)).rejects.toMatchObject({ code: 'FETCH_HTTP', facts: { httpStatus: status } });
  });

  it('a killed server', async () => {
    const at = await site({});
    await at.close();
    await expect(fetcherFor([at]).fetch(`${at.origin}/a`)).rejects.toMatchObject({
      code: 'FETCH_UNREACHABLE',
      facts: { detail: 'ECONNREFUSED' },
    });
  });

  it('a name that does not exist', async () => {
    await expect(fetcherFor([]).fetch('http://khong-co.invalid/')).rejects.toMatchObject({ code: 'FETCH_UNREACHABLE' });
  });

  it.each([
    ['that never answers', () => {}],
    ['that stops in the middle', (_, response) => void response.writeHead(200).write('<html>')],
    [
      'that drips',
      (_, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write('.'), 20);
        response.on('close', () => clearInterval(drip));
      },
    ],
  ] as [string, RequestListener][])('a server %s', async (_, listener) => {
    const at = await site({ '/a': listener });
    const fetching = fetcherFor([at], { timeoutMs: 200 }).fetch(`${at.origin}/a`);
    await expect(fetching).rejects.toMatchObject({ code: 'FETCH_TIMED_OUT' });
  });

  it('a server that hangs up', async () => {
    const at = await site({ '/a': (request) => void request.socket.destroy() });
    await expect(fetcherFor([at]).fetch(`${at.origin}/a`)).rejects.toMatchObject({ code: 'FETCH_UNREACHABLE' });
  });

  it('a body beyond the cap, however small its archive is', async () => {
    const bombs: Record<string, Buffer> = {
      gzip: gzipSync(Buffer.alloc(60_000_000)),
      br: brotliCompressSync(Buffer.alloc(60_000_000), { params: { 1: 1 } }),
      'gzip, gzip': gzipSync(gzipSync(Buffer.alloc(60_000_000))),
      identity: Buffer.alloc(5_000_001),
    };
    for (const [encoding, bytes] of Object.entries(bombs)) {
      const at = await site({ '/a': (_, response) => void response.writeHead(200, { 'content-encoding': encoding }).end(bytes) });
      // Not `rejects`: vitest would print a body of 60 MB if it came.
      const told = await fetcherFor([at])
        .fetch(`${at.origin}/a`)
        .then(
          (page) => page.body.length,
          (err: DuLuanError) => err.code,
        );
      expect(told).toBe('FETCH_TOO_LARGE');
    }
  });
});

describe('redirects', () => {
  it('are followed, relative ones too, and the last address is reported', async () => {
    const at = await site({ '/a': redirect('/b'), '/b': redirect('c#part'), '/c': 'there' });
    expect((await fetcherFor([at]).fetch(`${at.origin}/a`)).url).toBe(`${at.origin}/c`);
  });

  it('are read as UTF-8 when an address is written in Vietnamese', async () => {
    const at = await site({
      '/a': (request) =>
        void request.socket.end('HTTP/1.1 302 Found\r\nlocation: /tai-nạn\r\nconnection: close\r\ncontent-length: 0\r\n\r\n'),
      '/tai-n%E1%BA%A1n': 'there',
    });
    expect(textOf(await fetcherFor([at]).fetch(`${at.origin}/a`))).toBe('there');
  });

  it('are given up after five', async () => {
    const at = await site({ '/a': redirect('/a') });
    await expect(fetcherFor([at]).fetch(`${at.origin}/a`)).rejects.toMatchObject({ code: 'FETCH_REDIRECTS' });
    expect(at.asked.filter((path) => path === '/a')).toHaveLength(6);
  });

  it('to a private address are refused, and it is not even asked for its robots.txt', async () => {
    const inside = await site({ '/secret': 'secret' });
    const at = await site({
      '/a': redirect(`${inside.origin}/secret`),
      '/b': redirect('http://169.254.169.254/latest/'),
      '/c': redirect('file:///etc/passwd'),
    });
    const fetcher = fetcherFor([at]);
    for (const path of ['/a', '/b', '/c']) await expect(fetcher.fetch(at.origin + path)).rejects.toMatchObject({ code: 'EGRESS_REFUSED' });
    expect(inside.asked).toEqual([]);
  });

  it('obey the robots.txt of the host they lead to', async () => {
    const other = await site({ '/robots.txt': 'User-agent: DuLuan\nDisallow: /closed', '/closed': 'x' });
    const at = await site({ '/a': redirect(`${other.origin}/closed`) });
    await expect(fetcherFor([at, other]).fetch(`${at.origin}/a`)).rejects.toMatchObject({ code: 'ROBOTS_DISALLOWED' });
    expect(other.asked).toEqual(['/robots.txt']);
  });

  it('without a usable target are unreachable', async () => {
    const at = await site({ '/a': (_, response) => void response.writeHead(302).end() });
    await expect(fetcherFor([at]).fetch(`${at.origin}/a`)).rejects.toMatchObject({ code: 'FETCH_UNREACHABLE' });
  });
});

describe('robots.txt', () => {
  it('is obeyed, and asked for once', async () => {
    const at = await site({ '/robots.txt': 'User-agent: *\nDisallow: /x', '/a': 'a', '/b': 'b' });
    const fetcher = fetcherFor([at]);
    await Promise.all([fetcher.fetch(`${at.origin}/a`), fetcher.fetch(`${at.origin}/b`)]);
    await expect(fetcher.fetch(`${at.origin}/x1`)).rejects.toMatchObject({ code: 'ROBOTS_DISALLOWED' });
    expect(at.asked.filter((path) => path === '/robots.txt')).toHaveLength(1);
  });

  it('that fails with 5xx forbids everything, and the fault is named', async () => {
    const at = await site({ '/robots.txt': (_, response) => void response.writeHead(503).end(), '/a': 'a' });
    await expect(fetcherFor([at]).fetch(`${at.origin}/a`)).rejects.toMatchObject({ code: 'FETCH_HTTP', facts: { httpStatus: 503 } });
    expect(at.asked).toEqual(['/robots.txt']);
  });

  it('that is forbidden to read (403) forbids nothing', async () => {
    const at = await site({ '/robots.txt': (_, response) => void response.writeHead(403).end(), '/a': 'a' });
    expect(textOf(await fetcherFor([at]).fetch(`${at.origin}/a`))).toBe('a');
  });

  it('that asks for more patience than we have leaves the host alone, and says so', async () => {
    const at = await site({ '/robots.txt': 'User-agent: *\nCrawl-delay: 301', '/a': 'a' });
    await expect(fetcherFor([at]).fetch(`${at.origin}/a`)).rejects.toMatchObject({ code: 'CRAWL_DELAY', facts: { seconds: 301 } });
    expect(at.asked).toEqual(['/robots.txt']);
  });

  it('raises the distance between requests', async () => {
    const starts: number[] = [];
    const at = await site((request, response) => {
      if (request.url === '/robots.txt') return void response.end('User-agent: *\nCrawl-delay: 0.2');
      starts.push(performance.now());
      return void response.end('x');
    });
    const fetcher = fetcherFor([at]);
    await Promise.all(['/a', '/b', '/c'].map((path) => fetcher.fetch(at.origin + path)));
    const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThan(150);
  });
});

describe('trying again', () => {
  it('helps against faults that pass, and not against those that stay', async () => {
    let left = 1;
    const at = await site({
      '/passing': (_, response) => void response.writeHead(left-- > 0 ? 500 : 200).end('back'),
      '/staying': (_, response) => void response.writeHead(404).end(),
    });
    const fetcher = fetcherFor([at], { maxRetries: 1 });
    expect(textOf(await fetcher.fetch(`${at.origin}/passing`))).toBe('back');
    await expect(fetcher.fetch(`${at.origin}/staying`)).rejects.toMatchObject({ code: 'FETCH_HTTP' });
    expect(at.asked.filter((path) => path === '/staying')).toHaveLength(1);
  });

  it('takes no more time in all than one try may: a server that drips is not asked again', async () => {
    const at = await site({
      '/a': (_, response) => {
        const drip = setInterval(() => response.write('.'), 20);
        response.on('close', () => clearInterval(drip));
      },
    });
    const startedAt = performance.now();
    await expect(fetcherFor([at], { maxRetries: 2, timeoutMs: 1_500 }).fetch(`${at.origin}/a`)).rejects.toMatchObject({
      code: 'FETCH_TIMED_OUT',
    });
    expect(at.asked).toEqual(['/robots.txt', '/a']);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  it('ends when the pauses have used up the time', async () => {
    const at = await site({ '/a': (_, response) => void response.writeHead(500).end() });
    await expect(fetcherFor([at], { maxRetries: 9, timeoutMs: 2_500 }).fetch(`${at.origin}/a`)).rejects.toMatchObject({
      code: 'FETCH_HTTP',
    });
    expect(at.asked.filter((path) => path === '/a')).toHaveLength(2);
  });

  it('waits as long as Retry-After asks', async () => {
    const times: number[] = [];
    const at = await site({
      '/a': (_, response) => {
        times.push(performance.now());
        response.writeHead(times.length === 1 ? 429 : 200, { 'retry-after': '2' }).end('x');
      },
    });
    await fetcherFor([at], { maxRetries: 1 }).fetch(`${at.origin}/a`);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(1_900);
  });

  it('is given up when the host wants a longer rest, and the host is left alone', async () => {
    const at = await site({ '/a': (_, response) => void response.writeHead(429, { 'retry-after': '7200' }).end(), '/b': 'b' });
    const fetcher = fetcherFor([at], { maxRetries: 3 });
    await expect(fetcher.fetch(`${at.origin}/a`)).rejects.toMatchObject({ code: 'FETCH_RATE_LIMITED' });
    await expect(fetcher.fetch(`${at.origin}/b`)).rejects.toMatchObject({ code: 'FETCH_RATE_LIMITED' });
    expect(at.asked).toEqual(['/robots.txt', '/a']);
  });
});

describe('closing', () => {
  it('ends what is under way and what waits, and refuses what comes later', async () => {
    const at = await site({ '/a': () => {} });
    const fetcher = fetcherFor([at], { hostDelayMs: 60_000, delayByHost: {} });
    const all = Promise.allSettled([1, 2, 3].map(() => fetcher.fetch(`${at.origin}/a`)));
    while (at.asked.length === 0) await new Promise((go) => void setTimeout(go, 5));
    await fetcher.close();
    await fetcher.close();
    for (const each of await all) expect(each).toMatchObject({ status: 'rejected', reason: { code: 'CRAWLER_CLOSED' } });
    await expect(fetcher.fetch(`${at.origin}/a`)).rejects.toMatchObject({ code: 'CRAWLER_CLOSED' });
  });

  it('leaves no listener on SIGINT, which is the program’s own', async () => {
    const before = process.listenerCount('SIGINT');
    const at = await site({ '/a': 'a' });
    await fetcherFor([at]).fetch(`${at.origin}/a`);
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});
