import type { Browser as Chromium } from 'playwright';
import { DuLuanError } from '../../domain/errors.ts';
import { openBrowserProxy, type BrowserProxy } from './browser-proxy.ts';
import type { CrawlSettings } from './crawl-settings.ts';
import { createEgress, type Egress } from './egress.ts';
import type { FetchedPage } from './fetched-page.ts';
import { findBrowser } from './find-browser.ts';
import { renderPage } from './render-page.ts';

/** Renders pages whose text appears only after scripts have run. */
export interface Browser {
  /** @throws DuLuanError BROWSER_MISSING, BROWSER_FAILED, EGRESS_REFUSED, FETCH_*, CRAWLER_CLOSED. */
  render(url: string): Promise<FetchedPage>;
  close(): Promise<void>;
}

export interface BrowserDeps {
  readonly egress: Egress;
  readonly settings: Pick<CrawlSettings, 'browserPath' | 'browserSandbox' | 'timeoutMs' | 'maxBytes' | 'userAgent'>;
}

/** Without work the browser's 300 MB are given back. */
const IDLE_MS = 60_000;
/** Each page costs about 100 MB. */
const MOST_PAGES = 2;
/** Nothing goes out that a page did not ask for. */
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'];
/** Keeps WebRTC from sending packets around the proxy. */
const NO_UDP = '--force-webrtc-ip-handling-policy=disable_non_proxied_udp';

interface Running {
  readonly chromium: Chromium;
  readonly proxy: BrowserProxy;
  readonly executablePath: string;
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

/**
 * Starts a browser and ends it: its path, and whether it runs in its sandbox, in words for `doctor`.
 * @throws DuLuanError BROWSER_MISSING, BROWSER_FAILED.
 */
export async function tryBrowser(settings: BrowserDeps['settings']): Promise<string> {
  const egress = createEgress({ allow: [] });
  try {
    const { chromium, proxy, executablePath } = await start({ egress, settings });
    await chromium.close();
    await proxy.close();
    const why = settings.browserSandbox === 'off' ? 'DU_LUAN_BROWSER_SANDBOX is off' : 'Chromium refuses it to root';
    return `${executablePath}, ${hasSandbox(settings) ? 'in its sandbox' : `without its sandbox: ${why}`}`;
  } finally {
    await egress.close();
  }
}

/** Chromium refuses its sandbox to root; everybody else keeps it unless configuration says otherwise. */
function hasSandbox({ browserSandbox }: Pick<CrawlSettings, 'browserSandbox'>): boolean {
  return browserSandbox === 'auto' && process.getuid?.() !== 0;
}

async function start(deps: BrowserDeps): Promise<Running> {
  const executablePath = await findBrowser(deps.settings.browserPath);
  if (executablePath === null) throw new DuLuanError('BROWSER_MISSING');
  const { chromium } = await import('playwright');
  const proxy = await openBrowserProxy(deps.egress, { mostBytes: Infinity, onExceeded: () => {} });
  try {
    const browser = await chromium.launch({
      executablePath,
      chromiumSandbox: hasSandbox(deps.settings),
      args: [...QUIET, NO_UDP],
      // Each page has its own; this one is for what the browser does by itself.
      proxy: { server: proxy.address, bypass: '<-loopback>' },
      // Ending is the program's affair.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      timeout: deps.settings.timeoutMs,
    });
    return { chromium: browser, proxy, executablePath };
  } catch (err) {
    await proxy.close();
    throw new DuLuanError('BROWSER_FAILED', { path: executablePath, detail: whyNot(err) }, { cause: err });
  }
}

/** Chromium says it in many lines. A sandbox that the system forbids is named in two ways, by namespaces and by the older helper program. */
function whyNot(err: unknown): string {
  const told = String(err);
  if (/No usable sandbox|SUID sandbox helper|setuid sandbox|Failed to move to new namespace/i.test(told))
    return 'its sandbox is forbidden here. Allow user namespaces, or set DU_LUAN_BROWSER_SANDBOX to off where a container keeps it apart';
  return told.split('\n', 1)[0] ?? '';
}
