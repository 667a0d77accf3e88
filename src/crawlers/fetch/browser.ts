import type { Browser as Chromium, BrowserContext, Page, Response } from 'playwright';
import { DuLuanError } from '../../domain/errors.ts';
import { openBrowserProxy, type BrowserProxy } from './browser-proxy.ts';
import type { CrawlSettings } from './crawl-settings.ts';
import type { Egress } from './egress.ts';
import type { FetchedPage } from './fetched-page.ts';
import { findBrowser } from './find-browser.ts';

/** Renders pages whose text appears only after scripts have run. */
export interface Browser {
  /** @throws DuLuanError BROWSER_MISSING, EGRESS_REFUSED, FETCH_*, CRAWLER_CLOSED. */
  render(url: string): Promise<FetchedPage>;
  close(): Promise<void>;
}

export interface BrowserDeps {
  readonly egress: Egress;
  readonly settings: Pick<CrawlSettings, 'browserPath' | 'timeoutMs' | 'maxBytes' | 'userAgent'>;
}

/** A newspaper's scripts keep talking (advertisements, counters); after this the text is there or does not come. */
const SETTLE_MS = 5_000;
/** Without work the browser's 300 MB are given back. */
const IDLE_MS = 60_000;
/** Each page costs about 100 MB. */
const MOST_PAGES = 2;
/** What carries no text. */
const BLOCKED: ReadonlySet<string> = new Set(['image', 'font', 'media']);
/** Nothing goes out that a page did not ask for. */
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'];
/** Keeps WebRTC from sending packets around the proxy. */
const NO_UDP = '--force-webrtc-ip-handling-policy=disable_non_proxied_udp';

interface Running {
  readonly chromium: Chromium;
  readonly proxy: BrowserProxy;
}

/** One browser per process, started by the first page and closed when idle. Each page gets a fresh context: no cookie outlives it. */
export function createBrowser(deps: BrowserDeps): Browser {
  let running: Promise<Running> | null = null;
  let idle: NodeJS.Timeout | undefined;
  let closed = false;
  let pages = 0;
  const waiting: (() => void)[] = [];
  const stop = async (): Promise<void> => {
    const stopping = running;
    running = null;
    clearTimeout(idle);
    const started = await stopping?.catch(() => null);
    await started?.chromium.close().catch(() => {});
    await started?.proxy.close();
  };
  const started = async (): Promise<Running> => {
    running ??= start(deps);
    const mine = running;
    try {
      const found = await mine;
      if (found.chromium.isConnected()) return found;
    } catch (err) {
      if (running === mine) running = null;
      throw err;
    }
    // It crashed since the last page: the rest is tidied up and a new one started.
    if (running === mine) await stop();
    return started();
  };
  return {
    async render(url) {
      if (pages >= MOST_PAGES) await new Promise<void>((go) => void waiting.push(go));
      else pages += 1;
      clearTimeout(idle);
      try {
        if (closed) throw new DuLuanError('CRAWLER_CLOSED');
        const { chromium } = await started();
        return await renderPage(url, chromium, deps);
      } catch (err) {
        throw closed ? new DuLuanError('CRAWLER_CLOSED', {}, { cause: err }) : err;
      } finally {
        const next = waiting.shift();
        if (next) next();
        else pages -= 1;
        if (pages === 0 && !closed) idle = setTimeout(() => void stop(), IDLE_MS).unref();
      }
    },
    async close() {
      closed = true;
      await stop();
    },
  };
}

async function start(deps: BrowserDeps): Promise<Running> {
  const executablePath = await findBrowser(deps.settings.browserPath);
  if (executablePath === null) throw new DuLuanError('BROWSER_MISSING');
  const { chromium } = await import('playwright');
  const proxy = await openBrowserProxy(deps.egress);
  // Chromium refuses its sandbox to root; everybody else keeps it.
  const isRoot = process.getuid?.() === 0;
  try {
    const browser = await chromium.launch({
      executablePath,
      chromiumSandbox: !isRoot,
      args: [...QUIET, NO_UDP],
      // Without this entry Chromium reaches loopback addresses around the proxy.
      proxy: { server: proxy.address, bypass: '<-loopback>' },
      // Ending is the program's affair.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      timeout: deps.settings.timeoutMs,
    });
    return { chromium: browser, proxy };
  } catch (err) {
    await proxy.close();
    throw new DuLuanError('BROWSER_MISSING', {}, { cause: err });
  }
}

async function renderPage(url: string, chromium: Chromium, deps: BrowserDeps): Promise<FetchedPage> {
  const { egress, settings } = deps;
  const verdict = await egress.check(url);
  if (!verdict.allowed) throw new DuLuanError('EGRESS_REFUSED', { url, reason: verdict.reason });
  const context = await chromium.newContext({
    userAgent: settings.userAgent,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    serviceWorkers: 'block',
    acceptDownloads: false,
  });
  try {
    await filterRequests(context, egress);
    const page = await context.newPage();
    return await visited(page, url, deps);
  } finally {
    await context.close().catch(() => {});
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
