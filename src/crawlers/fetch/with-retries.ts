import { setTimeout as pause } from 'node:timers/promises';
import { DuLuanError } from '../../domain/errors.ts';
import { LONGEST_WAIT_MS } from './pace.ts';

/** First pause before another try; it doubles with each. */
const FIRST_PAUSE_MS = 1_000;

/** What is left of the time that a page may take in all: its redirects, its further tries and the pauses between them, not the wait for its turn. */
export interface TimeLeft {
  ms: number;
}

interface RetryDeps {
  readonly settings: { readonly maxRetries: number; readonly timeoutMs: number };
  /** Aborts when the crawler closes. */
  readonly signal: AbortSignal;
}

/**
 * Does `work` again, up to `maxRetries` times and as long as `timeoutMs` lasts for all tries together, after a fault that may pass: of the
 * network, 429 and 5xx. `work` takes its time through `onTheClock`. Throws the last fault, or CRAWLER_CLOSED.
 */
export async function withRetries<T>(work: (left: TimeLeft) => Promise<T>, deps: RetryDeps): Promise<T> {
  const left = { ms: deps.settings.timeoutMs };
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work(left);
    } catch (err) {
      const pauseMs = pauseBeforeRetry(err, attempt);
      if (pauseMs === null || attempt >= deps.settings.maxRetries || pauseMs >= left.ms) throw err;
      left.ms -= pauseMs;
      await pause(pauseMs, undefined, { signal: deps.signal }).catch((cause: unknown) => {
        throw new DuLuanError('CRAWLER_CLOSED', {}, { cause });
      });
    }
  }
}

/** Runs `work` with what is left of the time, and takes off what it has used. */
export async function onTheClock<T>(left: TimeLeft, work: (timeoutMs: number) => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  try {
    return await work(Math.max(1, left.ms));
  } finally {
    left.ms -= performance.now() - startedAt;
  }
}

/** Milliseconds to wait before another try; null when trying again cannot help or the server asks for more patience than we have. */
function pauseBeforeRetry(err: unknown, attempt: number): number | null {
  if (!(err instanceof DuLuanError)) return null;
  const { code, facts } = err;
  const isPassing =
    code === 'FETCH_UNREACHABLE' ||
    code === 'FETCH_TIMED_OUT' ||
    code === 'FETCH_RATE_LIMITED' ||
    (code === 'FETCH_HTTP' && Number(facts['httpStatus']) >= 500);
  if (!isPassing) return null;
  const wish = Number(facts['retryAfterMs'] ?? 0);
  // The host's pace keeps the rest that it asked for; here only our own back-off is added.
  return wish > LONGEST_WAIT_MS ? null : FIRST_PAUSE_MS * 2 ** attempt;
}
