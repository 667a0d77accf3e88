import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { profileSchema } from '../../src/domain/profile.ts';
import { DAY_MS } from '../../src/domain/time.ts';
import type { Newsroom } from '../../src/demo/start-newsroom.ts';
import { BREAK_MODES } from '../../src/demo/sites/serve-site.ts';
import { newsroomKit, NOON, sourceOf, textAt } from './newsroom-kit.ts';

const kit = newsroomKit();

const urlsOf = (newsroom: Newsroom): string[] => newsroom.profile.sources.map(({ url }) => url);

const statusOf = async (url: string): Promise<number | 'refused'> =>
  fetch(url).then(
    ({ status }) => status,
    () => 'refused' as const,
  );

describe('the profile', () => {
  test('is one that the rest of the program takes', async () => {
    const { profile, allow, origins, itemCount } = await kit.start();
    expect(profileSchema.parse(profile)).toEqual(profile);
    expect(profile).toMatchObject({ id: 'demo', places: [] });
    expect(new Set(profile.sources.map(({ kind }) => kind))).toEqual(new Set(['feed', 'sitemap', 'section', 'forum', 'comments']));
    expect(profile.sources.filter(({ rendered }) => rendered).map(({ id }) => id)).toEqual(['cong-thong-tin-trang-chu']);
    expect(allow).toEqual(profile.sources.map(({ url }) => new URL(url).host));
    expect(origins).toEqual(Object.fromEntries(profile.sources.map(({ id, url }) => [id, new URL(url).origin])));
    expect(new Set(allow).size).toBe(profile.sources.length);
    expect(itemCount).toBeGreaterThanOrEqual(180);
  });

  test('names an outlet for every source', async () => {
    const { profile } = await kit.start();
    const outlets = new Set(profile.outlets.map(({ id }) => id));
    expect(profile.sources.filter(({ outlet }) => outlet === null || !outlets.has(outlet))).toEqual([]);
  });
});

describe('a second start on the same data folder', () => {
  test('serves the same texts under the same addresses, even weeks later', async () => {
    const dataDir = await kit.folder();
    const first = await kit.start({ dataDir });
    const feed = await textAt(sourceOf(first, 'cua-bien-rss').url);
    await first.close();
    const second = await kit.start({ dataDir, now: NOON + 20 * DAY_MS });
    expect(urlsOf(second)).toEqual(urlsOf(first));
    expect(await textAt(sourceOf(second, 'cua-bien-rss').url)).toBe(feed);
  });

  test('keeps the written newsroom and a corpus apart, and the ports of both', async () => {
    const dataDir = await kit.folder();
    const corpus = await kit.folder();
    await writeFile(join(corpus, 'articles.jsonl'), '{"id":"1","title":"Cầu mới","text":"Cầu mới thông xe."}\n');
    const written = await kit.start({ dataDir });
    const real = await kit.start({ dataDir, corpus });
    await Promise.all([written.close(), real.close()]);
    expect(urlsOf(await kit.start({ dataDir }))).toEqual(urlsOf(written));
    expect(urlsOf(await kit.start({ dataDir, corpus }))).toEqual(urlsOf(real));
  });

  test('says which port is taken, and leaves nothing behind', async () => {
    const dataDir = await kit.folder();
    const first = await kit.start({ dataDir });
    const { port } = new URL(sourceOf(first, 'song-la-json').url);
    await first.close();
    const other = createServer().listen(Number(port), '127.0.0.1');
    try {
      await expect(kit.start({ dataDir })).rejects.toMatchObject({ code: 'PORT_TAKEN', facts: { port: Number(port) } });
      await expect(fetch(sourceOf(first, 'cua-bien-rss').url)).rejects.toThrow('fetch failed');
    } finally {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      other.close(() => resolve(undefined));
      await promise;
    }
    expect(urlsOf(await kit.start({ dataDir }))).toEqual(urlsOf(first));
  });

  test('stops at a damaged newsroom.json instead of doubling every item under new ports', async () => {
    for (const damage of [
      '',
      '{',
      '[]',
      '{"version":1,"anchorDay":"gestern","ports":{}}',
      '{"version":2,"anchorDay":"2026-11-22","ports":{}}',
    ]) {
      const dataDir = await kit.folder();
      await writeFile(join(dataDir, 'newsroom.json'), damage);
      await expect(kit.start({ dataDir })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    }
  });

  test('finds ports and day 0 in newsroom.json, and nothing else is written', async () => {
    const dataDir = join(await kit.folder(), 'not', 'yet', 'there');
    const newsroom = await kit.start({ dataDir });
    const state = JSON.parse(await readFile(join(dataDir, 'newsroom.json'), 'utf8')) as Record<string, unknown>;
    const ports = Object.fromEntries(newsroom.profile.sources.map(({ id, url }) => [id, Number(new URL(url).port)]));
    expect(state).toEqual({ version: 1, anchorDay: '2026-11-22', ports });
  });
});

test('newsrooms of different data folders live side by side', async () => {
  const newsrooms = await Promise.all([kit.start(), kit.start(), kit.start()]);
  const hosts = newsrooms.flatMap(({ allow }) => allow);
  expect(new Set(hosts).size).toBe(hosts.length);
});

test('closing ends connections that are still open, and may be asked for twice', async () => {
  const newsroom = await kit.start();
  const { port } = new URL(sourceOf(newsroom, 'cua-bien-rss').url);
  const socket = connect(Number(port), '127.0.0.1');
  const ended = Promise.withResolvers<undefined>();
  socket.on('error', () => {}).on('close', () => ended.resolve(undefined));
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
  await new Promise((resolve) => socket.once('connect', resolve));
  await newsroom.close();
  await ended.promise;
  await newsroom.close();
  await expect(fetch(sourceOf(newsroom, 'cua-bien-rss').url)).rejects.toThrow('fetch failed');
});

describe('a site that is broken on purpose', () => {
  test('refuses connections while stopped and comes back on the same port', async () => {
    const newsroom = await kit.start();
    const { url } = sourceOf(newsroom, 'hong-lam-rss');
    await newsroom.breakSource('hong-lam-rss', 'stopped');
    await newsroom.breakSource('hong-lam-rss', 'stopped');
    expect(await statusOf(url)).toBe('refused');
    expect(await statusOf(sourceOf(newsroom, 'cua-bien-rss').url)).toBe(200);
    await newsroom.breakSource('hong-lam-rss', 'ok');
    expect(await statusOf(url)).toBe(200);
  });

  test('cannot come back when its port went to another program', async () => {
    const newsroom = await kit.start();
    const { url } = sourceOf(newsroom, 'hong-lam-rss');
    await newsroom.breakSource('hong-lam-rss', 'stopped');
    const other = createServer().listen(Number(new URL(url).port), '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    await expect(newsroom.breakSource('hong-lam-rss', 'ok')).rejects.toMatchObject({ code: 'PORT_TAKEN' });
    await new Promise((resolve) => other.close(resolve));
    await newsroom.breakSource('hong-lam-rss', 'ok');
    expect(await statusOf(url)).toBe(200);
  });

  test('answers 500 to everything but robots.txt', async () => {
    const newsroom = await kit.start();
    const { url } = sourceOf(newsroom, 'cua-bien-rss');
    await newsroom.breakSource('cua-bien-rss', 'http-500');
    expect(await statusOf(url)).toBe(500);
    expect(await statusOf(new URL('/', url).href)).toBe(500);
    expect(await statusOf(new URL('/robots.txt', url).href)).toBe(200);
  });

  test('lists nothing, but keeps its articles, with an empty feed', async () => {
    const newsroom = await kit.start();
    const { url } = sourceOf(newsroom, 'cua-bien-rss');
    const article = /<link>(.*?\.html)<\/link>/.exec(await textAt(url))?.[1] ?? '';
    await newsroom.breakSource('cua-bien-rss', 'empty-feed');
    const rss = await textAt(url);
    expect(rss).toContain('</rss>');
    expect(rss).not.toContain('<item>');
    expect(await statusOf(article)).toBe(200);
  });

  test('every kind of listing can be empty or broken, and is whole again afterwards', async () => {
    const newsroom = await kit.start();
    for (const { id, url } of newsroom.profile.sources) {
      const listing = id === 'cong-thong-tin-trang-chu' ? new URL('/api/tin-moi', url).href : url;
      const whole = await textAt(listing);
      await newsroom.breakSource(id, 'empty-feed');
      expect((await textAt(listing)).length).toBeLessThan(whole.length);
      await newsroom.breakSource(id, 'broken-xml');
      expect(await textAt(listing)).toContain('Fatal error');
      await newsroom.breakSource(id, 'ok');
      expect([id, await textAt(listing)]).toEqual([id, whole]);
    }
  });

  test('shows a CAPTCHA in place of listing and articles', async () => {
    const newsroom = await kit.start();
    const { url } = sourceOf(newsroom, 'cua-bien-rss');
    await newsroom.breakSource('cua-bien-rss', 'captcha');
    for (const address of [url, new URL('/bat-ky', url).href]) {
      const response = await fetch(address);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('g-recaptcha');
    }
  });

  test('of an unknown name is an error', async () => {
    const newsroom = await kit.start();
    for (const mode of BREAK_MODES) await expect(newsroom.breakSource('nowhere', mode)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
