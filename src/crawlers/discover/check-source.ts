import { DuLuanError } from '../../domain/errors.ts';
import type { Log } from '../../domain/log.ts';
import { HEALTH_STATES, type HealthState, type Source, type SourceHealth } from '../../domain/source.ts';
import { dayOf } from '../../domain/time.ts';
import type { BodySelectors } from '../extract/body-selector.ts';
import type { CrawlSettings } from '../fetch/crawl-settings.ts';
import type { FetchedPage } from '../fetch/fetched-page.ts';
import { createFetcher, type Fetcher } from '../fetch/fetcher.ts';
import type { Finding, Visit } from '../visit/visit.ts';
import { visitSource } from '../visit/visit-source.ts';
import { findListings, type FoundListing } from './find-listings.ts';
import { bestFor, resemblance } from './propose.ts';

/**
 * `works`: lists addresses and one of them could be read. `changed`: answers, but elsewhere or with something else than its kind.
 * `dead`: does not answer, or has nothing at the address. `refused`: does not want to be read this way, or a key is missing.
 */
export type Verdict = 'works' | 'changed' | 'dead' | 'refused';

export interface SourceCheck {
  readonly source: Source;
  readonly verdict: Verdict;
  /** English, for a person. */
  readonly detail: string;
  /** The row as it should stand in the profile: as it is, but for what was found. `verified` only when it was read just now. */
  readonly proposal: Source;
}

export interface SourceChecker {
  /** Visits the source as the crawler would until one article, post or comment was read. @throws DuLuanError CRAWLER_CLOSED. */
  check(source: Source): Promise<SourceCheck>;
  close(): Promise<void>;
}

export interface CheckerDeps {
  readonly log: Log;
  readonly settings: CrawlSettings;
  readonly bodySelectors: BodySelectors;
  /** UTC milliseconds. */
  readonly now: () => number;
}

interface Reading {
  /** Address of the listing after redirects; null when it was not fetched as a page. */
  readonly landed: string | null;
  readonly found: number;
  /** Whether one of the first found could be read. */
  readonly isRead: boolean;
  /** Of the visit, when it has ended before one could be read. */
  readonly health: SourceHealth | null;
  /** Status of the refusal of the listing; 0 without one. */
  readonly httpStatus: number;
}

/** Articles that are tried before a listing counts as one whose pages cannot be read. */
const PAGES_TRIED = 3;
/** What stands in the way is a wish of the site or a missing right, not an address. */
const REFUSALS: ReadonlySet<HealthState> = new Set<HealthState>([
  'rate-limited',
  'robots-disallowed',
  'egress-refused',
  'blocked',
  'browser-missing',
  'key-missing',
  'key-refused',
  'quota-used-up',
]);
const CHANGES: ReadonlySet<HealthState> = new Set<HealthState>(['broken-feed', 'empty-feed', 'too-large']);
/** Pages of one site that are opened in search of listings, for all of its sources together. */
const MOST_OF_A_SITE = 60;
/** Only these can be replaced by a feed or sitemap of the same site. */
const LISTED: ReadonlySet<Source['kind']> = new Set(['feed', 'sitemap', 'section']);

/** One per process, as its pacing of hosts is. */
export function createSourceChecker(deps: CheckerDeps): SourceChecker {
  const fetcher = createFetcher(deps);
  const fetch = rememberPages(fetcher);
  return {
    async check(source) {
      const reading = await read(source, fetcher, deps);
      const verdict = judge(source, reading);
      const mustSearch = LISTED.has(source.kind) && (verdict === 'dead' || (verdict === 'changed' && !reading.isRead));
      const found = mustSearch ? await findListings(homeOf(source), fetch, (link) => resemblance(source, link)) : [];
      const { proposal, ...told } = report(source, verdict, reading, bestFor(source, found));
      return { source, ...told, proposal: { ...proposal, checkedOn: dayOf(deps.now()) } };
    },
    close: () => fetcher.close(),
  };
}

async function read(source: Source, fetcher: Fetcher, deps: CheckerDeps): Promise<Reading> {
  let landed: string | null = null;
  let httpStatus = 0;
  const fetch: Visit['fetch'] = async (url, options) => {
    try {
      const page = await fetcher.fetch(url, options);
      if (url === source.url) landed = page.url;
      return page;
    } catch (err) {
      if (url === source.url && err instanceof DuLuanError) httpStatus = Number(err.facts['httpStatus'] ?? 0);
      throw err;
    }
  };
  const visit = visitSource(
    {
      source: { ...source, maxPages: 1 },
      previous: null,
      fetch,
      ask: (request) => fetcher.ask(request),
      apis: deps.settings.apis,
      outcomes: async () => new Map(),
      bodySelectors: deps.bodySelectors,
      now: deps.now,
      log: deps.log,
      aliases: new Map(),
      rests: new Map(),
      seen: new Set(),
      notes: { notModified: false, etag: null, lastModified: null },
    },
    1,
  );
  const { isRead, found, health } = await readFew(visit);
  return { landed, isRead, found, health, httpStatus };
}

/** A visit that nobody asks on starts nothing new, so it is left where it stands. */
async function readFew(visit: AsyncGenerator<Finding, SourceHealth>): Promise<Pick<Reading, 'isRead' | 'found' | 'health'>> {
  let found = 0;
  while (found < PAGES_TRIED) {
    const step = await visit.next();
    if (step.done) return { isRead: false, found, health: step.value };
    found += 1;
    if (step.value.type === 'item') return { isRead: true, found, health: null };
  }
  return { isRead: false, found, health: null };
}

function judge(source: Source, { landed, isRead, health, httpStatus }: Reading): Verdict {
  if (isRead) return landed !== null && !isSameAddress(landed, source.url) ? 'changed' : 'works';
  // The listing was read, its pages were not.
  if (health === null || health.failed > 0) return 'changed';
  if (REFUSALS.has(health.state) || [401, 403, 405, 451].includes(httpStatus)) return 'refused';
  return CHANGES.has(health.state) ? 'changed' : 'dead';
}

function isSameAddress(one: string, other: string): boolean {
  return URL.parse(one)?.href === URL.parse(other)?.href;
}

function homeOf(source: Source): string {
  return new URL('/', source.url).href;
}

/** Fetches each page once, and no more than `MOST_OF_A_SITE` of one site: sources of one site look through the same pages. */
function rememberPages(fetcher: Fetcher): (url: string) => Promise<FetchedPage> {
  const pages = new Map<string, Promise<FetchedPage>>();
  const counts = new Map<string, number>();
  return (url) => {
    const known = pages.get(url);
    if (known) return known;
    const { host } = new URL(url);
    const count = (counts.get(host) ?? 0) + 1;
    if (count > MOST_OF_A_SITE) return Promise.reject(new Error('enough has been asked of this site'));
    counts.set(host, count);
    const page = fetcher.fetch(url);
    pages.set(url, page);
    return page;
  };
}

function report(source: Source, verdict: Verdict, reading: Reading, best: FoundListing | null): Omit<SourceCheck, 'source'> {
  const checked: Source = { ...source, verified: reading.isRead ? 'verified' : 'unverified' };
  const { landed, health } = reading;
  if (verdict === 'works') return { verdict, detail: 'one of its pages was read', proposal: checked };
  if (reading.isRead && landed !== null) return { verdict, detail: `has moved to ${landed}`, proposal: { ...checked, url: landed } };
  const reason =
    health?.detail ?? (health ? HEALTH_STATES[health.state] : `none of the first ${reading.found} pages it lists could be read`);
  if (best === null) return { verdict, detail: reason, proposal: checked };
  const { linkPattern: _, ...rest } = checked;
  const proposal: Source = { ...rest, kind: best.kind, url: best.url, verified: 'verified' };
  return { verdict, detail: `${reason}; the site has a ${best.kind} with ${best.entries} entries: ${best.url}`, proposal };
}
