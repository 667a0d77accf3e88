import { DuLuanError } from '../../domain/errors.ts';
import type { Log } from '../../domain/log.ts';
import { createRequestList } from './request-list.ts';

/** Runs requests, crawlee's way. Why crawlee, and which of its parts are left out: docs/decisions/0002-crawlee-as-engine.md. */
export interface Engine {
  /** Runs `task` as one request of the crawler and settles as it does. Rejects with CRAWLER_CLOSED after `close`. */
  run<T>(url: string, task: () => Promise<T>): Promise<T>;
  /** What waits is rejected with CRAWLER_CLOSED; what runs is left to its own signal. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Requests under way at once in the whole process. Pacing allows two per host, so this is 32 hosts answering at the same time; a page is at
 * most 5 MB, so memory is bounded by 320 MB in the worst case and is a tenth of that in practice.
 */
const MOST_AT_ONCE = 64;

/** Crawlee throttles below this while the event loop is busy; never to a standstill. */
const LEAST_AT_ONCE = 8;

/** Our own signal ends a request long before; this one only keeps crawlee from giving up first (its handlers run on after a timeout). */
const HANDLER_TIMEOUT_SECONDS = 600;

/** One per process. Nothing is loaded or started before the first request. */
export function createEngine(deps: { readonly log: Log }): Engine {
  const tasks: Tasks = new Map();
  let started: Promise<Started> | null = null;
  let closed = false;
  let count = 0;
  return {
    async run(url, task) {
      if (closed) throw new DuLuanError('CRAWLER_CLOSED');
      started ??= start(tasks, (err) => {
        // Crawlee has given up on itself. What waits must not wait for ever, and the next request starts a new one.
        started = null;
        if (!closed) deps.log.error({ err }, 'crawl engine stopped');
        refuseAll(tasks);
      });
      const { push } = await started;
      if (closed) throw new DuLuanError('CRAWLER_CLOSED');
      // Two visits may ask for the same address: the counter makes them two requests.
      const uniqueKey = String(++count);
      return new Promise((resolve, reject) => {
        tasks.set(uniqueKey, { start: () => task().then(resolve, reject), refuse: () => reject(new DuLuanError('CRAWLER_CLOSED')) });
        push(url, uniqueKey);
      });
    },
    async close() {
      closed = true;
      const running = await started;
      refuseAll(tasks);
      await running?.stop();
    },
  };
}

/** Tasks that crawlee has not begun, by `uniqueKey`. */
type Tasks = Map<string, { readonly start: () => Promise<void>; readonly refuse: () => void }>;

interface Started {
  readonly push: (url: string, uniqueKey: string) => void;
  readonly stop: () => Promise<void>;
}

async function start(tasks: Tasks, onEnd: (err: unknown) => void): Promise<Started> {
  // `crawlee` itself loads cheerio, jsdom and puppeteer: 520 ms and 70 MB more than this, for a program that may only answer --help.
  const { BasicCrawler, Configuration, EventManager, Log: CrawleeLog, LogLevel, Request } = await import('@crawlee/basic');
  /** Crawlee's own manager runs `ps` once a second to measure memory. This one measures nothing; the event loop is watched all the same. */
  class QuietEvents extends EventManager {}
  const config = new Configuration({ persistStorage: false, eventManager: new QuietEvents() });
  const list = createRequestList();
  const crawler = new BasicCrawler(
    {
      requestList: list,
      keepAlive: true,
      maxRequestRetries: 0,
      useSessionPool: false,
      requestHandlerTimeoutSecs: HANDLER_TIMEOUT_SECONDS,
      autoscaledPoolOptions: { minConcurrency: LEAST_AT_ONCE, maxConcurrency: MOST_AT_ONCE, desiredConcurrency: MOST_AT_ONCE },
      statisticsOptions: { persistenceOptions: { enable: false } },
      log: new CrawleeLog({ level: LogLevel.OFF }),
      async requestHandler({ request }) {
        takeOffSignalHandler();
        const task = tasks.get(request.uniqueKey);
        tasks.delete(request.uniqueKey);
        await task?.start();
      },
    },
    config,
  );
  const running = crawler.run().then(() => onEnd(null), onEnd);
  return {
    push(url, uniqueKey) {
      list.push(new Request({ url, uniqueKey }));
      // Without this an idle crawler looks for work twice a second only.
      void crawler.autoscaledPool?.notify();
    },
    async stop() {
      await crawler.autoscaledPool?.abort();
      await running;
    },
  };
}

function refuseAll(tasks: Tasks): void {
  for (const { refuse } of tasks.values()) refuse();
  tasks.clear();
}

/**
 * Crawlee pauses itself on SIGINT and says how to resume from its disk storage, of which there is none. Ending is the program's affair, so
 * the listener is taken off; it is known by its name, and is there before the first request is handled.
 */
function takeOffSignalHandler(): void {
  for (const listener of process.listeners('SIGINT')) if (listener.name === 'sigintHandler') process.off('SIGINT', listener);
}
