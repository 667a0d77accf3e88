import { DuLuanError } from '../../domain/errors.ts';
import { crawlDelayMs, isAllowed, parseRobots, type RobotsRules } from '../robots/robots.ts';
import type { FetchedPage } from './fetched-page.ts';

/** Asks the robots.txt of an address's host. */
export interface RobotsGate {
  /**
   * Resolves to the delay between requests that the host asks for in ms, 0 for none.
   * @throws DuLuanError ROBOTS_DISALLOWED; CRAWL_DELAY when the host asks for more than `LONGEST_DELAY_MS`; when robots.txt cannot be had, the fault that kept it away (RFC 9309: then nothing is allowed).
   */
  permit(url: string): Promise<number>;
}

export interface RobotsGateDeps {
  /** Fetches without asking this gate. */
  readonly fetch: (url: string) => Promise<FetchedPage>;
  readonly userAgent: string;
  readonly now: () => number;
}

/** RFC 9309, 2.4: not longer than 24 hours. */
const KEEP_MS = 24 * 3_600_000;
/** After a fault the file is asked for again soon, so that a passing outage does not cost a day. */
const KEEP_FAULT_MS = 5 * 60_000;
/** RFC 9309, 2.5 asks for at least 500 KiB. */
const MOST_BYTES = 512 * 1_024;
/** Hosts whose rules are kept; the oldest go first. */
const HOSTS_KEPT = 2_000;

/**
 * Longest Crawl-delay that is kept. A visit of 40 pages takes three hours with it, and the place that it takes up stands still; a host that asks
 * for more than this is not asked faster than it likes but left alone, and its keeper can be talked to.
 */
const LONGEST_DELAY_MS = 300_000;

interface Known {
  readonly rules: Promise<RobotsRules>;
  until: number;
}

export function createRobotsGate(deps: RobotsGateDeps): RobotsGate {
  const known = new Map<string, Known>();
  const agent = /^[\w-]+/.exec(deps.userAgent)?.[0] ?? '*';
  return {
    async permit(url) {
      const { origin } = new URL(url);
      let entry = known.get(origin);
      if (!entry || entry.until <= deps.now()) {
        entry = ask(origin, deps);
        known.delete(origin);
        known.set(origin, entry);
        dropOldest(known);
      }
      const rules = await entry.rules;
      if (!isAllowed(rules, agent, url)) throw new DuLuanError('ROBOTS_DISALLOWED', { url });
      const delayMs = crawlDelayMs(rules, agent) ?? 0;
      if (delayMs > LONGEST_DELAY_MS) throw new DuLuanError('CRAWL_DELAY', { url, seconds: Math.ceil(delayMs / 1_000) });
      return delayMs;
    },
  };
}

/** Callers that come while the file is on its way wait for the same answer. */
function ask(origin: string, deps: RobotsGateDeps): Known {
  const entry: Known = { rules: fetchRules(`${origin}/robots.txt`, deps), until: deps.now() + KEEP_MS };
  entry.rules.catch(() => {
    entry.until = deps.now() + KEEP_FAULT_MS;
  });
  return entry;
}

async function fetchRules(url: string, deps: RobotsGateDeps): Promise<RobotsRules> {
  try {
    const page = await deps.fetch(url);
    return parseRobots(new TextDecoder().decode(page.body.subarray(0, MOST_BYTES)));
  } catch (err) {
    // RFC 9309, 2.3.1.3: 4xx means that there are no rules. 429 is not among them: a server that asks to slow down is not open.
    const status = err instanceof DuLuanError && err.code === 'FETCH_HTTP' ? Number(err.facts['httpStatus']) : 0;
    if (status >= 400 && status < 500) return parseRobots('');
    throw err;
  }
}

function dropOldest(known: Map<string, Known>): void {
  for (const origin of known.keys()) {
    if (known.size <= HOSTS_KEPT) return;
    known.delete(origin);
  }
}
