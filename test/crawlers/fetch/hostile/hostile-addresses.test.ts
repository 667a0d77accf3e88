import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBrowser, type Browser } from '../../../../src/crawlers/fetch/browser.ts';
import { DEFAULT_CRAWL_SETTINGS } from '../../../../src/crawlers/fetch/crawl-settings.ts';
import { createEgress, type Egress } from '../../../../src/crawlers/fetch/egress.ts';
import { createFetcher, type Fetcher } from '../../../../src/crawlers/fetch/fetcher.ts';
import { findBrowser } from '../../../../src/crawlers/fetch/find-browser.ts';
import type { DuLuanError } from '../../../../src/domain/errors.ts';
import { silentLog } from '../../../../src/domain/log.ts';
import type { Site } from '../../serve.ts';
import { openCanary, type Canary } from './canary.ts';
import { ALL_KINDS, carried, openHostileSite, pagesThatAsk, type Kind } from './hostile-site.ts';

const folder = join(process.env['DU_LUAN_CORPORA'] ?? '', 'hostile');
const corpus = existsSync(join(folder, 'ssrf.json'));
const chromium = await findBrowser(null);
const canary = await openCanary().catch((err: unknown) => String(err));
const missing =
  (corpus ? '' : 'DU_LUAN_CORPORA names no folder with hostile/ssrf.json') || (typeof canary === 'string' ? `no canary: ${canary}` : '');
if (missing) console.warn(`skipped: ${missing}`);
const settings = { ...DEFAULT_CRAWL_SETTINGS, hostDelayMs: 0, maxRetries: 0, perHostConcurrency: 8 };

interface Addresses {
  readonly blocked: readonly { readonly url: string }[];
  readonly allowed: readonly { readonly url: string }[];
}

interface Names {
  readonly hosts: Readonly<Record<string, readonly (readonly string[])[]>>;
}

const readAddresses = (): Addresses => JSON.parse(readFileSync(join(folder, 'ssrf.json'), 'utf8')) as Addresses; // shape of the corpus file
const readNames = (): Names => JSON.parse(readFileSync(join(folder, 'ssrf-hosts.json'), 'utf8')) as Names; // shape of the corpus file

/** How each fetch ended: the code of its fault, or the address of what came. */
async function endsOf(fetching: readonly Promise<{ readonly url: string }>[]): Promise<string[]> {
  const ends = await Promise.allSettled(fetching);
  return ends.map((end) => (end.status === 'fulfilled' ? `fetched ${end.value.url}` : (end.reason as DuLuanError).code)); // nothing else is thrown
}

/** The way out with its guard taken off: shows that it is the guard that holds. */
function openEgress(): Egress {
  const guarded = createEgress({ allow: [] });
  return {
    ...guarded,
    inspect: () => ({ allowed: true, exempt: true, hostname: '', port: 0, address: null }),
    check: async () => ({ allowed: true, addresses: [] }),
    connect: async (host, port) => connect({ host: host.replaceAll(/[[\]]/g, ''), port }),
  };
}

describe.skipIf(missing !== '')(`hostile addresses (skipped: ${missing})`, () => {
  const { hits } = canary as Canary; // skipped otherwise
  let blocked: readonly string[];
  let site: Site;
  let fetcher: Fetcher;
  beforeAll(async () => {
    blocked = readAddresses().blocked.map(({ url }) => url);
    site = await openHostileSite(blocked);
    fetcher = createFetcher({ log: silentLog, now: Date.now, settings: { ...settings, allow: [site.host] } });
  });
  afterAll(async () => {
    await fetcher.close();
    await site.close();
    await (canary as Canary).close(); // skipped otherwise
  });
  beforeEach(() => void hits.splice(0));

  it('would reach the canary if nobody refused them', async () => {
    const answer = await request('http://127.0.0.1/control');
    expect(await answer.body.text()).toBe('CANARY');
    expect(hits).toEqual(['GET /control HTTP/1.1']);
  });

  it('are refused when asked for', async () => {
    const ends = await endsOf(blocked.map((url) => fetcher.fetch(url)));
    expect(ends).toEqual(blocked.map(() => 'EGRESS_REFUSED'));
    expect(hits).toEqual([]);
  });

  it('are refused when a redirect leads to them', async () => {
    const ends = await endsOf(blocked.map((_, index) => fetcher.fetch(`${site.origin}/to/${index}`)));
    expect(ends).toEqual(blocked.map((url) => endOfRedirect(url, site)));
    expect(ends.filter((end) => end === 'EGRESS_REFUSED').length).toBeGreaterThan(blocked.length * 0.9);
    expect(hits).toEqual([]);
  });

  it('are refused when a name leads to them, at the check or at the connection', async () => {
    for (const [name, answers] of Object.entries(readNames().hosts)) {
      const left = [...answers];
      const egress = createEgress({ allow: [], lookup: async () => (left.length > 1 ? left.shift() : left[0]) ?? [] });
      await egress.check(`http://${name}/`);
      await expect(request(`http://${name}/`, { dispatcher: egress.dispatcher })).rejects.toMatchObject({ code: 'EGRESS_REFUSED' });
      await egress.close();
    }
    expect(hits).toEqual([]);
  });

  it('have neighbours that are public, and these are not refused', async () => {
    const egress = createEgress({ allow: [], lookup: async () => ['93.184.215.14'] });
    const { allowed } = readAddresses();
    const verdicts = await Promise.all(allowed.map(async ({ url }) => ({ url, allowed: (await egress.check(url)).allowed })));
    expect(verdicts).toEqual(allowed.map(({ url }) => ({ url, allowed: true })));
    await egress.close();
  });

  describe.skipIf(chromium === null && process.env['CI'] !== 'true')('in a browser (skipped: no Chromium on this machine)', () => {
    it('are refused as pages', async () => {
      const ends = await endsOf(blocked.map((url) => fetcher.fetch(url, { rendered: true })));
      expect(ends).toEqual(blocked.map(() => 'EGRESS_REFUSED'));
      expect(hits).toEqual([]);
    });

    it('are not reached when the page itself is redirected to them', async () => {
      const ends = await endsOf(blocked.map((_, index) => fetcher.fetch(`${site.origin}/to/${index}`, { rendered: true })));
      expect(ends.filter((end) => end.startsWith('fetched'))).toEqual([]);
      expect(hits).toEqual([]);
    }, 400_000);

    it.each(ALL_KINDS)(
      'are not reached by a page that asks for them as %s, at once or by redirect',
      async (kind) => {
        site.asked.splice(0);
        const pages = [...pagesThatAsk('direct', kind, blocked.length), ...pagesThatAsk('redirect', kind, blocked.length)];
        await Promise.all(pages.map((page) => expectToEnd(() => fetcher.fetch(site.origin + page, { rendered: true }))));
        // Every redirect was asked for, so none was left out; images are never loaded.
        const redirects = new Set(site.asked.filter((path) => /^\/to\/\d+$/.test(path)));
        expect(redirects.size).toBe(kind === 'image' ? 0 : blocked.length);
        expect(hits).toEqual([]);
      },
      400_000,
    );

    it('are not reached by a page that knows names for them', async () => {
      const { hosts } = readNames();
      const names = await openHostileSite(Object.keys(hosts).map((name) => `http://${name}/`));
      const egress = createEgress({ allow: [names.host], lookup: async (name) => hosts[name]?.at(-1) ?? [] });
      const browser = createBrowser({ egress, settings });
      await Promise.all(ALL_KINDS.map((kind) => expectToEnd(() => browser.render(`${names.origin}/direct/${kind}/0`))));
      const ends = await endsOf(Object.keys(hosts).map((name) => browser.render(`http://${name}/`)));
      expect(ends).toEqual(Object.keys(hosts).map(() => 'EGRESS_REFUSED'));
      expect(hits).toEqual([]);
      for (const each of [browser, egress, names]) await each.close();
    }, 400_000);

    it('would be reached by every kind of request if nobody refused them', async () => {
      const reached: string[] = [];
      const egress = openEgress();
      const browser: Browser = createBrowser({ egress, settings });
      for (const kind of ALL_KINDS) {
        const open = await openHostileSite(['http://127.0.0.1/']);
        await expectToEnd(() => browser.render(`${open.origin}/direct/${kind}/0`));
        if (hits.splice(0).length > 0) reached.push(kind);
        await open.close();
      }
      // Images are never loaded, whatever their address is.
      expect(reached).toEqual(ALL_KINDS.filter((kind: Kind) => kind !== 'image'));
      for (const each of [browser, egress]) await each.close();
    }, 400_000);
  });
});

/** What a redirect to `url` must come to. Some of these texts are no address, and some lead back to the site that sends them. */
function endOfRedirect(url: string, site: Site): string {
  if (url.includes('\0')) return 'FETCH_UNREACHABLE'; // no header may hold it
  const target = URL.parse(carried(url), `${site.origin}/to/`);
  if (target === null) return 'FETCH_UNREACHABLE';
  return target.host === site.host ? 'FETCH_HTTP' : 'EGRESS_REFUSED';
}

/** The page must come to its own end: otherwise nobody knows whether it has asked. A busy machine gets three tries. */
async function expectToEnd(render: () => Promise<{ readonly body: Uint8Array }>): Promise<void> {
  let html = '';
  for (let attempt = 0; attempt < 3 && !html.includes('<p id="t">done'); attempt += 1)
    html = new TextDecoder().decode((await render()).body);
  expect(html).toContain('<p id="t">done');
}
