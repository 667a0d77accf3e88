import { createCrawler } from '../crawlers/crawler.ts';
import { runOnce, type RunReport } from '../collect/run-once.ts';
import { startNewsroom, type Newsroom } from '../demo/start-newsroom.ts';
import type { Profile } from '../domain/profile.ts';
import { loadProfile } from '../profiles/load-profile.ts';
import { keepDemoProfile } from './active-profile.ts';
import { buildDashboard } from './build-dashboard.ts';
import { SOURCES_AT_ONCE } from './choose-sources.ts';
import { crawlSettings } from './crawl-settings.ts';
import { openSession, pipelineOf, type Session } from './open-session.ts';
import { startProgress } from './progress.ts';
import { runParts } from './start.ts';

/** Where the demo keeps its state unless it is told otherwise: apart from what a province collects. */
const DEMO_DATA_DIR = 'data-demo';

/** Provinces whose places the demo knows: its newsroom writes of both. */
const PROVINCES = ['hai-phong', 'ha-tinh'];

/**
 * Serves a newsroom on loopback and crawls it through HTTP, crawler, queue, pipeline and store, as the real web would be. With `once`
 * it prints one line of JSON and ends; else the dashboard stays up and the sources are visited on their schedule.
 */
export async function demo(options: { once?: true; corpus?: string }): Promise<void> {
  const session = await openSession({ DU_LUAN_DATA_DIR: DEMO_DATA_DIR });
  try {
    const { config, log } = session;
    const newsroom = await startNewsroom({ dataDir: config.dataDir, corpus: options.corpus ?? null, now: Date.now, log });
    try {
      const profile = { ...newsroom.profile, ...(await demoPlaces(config.profilesDir)) };
      await keepDemoProfile(config, profile);
      if (options.once) {
        console.log(JSON.stringify(await visitOnce(session, newsroom, profile)));
        return;
      }
      const built = buildDashboard(config.webDir);
      const report = await visitOnce(session, newsroom, profile);
      await built;
      console.error(`Read ${report.found} addresses and comments, kept ${report.saved}, in ${report.secondsWall} s.`);
      await runParts({ crawl: true, work: true, tend: true, serve: true }, { session, profile, local: newsroom.allow });
    } finally {
      await newsroom.close();
    }
  } finally {
    await session.engine.close();
  }
}

/** Units, landmarks and bodies of all provinces of the demo. */
async function demoPlaces(profilesDir: string): Promise<Pick<Profile, 'places' | 'landmarks' | 'bodies'>> {
  const profiles = await Promise.all(PROVINCES.map((id) => loadProfile(profilesDir, id)));
  return {
    places: profiles.flatMap(({ places }) => places),
    landmarks: profiles.flatMap(({ landmarks }) => landmarks),
    bodies: profiles.flatMap(({ bodies }) => bodies),
  };
}

async function visitOnce(session: Session, newsroom: Newsroom, profile: Profile): Promise<RunReport> {
  const { config, engine, log } = session;
  const crawler = createCrawler({
    log,
    settings: crawlSettings(config, newsroom.allow),
    outcomes: (keys) => engine.store.outcomes(keys),
    now: Date.now,
  });
  const progress = startProgress(newsroom.itemCount);
  try {
    const deps = { ...pipelineOf(session, profile), crawler, queueLimit: config.queueLimit, atOnce: SOURCES_AT_ONCE };
    return await runOnce(profile.sources, deps, (tally) => progress.show(tally));
  } finally {
    progress.stop();
    await crawler.close();
  }
}
