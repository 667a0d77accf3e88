import { createCrawler } from '../crawlers/crawler.ts';
import { bodySelectorsOf } from '../crawlers/extract/body-selector.ts';
import { LEASE_MS } from '../queue/crawl-lease.ts';
import { runOnce } from '../collect/run-once.ts';
import { profileToCollect } from './active-profile.ts';
import { chooseSources, SOURCES_AT_ONCE } from './choose-sources.ts';
import { crawlSettings } from './crawl-settings.ts';
import { openSession, pipelineOf } from './open-session.ts';
import { DuLuanError } from '../domain/errors.ts';
import { openCrawlLease } from '../wiring.ts';
import { startProgress } from './progress.ts';
import { start } from './start.ts';

export async function crawl(options: { once?: true; source?: readonly string[] }): Promise<void> {
  if (!options.once) return start({ crawl: true, only: options.source ?? null });
  let keeping: NodeJS.Timeout | undefined;
  const session = await openSession();
  const lease = openCrawlLease(session.config, session.log);
  try {
    if (!(await lease.hold())) throw new DuLuanError('CRAWLER_RUNNING');
    keeping = setInterval(() => void lease.hold(), LEASE_MS / 3);
    const { config, engine, log } = session;
    const profile = await profileToCollect(config);
    const sources = chooseSources(profile.sources, options.source ?? null);
    const crawler = createCrawler({
      log,
      settings: crawlSettings(config),
      outcomes: (keys) => engine.store.outcomes(keys),
      bodySelectors: bodySelectorsOf(profile.outlets),
      now: Date.now,
    });
    const progress = startProgress(0);
    const deps = { ...pipelineOf(session, profile), crawler, queueLimit: config.queueLimit, atOnce: SOURCES_AT_ONCE };
    try {
      console.log(JSON.stringify(await runOnce(sources, deps, (tally) => progress.show(tally))));
    } finally {
      progress.stop();
      await crawler.close();
    }
  } finally {
    clearInterval(keeping);
    await lease.release();
    await session.engine.close();
  }
}
