/**
 * Pages per second of processor time that the crawler needs on loopback, the server in another process: `node bench/crawl.ts [pages]`, 2,000 by default,
 * about a minute. Once the way alone (egress guard, robots.txt, pacing, caps), once whole visits of a feed with extraction and redaction.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { createCrawler } from '../src/crawlers/crawler.ts';
import { DEFAULT_CRAWL_SETTINGS, type CrawlSettings } from '../src/crawlers/fetch/crawl-settings.ts';
import { createFetcher } from '../src/crawlers/fetch/fetcher.ts';
import { silentLog } from '../src/domain/log.ts';
import { sourceSchema } from '../src/domain/source.ts';
import { median, printFigures } from './print-figures.ts';

const COUNT = Number(process.argv[2] ?? 2_000);
const ROUNDS = 3;
/** Requests under way: enough that the crawler never waits for the server. */
const AT_ONCE = 16;

const server = fork(join(import.meta.dirname, 'crawl-server.ts'), [String(COUNT)]);
const [address] = await once(server, 'message');
const host = `127.0.0.1:${z.object({ port: z.number() }).parse(address).port}`;
const settings: CrawlSettings = {
  ...DEFAULT_CRAWL_SETTINGS,
  allow: [host],
  hostDelayMs: 0,
  perHostConcurrency: AT_ONCE,
  dailyRequestsPerHost: 2 * COUNT,
  fetchAhead: AT_ONCE,
};
try {
  const way = await measured(fetchAll);
  const visits = await measured(visitAll);
  const memoryMB = process.memoryUsage.rss() / 1e6;
  printFigures('crawl', [
    {
      name: 'pages fetched per CPU-second',
      value: way,
      note: `${COUNT} pages of 80 KB, ${ROUNDS} rounds; goal ≥ 450; a bare undici loop 1,530`,
    },
    { name: 'pages visited per CPU-second', value: visits, note: 'with extraction and redaction, without an archive; goal ≥ 200 with one' },
    { name: 'memory at the end, MB', value: memoryMB, note: 'of the whole process' },
  ]);
} finally {
  server.disconnect();
}

/** Middle of the rounds; processor time of this process only. `work` says how many pages it has read. */
async function measured(work: () => Promise<number>): Promise<number> {
  const speeds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    const count = await work();
    if (count !== COUNT) throw new Error(`${count} of ${COUNT} pages were read`);
    const { user, system } = process.cpuUsage(before);
    speeds.push(count / ((user + system) / 1e6));
  }
  return median(speeds);
}

async function fetchAll(): Promise<number> {
  const fetcher = createFetcher({ log: silentLog, settings, now: Date.now });
  let [next, read] = [0, 0];
  const reader = async (): Promise<void> => {
    while (next < COUNT) {
      const page = await fetcher.fetch(`http://${host}/a/${next++}`);
      if (page.body.length > 75_000) read += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, reader));
  await fetcher.close();
  return read;
}

async function visitAll(): Promise<number> {
  const crawler = createCrawler({ log: silentLog, settings, now: Date.now, outcomes: async () => new Map() });
  const source = sourceSchema.parse({ id: 'bench', name: 'Tin', kind: 'feed', url: `http://${host}/rss`, outlet: null });
  let read = 0;
  for await (const finding of crawler.visit(source, null)) if (finding.type === 'item') read += 1;
  await crawler.close();
  return read;
}
