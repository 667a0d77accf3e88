import type { RequestListener } from 'node:http';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DuLuanError } from '../../../src/domain/errors.ts';
import { silentLog } from '../../../src/domain/log.ts';
import { DEFAULT_CRAWL_SETTINGS, type CrawlSettings } from '../../../src/crawlers/fetch/crawl-settings.ts';
import { tryBrowser } from '../../../src/crawlers/fetch/browser.ts';
import { createFetcher, type Fetcher } from '../../../src/crawlers/fetch/fetcher.ts';
import { findBrowser } from '../../../src/crawlers/fetch/find-browser.ts';
import { serve, type Site } from '../serve.ts';

const found = await findBrowser(null);
const isRequired = process.env['CI'] === 'true';
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function site(routes: Record<string, string | RequestListener>): Promise<Site> {
  const started = await serve(routes);
  open.push(started);
  return started;
}

function fetcherFor(sites: readonly Site[], settings: Partial<CrawlSettings> = {}): Fetcher {
  const allow = sites.map((each) => each.host);
  const created = createFetcher({
    log: silentLog,
    now: Date.now,
    settings: { ...DEFAULT_CRAWL_SETTINGS, allow, hostDelayMs: 0, maxRetries: 0, ...settings },
  });
  open.unshift(created);
  return created;
}

async function rendered(fetcher: Fetcher, url: string): Promise<string> {
  return new TextDecoder().decode((await fetcher.fetch(url, { rendered: true })).body);
}

function routes(inside: Site): Record<string, string | RequestListener> {
  const secret = `${inside.origin}/secret`;
  const redirect: RequestListener = (_, response) => void response.writeHead(302, { location: secret }).end();
  return {
    '/robots.txt': 'User-agent: *\nDisallow: /closed',
    '/a': '<p id="t">…</p><img src="/b.png"><script>fetch("/data").then(r=>r.text()).then(x=>{t.textContent=x})</script>',
    '/data': 'Mức phạt nồng độ cồn',
    '/b.png': (_, response) => void response.end(),
    '/evil': `<iframe src="${secret}"></iframe><script src="${secret}"></script><script src="/hop"></script><p id="t">none</p><script>
      fetch("${secret}").catch(()=>0); new WebSocket("ws://${inside.host}/ws");
      new Worker(URL.createObjectURL(new Blob(['new WebSocket("ws://${inside.host}/ws"); fetch("${secret}")'])));
      setTimeout(()=>{t.textContent="done"}, 300)</script>`,
    '/hop': redirect,
    '/away': redirect,
    '/500': (_, response) => void response.writeHead(500).end('broken'),
    '/big': `<p>${'x'.repeat(200_000)}</p>`,
    '/many':
      '<script src="/part?1"></script><script src="/part?2"></script><script src="/part?3"></script><script src="/part?4"></script><p>x',
    '/part?1': `//${'x'.repeat(150_000)}`,
    '/part?2': `//${'x'.repeat(150_000)}`,
    '/part?3': `//${'x'.repeat(150_000)}`,
    '/part?4': `//${'x'.repeat(150_000)}`,
    '/bomb': '<script src="/bomb.js"></script><p>x',
    '/bomb.js': (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20_000_000, 32))),
    '/hang': '<script>for(;;);</script>',
    '/closed': 'x',
    '/cookie':
      '<p id="t"></p><script>t.textContent=[document.cookie,localStorage.x].join("|");document.cookie="k=1";localStorage.x=1</script>',
    '/never': () => {},
  };
}

describe('finding a browser', () => {
  it('prefers the configured one and never replaces it by another', async () => {
    expect(await findBrowser(process.execPath)).toBe(process.execPath);
    expect(await findBrowser('/does/not/exist')).toBeNull();
  });

  it('is not needed until a source asks for it, and then says what to do', async () => {
    const at = await site({ '/a': 'plain' });
    const fetcher = fetcherFor([at], { browserPath: '/does/not/exist' });
    expect((await fetcher.fetch(`${at.origin}/a`)).body.length).toBe(5);
    await expect(fetcher.fetch(`${at.origin}/a`, { rendered: true })).rejects.toMatchObject({
      code: 'BROWSER_MISSING',
      message: expect.stringContaining('apt-get install chromium') as string,
    });
  });
});

describe('a browser that does not start', () => {
  it.each([
    [
      'FATAL:zygote_host_impl_linux.cc(128)] No usable sandbox! You probably need to adjust your system',
      /set DU_LUAN_BROWSER_SANDBOX to off/,
    ],
    ['error while loading shared libraries: libnss3.so', /does not start: .+/],
  ])('is told from one that is missing: %s', async (told, message) => {
    const folder = mkdtempSync(join(tmpdir(), 'du-luan-browser-'));
    const browserPath = join(folder, 'chromium');
    writeFileSync(browserPath, `#!/bin/sh\necho '${told}' >&2\nexit 1\n`);
    chmodSync(browserPath, 0o755);
    const at = await site({ '/a': 'plain' });
    await expect(fetcherFor([at], { browserPath }).fetch(`${at.origin}/a`, { rendered: true })).rejects.toMatchObject({
      code: 'BROWSER_FAILED',
      message: expect.stringMatching(message) as string,
    });
    rmSync(folder, { recursive: true });
  });
});

describe.skipIf(found === null && !isRequired)('a rendered page (skipped: no Chromium on this machine)', () => {
  // One browser for all: starting it is what takes time.
  let at: Site;
  let inside: Site;
  let gone: Site;
  let fetcher: Fetcher;
  beforeAll(async () => {
    [inside, gone] = [await serve({ '/secret': 'TOP SECRET', '/ws': 'x' }), await serve({})];
    await gone.close();
    at = await serve(routes(inside));
    const allow = [at.host, gone.host];
    const settings = { ...DEFAULT_CRAWL_SETTINGS, allow, hostDelayMs: 0, maxRetries: 0, timeoutMs: 8_000, maxBytes: 100_000 };
    fetcher = createFetcher({ log: silentLog, now: Date.now, settings });
  });
  afterAll(async () => {
    for (const each of [fetcher, at, inside]) await each.close();
  });

  it('has a browser to be rendered with', () => {
    expect(found).not.toBeNull();
  });

  it('is rendered in a sandbox unless the system or configuration forbids it, and doctor says which', async () => {
    const isRoot = process.getuid?.() === 0;
    const own = isRoot ? 'without its sandbox: Chromium refuses it to root' : 'in its sandbox';
    expect(await tryBrowser(DEFAULT_CRAWL_SETTINGS)).toBe(`${found ?? ''}, ${own}`);
    const off = await tryBrowser({ ...DEFAULT_CRAWL_SETTINGS, browserSandbox: 'off' });
    expect(off).toBe(`${found ?? ''}, without its sandbox: DU_LUAN_BROWSER_SANDBOX is off`);
  });

  it('holds the text that its scripts bring, and no image is loaded', async () => {
    const page = await fetcher.fetch(`${at.origin}/a`, { rendered: true });
    expect(new TextDecoder().decode(page.body)).toContain('<p id="t">Mức phạt nồng độ cồn</p>');
    expect(page).toMatchObject({ url: `${at.origin}/a`, notModified: false, contentType: 'text/html; charset=utf-8' });
    expect(at.asked).not.toContain('/b.png');
    expect(at.lastHeaders['user-agent']).toMatch(/^DuLuan\//);
  });

  it('cannot reach what egress refuses: by script, frame, redirect or WebSocket', async () => {
    const html = await rendered(fetcher, `${at.origin}/evil`);
    expect(html).toContain('done');
    expect(html).not.toContain('TOP SECRET');
    expect(at.asked).toContain('/hop');
    await expect(fetcher.fetch(`${at.origin}/away`, { rendered: true })).rejects.toMatchObject({ code: 'EGRESS_REFUSED' });
    await expect(fetcher.fetch(`${inside.origin}/secret`, { rendered: true })).rejects.toMatchObject({ code: 'EGRESS_REFUSED' });
    expect(inside.asked).toEqual([]);
  });

  it('names its faults as a plain one does', async () => {
    const codes: Record<string, string> = {
      [`${at.origin}/500`]: 'FETCH_HTTP',
      [`${at.origin}/big`]: 'FETCH_TOO_LARGE',
      [`${at.origin}/many`]: 'FETCH_TOO_LARGE',
      [`${at.origin}/bomb`]: 'FETCH_TOO_LARGE',
      [`${at.origin}/hang`]: 'FETCH_TIMED_OUT',
      [`${at.origin}/closed`]: 'ROBOTS_DISALLOWED',
      [`${gone.origin}/a`]: 'FETCH_UNREACHABLE',
    };
    const fetching = Object.keys(codes).map((url) => fetcher.fetch(url, { rendered: true }));
    const told = (await Promise.allSettled(fetching)).map((each) =>
      each.status === 'rejected' ? (each.reason as DuLuanError).code : 'ok',
    );
    expect(told).toEqual(Object.values(codes));
    expect(at.asked).not.toContain('/closed');
  });

  it('leaves nothing behind for the next: cookies and storage are gone', async () => {
    await rendered(fetcher, `${at.origin}/cookie`);
    expect(await rendered(fetcher, `${at.origin}/cookie`)).toContain('<p id="t">|</p>');
  });

  it('is given up when the crawler closes', async () => {
    const fetching = fetcher.fetch(`${at.origin}/never`, { rendered: true });
    fetching.catch(() => {});
    while (!at.asked.includes('/never')) await new Promise((go) => void setTimeout(go, 20));
    await fetcher.close();
    await expect(fetching).rejects.toMatchObject({ code: 'CRAWLER_CLOSED' });
  });
});
