import { setTimeout as pause } from 'node:timers/promises';
import { DuLuanError } from '../../domain/errors.ts';
import { LONGEST_WAIT_MS } from './pace.ts';

/** First pause before another try; it doubles with each. */
const FIRST_PAUSE_MS = 1_000;

interface RetryDeps {
  readonly settings: { readonly maxRetries: number };
  /** Aborts when the crawler closes. */
  readonly signal: AbortSignal;
}

/** Does `work` again, up to `maxRetries` times, after a fault that may pass: of the network, 429 and 5xx. Throws the last fault, or CRAWLER_CLOSED. */
export async function withRetries<T>(work: () => Promise<T>, deps: RetryDeps): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (err) {
      const pauseMs = pauseBeforeRetry(err, attempt);
      if (pauseMs === null || attempt >= deps.settings.maxRetries) throw err;
      await pause(pauseMs, undefined, { signal: deps.signal }).catch((cause: unknown) => {
        throw new DuLuanError('CRAWLER_CLOSED', {}, { cause });
      });
    }
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
