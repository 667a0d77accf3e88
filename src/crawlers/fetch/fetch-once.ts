import { request, type Dispatcher } from 'undici';
import { DuLuanError } from '../../domain/errors.ts';
import { ACCEPTED_ENCODINGS, readBody } from './read-body.ts';

/** One answer of one server: no redirect followed, nothing tried again. */
export interface Answer {
  readonly status: number;
  readonly location: string | null;
  /** Milliseconds that the server asks to wait; null when it does not. */
  readonly retryAfterMs: number | null;
  readonly contentType: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Empty unless the status is 2xx, or the request reads refusals. */
  readonly body: Uint8Array;
  /** What Meta's platforms say of their limits beside an answer, JSON; null elsewhere. */
  readonly usage: string | null;
}

export interface OneRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly dispatcher: Dispatcher;
  readonly maxBytes: number;
  /** Left of the time that the whole fetch may take. */
  readonly timeoutMs: number;
  /** Aborts when the crawler closes. */
  readonly signal: AbortSignal;
  /** Read the body of a 4xx or 5xx as well: an API says in it why it refuses. */
  readonly readsRefusals?: boolean;
}

const TIMEOUT_CODES: ReadonlySet<string> = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

/** @throws DuLuanError FETCH_TIMED_OUT, FETCH_TOO_LARGE, FETCH_UNREACHABLE, EGRESS_REFUSED, CRAWLER_CLOSED. */
export async function fetchOnce(wanted: OneRequest): Promise<Answer> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  const timer = setTimeout(abort, wanted.timeoutMs);
  wanted.signal.addEventListener('abort', abort);
  try {
    wanted.signal.throwIfAborted();
    const response = await request(wanted.url, {
      dispatcher: wanted.dispatcher,
      signal: stop.signal,
      headers: { ...wanted.headers, 'accept-encoding': ACCEPTED_ENCODINGS },
    });
    const header = (name: string): string | null => [response.headers[name]].flat().join(', ') || null;
    const { statusCode } = response;
    const isRead = (statusCode >= 200 && statusCode < 300) || (statusCode >= 400 && wanted.readsRefusals === true);
    // Elsewhere a refusal's body is of no interest; closing the connection is cheaper than reading it.
    if (!isRead) response.body.destroy();
    // destroy() before the end is reported as an error event, which nobody else listens for.
    response.body.on('error', () => {});
    return {
      status: statusCode,
      location: asUtf8(header('location')),
      retryAfterMs: retryAfterMs(header('retry-after')),
      contentType: header('content-type') ?? '',
      etag: header('etag'),
      lastModified: header('last-modified'),
      usage: header('x-business-use-case-usage'),
      body: isRead ? await readBody(response.body, header('content-encoding') ?? '', wanted) : new Uint8Array(),
    };
  } catch (err) {
    throw translated(err, wanted, stop.signal.aborted);
  } finally {
    clearTimeout(timer);
    wanted.signal.removeEventListener('abort', abort);
  }
}

/** Headers arrive as Latin-1; addresses with Vietnamese letters are sent in UTF-8, and browsers read them so. */
function asUtf8(value: string | null): string | null {
  if (value === null || !/[\x80-\xff]/.test(value)) return value;
  const text = Buffer.from(value, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? value : text;
}

/** RFC 9110: seconds or a date. null for anything else. */
function retryAfterMs(value: string | null): number | null {
  if (value === null) return null;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}

function translated(err: unknown, wanted: OneRequest, aborted: boolean): DuLuanError {
  if (err instanceof DuLuanError) return err;
  if (wanted.signal.aborted) return new DuLuanError('CRAWLER_CLOSED', {}, { cause: err });
  const code = codeOf(err);
  if (aborted || TIMEOUT_CODES.has(code))
    return new DuLuanError('FETCH_TIMED_OUT', { url: wanted.url, seconds: Math.ceil(wanted.timeoutMs / 1_000) }, { cause: err });
  return new DuLuanError('FETCH_UNREACHABLE', { url: wanted.url, detail: code || String(err) }, { cause: err });
}

function codeOf(err: unknown): string {
  // Connecting to several addresses fails with an AggregateError, whose first fault tells the reason.
  const cause: unknown = err instanceof AggregateError ? err.errors[0] : err;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
