import { DuLuanError } from '../../domain/errors.ts';
import type { CrawlSettings } from './crawl-settings.ts';
import type { Egress } from './egress.ts';
import type { Engine } from './engine.ts';
import { fetchOnce, type Answer } from './fetch-once.ts';
import { hostOf, type FetchedPage, type FetchOptions } from './fetched-page.ts';
import type { Pace } from './pace.ts';
import { reported, type OnFetch } from './report-fetch.ts';
import { onTheClock, withRetries, type TimeLeft } from './with-retries.ts';

export interface FetchDeps {
  readonly egress: Egress;
  readonly engine: Engine;
  readonly pace: Pace;
  /** Resolves to the delay that the host's robots.txt asks for, in ms; rejects when it forbids the address. */
  readonly permit: (url: string) => Promise<number>;
  readonly settings: CrawlSettings;
  /** Aborts when the crawler closes. */
  readonly signal: AbortSignal;
  readonly onFetch?: OnFetch | undefined;
}

const MOST_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const ACCEPT =
  'text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5';

/**
 * Fetches one page politely: egress, robots.txt and pacing apply to the address and to each redirect. Faults of the network, 429 and 5xx
 * are tried again.
 * @throws DuLuanError EGRESS_REFUSED, ROBOTS_DISALLOWED, FETCH_*, CRAWLER_CLOSED.
 */
export async function fetchPage(url: string, options: FetchOptions, deps: FetchDeps): Promise<FetchedPage> {
  return withRetries((left) => follow(url, { options, left }, deps), deps);
}

async function follow(
  address: string,
  { options, left }: { readonly options: FetchOptions; readonly left: TimeLeft },
  deps: FetchDeps,
): Promise<FetchedPage> {
  const headers = requestHeaders(options, deps.settings.userAgent);
  let url = address;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const inspection = deps.egress.inspect(url);
    if (!inspection.allowed) throw new DuLuanError('EGRESS_REFUSED', { url, reason: inspection.reason });
    const delayMs = await deps.permit(url);
    const current = url;
    const request = { url, headers, dispatcher: deps.egress.dispatcher, maxBytes: deps.settings.maxBytes, signal: deps.signal };
    const answer = await deps.pace.run(hostOf(current), delayMs, () =>
      // Waiting for one's turn is no fault of the server: the clock runs within.
      deps.engine.run(current, () =>
        onTheClock(left, (timeoutMs) => reported(deps.onFetch, statusClass, () => fetchOnce({ ...request, timeoutMs }))),
      ),
    );
    if (!REDIRECTS.has(answer.status)) return pageOf(current, answer, deps.pace);
    url = target(current, answer.location);
  }
  throw new DuLuanError('FETCH_REDIRECTS', { url: address });
}

function statusClass({ status }: Answer): string {
  return `${Math.trunc(status / 100)}xx`;
}

function pageOf(url: string, answer: Answer, pace: Pace): FetchedPage {
  const { status, contentType, body, etag, lastModified } = answer;
  if (status === 304) return { url, notModified: true, contentType, body: new Uint8Array(), etag, lastModified };
  if (status >= 200 && status < 300) return { url, notModified: false, contentType, body, etag, lastModified };
  const wish: { retryAfterMs?: number } = answer.retryAfterMs === null ? {} : { retryAfterMs: answer.retryAfterMs };
  if (answer.retryAfterMs !== null) pace.rest(hostOf(url), answer.retryAfterMs);
  if (status === 429) throw new DuLuanError('FETCH_RATE_LIMITED', { url, ...wish });
  throw new DuLuanError('FETCH_HTTP', { url, httpStatus: status, ...wish });
}

function target(from: string, location: string | null): string {
  const url = location === null ? null : URL.parse(location, from);
  if (!url) throw new DuLuanError('FETCH_UNREACHABLE', { url: from, detail: 'a redirect that leads nowhere' });
  url.hash = '';
  return url.href;
}

function requestHeaders(options: FetchOptions, userAgent: string): Record<string, string> {
  const headers: Record<string, string> = { 'user-agent': userAgent, accept: ACCEPT, 'accept-language': 'vi,en;q=0.5' };
  if (options.etag) headers['if-none-match'] = options.etag;
  if (options.lastModified) headers['if-modified-since'] = options.lastModified;
  return headers;
}
