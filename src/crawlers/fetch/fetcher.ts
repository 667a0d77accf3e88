import { DuLuanError } from '../../domain/errors.ts';
import type { Log } from '../../domain/log.ts';
import { askApi, type ApiAnswer, type ApiRequest } from './ask-api.ts';
import { createBrowser, type Browser } from './browser.ts';
import type { CrawlSettings } from './crawl-settings.ts';
import { createEgress } from './egress.ts';
import { createEngine } from './engine.ts';
import { fetchPage, type FetchDeps } from './fetch-page.ts';
import { hostOf, type FetchedPage, type FetchOptions } from './fetched-page.ts';
import { createHostBudget } from './host-budget.ts';
import { createPace } from './pace.ts';
import { reported, type OnFetch } from './report-fetch.ts';
import { createRobotsGate } from './robots-gate.ts';

/** Everything that reaches out, put together: egress → robots.txt → pace → crawlee → HTTP or browser. */
export interface Fetcher {
  /** @throws DuLuanError EGRESS_REFUSED, ROBOTS_DISALLOWED, FETCH_*, BROWSER_MISSING, CRAWLER_CLOSED. */
  fetch(url: string, options?: FetchOptions): Promise<FetchedPage>;
  /**
   * One request to a platform's API, which is asked under its own terms: no robots.txt, no redirect.
   * @throws DuLuanError EGRESS_REFUSED, FETCH_*, CRAWLER_CLOSED; a refusal of the API is an answer.
   */
  ask(request: ApiRequest): Promise<ApiAnswer>;
  /** Aborts what is under way; it rejects with CRAWLER_CLOSED. Safe to call twice. */
  close(): Promise<void>;
}

interface FetcherDeps {
  readonly log: Log;
  readonly settings: CrawlSettings;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly onFetch?: OnFetch | undefined;
}

/** An API is built for machines and counts its quota itself; ten questions a second are far from any platform's limit for speed. */
const API_DELAY_MS = 100;

export function createFetcher(deps: FetcherDeps): Fetcher {
  const { now } = deps;
  const apiHosts = Object.values(deps.settings.apis).map(({ base }) => [hostOf(base), API_DELAY_MS]);
  const settings = {
    ...deps.settings,
    userAgent: headerSafe(deps.settings.userAgent),
    delayByHost: { ...Object.fromEntries(apiHosts), ...deps.settings.delayByHost },
  };
  const closing = new AbortController();
  const egress = createEgress({ allow: settings.allow });
  const engine = createEngine({ log: deps.log });
  const budget = createHostBudget(settings, { now, log: deps.log });
  const pace = createPace(settings, { now, signal: closing.signal, budget });
  const browser = createBrowser({ egress, settings });
  const bare: FetchDeps = { egress, engine, pace, permit: async () => 0, settings, signal: closing.signal, onFetch: deps.onFetch };
  const robots = createRobotsGate({ fetch: (url) => fetchPage(url, {}, bare), userAgent: settings.userAgent, now });
  const polite: FetchDeps = { ...bare, permit: (url) => robots.permit(url) };
  return {
    fetch: (url, options = {}) => (options.rendered ? render(url, browser, polite) : fetchPage(url, options, polite)),
    ask: (request) => askApi(request, bare),
    async close() {
      closing.abort();
      await Promise.all([engine.close(), browser.close()]);
      await egress.close();
      budget.close();
    },
  };
}

/** A header carries ASCII only: a contact with Vietnamese letters would otherwise make every request fail. */
function headerSafe(text: string): string {
  const bare = text.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return bare
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replaceAll(/[^\x20-\x7e]/g, '?');
}

async function render(url: string, browser: Browser, deps: FetchDeps): Promise<FetchedPage> {
  const inspection = deps.egress.inspect(url);
  if (!inspection.allowed) throw new DuLuanError('EGRESS_REFUSED', { url, reason: inspection.reason });
  const delayMs = await deps.permit(url);
  const page = await deps.pace.run(hostOf(url), delayMs, () =>
    deps.engine.run(url, () =>
      reported(
        deps.onFetch,
        () => 'rendered',
        () => browser.render(url),
      ),
    ),
  );
  // The browser has followed redirects by itself: what robots.txt forbids is not used.
  if (page.url !== url) await deps.permit(page.url);
  return page;
}
