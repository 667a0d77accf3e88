import type { Log } from '../domain/log.ts';
import type { Source, SourceHealth } from '../domain/source.ts';
import type { DuLuanError } from '../domain/errors.ts';
import type { BodySelectors } from './extract/body-selector.ts';
import type { CrawlSettings, Platform } from './fetch/crawl-settings.ts';
import { createFetcher } from './fetch/fetcher.ts';
import type { OnFetch } from './fetch/report-fetch.ts';
import { visitSource } from './visit/visit-source.ts';
import type { Finding, Outcomes, Visit, VisitNotes } from './visit/visit.ts';

export type { Finding } from './visit/visit.ts';
export { DEFAULT_CRAWL_SETTINGS, type CrawlSettings } from './fetch/crawl-settings.ts';

/** Collects from sources. One per process: pacing and robots.txt are kept in its memory. */
export interface Crawler {
  /**
   * Visits a source once. Every address of news, post or comment that is seen gives exactly one finding; another source that lists the same
   * address gives its own, and the consumer counts it as a duplicate. The returned health is for the consumer to store, after the
   * queue has taken over every item: it carries the validators of the next conditional request.
   *
   * A page that fails is a finding, a listing that fails is a state of health. A visit rejects only with CRAWLER_CLOSED, STORE_CLOSED or
   * QUEUE_CLOSED: then the program is ending and nothing of the visit is to be stored. `previous` is the health that the last visit
   * returned, null for the first.
   */
  visit(source: Source, previous: SourceHealth | null): AsyncGenerator<Finding, SourceHealth>;
  /** Visits under way reject with CRAWLER_CLOSED. Safe to call twice. */
  close(): Promise<void>;
}

export interface CrawlerDeps {
  readonly log: Log;
  readonly settings: CrawlSettings;
  /** What became of keys that were seen before; keys that are new are missing in the answer. */
  readonly outcomes: Outcomes;
  /** Where the text of outlets stands whose pages need to be told. None by default. */
  readonly bodySelectors?: BodySelectors;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** Sees every request that went out. */
  readonly onFetch?: OnFetch;
}

/** Starts nothing: crawlee is loaded with the first request, a browser with the first rendered source. */
export function createCrawler(deps: CrawlerDeps): Crawler {
  const { log, settings, outcomes, now } = deps;
  const fetcher = createFetcher({ log, settings, now, onFetch: deps.onFetch });
  const aliases = new Map<string, string>();
  const rests = new Map<Platform, DuLuanError>();
  return {
    visit(source, previous) {
      const notes: VisitNotes = { notModified: false, etag: null, lastModified: null };
      const visit: Visit = {
        source,
        previous,
        fetch: (url, options) => fetcher.fetch(url, options),
        ask: (request) => fetcher.ask(request),
        apis: settings.apis,
        outcomes,
        bodySelectors: deps.bodySelectors ?? new Map(),
        now,
        log,
        aliases,
        rests,
        seen: new Set(),
        notes,
      };
      return visitSource(visit, settings.fetchAhead);
    },
    close: () => fetcher.close(),
  };
}
