import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crawlSettings } from '../../src/cli/crawl-settings.ts';
import { pipelineOf, type Session } from '../../src/cli/open-session.ts';
import { runOnce, type RunReport } from '../../src/collect/run-once.ts';
import { readConfig } from '../../src/config.ts';
import { createCrawler } from '../../src/crawlers/crawler.ts';
import { startNewsroom, type Newsroom } from '../../src/demo/start-newsroom.ts';
import { silentLog } from '../../src/domain/log.ts';
import type { Source, SourceHealth } from '../../src/domain/source.ts';
import { openEngine } from '../../src/wiring.ts';

describe('a source that fails', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'du-luan-faults-'));
  let newsroom: Newsroom;
  let session: Session;
  let feed: Source;

  beforeAll(async () => {
    const config = readConfig({ DU_LUAN_DATA_DIR: dataDir });
    session = { config, log: silentLog, engine: await openEngine(config, silentLog) };
    newsroom = await startNewsroom({ dataDir, corpus: null, now: Date.now, log: silentLog });
    const found = newsroom.profile.sources.find((source) => source.kind === 'feed');
    if (!found) throw new Error('the newsroom has no feed');
    feed = found;
  });

  afterAll(async () => {
    await newsroom.close();
    await session.engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** A crawler of its own each time, as after a restart: one that met a dead host does not ask its robots.txt again for minutes. */
  async function visit(): Promise<{ report: RunReport; health: SourceHealth | undefined }> {
    const crawler = createCrawler({
      log: silentLog,
      settings: { ...crawlSettings(session.config, newsroom.allow), maxRetries: 0 },
      outcomes: (keys) => session.engine.store.outcomes(keys),
      now: Date.now,
    });
    const deps = { ...pipelineOf(session, newsroom.profile), crawler, queueLimit: 2_000, atOnce: 8 };
    const report = await runOnce([feed], deps);
    await crawler.close();
    return { report, health: (await session.engine.store.sourceHealth()).find((each) => each.sourceId === feed.id) };
  }

  it.each([
    ['stopped', 'unreachable'],
    ['http-500', 'http-error'],
    ['empty-feed', 'empty-feed'],
    ['broken-xml', 'broken-feed'],
    ['captcha', 'blocked'],
  ] as const)('%s is named %s in its health and leaves no item', async (mode, state) => {
    await newsroom.breakSource(feed.id, mode);
    const { report, health } = await visit();
    expect(health).toMatchObject({ state, found: 0 });
    expect(report).toMatchObject({ found: 0, saved: 0 });
    expect((await session.engine.store.totals()).items).toBe(0);
  });

  it('counts its failures in a row, and recovers with everything when it answers again', async () => {
    await newsroom.breakSource(feed.id, 'ok');
    const { report, health } = await visit();
    expect(health).toMatchObject({ state: 'ok', failuresInRow: 0, failed: 0 });
    expect(report.saved).toBeGreaterThan(5);
    expect(health?.lastGoodAt).not.toBeNull();
  });

  it('is not read again when it has not changed', async () => {
    const { report, health } = await visit();
    expect(health?.state).toBe('not-modified');
    expect(report.saved).toBe(0);
  });
});
