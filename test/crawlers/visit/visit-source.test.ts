import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_CRAWL_SETTINGS } from '../../../src/crawlers/crawler.ts';
import type { Log } from '../../../src/domain/log.ts';
import { DuLuanError } from '../../../src/domain/errors.ts';
import { findBrowser } from '../../../src/crawlers/fetch/find-browser.ts';
import { gather } from '../../../src/crawlers/visit/gather.ts';
import { visitSource } from '../../../src/crawlers/visit/visit-source.ts';
import type { Finding, Visit } from '../../../src/crawlers/visit/visit.ts';
import { NOW, openBench, visitAll, type Bench } from './harness.ts';
import { article, feed, section, sitemap } from './pages.ts';

const open: Bench[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function bench(routes: Record<string, string | RequestListener>, options: Parameters<typeof openBench>[1] = {}): Promise<Bench> {
  const opened = await openBench(routes, options);
  open.push(opened);
  return opened;
}

function pages(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `/bai-${index}.htm`);
}

const canRender = (await findBrowser(null)) !== null || process.env['CI'] === 'true';

describe('a visit', () => {
  it('fetches no further ahead than it may while its consumer is slow', async () => {
    const paths = pages(40);
    const at = await bench(
      { '/s.xml': sitemap(paths.map((path) => ({ path }))), ...Object.fromEntries(paths.map((path) => [path, article()])) },
      { settings: { fetchAhead: 4 } },
    );
    const visit = at.crawler.visit(at.source('sitemap', '/s.xml'), null);
    await visit.next();
    await new Promise((go) => void setTimeout(go, 300));
    expect(at.site.asked.filter((path) => path.startsWith('/bai-')).length).toBeLessThanOrEqual(5);
    let told = 1;
    while (!(await visit.next()).done) told += 1;
    expect(told).toBe(40);
  });

  it('that its consumer abandons fetches nothing more', async () => {
    const paths = pages(40);
    const at = await bench({
      '/s.xml': sitemap(paths.map((path) => ({ path }))),
      ...Object.fromEntries(paths.map((path) => [path, article()])),
    });
    for await (const finding of at.crawler.visit(at.source('sitemap', '/s.xml'), null)) {
      expect(finding.type).toBe('item');
      break;
    }
    await new Promise((go) => void setTimeout(go, 100));
    const asked = at.site.asked.length;
    await new Promise((go) => void setTimeout(go, 200));
    expect(at.site.asked.length).toBe(asked);
  });

  it('that is closed in the middle rejects, so that nothing of it is stored', async () => {
    const at = await bench({ '/rss': feed([{ path: '/a' }, { path: '/slow' }]), '/a': article(), '/slow': () => {} });
    const visit = at.crawler.visit(at.source('feed', '/rss'), null);
    await visit.next();
    const rest = visit.next();
    rest.catch(() => {});
    await at.crawler.close();
    await expect(rest).rejects.toMatchObject({ code: 'CRAWLER_CLOSED' });
    await expect(at.crawler.visit(at.source('feed', '/rss'), null).next()).rejects.toMatchObject({ code: 'CRAWLER_CLOSED' });
  });

  it('asks for thousands of keys in batches', async () => {
    const entries = pages(1_000).map((path) => ({ path }));
    const at = await bench({ '/s.xml': sitemap(entries) });
    for (const { path } of entries) at.known.set(at.site.origin + path, 'saved');
    const { findings, health } = await visitAll(at, at.source('sitemap', '/s.xml'));
    expect(findings).toHaveLength(1_000);
    expect(health).toMatchObject({ state: 'ok', found: 1_000 });
    expect(at.site.asked).toEqual(['/robots.txt', '/s.xml']);
  });

  it('runs beside others without mixing them up', async () => {
    const at = await bench({
      '/1': feed([{ path: '/a' }, { path: '/b' }]),
      '/2': feed([{ path: '/b' }, { path: '/c' }]),
      ...Object.fromEntries(['/a', '/b', '/c'].map((path) => [path, article()])),
    });
    const [first, second] = await Promise.all([
      visitAll(at, at.source('feed', '/1', { id: 'mot' })),
      visitAll(at, at.source('feed', '/2', { id: 'hai' })),
    ]);
    expect(first.items.map((item) => item.sourceId)).toEqual(['mot', 'mot']);
    expect(second.items.map((item) => item.sourceId)).toEqual(['hai', 'hai']);
  });

  it.skipIf(!canRender)('renders the listing and pages of a source that asks for it (skipped: no Chromium)', async () => {
    const at = await bench({
      '/muc': `<html><body><div id="app"></div><script>app.innerHTML=${JSON.stringify(section(['/bai-viet-so-1001.htm']))}</script></body></html>`,
      '/bai-viet-so-1001.htm': `<html><head><meta property="og:type" content="article"><title>Tin được dựng bằng script hôm nay</title></head>
        <body><div id="app"></div><script>app.innerHTML=${JSON.stringify(article()).replaceAll('</', '<\\/')}</script></body></html>`,
    });
    const { items, health } = await visitAll(at, at.source('section', '/muc', { rendered: true }));
    expect(items).toHaveLength(1);
    expect(items[0]?.text).toContain('đội mũ bảo hiểm');
    expect(health.state).toBe('ok');
  });
});

async function told(visit: Visit): Promise<{ findings: Finding[]; state: string }> {
  const running = visitSource(visit, 4);
  const findings: Finding[] = [];
  for (;;) {
    const step = await running.next();
    if (step.done) return { findings, state: step.value.state };
    findings.push(step.value);
  }
}

function visitWith(at: Bench, more: Partial<Visit>): { visit: Visit; errors: object[] } {
  const errors: object[] = [];
  const log: Log = { debug() {}, info() {}, warn() {}, error: (fields) => void errors.push(fields) };
  const visit: Visit = {
    source: at.source('feed', '/rss'),
    bodySelectors: new Map(),
    previous: null,
    fetch: async (url) => ({
      url,
      notModified: false,
      contentType: 'text/html',
      body: new TextEncoder().encode(
        url.endsWith('/rss') ? feed([{ path: '/a' }, { path: '/b' }]).replaceAll('ORIGIN', at.site.origin) : article(),
      ),
      etag: null,
      lastModified: null,
    }),
    ask: async () => ({ status: 404, body: new Uint8Array(), etag: null, retryAfterMs: null, usage: null }),
    apis: DEFAULT_CRAWL_SETTINGS.apis,
    outcomes: async () => new Map(),
    now: () => NOW,
    log,
    aliases: new Map(),
    rests: new Map(),
    seen: new Set(),
    notes: { notModified: false, etag: null, lastModified: null },
    ...more,
  };
  return { visit, errors };
}

describe('a fault of ours', () => {
  it('while handling one page costs that page only, and is logged for a person', async () => {
    const at = await bench({});
    const { visit, errors } = visitWith(at, {});
    const crashing: Visit = {
      ...visit,
      fetch: async (url) => {
        if (url.endsWith('/a')) throw new TypeError('cannot read properties of undefined');
        return visit.fetch(url);
      },
    };
    const { findings, state } = await told(crashing);
    expect(findings.map((each) => each.type).toSorted()).toEqual(['failed', 'item']);
    expect(findings).toContainEqual(expect.objectContaining({ type: 'failed', code: 'INTERNAL' }));
    expect(state).toBe('partly-failed');
    expect(errors).toHaveLength(1);
  });

  it('while reading the listing ends the visit with a state, not with a crash', async () => {
    const at = await bench({});
    const broken = visitWith(at, { fetch: () => Promise.reject(new TypeError('x')) });
    expect(await told(broken.visit)).toEqual({ findings: [], state: 'broken-feed' });
    expect(broken.errors).toHaveLength(1);
  });

  it('of the store that is closing is no fault of the source', async () => {
    const at = await bench({});
    const { visit } = visitWith(at, { outcomes: () => Promise.reject(new DuLuanError('STORE_CLOSED')) });
    await expect(told(visit)).rejects.toMatchObject({ code: 'STORE_CLOSED' });
  });
});

async function* failing(): AsyncGenerator<() => Promise<number>> {
  yield async () => 1;
  yield () => Promise.reject(new Error('piece'));
  yield () => Promise.reject(new Error('another'));
}

async function* listFails(): AsyncGenerator<() => Promise<number>> {
  yield async () => 1;
  throw new Error('list');
}

describe('gathering', () => {
  it('does pieces side by side, never more than the limit, and tells each once', async () => {
    let underWay = 0;
    let most = 0;
    async function* works(): AsyncGenerator<() => Promise<number>> {
      for (let index = 0; index < 50; index += 1) {
        yield async () => {
          most = Math.max(most, ++underWay);
          await new Promise((go) => void setTimeout(go, (index * 7) % 5));
          underWay -= 1;
          return index;
        };
      }
    }
    const told: number[] = [];
    for await (const index of gather(works(), 6)) told.push(index);
    expect(told.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(most).toBe(6);
  });

  it('ends with the fault of a piece or of the list, and nothing stays unhandled', async () => {
    await expect(Array.fromAsync(gather(failing(), 3))).rejects.toThrow('piece');
    await expect(Array.fromAsync(gather(listFails(), 3))).rejects.toThrow('list');
  });
});
