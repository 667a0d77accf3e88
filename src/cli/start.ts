import { keepVisiting } from '../collect/schedule.ts';
import { newTally } from '../collect/tally.ts';
import { createCrawler } from '../crawlers/crawler.ts';
import { bodySelectorsOf } from '../crawlers/extract/body-selector.ts';
import type { Profile } from '../domain/profile.ts';
import { openCrawlLease } from '../wiring.ts';
import { createMetrics, type Metrics } from '../metrics/create-metrics.ts';
import { measureCommit } from '../metrics/measure-commit.ts';
import { measureCrawler } from '../metrics/measure-crawler.ts';
import { serveMetrics } from '../metrics/serve-metrics.ts';
import { startWorker } from '../pipeline/worker.ts';
import { activeProfile, profileToCollect } from './active-profile.ts';
import { chooseSources, SOURCES_AT_ONCE } from './choose-sources.ts';
import { crawlSettings } from './crawl-settings.ts';
import { openSession, pipelineOf, type Session } from './open-session.ts';
import { readQuality } from './read-quality.ts';
import { serveDashboard } from './serve-dashboard.ts';
import { startTending, type Tending } from './tend.ts';
import { untilSignal } from './until-signal.ts';

/** What a process does; `start` does all of it. */
export interface Parts {
  readonly crawl?: true;
  readonly work?: true;
  /** Finds stories and closes weeks: in one process of a system. */
  readonly tend?: true;
  readonly serve?: true;
  /** Ids of the only sources to visit; all when null or absent. */
  readonly only?: readonly string[] | null;
}

/** Everything that the parts of one process share. */
interface Ground {
  readonly session: Session;
  readonly profile: Profile;
  /** `host:port` of our own servers. */
  readonly local: readonly string[];
  readonly metrics: Metrics;
}

type End = () => Promise<void>;

/** `start`, `crawl`, `work`, `tend` and `serve`: the chosen parts in one process, until a signal comes. */
export async function start(parts: Parts): Promise<void> {
  const session = await openSession();
  try {
    const profile = await (parts.crawl ? profileToCollect(session.config) : activeProfile(session.config));
    await runParts(parts, { session, profile, local: [] });
  } finally {
    await session.engine.close();
  }
}

/** Runs the parts until SIGINT or SIGTERM; then lets visits and the batch under way end. */
export async function runParts(parts: Parts, on: Omit<Ground, 'metrics'>): Promise<void> {
  const signal = untilSignal();
  const ground = { ...on, metrics: createMetrics() };
  const ends: End[] = [];
  try {
    await publishMetrics(ground, ends);
    if (parts.serve) ends.push(await serve(ground));
    const tending = parts.tend ? await tend(parts, ground) : null;
    if (tending) ends.push(() => tending.stop());
    if (parts.work) ends.push(work(ground, tending));
    if (parts.crawl) ends.push(crawl(parts, ground, signal));
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
  } finally {
    // The last to be started depends on the others.
    for (const end of ends.toReversed()) await end();
  }
}

async function publishMetrics({ session, metrics }: Ground, ends: End[]): Promise<void> {
  const { metricsPort, metricsHost } = session.config;
  if (metricsPort === null) return;
  const served = await serveMetrics(metrics, { host: metricsHost, port: metricsPort });
  ends.push(() => served.close());
  console.log(`Metrics: ${served.url}`);
}

/** Only who serves watches what all share: a queue's depth told by ten workers would look like ten queues. */
function serve({ session, profile, metrics }: Ground): Promise<End> {
  metrics.watch(session.engine);
  return serveDashboard(session, profile, metrics);
}

async function tend(parts: Parts, { session, profile, metrics }: Ground): Promise<Tending> {
  const { config, engine, log } = session;
  const deps = { store: engine.store, profile, quality: await readQuality(config.modelsDir), now: Date.now, log, metrics };
  // Beside Redis and Elasticsearch others may work, too.
  return startTending(deps, { watchStore: !parts.work || config.queueUrl !== '' });
}

function work({ session, profile, metrics }: Ground, tending: Tending | null): End {
  const deps = pipelineOf(session, profile);
  const worker = startWorker(
    { ...deps, commit: measureCommit(deps.commit, metrics, Date.now) },
    {
      onBatch(batch, seconds) {
        metrics.batch(batch, seconds);
        tending?.changed(batch.saved);
      },
      onFault: () => metrics.batchFailed(),
    },
  );
  return () => worker.stop();
}

function crawl(parts: Parts, { session, profile, local, metrics }: Ground, signal: AbortSignal): End {
  const { config, engine, log } = session;
  const sources = chooseSources(profile.sources, parts.only ?? null);
  const crawler = createCrawler({
    log,
    settings: crawlSettings(config, local),
    outcomes: (keys) => engine.store.outcomes(keys),
    bodySelectors: bodySelectorsOf(profile.outlets),
    now: Date.now,
    onFetch: (fetch) => metrics.fetched(fetch),
  });
  const lease = openCrawlLease(config, log);
  const visiting = keepVisiting(sources, {
    crawler: measureCrawler(crawler, metrics),
    queue: engine.queue,
    store: engine.store,
    tally: newTally(),
    queueLimit: config.queueLimit,
    log,
    atOnce: SOURCES_AT_ONCE,
    lease,
    now: Date.now,
    signal,
  });
  return async () => {
    await crawler.close();
    await visiting;
    await lease.release();
  };
}
