import { ApiFault } from './api-fault.ts';

/** The server gives up on a query after 8 s; a page that waits longer waits for nobody. */
const TIMEOUT_MS = 20_000;

/**
 * Asks our own server and trusts the shape of what it answers: both sides are typed by domain/views.ts and the server validates.
 * Throws ApiFault; an abort by the caller rises as it is.
 */
export async function getJson<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await request(path, signal);
  const body = await readBody(response, signal);
  if (response.ok) return body as T; // see above
  throw new ApiFault(codeOf(body) ?? 'UNREADABLE', response.status);
}

async function request(path: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(path, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
  } catch (cause) {
    signal.throwIfAborted();
    throw new ApiFault('UNREACHABLE', 0, { cause });
  }
}

async function readBody(response: Response, signal: AbortSignal): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    signal.throwIfAborted();
    throw new ApiFault('UNREADABLE', response.status, { cause });
  }
}

function codeOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
  const { error } = body;
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
