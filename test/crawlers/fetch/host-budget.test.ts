import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCrawler } from '../../../src/crawlers/crawler.ts';
import { DEFAULT_CRAWL_SETTINGS } from '../../../src/crawlers/fetch/crawl-settings.ts';
import { createHostBudget, type HostBudget } from '../../../src/crawlers/fetch/host-budget.ts';
import { silentLog } from '../../../src/domain/log.ts';
import { sourceSchema, type SourceHealth } from '../../../src/domain/source.ts';
import { startOfDay } from '../../../src/domain/time.ts';
import { serve } from '../serve.ts';

const HOST = 'bao.example.vn:443';
const NOON = startOfDay('2026-11-27') + 12 * 3_600_000;
let dir: string;
let file: string;
let now: number;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'du-luan-budget-'));
  file = join(dir, 'kept', 'crawl-budget.json');
  now = NOON;
});
afterEach(() => rmSync(dir, { recursive: true }));

function budget(limit: number, budgetFile: string | null = file): HostBudget {
  return createHostBudget(
    { dailyRequestsPerHost: limit, budgetFile, delayByHost: { '127.0.0.1:80': 0 } },
    { now: () => now, log: silentLog },
  );
}

function take(from: HostBudget, count: number, host = HOST): number {
  let taken = 0;
  for (; taken < count; taken += 1) {
    try {
      from.take(host);
    } catch {
      break;
    }
  }
  return taken;
}

describe('the budget of a host', () => {
  it('ends with the number of the day, says until when, and begins anew at midnight', () => {
    const mine = budget(3);
    expect(take(mine, 10)).toBe(3);
    expect(() => mine.take(HOST)).toThrow(
      expect.objectContaining({ code: 'HOST_BUDGET', facts: { host: HOST, limit: 3, notBefore: startOfDay('2026-11-28') } }),
    );
    now = startOfDay('2026-11-28') - 1;
    expect(take(mine, 1)).toBe(0);
    now = startOfDay('2026-11-28');
    expect(take(mine, 10)).toBe(3);
  });

  it('is one for each host, and none for servers of our own', () => {
    const mine = budget(2, null);
    expect([take(mine, 5), take(mine, 5, 'khac.example.vn:443'), take(mine, 5, '127.0.0.1:80')]).toEqual([2, 2, 5]);
  });

  it('survives a restart, and a file that is damaged or of another day begins anew', () => {
    const first = budget(5);
    take(first, 3);
    first.close();
    expect(take(budget(5), 10)).toBe(2);
    writeFileSync(file, '{"day":"2026-11-27","used":');
    expect(take(budget(5), 10)).toBe(5);
    writeFileSync(file, JSON.stringify({ day: '2026-11-26', used: { [HOST]: 5 } }));
    expect(take(budget(5), 10)).toBe(5);
  });

  it('is shared by processes that write to one folder', () => {
    const [one, other] = [budget(100), budget(100)];
    take(one, 30);
    take(other, 20);
    one.close();
    other.close();
    expect(take(budget(100), 100)).toBe(50);
    one.close();
    expect(existsSync(file)).toBe(true);
  });
});

it('a source whose host has had its share is named so, keeps what it brought and waits for the next day', async () => {
  const body = `<p>${'Lực lượng chức năng kiểm tra nồng độ cồn tại cửa ngõ thành phố. '.repeat(20)}</p>`;
  const entry = (id: number): string => `<item><title>Bài số ${id}</title><link>ORIGIN/bai-${id}.htm</link></item>`;
  const page = (id: number): string =>
    `<html><title>Bài số ${id}</title><body><article><h1>Bài số ${id}</h1>${body}</article></body></html>`;
  const site = await serve({
    '/rss': `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>${[1, 2, 3].map(entry).join('')}</channel></rss>`,
    ...Object.fromEntries([1, 2, 3].map((id) => [`/bai-${id}.htm`, page(id)])),
  });
  const settings = { ...DEFAULT_CRAWL_SETTINGS, allow: [site.host], hostDelayMs: 0, dailyRequestsPerHost: 4, budgetFile: file };
  const source = sourceSchema.parse({ id: 's', name: 's', kind: 'feed', url: `${site.origin}/rss`, outlet: null });
  const visit = async (): Promise<{ items: number; health: SourceHealth }> => {
    const crawler = createCrawler({ log: silentLog, settings, outcomes: async () => new Map(), now: () => now, bodySelectors: new Map() });
    const findings = crawler.visit(source, null);
    try {
      for (let items = 0; ;) {
        const step = await findings.next();
        if (step.done) return { items, health: step.value };
        if (step.value.type === 'item') items += 1;
      }
    } finally {
      await crawler.close();
    }
  };
  // robots.txt, the feed and two of its three pages.
  expect(await visit()).toMatchObject({ items: 2, health: { state: 'budget-used-up', failed: 1 } });
  expect(await visit()).toMatchObject({ items: 0, health: { state: 'budget-used-up', notBefore: startOfDay('2026-11-28') } });
  expect(site.asked).toHaveLength(4);
  now = startOfDay('2026-11-28');
  expect(await visit()).toMatchObject({ items: 2 });
  await site.close();
});
