import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCrawler, DEFAULT_CRAWL_SETTINGS, type Crawler } from '../../src/crawlers/crawler.ts';
import { silentLog } from '../../src/domain/log.ts';
import { sourceSchema, type HealthState } from '../../src/domain/source.ts';
import { serve } from './serve.ts';

const PAGES = 20;
const MOST_GROWTH_BYTES = 100_000_000;
/** Of a page; a third of what the program gives it, so that the slow source does not hold up the suite. */
const TIMEOUT_MS = 10_000;

let sites: ChildProcess;
let hosts: Record<string, string>;
let crawler: Crawler;

beforeAll(async () => {
  sites = fork(join(import.meta.dirname, 'hostile-sites-child.ts'), [String(PAGES)]);
  const [ports] = (await once(sites, 'message')) as [Record<string, number>]; // what the child sends
  const dead = await serve({});
  await dead.close();
  hosts = { dead: dead.host, ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, `127.0.0.1:${port}`])) };
  const settings = { ...DEFAULT_CRAWL_SETTINGS, allow: Object.values(hosts), hostDelayMs: 0, timeoutMs: TIMEOUT_MS };
  crawler = createCrawler({ log: silentLog, settings, now: Date.now, outcomes: async () => new Map() });
}, 120_000);
afterAll(async () => {
  await crawler.close();
  sites.disconnect();
});

interface End {
  readonly state: HealthState;
  readonly items: number;
}

async function visit(id: string): Promise<End> {
  const source = sourceSchema.parse({ id, name: id, kind: 'feed', url: `http://${hosts[id] ?? ''}/rss`, outlet: null });
  const findings = crawler.visit(source, null);
  for (let items = 0; ; items += 1) {
    const step = await findings.next();
    if (step.done) return { state: step.value.state, items };
    expect(step.value.type).toBe('item');
  }
}

/** Highest memory while `work` runs, in bytes above what the process has now. */
async function growthDuring(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  await work();
  clearInterval(timer);
  return most - before;
}

it('a crawl with a slow, a looping, a huge, a bursting and a dead site brings all that the healthy ones have, in little memory', async () => {
  // The modules of the crawler are loaded with its first visit.
  await visit('healthy1');
  const ends: Record<string, End> = {};
  const order: string[] = [];
  const growth = await growthDuring(async () => {
    await Promise.all(
      Object.keys(hosts).map(async (id) => {
        ends[id] = await visit(id);
        order.push(id);
      }),
    );
  });
  const whole: End = { state: 'ok', items: PAGES };
  expect(ends).toEqual({
    healthy1: whole,
    healthy2: whole,
    healthy3: whole,
    slow: { state: 'timed-out', items: 0 },
    looping: { state: 'http-error', items: 0 },
    gigabyte: { state: 'too-large', items: 0 },
    bomb: { state: 'too-large', items: 0 },
    dead: { state: 'unreachable', items: 0 },
  });
  expect(order.at(-1)).toBe('slow');
  expect(growth).toBeLessThan(MOST_GROWTH_BYTES);
}, 120_000);
