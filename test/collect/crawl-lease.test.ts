import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepVisiting, type ScheduleDeps } from '../../src/collect/schedule.ts';
import { newTally } from '../../src/collect/tally.ts';
import { createCrawler, DEFAULT_CRAWL_SETTINGS } from '../../src/crawlers/crawler.ts';
import { silentLog } from '../../src/domain/log.ts';
import { sourceSchema } from '../../src/domain/source.ts';
import { openFileLease } from '../../src/embedded/file-lease.ts';
import { openEmbedded } from '../../src/embedded/open-embedded.ts';
import { openRedisLease } from '../../src/queue/bullmq/redis-lease.ts';
import { processStamp } from '../../src/queue/embedded/process-stamp.ts';
import { serve } from '../crawlers/serve.ts';
import { serviceUrl } from '../services/need-service.ts';

const url = serviceUrl('TEST_REDIS_URL', 'Redis');
let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'du-luan-lease-'));
  file = join(dir, 'data', 'crawler.lock');
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('the right to crawl in a data folder', () => {
  it('is taken, kept and given back', async () => {
    const lease = openFileLease(file);
    expect([await lease.hold(), await lease.hold()]).toEqual([true, true]);
    expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`^${process.pid} `));
    await lease.release();
    await lease.release();
    expect(() => readFileSync(file)).toThrow('ENOENT');
  });

  it('stays with a process that lives, and falls to the next when it has been killed', async () => {
    const lease = openFileLease(file);
    await lease.hold();
    const other = spawn('sleep', ['60']);
    await once(other, 'spawn');
    writeFileSync(file, `${other.pid ?? 0} ${processStamp(other.pid ?? 0) ?? ''}`);
    expect(await lease.hold()).toBe(false);
    await lease.release();
    expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`^${other.pid ?? 0} `));
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(await lease.hold()).toBe(true);
  });

  it('is free when its file is damaged', async () => {
    const lease = openFileLease(file);
    await lease.hold();
    writeFileSync(file, '');
    expect(await lease.hold()).toBe(true);
  });
});

describe.skipIf(url === null)('the right to crawl beside Redis', () => {
  const open = (key: string, leaseMs: number) => openRedisLease({ url: url ?? '', key, log: silentLog, leaseMs });

  it('has one holder, and is free again at once when given back', async () => {
    const key = `test-${randomUUID()}`;
    const [one, other] = [open(key, 60_000), open(key, 60_000)];
    expect([await one.hold(), await other.hold(), await one.hold()]).toEqual([true, false, true]);
    await other.release();
    const third = open(key, 60_000);
    expect(await third.hold()).toBe(false);
    await one.release();
    expect(await third.hold()).toBe(true);
    await third.release();
  });

  it('falls to the next when its holder is silent for too long', async () => {
    const key = `test-${randomUUID()}`;
    const [one, other] = [open(key, 300), open(key, 300)];
    await one.hold();
    await pause(200);
    expect([await one.hold(), await other.hold()]).toEqual([true, false]);
    await pause(350);
    expect([await other.hold(), await one.hold()]).toEqual([true, false]);
    for (const each of [one, other]) await each.release();
  });

  it('is nobody’s to know while Redis is away', async () => {
    const lease = openRedisLease({ url: 'redis://127.0.0.1:1', key: 'x', log: silentLog });
    expect(await lease.hold()).toBe(false);
    await lease.release();
  });
});

it('a crawler without the right visits nothing, and begins when it gets it', async () => {
  const site = await serve({ '/rss': '<?xml version="1.0"?><rss version="2.0"><channel><title>t</title></channel></rss>' });
  const { queue, store, close } = await openEmbedded(join(dir, 'data'), silentLog);
  const settings = { ...DEFAULT_CRAWL_SETTINGS, allow: [site.host], hostDelayMs: 0 };
  const crawler = createCrawler({
    log: silentLog,
    settings,
    outcomes: (keys) => store.outcomes(keys),
    bodySelectors: new Map(),
    now: Date.now,
  });
  const source = sourceSchema.parse({ id: 's', name: 's', kind: 'feed', url: `${site.origin}/rss`, outlet: null });
  const ending = new AbortController();
  let mine = false;
  const lease = { hold: async (): Promise<boolean> => mine };
  const deps: ScheduleDeps = {
    crawler,
    queue,
    store,
    lease,
    tally: newTally(),
    queueLimit: 10,
    log: silentLog,
    atOnce: 1,
    now: Date.now,
    signal: ending.signal,
  };
  const visiting = keepVisiting([source], deps);
  await pause(1_300);
  expect(site.asked).toEqual([]);
  mine = true;
  while (!site.asked.includes('/rss')) await pause(50);
  ending.abort();
  await visiting;
  await crawler.close();
  await close();
  await site.close();
});
