import { join } from 'node:path';
import type { Config } from '../config.ts';
import { DEFAULT_CRAWL_SETTINGS, type CrawlSettings } from '../crawlers/crawler.ts';

/** Version in our user agent; a site's keeper should be able to tell which program calls. */
const VERSION = '0.1';

/** How the crawler behaves, from the configuration. `local` host:port pairs are our own servers: nobody there needs sparing. */
export function crawlSettings(config: Config, local: readonly string[] = []): CrawlSettings {
  const { apis } = DEFAULT_CRAWL_SETTINGS;
  return {
    ...DEFAULT_CRAWL_SETTINGS,
    allow: [...config.egressAllow, ...local],
    userAgent: `DuLuan/${VERSION} (+${config.contact === '' ? 'contact not set' : config.contact})`,
    hostDelayMs: config.hostDelayMs,
    dailyRequestsPerHost: config.hostBudget,
    budgetFile: join(config.dataDir, 'crawl-budget.json'),
    delayByHost: Object.fromEntries(local.map((host) => [host, 0])),
    // Our own servers take more at once than strangers should be asked for.
    ...(local.length > 0 ? { perHostConcurrency: 8 } : {}),
    browserPath: config.browserPath === '' ? null : config.browserPath,
    browserSandbox: config.browserSandbox,
    apis: {
      youtube: { ...apis.youtube, key: config.youtubeKey },
      facebook: { ...apis.facebook, key: config.facebookToken },
      threads: { ...apis.threads, key: config.threadsToken },
    },
  };
}
