import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { SourceHealth } from '../../../src/domain/source.ts';
import { NOW, openBench, visitAll, type Bench } from './harness.ts';
import { article, CAPTCHA, feed, forumIndex, section } from './pages.ts';

const open: Bench[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function bench(routes: Record<string, string | RequestListener>, settings: object = {}): Promise<Bench> {
  const opened = await openBench(routes, { settings });
  open.push(opened);
  return opened;
}

function status(code: number, headers: Record<string, string> = {}): RequestListener {
  return (_, response) => void response.writeHead(code, headers).end();
}

const BOMB = gzipSync(Buffer.alloc(20_000_000));

describe('each failure of a source has a name', () => {
  it.each<[string, string, string | RequestListener]>([
    ['HTTP 500', 'http-error', status(500)],
    ['HTTP 404', 'http-error', status(404)],
    ['HTTP 429', 'rate-limited', status(429)],
    ['endless redirects', 'http-error', status(302, { location: '/rss' })],
    ['a redirect to a private address', 'egress-refused', status(302, { location: 'http://10.0.0.1/' })],
    ['a server that never answers', 'timed-out', () => {}],
    ['a body that never ends', 'timed-out', (_, response) => void response.writeHead(200).write('<?xml version="1.0"?><rss>')],
    ['a gzip bomb', 'too-large', (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB)],
    ['broken XML', 'broken-feed', '<?xml version="1.0"?><html><body>Lỗi cơ sở dữ liệu</body>'],
    ['nothing at all', 'broken-feed', ''],
    ['binary rubbish', 'broken-feed', (_, response) => void response.end(Buffer.from([0, 255, 254, 1, 2, 3]))],
    ['no entries', 'empty-feed', feed([])],
    ['a CAPTCHA in its place', 'blocked', CAPTCHA],
  ])('%s: %s', async (_, state, answer) => {
    const at = await bench({ '/rss': answer }, { timeoutMs: 300, maxBytes: 1_000_000 });
    const { findings, health } = await visitAll(at, at.source('feed', '/rss'));
    expect(findings).toEqual([]);
    expect(health).toMatchObject({ state, failuresInRow: 1, stateSince: NOW, lastGoodAt: null, lastNewAt: null, etag: null, found: 0 });
    expect(health.detail).not.toBeNull();
  });

  it('a killed source: unreachable', async () => {
    const at = await bench({});
    await at.site.close();
    expect((await visitAll(at, at.source('feed', '/rss'))).health.state).toBe('unreachable');
  });

  it('robots.txt: robots-disallowed, and the feed is not asked for', async () => {
    const at = await bench({ '/robots.txt': 'User-agent: *\nDisallow: /rss', '/rss': feed([{ path: '/a' }]) });
    expect((await visitAll(at, at.source('feed', '/rss'))).health.state).toBe('robots-disallowed');
    expect(at.site.asked).toEqual(['/robots.txt']);
  });

  it('a private address: egress-refused', async () => {
    const at = await bench({ '/rss': feed([]) }, { allow: [] });
    expect((await visitAll(at, at.source('feed', '/rss'))).health.state).toBe('egress-refused');
    expect(at.site.asked).toEqual([]);
  });

  it('no browser for a source that needs one: browser-missing', async () => {
    const at = await bench({ '/muc': section(['/bai-viet-so-1001.htm']) }, { browserPath: '/does/not/exist' });
    expect((await visitAll(at, at.source('section', '/muc', { rendered: true }))).health.state).toBe('browser-missing');
  });

  it.each([
    ['section', 'blocked'],
    ['forum', 'blocked'],
    ['comments', 'blocked'],
    ['sitemap', 'blocked'],
  ] as const)('a CAPTCHA in place of a %s: %s', async (kind, state) => {
    const at = await bench({ '/x': CAPTCHA });
    const fields = {
      threads: 't',
      threadId: 'i',
      threadUrl: 'u',
      threadTitle: 'n',
      comments: 'c',
      commentId: 'i',
      text: 't',
      time: 'd',
      next: '',
    };
    const more = kind === 'comments' ? { commentsUrl: `${at.site.origin}/c/{threadId}`, fields } : {};
    expect((await visitAll(at, at.source(kind, '/x', more))).health).toMatchObject({ state, failuresInRow: 1 });
  });

  it.each([
    ['section', section([]), 'empty-feed'],
    ['forum', forumIndex([]), 'empty-feed'],
    ['forum', '<html><body>Trang chủ</body></html>', 'broken-feed'],
    ['comments', '{}', 'broken-feed'],
  ] as const)('a %s with nothing in it is not in order', async (kind, body, state) => {
    const at = await bench({ '/x': body });
    expect((await visitAll(at, at.source(kind, '/x'))).health.state).toBe(state);
  });
});

function previous(state: SourceHealth['state']): SourceHealth {
  return {
    sourceId: 'nguon-thu',
    state,
    stateSince: 5,
    checkedAt: 6,
    lastGoodAt: 3,
    lastNewAt: 2,
    failuresInRow: 4,
    found: 1,
    failed: 1,
    detail: 'x',
    etag: null,
    lastModified: null,
  };
}

describe('the health of a source', () => {
  it('takes the name of its failure when all entries fail alike', async () => {
    const at = await bench({ '/rss': feed([{ path: '/a' }, { path: '/b' }]), '/a': CAPTCHA, '/b': CAPTCHA });
    expect((await visitAll(at, at.source('feed', '/rss'))).health).toMatchObject({
      state: 'blocked',
      failuresInRow: 1,
      found: 2,
      failed: 2,
    });
    const down = await bench({ '/rss': feed([{ path: '/a' }, { path: '/b' }]), '/a': status(503), '/b': status(503) });
    expect((await visitAll(down, down.source('feed', '/rss'))).health).toMatchObject({ state: 'http-error', lastGoodAt: null });
  });

  it('remembers since when, what was good last and how often it failed', async () => {
    const at = await bench({ '/500': status(500), '/rss': feed([{ path: '/a' }]), '/a': article() });
    const same = await visitAll(at, at.source('feed', '/500'), previous('http-error'));
    expect(same.health).toMatchObject({ stateSince: 5, lastGoodAt: 3, lastNewAt: 2, failuresInRow: 5 });
    const other = await visitAll(at, at.source('feed', '/500'), previous('ok'));
    expect(other.health).toMatchObject({ stateSince: NOW, failuresInRow: 5 });
    const mended = await visitAll(at, at.source('feed', '/rss'), previous('http-error'));
    expect(mended.health).toMatchObject({ state: 'ok', stateSince: NOW, lastGoodAt: NOW, lastNewAt: NOW, failuresInRow: 0, detail: null });
  });

  it('says that nothing new came when all was known', async () => {
    const at = await bench({ '/rss': feed([{ path: '/a' }]) });
    at.known.set(`${at.site.origin}/a`, 'saved');
    expect((await visitAll(at, at.source('feed', '/rss'), previous('ok'))).health).toMatchObject({
      state: 'ok',
      lastGoodAt: NOW,
      lastNewAt: 2,
      found: 1,
    });
  });
});
