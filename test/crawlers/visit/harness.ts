import type { RequestListener } from 'node:http';
import { createCrawler, DEFAULT_CRAWL_SETTINGS, type Crawler, type CrawlSettings, type Finding } from '../../../src/crawlers/crawler.ts';
import { silentLog, type Log } from '../../../src/domain/log.ts';
import type { Outcome } from '../../../src/domain/outcome.ts';
import { sourceSchema, type Source, type SourceHealth } from '../../../src/domain/source.ts';
import { serve, type Site } from '../serve.ts';

/** 15 November 2026, 08:00 in Hải Phòng. */
export const NOW = Date.UTC(2026, 10, 15, 1);

export interface Bench {
  readonly site: Site;
  readonly crawler: Crawler;
  /** What the consumer remembers; tests fill it. */
  readonly known: Map<string, Outcome>;
  /** A source on the site. */
  source(kind: Source['kind'], path: string, more?: Partial<Source>): Source;
  close(): Promise<void>;
}

/** A real site, and a crawler that is allowed to reach it. */
export async function openBench(
  routes: Record<string, string | RequestListener>,
  options: { readonly settings?: Partial<CrawlSettings>; readonly log?: Log } = {},
): Promise<Bench> {
  const site = await serve(routes);
  const known = new Map<string, Outcome>();
  const settings = {
    ...DEFAULT_CRAWL_SETTINGS,
    allow: [site.host],
    hostDelayMs: 0,
    maxRetries: 0,
    perHostConcurrency: 8,
    ...options.settings,
  };
  const outcomes = async (keys: readonly string[]): Promise<Map<string, Outcome>> => {
    const found = keys.flatMap((key): [string, Outcome][] => {
      const outcome = known.get(key);
      return outcome === undefined ? [] : [[key, outcome]];
    });
    return new Map(found);
  };
  const crawler = createCrawler({ log: options.log ?? silentLog, settings, outcomes, now: () => NOW });
  return {
    site,
    crawler,
    known,
    source: (kind, path, more = {}) =>
      sourceSchema.parse({ id: 'nguon-thu', name: 'Nguồn thử', kind, url: site.origin + path, outlet: 'bao-thu', ...more }),
    async close() {
      await crawler.close();
      await site.close();
    },
  };
}

/** A whole visit: its findings sorted by address, and the health. */
export async function visitAll(
  bench: Pick<Bench, 'crawler'>,
  source: Source,
  previous: SourceHealth | null = null,
): Promise<{ findings: Finding[]; health: SourceHealth; items: Extract<Finding, { type: 'item' }>['item'][] }> {
  const findings: Finding[] = [];
  const visit = bench.crawler.visit(source, previous);
  for (;;) {
    const step = await visit.next();
    if (step.done) {
      const items = findings.flatMap((finding) => (finding.type === 'item' ? [finding.item] : []));
      return { findings, health: step.value, items: items.toSorted((a, b) => (a.key < b.key ? -1 : 1)) };
    }
    findings.push(step.value);
  }
}
