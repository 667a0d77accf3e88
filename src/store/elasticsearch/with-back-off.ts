import { setTimeout as pause } from 'node:timers/promises';
import { errors } from '@elastic/elasticsearch';
import { DuLuanError } from '../../domain/errors.ts';
import type { Log } from '../../domain/log.ts';

/** First pause, doubled up to the longest. The client's own retries wait for nothing: four tries at a 503 take it 7 ms. */
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;

/** How long the first try may take, and the last: a node that hangs must not cost half a minute, a slow one must get its time. */
const FIRST_TIMEOUT_MS = 5_000;
const LONGEST_TIMEOUT_MS = 30_000;
/** Twofold, a node that hangs for 8 s would cost 15 s. */
const TIMEOUT_GROWTH = 1.5;

export interface BackOff {
  /** Milliseconds after which an outage is told to the caller. */
  readonly patienceMs: number;
  readonly log: Log;
  /** Aborted when the store is closed; whoever waits is told so. */
  readonly closing: AbortSignal;
}

/** For requests that are small as a rule: each try may take longer than the one before. */
export interface Try {
  readonly requestTimeout: number;
  readonly signal: AbortSignal;
}

/**
 * Repeats work while Elasticsearch is out of reach or asks for a pause (429, 502, 503, 504), which is safe because every write of ours is
 * idempotent. Other faults rise at once.
 * @throws DuLuanError STORE_UNREACHABLE after `patienceMs`, STORE_FORBIDDEN at once, STORE_CLOSED when the store is closed meanwhile,
 * OUT_OF_SPACE when the disk's flood stage blocks writes
 */
export async function withBackOff<T>(work: (settings: Try) => Promise<T>, options: BackOff): Promise<T> {
  const startedAt = performance.now();
  let requestTimeout = FIRST_TIMEOUT_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    try {
      return await work({ requestTimeout, signal: options.closing });
    } catch (error) {
      hideRequest(error);
      if (options.closing.aborted) throw new DuLuanError('STORE_CLOSED', {}, { cause: error });
      if (isFloodStage(error)) throw new DuLuanError('OUT_OF_SPACE', { path: 'Elasticsearch' }, { cause: error });
      if (isForbidden(error)) throw storeForbidden(error);
      if (isUntrusted(error)) throw storeUntrusted(error);
      if (!isPassing(error)) throw error;
      const detail = error instanceof Error ? error.message : String(error);
      if (performance.now() - startedAt + pauseMs > options.patienceMs)
        throw new DuLuanError('STORE_UNREACHABLE', { detail }, { cause: error });
      options.log.warn({ pauseMs, detail }, 'store asks for a pause');
      await pause(pauseMs * (0.5 + Math.random() / 2), undefined, { signal: options.closing }).catch(() => {});
      if (options.closing.aborted) throw new DuLuanError('STORE_CLOSED', {}, { cause: error });
      requestTimeout = Math.min(LONGEST_TIMEOUT_MS, requestTimeout * TIMEOUT_GROWTH);
    }
  }
}

/** HTTP statuses that mean "later", not "never". */
export const PASSING_STATUS: ReadonlySet<number> = new Set([429, 502, 503, 504]);

function isPassing(error: unknown): boolean {
  if (error instanceof errors.ConnectionError || error instanceof errors.TimeoutError || error instanceof errors.NoLivingConnectionsError)
    return true;
  return error instanceof errors.ResponseError && PASSING_STATUS.has(error.statusCode ?? 0);
}

/** Whether Elasticsearch blocks writes because its disk is nearly full; takes a fault or the reason in an answer. */
export function isFloodStage(fault: unknown): boolean {
  return (fault instanceof Error ? fault.message : String(fault)).includes('flood-stage watermark');
}

/** Statuses of Elasticsearch for a user that it does not know, and for one that may not do what was asked. */
const FORBIDDEN_STATUS: ReadonlySet<number> = new Set([401, 403]);

/** Whether the account is at fault; takes the fault of a request or the status of one document. */
export function isForbidden(fault: unknown): boolean {
  const status = fault instanceof errors.ResponseError ? fault.statusCode : fault;
  return typeof status === 'number' && FORBIDDEN_STATUS.has(status);
}

/** Elasticsearch's reason names the user and what was refused, never the password. */
export function storeForbidden(cause: unknown, reason?: string): DuLuanError {
  const detail = reason ?? (cause instanceof Error ? cause.message : String(cause));
  return new DuLuanError('STORE_FORBIDDEN', { detail: detail.replaceAll(/\s+/g, ' ') }, { cause });
}

/** Whether the node shows a certificate that nobody vouches for, which waiting does not mend. */
function isUntrusted(error: unknown): boolean {
  return error instanceof errors.ConnectionError && /certificate|altnames/i.test(error.message);
}

function storeUntrusted(cause: unknown): DuLuanError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const detail = `its certificate is not trusted (${reason}); name the authority's in DU_LUAN_STORE_CA_FILE`;
  return new DuLuanError('STORE_UNREACHABLE', { detail }, { cause });
}

/** The client's faults carry the request along, and with it the texts of items: what is not enumerable reaches no log. */
function hideRequest(fault: unknown): void {
  if (fault instanceof errors.ElasticsearchClientError && 'meta' in fault) Object.defineProperty(fault, 'meta', { enumerable: false });
}
