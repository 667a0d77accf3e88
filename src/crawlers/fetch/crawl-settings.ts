/** Platforms that are read through their official API. */
export type Platform = 'youtube' | 'facebook' | 'threads';

/** How a platform's API is reached. */
export interface ApiAccess {
  /** Address that every request begins with, without a slash at the end. */
  readonly base: string;
  /** Empty when there is none: then nothing is asked. */
  readonly key: string;
}

/** How the crawler behaves. Plain data, from configuration. */
export interface CrawlSettings {
  /** Exceptions of the egress guard as exact `host:port`. Empty by default: nothing private is ever fetched. */
  readonly allow: readonly string[];
  /** Sent with every request, robots.txt included; its first word is the name that robots.txt is read for. Carries a contact address. */
  readonly userAgent: string;
  /** Least time between the starts of two requests to one host. 1 s is what Scrapy advises and no newspaper notices. robots.txt can raise it. */
  readonly hostDelayMs: number;
  /** `host:port` → delay instead of `hostDelayMs`; 0 for servers of our own. */
  readonly delayByHost: Readonly<Record<string, number>>;
  /** Requests under way at one host. 2: a slow page does not stop the visit, and a small server is not filled. */
  readonly perHostConcurrency: number;
  /** Most requests that one host gets in a day of Asia/Ho_Chi_Minh. 5,000: 48 visits with 100 new pages each; more is a fault of ours or a trap. */
  readonly dailyRequestsPerHost: number;
  /** File in which these are counted across restarts; null counts in memory only. */
  readonly budgetFile: string | null;
  /** Largest body after decompression. 5 MB: the largest of 500 newspaper pages looked at has 1.9 MB; a gzip bomb has 646. */
  readonly maxBytes: number;
  /** For one page in all: redirects, further tries and the pauses between them, not the wait for its turn. 30 s: readers give up before that. */
  readonly timeoutMs: number;
  /** Further tries after a network fault, 429 or 5xx. 2: what fails three times in seven seconds is for the next visit. */
  readonly maxRetries: number;
  /** Chromium for rendered sources; null looks for one. */
  readonly browserPath: string | null;
  /** `auto` starts it in its sandbox, except as root, to whom Chromium refuses it; `off` never does. */
  readonly browserSandbox: 'auto' | 'off';
  /** Pages of one visit that are under way or wait for the consumer. 8: keeps four hosts busy and at most 40 MB in hand. */
  readonly fetchAhead: number;
  readonly apis: Readonly<Record<Platform, ApiAccess>>;
}

export const DEFAULT_CRAWL_SETTINGS: CrawlSettings = {
  allow: [],
  userAgent: 'DuLuan/0.1 (+contact not set)',
  hostDelayMs: 1_000,
  delayByHost: {},
  perHostConcurrency: 2,
  dailyRequestsPerHost: 5_000,
  budgetFile: null,
  maxBytes: 5_000_000,
  timeoutMs: 30_000,
  maxRetries: 2,
  browserPath: null,
  browserSandbox: 'auto',
  fetchAhead: 8,
  apis: {
    youtube: { base: 'https://www.googleapis.com/youtube/v3', key: '' },
    // Meta keeps a version for two years; v24.0 is of October 2025. An older one than it still knows is answered by the next.
    facebook: { base: 'https://graph.facebook.com/v24.0', key: '' },
    threads: { base: 'https://graph.threads.net/v1.0', key: '' },
  },
};
