import { createCrawler, DEFAULT_CRAWL_SETTINGS, type Crawler } from '../../../src/crawlers/crawler.ts';
import type { Log } from '../../../src/domain/log.ts';
import type { Outcome } from '../../../src/domain/outcome.ts';
import { sourceSchema, type Source } from '../../../src/domain/source.ts';
import { serve, type Site } from '../serve.ts';
import type { RequestListener } from 'node:http';
import { NOW } from '../visit/harness.ts';

export interface PlatformBench {
  readonly site: Site;
  readonly crawler: Crawler;
  readonly known: Map<string, Outcome>;
  /** Everything that was logged. */
  readonly lines: object[];
  /** UTC milliseconds, as the crawler sees it. */
  now: number;
  close(): Promise<void>;
}

/** A crawler whose platforms are one local server: `/youtube`, `/fb` and `/th`. `key` is what all three are asked with. */
export async function openPlatform(listener: RequestListener, key: string): Promise<PlatformBench> {
  const site = await serve(listener);
  const bench = { site, known: new Map<string, Outcome>(), lines: [] as object[], now: NOW };
  const keep = (fields: object, event: string): void => void bench.lines.push({ fields, event });
  const log: Log = { debug: keep, info: keep, warn: keep, error: keep };
  const api = (name: string): { base: string; key: string } => ({ base: `${site.origin}/${name}`, key });
  const crawler = createCrawler({
    log,
    settings: {
      ...DEFAULT_CRAWL_SETTINGS,
      allow: [site.host],
      hostDelayMs: 0,
      delayByHost: { [site.host]: 0 },
      maxRetries: 0,
      apis: { youtube: api('youtube'), facebook: api('fb'), threads: api('th') },
    },
    outcomes: async (keys) => new Map(keys.flatMap((one) => (bench.known.has(one) ? [[one, 'saved'] as const] : []))),
    now: () => bench.now,
  });
  return Object.assign(bench, {
    crawler,
    async close() {
      await crawler.close();
      await site.close();
    },
  });
}

export function platformSource(kind: Source['kind'], url: string, more: Partial<Source> = {}): Source {
  return sourceSchema.parse({ id: 'nguon-thu', name: 'Nguồn thử', kind, url, outlet: null, ...more });
}
