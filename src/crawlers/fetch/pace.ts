import { setTimeout as pause } from 'node:timers/promises';
import { DuLuanError } from '../../domain/errors.ts';
import type { CrawlSettings } from './crawl-settings.ts';
import type { HostBudget } from './host-budget.ts';

/**
 * Keeps the distance between requests to one host. Waiting requests are started first come, first served. In memory: after a restart the
 * first request to each host goes out at once.
 */
export interface Pace {
  /**
   * Runs `work` when its turn at `host` (host:port) has come. `delayMs` is the host's own wish from robots.txt, 0 for none.
   * Rejects with FETCH_RATE_LIMITED when the host has asked for a longer rest than is waited for, with HOST_BUDGET when it has had its day's share.
   */
  run<T>(host: string, delayMs: number, work: () => Promise<T>): Promise<T>;
  /** The host asks for a rest (Retry-After). Nothing is started there for `restMs`. */
  rest(host: string, restMs: number): void;
}

type PaceSettings = Pick<CrawlSettings, 'hostDelayMs' | 'delayByHost' | 'perHostConcurrency'>;

interface PaceDeps {
  /** Counts what each host gets; throws when it is enough for the day. */
  readonly budget: Pick<HostBudget, 'take'>;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** Aborts when the crawler closes; whoever waits is rejected with CRAWLER_CLOSED. */
  readonly signal: AbortSignal;
}

interface HostState {
  /** No start before this instant. */
  nextStartAt: number;
  restUntil: number;
  underWay: number;
  readonly waiting: (() => void)[];
}

/** A rest up to this is waited out; during a longer one requests fail at once and the next visit tries again. */
export const LONGEST_WAIT_MS = 60_000;
/** A typing error in Retry-After must not silence a source for a year. */
const LONGEST_REST_MS = 3_600_000;
/** States of hosts without traffic are dropped beyond this many. */
const HOSTS_KEPT = 5_000;

export function createPace(settings: PaceSettings, deps: PaceDeps): Pace {
  const hosts = new Map<string, HostState>();
  const stateOf = (host: string): HostState => {
    const known = hosts.get(host);
    if (known) return known;
    if (hosts.size >= HOSTS_KEPT) dropIdle(hosts, deps.now());
    const fresh: HostState = { nextStartAt: 0, restUntil: 0, underWay: 0, waiting: [] };
    hosts.set(host, fresh);
    return fresh;
  };
  return {
    async run(host, delayMs, work) {
      const state = stateOf(host);
      const distance = Math.max(settings.delayByHost[host] ?? settings.hostDelayMs, delayMs);
      if (state.underWay >= settings.perHostConcurrency) await new Promise<void>((go) => void state.waiting.push(go));
      else state.underWay += 1;
      try {
        deps.budget.take(host);
        await untilTurn(host, state, distance, deps);
        return await work();
      } finally {
        const next = state.waiting.shift();
        // The place is handed on, not given back, so that nobody slips in between.
        if (next) next();
        else state.underWay -= 1;
      }
    },
    rest(host, restMs) {
      const state = stateOf(host);
      state.restUntil = Math.max(state.restUntil, deps.now() + Math.min(restMs, LONGEST_REST_MS));
    },
  };
}

/** Takes the next start and waits for it; a rest that is announced meanwhile is kept as well. */
async function untilTurn(host: string, state: HostState, distance: number, deps: PaceDeps): Promise<void> {
  for (;;) {
    if (deps.signal.aborted) throw new DuLuanError('CRAWLER_CLOSED');
    const at = deps.now();
    const restMs = state.restUntil - at;
    if (restMs > LONGEST_WAIT_MS) throw new DuLuanError('FETCH_RATE_LIMITED', { url: host, retryAfterMs: restMs });
    const start = Math.max(at, state.nextStartAt, state.restUntil);
    if (start <= at) {
      state.nextStartAt = at + distance;
      return;
    }
    // An abort is noticed at the top of the loop.
    await pause(start - at, undefined, { signal: deps.signal }).catch(() => {});
  }
}

function dropIdle(hosts: Map<string, HostState>, at: number): void {
  for (const [host, state] of hosts) if (state.underWay === 0 && Math.max(state.nextStartAt, state.restUntil) <= at) hosts.delete(host);
}
