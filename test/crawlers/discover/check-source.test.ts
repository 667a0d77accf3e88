import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createSourceChecker, type SourceCheck } from '../../../src/crawlers/discover/check-source.ts';
import { DEFAULT_CRAWL_SETTINGS } from '../../../src/crawlers/crawler.ts';
import { silentLog } from '../../../src/domain/log.ts';
import { sourceSchema, type Source } from '../../../src/domain/source.ts';
import { serve, type Site } from '../serve.ts';
import { article, CAPTCHA, feed, section, sitemap, sitemapIndex } from '../visit/pages.ts';

const NOW = Date.UTC(2026, 10, 27, 3);
const ENTRIES = [{ path: '/bai-1.htm' }, { path: '/bai-2.htm' }];
const FEED = feed(ENTRIES);
const PAGES = { '/bai-1.htm': article(), '/bai-2.htm': article() };
const home = (head: string, body = ''): string =>
  `<!doctype html><html><head><title>Báo thử</title>${head}</head><body>${body}<p>Trang chủ</p></body></html>`;

const sites: Site[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

/** What the checker says of a source at `path` of a site with these routes. */
async function check(routes: Parameters<typeof serve>[0], path: string, more: Partial<Source> = {}): Promise<SourceCheck & { site: Site }> {
  const site = await serve(routes);
  sites.push(site);
  const source = sourceSchema.parse({ id: 'thu', name: 'Báo thử: Thời sự', kind: 'feed', url: site.origin + path, outlet: null, ...more });
  const settings = { ...DEFAULT_CRAWL_SETTINGS, allow: [site.host, new URL(source.url).host], hostDelayMs: 0, maxRetries: 0 };
  const checker = createSourceChecker({ log: silentLog, settings, bodySelectors: new Map(), now: () => NOW });
  try {
    return { ...(await checker.check(source)), site };
  } finally {
    await checker.close();
  }
}

describe('checking a source live', () => {
  it('reads the listing and one of its pages, then leaves the site alone', async () => {
    const { verdict, proposal, site } = await check({ '/rss': FEED, ...PAGES }, '/rss');
    expect([verdict, proposal.verified, proposal.checkedOn, proposal.url]).toEqual([
      'works',
      'verified',
      '2026-11-27',
      `${site.origin}/rss`,
    ]);
    expect(site.asked.length).toBeLessThanOrEqual(4);
  });

  it('proposes the address to which a feed was moved', async () => {
    const moved: RequestListener = (_, response) => void response.writeHead(301, { location: '/rss/moi.rss' }).end();
    const { verdict, proposal, site } = await check({ '/cu.rss': moved, '/rss/moi.rss': FEED, ...PAGES }, '/cu.rss');
    expect([verdict, proposal.url, proposal.verified]).toEqual(['changed', `${site.origin}/rss/moi.rss`, 'verified']);
  });

  it('finds the feed that the home page announces when a page stands in the old one’s place', async () => {
    const announced = '<link rel="alternate" type="application/rss+xml" title="Thời sự" href="/nguon/thoi-su.xml">';
    const routes = { '/rss': home(''), '/': home(announced), '/nguon/thoi-su.xml': FEED, ...PAGES };
    const { verdict, proposal, detail, site } = await check(routes, '/rss');
    expect([verdict, proposal.kind, proposal.url]).toEqual(['changed', 'feed', `${site.origin}/nguon/thoi-su.xml`]);
    expect(detail).toContain('2 entries');
  });

  it('opens a directory of feeds and takes the one of the same section', async () => {
    const directory = home('', '<a href="/rss/the-thao.rss">Thể thao</a><a href="/rss/thoi-su-moi.rss">Thời sự</a>');
    const routes = {
      '/': home('', '<a href="/rss.htm">RSS</a>'),
      '/rss.htm': directory,
      '/rss/the-thao.rss': FEED,
      '/rss/thoi-su-moi.rss': FEED,
    };
    const { verdict, proposal, site } = await check(routes, '/rss/thoi-su.rss');
    expect([verdict, proposal.url]).toEqual(['dead', `${site.origin}/rss/thoi-su-moi.rss`]);
  });

  it('finds for each source of a site the feed of its own section, and opens the pages that they share once', async () => {
    const names = Array.from({ length: 30 }, (_, at) => `muc-${String.fromCharCode(97 + (at % 26))}${at < 26 ? 'x' : 'y'}`);
    const links = names.map((name) => `<a href="/rss/${name}.rss">${name}</a>`).join('');
    const feeds = Object.fromEntries(names.map((name) => [`/rss/${name}.rss`, FEED]));
    const site = await serve({ '/': home('', '<a href="/rss.htm">RSS</a>'), '/rss.htm': home('', links), ...feeds });
    sites.push(site);
    const settings = { ...DEFAULT_CRAWL_SETTINGS, allow: [site.host], hostDelayMs: 0, maxRetries: 0 };
    const checker = createSourceChecker({ log: silentLog, settings, bodySelectors: new Map(), now: () => NOW });
    const proposals = [];
    for (const name of ['ax', 'zx', 'dy']) {
      const url = `${site.origin}/cu/${name}`;
      const { proposal } = await checker.check(sourceSchema.parse({ id: name, name: 'Báo thử', kind: 'feed', url, outlet: null }));
      proposals.push(proposal.url.slice(site.origin.length));
    }
    await checker.close();
    expect(proposals).toEqual(['/rss/muc-ax.rss', '/rss/muc-zx.rss', '/rss/muc-dy.rss']);
    expect(site.asked.filter((path) => path === '/rss.htm')).toHaveLength(1);
    expect(site.asked.length).toBeLessThanOrEqual(70);
  });

  it('finds the news sitemap that robots.txt names through an index', async () => {
    const routes = {
      '/': home(''),
      '/robots.txt': 'User-agent: *\nAllow: /\nSitemap: ORIGIN/sitemaps/all.xml',
      '/sitemaps/all.xml': sitemapIndex(['/sitemaps/pages.xml', '/sitemaps/news.xml']),
      '/sitemaps/pages.xml': sitemap([]),
      '/sitemaps/news.xml': sitemap(ENTRIES),
    };
    const { verdict, proposal, site } = await check(routes, '/tin-tuc', { kind: 'section', linkPattern: '\\d+\\.htm$' });
    expect([verdict, proposal.kind, proposal.url, 'linkPattern' in proposal]).toEqual([
      'dead',
      'sitemap',
      `${site.origin}/sitemaps/news.xml`,
      false,
    ]);
  });

  it('leaves a site that refuses alone and claims nothing', async () => {
    const no: RequestListener = (_, response) => void response.writeHead(403).end();
    const { verdict, proposal, site } = await check({ '/rss': no, '/': home(''), '/feed': FEED }, '/rss');
    expect([verdict, proposal.verified, proposal.url]).toEqual(['refused', 'unverified', `${site.origin}/rss`]);
    expect(site.asked.toSorted()).toEqual(['/robots.txt', '/rss']);
  });

  it.each([
    ['robots.txt forbids it', { '/robots.txt': 'User-agent: *\nDisallow: /rss', '/rss': FEED }, 'refused'],
    ['a CAPTCHA stands before it', { '/rss': CAPTCHA }, 'refused'],
    ['there is nothing at its address and nothing else on its site', {}, 'dead'],
    ['the pages that it lists are gone', { '/rss': FEED }, 'changed'],
  ])('says so when %s', async (_, routes, expected) => {
    const { verdict, proposal } = await check(routes, '/rss');
    expect([verdict, proposal.verified]).toEqual([expected, 'unverified']);
  });

  it('calls a host that does not answer dead', async () => {
    const gone = await serve({});
    await gone.close();
    const { verdict, proposal } = await check({}, '/', { url: `${gone.origin}/rss` });
    expect([verdict, proposal.url]).toEqual(['dead', `${gone.origin}/rss`]);
  });

  it('says that the key of a platform is missing instead of calling its source dead', async () => {
    const { verdict } = await check({}, '/', { kind: 'youtube', url: 'https://www.youtube.com/@vidu' });
    expect(verdict).toBe('refused');
  });

  it('reads a section with the pattern of its links', async () => {
    const { verdict } = await check({ '/muc': section(ENTRIES.map(({ path }) => path)), ...PAGES }, '/muc', {
      kind: 'section',
      linkPattern: 'bai-\\d+\\.htm$',
    });
    expect(verdict).toBe('works');
  });
});
