import type { Crawler } from '../crawlers/crawler.ts';
import type { Metrics } from './create-metrics.ts';

/** The same crawler, its visits counted. A visit that is broken off, because the program ends, is not counted. */
export function measureCrawler(crawler: Crawler, metrics: Metrics): Crawler {
  return {
    async *visit(source, previous) {
      const startedAt = performance.now();
      const health = yield* crawler.visit(source, previous);
      metrics.visit({ sourceId: source.id, state: health.state, seconds: (performance.now() - startedAt) / 1_000 });
      return health;
    },
    close: () => crawler.close(),
  };
}
