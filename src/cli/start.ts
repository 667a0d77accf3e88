import { keepVisiting } from '../collect/schedule.ts';
import { newTally } from '../collect/tally.ts';
import { createCrawler } from '../crawlers/crawler.ts';
import { STORY_GAP_DAYS } from '../domain/story.ts';
import { DAY_MS } from '../domain/time.ts';
import type { Profile } from '../domain/profile.ts';
import { keepStories } from '../pipeline/story-keeper.ts';
import { startWorker } from '../pipeline/worker.ts';
import { loadProfile } from '../profiles/load-profile.ts';
import { chooseSources, SOURCES_AT_ONCE } from './choose-sources.ts';
import { crawlSettings } from './crawl-settings.ts';
import { openSession, pipelineOf, type Session } from './open-session.ts';
import { serveDashboard } from './serve-dashboard.ts';
import { untilSignal } from './until-signal.ts';
import { startStoryTimer } from './story-timer.ts';

/** How far back new items may join a story: twice the longest gap within one, so that a story's last items are all seen. */
const STORY_WINDOW_DAYS = 2 * STORY_GAP_DAYS;

export interface Parts {
  readonly crawl: boolean;
  readonly work: boolean;
  readonly serve: boolean;
  /** Ids of the only sources to visit; all when null or absent. */
  readonly only?: readonly string[] | null;
}

/** `start`, `work`, `serve` and `crawl`: the chosen parts in one process, until a signal comes. */
export async function start(parts: Parts): Promise<void> {
  const session = await openSession();
  try {
    const profile = await loadProfile(session.config.profilesDir, session.config.profile);
    await runParts(parts, { session, profile, local: [] });
  } finally {
    await session.engine.close();
  }
}

/** Runs the parts until SIGINT or SIGTERM; then lets visits and the batch under way end. */
export async function runParts(parts: Parts, on: { session: Session; profile: Profile; local: readonly string[] }): Promise<void> {
  const { session, profile } = on;
  const { config, engine, log } = session;
  const signal = untilSignal();
  const ends: (() => Promise<void>)[] = [];
  if (parts.serve) ends.push(await serveDashboard(session, profile));
  if (parts.work) {
    const stories = startStoryTimer(() => keepStories(engine.store, Date.now() - STORY_WINDOW_DAYS * DAY_MS), log);
    const worker = startWorker(pipelineOf(session, profile), (batch) => stories.changed(batch.saved));
    ends.push(async () => {
      await worker.stop();
      await stories.stop();
    });
  }
  if (parts.crawl) {
    const crawler = createCrawler({
      log,
      settings: crawlSettings(config, on.local),
      outcomes: (keys) => engine.store.outcomes(keys),
      now: Date.now,
    });
    const deps = { crawler, queue: engine.queue, store: engine.store, tally: newTally(), queueLimit: config.queueLimit, log };
    const visiting = keepVisiting(chooseSources(profile.sources, parts.only ?? null), {
      ...deps,
      atOnce: SOURCES_AT_ONCE,
      now: Date.now,
      signal,
    });
    ends.push(async () => {
      await crawler.close();
      await visiting;
    });
  }
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  for (const end of ends.toReversed()) await end();
}
