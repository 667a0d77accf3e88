import { z } from 'zod';
import { DuLuanError } from '../../domain/errors.ts';
import { dayOf } from '../../domain/time.ts';
import type { PlatformRules, RefusedAnswer } from './platform.ts';

/** Meta counts over rolling hours; whoever is refused without a wish waits one of them. */
const REST_MS = 3_600_000;
/** More patience than a day is a mistake in the header. */
const LONGEST_REST_MS = 24 * REST_MS;

const refusalSchema = z.object({ error: z.object({ code: z.number().catch(0), error_subcode: z.number().catch(0) }) });
const usageSchema = z.record(z.string(), z.array(z.object({ estimated_time_to_regain_access: z.number().catch(0) })));

/** Codes of https://developers.facebook.com/docs/graph-api/guides/error-handling and …/overview/rate-limiting. */
const RATE = new Set([4, 17, 32, 341, 368, 613]);
const KEY = new Set([10, 102, 190, 463, 467]);
/** Subcodes of 190, in words for whoever has to renew the token. */
const EXPIRED = new Set([463, 467]);
const UNKNOWN_OBJECT = new Set([33, 2018001]);

export const FACEBOOK: PlatformRules = {
  platform: 'facebook',
  name: 'Facebook',
  variable: 'DU_LUAN_FACEBOOK_TOKEN',
  keyIn: 'query',
  keyName: 'access_token',
  // It grows with the number of people who used the Page, which Meta does not tell.
  dailyLimit: null,
  dayOf,
  refusalOf: (body, answer) => refusalOf(FACEBOOK, body, answer),
};

export const THREADS: PlatformRules = {
  ...FACEBOOK,
  platform: 'threads',
  name: 'Threads',
  variable: 'DU_LUAN_THREADS_TOKEN',
  // Searches within 24 hours; those without results do not count there, but do here.
  dailyLimit: 2_200,
  refusalOf: (body, answer) => refusalOf(THREADS, body, answer),
};

function refusalOf({ name, variable }: PlatformRules, body: unknown, answer: RefusedAnswer): DuLuanError {
  const { url, status, now } = answer;
  const { code, error_subcode: subcode } = refusalSchema.safeParse(body).data?.error ?? { code: 0, error_subcode: 0 };
  if (status === 429 || RATE.has(code) || (code >= 80_000 && code <= 80_014))
    return new DuLuanError('FETCH_RATE_LIMITED', { url, reason: `code ${code}`, notBefore: now + restMs(answer) });
  if (status === 401 || KEY.has(code) || (code >= 200 && code <= 299)) {
    const reason = EXPIRED.has(subcode) || EXPIRED.has(code) ? 'it has expired' : `code ${code}, subcode ${subcode}`;
    return new DuLuanError('KEY_REFUSED', { platform: name, variable, reason });
  }
  // "Unsupported get request": there is no such Page, or the token may not see it.
  return new DuLuanError('FETCH_HTTP', { url, httpStatus: UNKNOWN_OBJECT.has(subcode) ? 404 : status, reason: `code ${code}` });
}

/** Wait in milliseconds: Retry-After, or the minutes that the usage header estimates. */
function restMs({ retryAfterMs, usage }: RefusedAnswer): number {
  const wish = retryAfterMs ?? estimateMs(usage);
  return wish > 0 ? Math.min(wish, LONGEST_REST_MS) : REST_MS;
}

function estimateMs(usage: string | null): number {
  try {
    const parsed = usageSchema.safeParse(JSON.parse(usage ?? '{}'));
    const minutes = Object.values(parsed.data ?? {}).flatMap((uses) => uses.map((use) => use.estimated_time_to_regain_access));
    return Math.max(0, ...minutes) * 60_000;
  } catch {
    // A header that is no JSON estimates nothing.
    return 0;
  }
}
