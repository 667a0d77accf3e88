import { DuLuanError } from '../../domain/errors.ts';
import type { FetchDeps } from './fetch-page.ts';
import { fetchOnce, type Answer } from './fetch-once.ts';
import { hostOf } from './fetched-page.ts';
import { reported } from './report-fetch.ts';
import { onTheClock, withRetries, type TimeLeft } from './with-retries.ts';

export interface ApiRequest {
  /** Without the key: this is the address that faults and logs name. */
  readonly url: string;
  /** Where the platform wants its key. It is added for the moment of sending only. */
  readonly key: { readonly in: 'header' | 'query'; readonly name: string; readonly value: string };
  /** Validator of an earlier answer; a 304 says that nothing has changed. */
  readonly etag?: string | null;
  /** Called for each request that goes out, tries after a fault included: platforms count those, too. */
  readonly onSend: () => void;
}

/** 2xx, 304 and 4xx alike: what a refusal means is for the platform's reader to say. */
export type ApiAnswer = Pick<Answer, 'status' | 'body' | 'etag' | 'retryAfterMs' | 'usage'>;

/**
 * Asks an API once; faults of the network and 5xx are tried again, refusals never. Redirects are not followed, because the key would go
 * along.
 * @throws DuLuanError EGRESS_REFUSED, FETCH_*, CRAWLER_CLOSED.
 */
export function askApi(request: ApiRequest, deps: FetchDeps): Promise<ApiAnswer> {
  return withRetries((left) => askOnce(request, left, deps), deps);
}

async function askOnce(request: ApiRequest, left: TimeLeft, deps: FetchDeps): Promise<ApiAnswer> {
  const { url } = request;
  const inspection = deps.egress.inspect(url);
  if (!inspection.allowed) throw new DuLuanError('EGRESS_REFUSED', { url, reason: inspection.reason });
  const sent = {
    ...addressed(request, deps.settings.userAgent),
    dispatcher: deps.egress.dispatcher,
    maxBytes: deps.settings.maxBytes,
    signal: deps.signal,
  };
  const answer = await deps.pace.run(hostOf(url), 0, () =>
    deps.engine.run(url, () =>
      reported(
        deps.onFetch,
        ({ status }: Answer) => `${Math.trunc(status / 100)}xx`,
        () => {
          request.onSend();
          return onTheClock(left, (timeoutMs) => fetchOnce({ ...sent, timeoutMs, readsRefusals: true })).catch((err: unknown) => {
            throw withoutKey(err, url);
          });
        },
      ),
    ),
  );
  if (answer.status >= 500) throw new DuLuanError('FETCH_HTTP', { url, httpStatus: answer.status });
  if (answer.status >= 300 && answer.status < 400 && answer.status !== 304) throw new DuLuanError('FETCH_REDIRECTS', { url });
  return answer;
}

function addressed({ url, key, etag }: ApiRequest, userAgent: string): { readonly url: string; readonly headers: Record<string, string> } {
  const address = new URL(url);
  const headers: Record<string, string> = { 'user-agent': userAgent, accept: 'application/json' };
  if (key.in === 'header') headers[key.name] = key.value;
  else address.searchParams.set(key.name, key.value);
  if (etag) headers['if-none-match'] = etag;
  return { url: address.href, headers };
}

/** The same fault with the address as faults may name it. Its cause is left behind: it may hold the address that was sent. */
function withoutKey(err: unknown, url: string): unknown {
  return err instanceof DuLuanError && 'url' in err.facts ? new DuLuanError(err.code, { ...err.facts, url }) : err;
}
