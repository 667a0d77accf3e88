import type { Browser as Chromium, BrowserContext, Page, Response } from 'playwright';
import { DuLuanError } from '../../domain/errors.ts';
import type { BrowserDeps } from './browser.ts';
import { openBrowserProxy } from './browser-proxy.ts';
import type { Egress } from './egress.ts';
import type { FetchedPage } from './fetched-page.ts';

/** A newspaper's scripts keep talking (advertisements, counters); after this the text is there or does not come. */
const SETTLE_MS = 5_000;
/** What carries no text. */
const BLOCKED: ReadonlySet<string> = new Set(['image', 'font', 'media']);
/**
 * All that a page loads may have this many times the size of one page, 20 MB by default, on the wire and once more decompressed: a newspaper's
 * scripts have 2 to 8 MB. Only the page's own frames are measured decompressed; what its workers and foreign frames load counts on the wire.
 */
const PAGES_IN_ALL = 4;

/** One page in a context of its own: no cookie outlives it, and its bytes are counted by a proxy of its own. Throws what `Browser` promises. */
export async function renderPage(url: string, chromium: Chromium, deps: BrowserDeps): Promise<FetchedPage> {
  const { egress, settings } = deps;
  const verdict = await egress.check(url);
  if (!verdict.allowed) throw new DuLuanError('EGRESS_REFUSED', { url, reason: verdict.reason });
  const mostBytes = PAGES_IN_ALL * settings.maxBytes;
  const tooMuch = Promise.withResolvers<never>();
  tooMuch.promise.catch(() => {});
  const refuse = (): void => tooMuch.reject(new DuLuanError('FETCH_TOO_LARGE', { url, maxBytes: mostBytes }));
  const proxy = await openBrowserProxy(egress, { mostBytes, onExceeded: refuse });
  try {
    const context = await chromium.newContext({
      userAgent: settings.userAgent,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      serviceWorkers: 'block',
      acceptDownloads: false,
      // Without the bypass entry Chromium reaches loopback addresses around the proxy.
      proxy: { server: proxy.address, bypass: '<-loopback>' },
    });
    try {
      await filterRequests(context, egress);
      const page = await context.newPage();
      await countDecompressed(page, mostBytes, refuse);
      return await Promise.race([visited(page, url, deps), tooMuch.promise]);
    } finally {
      await context.close().catch(() => {});
    }
  } finally {
    await proxy.close();
  }
}

/** The proxy guards every connection; this only saves it work. A handler that throws would end the process, so it never does. */
async function filterRequests(context: BrowserContext, egress: Egress): Promise<void> {
  await context.route('**/*', async (route) => {
    const request = route.request();
    const isWanted = !BLOCKED.has(request.resourceType()) && egress.inspect(request.url()).allowed;
    await (isWanted ? route.continue() : route.abort()).catch(() => {});
  });
}

async function countDecompressed(page: Page, mostBytes: number, onExceeded: () => void): Promise<void> {
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  session.on('Network.dataReceived', ({ dataLength }) => {
    bytes += dataLength;
    if (bytes > mostBytes) onExceeded();
  });
  await session.send('Network.enable');
}

async function visited(page: Page, url: string, deps: BrowserDeps): Promise<FetchedPage> {
  const { timeoutMs, maxBytes } = deps.settings;
  // A redirect's target is the last address that the main frame asked for.
  let asked = url;
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) asked = request.url();
  });
  const deadline = performance.now() + timeoutMs;
  const left = (): number => Math.max(1, deadline - performance.now());
  try {
    const response = await page.goto(url, { waitUntil: 'domcontentloaded', timeout: left() });
    rejectBadStatus(response, url);
    await page.waitForLoadState('networkidle', { timeout: Math.min(SETTLE_MS, left()) }).catch(() => {});
    const html = await within(page.content(), left());
    const body = new TextEncoder().encode(html);
    if (body.length > maxBytes) throw new DuLuanError('FETCH_TOO_LARGE', { url, maxBytes });
    return { url: page.url(), notModified: false, contentType: 'text/html; charset=utf-8', body, etag: null, lastModified: null };
  } catch (err) {
    throw await translated(err, { url, asked }, deps);
  }
}

function rejectBadStatus(response: Response | null, url: string): void {
  const status = response?.status() ?? 200;
  if (status === 429) throw new DuLuanError('FETCH_RATE_LIMITED', { url });
  if (status >= 400) throw new DuLuanError('FETCH_HTTP', { url, httpStatus: status });
}

/** A page that is busy in a loop never answers; its context is closed by the caller then. */
async function within<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(Object.assign(new Error('the page does not answer'), { name: 'TimeoutError' })), timeoutMs);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

async function translated(err: unknown, page: { readonly url: string; readonly asked: string }, deps: BrowserDeps): Promise<DuLuanError> {
  if (err instanceof DuLuanError) return err;
  const { url, asked } = page;
  if (err instanceof Error && err.name === 'TimeoutError')
    return new DuLuanError('FETCH_TIMED_OUT', { url, seconds: Math.ceil(deps.settings.timeoutMs / 1_000) }, { cause: err });
  const verdict = await deps.egress.check(asked);
  if (!verdict.allowed) return new DuLuanError('EGRESS_REFUSED', { url: asked, reason: verdict.reason }, { cause: err });
  const detail = /net::(\w+)/.exec(String(err))?.[1] ?? 'the browser could not show it';
  return new DuLuanError('FETCH_UNREACHABLE', { url, detail }, { cause: err });
}
