import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../../src/domain/log.ts';
import { DEFAULT_CRAWL_SETTINGS, type CrawlSettings } from '../../../src/crawlers/fetch/crawl-settings.ts';
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

describe.skipIf(found === null && !isRequired)('a rendered page (skipped: no Chromium on this machine)', () => {
  it('has a browser to be rendered with', () => {
    expect(found).not.toBeNull();
  });

  it('holds the text that its scripts bring, and no image is loaded', async () => {
    const at = await site({
      '/a': '<p id="t">…</p><img src="/b.png"><script>fetch("/data").then(r=>r.text()).then(x=>{t.textContent=x})</script>',
      '/data': 'Mức phạt nồng độ cồn',
      '/b.png': (_, response) => void response.end(),
    });
    const page = await fetcherFor([at]).fetch(`${at.origin}/a`, { rendered: true });
    expect(new TextDecoder().decode(page.body)).toContain('<p id="t">Mức phạt nồng độ cồn</p>');
    expect(page).toMatchObject({ url: `${at.origin}/a`, notModified: false, contentType: 'text/html; charset=utf-8' });
    expect(at.asked).not.toContain('/b.png');
    expect(at.lastHeaders['user-agent']).toMatch(/^DuLuan\//);
  });

  it('cannot reach what egress refuses: by script, frame, redirect or WebSocket', async () => {
    const inside = await site({ '/secret': 'TOP SECRET', '/ws': 'x' });
    const at = await site({
      '/a': `<iframe src="${inside.origin}/secret"></iframe><script src="${inside.origin}/secret"></script><script src="/hop"></script>
        <p id="t">none</p><script>
        fetch("${inside.origin}/secret").catch(()=>0); fetch("/hop").catch(()=>0);
        new WebSocket("ws://${inside.host}/ws");
        const w = new Worker(URL.createObjectURL(new Blob(['new WebSocket("ws://${inside.host}/ws"); fetch("${inside.origin}/secret")'])));
        setTimeout(()=>{t.textContent="done"}, 300)</script>`,
      '/hop': (_, response) => void response.writeHead(302, { location: `${inside.origin}/secret` }).end(),
      '/away': (_, response) => void response.writeHead(302, { location: `${inside.origin}/secret` }).end(),
    });
    const fetcher = fetcherFor([at]);
    const html = await rendered(fetcher, `${at.origin}/a`);
    expect(html).toContain('done');
    expect(html).not.toContain('TOP SECRET');
    await expect(fetcher.fetch(`${at.origin}/away`, { rendered: true })).rejects.toMatchObject({ code: 'EGRESS_REFUSED' });
    await expect(fetcher.fetch(`${inside.origin}/secret`, { rendered: true })).rejects.toMatchObject({ code: 'EGRESS_REFUSED' });
    expect(inside.asked).toEqual([]);
  });

  it('names its faults as a plain one does', async () => {
    const gone = await site({});
    await gone.close();
    const at = await site({
      '/robots.txt': 'User-agent: *\nDisallow: /closed',
      '/500': (_, response) => void response.writeHead(500).end('broken'),
      '/big': `<p>${'x'.repeat(200_000)}</p>`,
      '/loop': '<script>for(;;);</script>',
      '/closed': 'x',
    });
    const fetcher = fetcherFor([at, gone], { timeoutMs: 2_000, maxBytes: 100_000 });
    const codes: Record<string, string> = {
      [`${at.origin}/500`]: 'FETCH_HTTP',
      [`${at.origin}/big`]: 'FETCH_TOO_LARGE',
      [`${at.origin}/loop`]: 'FETCH_TIMED_OUT',
      [`${at.origin}/closed`]: 'ROBOTS_DISALLOWED',
      [`${gone.origin}/a`]: 'FETCH_UNREACHABLE',
    };
    for (const [url, code] of Object.entries(codes)) await expect(fetcher.fetch(url, { rendered: true })).rejects.toMatchObject({ code });
    expect(at.asked).not.toContain('/closed');
  });

  it('leaves nothing behind for the next: cookies and storage are gone', async () => {
    const at = await site({
      '/a': '<p id="t"></p><script>t.textContent=[document.cookie,localStorage.x].join("|");document.cookie="k=1";localStorage.x=1</script>',
    });
    const fetcher = fetcherFor([at]);
    await rendered(fetcher, `${at.origin}/a`);
    expect(await rendered(fetcher, `${at.origin}/a`)).toContain('<p id="t">|</p>');
  });

  it('is given up when the crawler closes', async () => {
    const at = await site({ '/a': () => {} });
    const fetcher = fetcherFor([at]);
    const fetching = fetcher.fetch(`${at.origin}/a`, { rendered: true });
    fetching.catch(() => {});
    while (!at.asked.includes('/a')) await new Promise((go) => void setTimeout(go, 20));
    await fetcher.close();
    await expect(fetching).rejects.toMatchObject({ code: 'CRAWLER_CLOSED' });
  });
});
