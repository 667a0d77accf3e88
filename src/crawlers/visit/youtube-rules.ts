import { z } from 'zod';
import { DuLuanError } from '../../domain/errors.ts';
import type { PlatformRules, RefusedAnswer } from './platform.ts';

/** YouTube counts by the days of California, whatever the server's clock says (https://developers.google.com/youtube/v3/getting-started#quota). */
const ZONE = 'America/Los_Angeles';
/** After a refusal for speed without a wish: its limits by the minute have long passed by then. */
const REST_MS = 10 * 60_000;

const refusalSchema = z.object({
  error: z.object({
    errors: z.array(z.object({ reason: z.string().catch('') })).catch([]),
    details: z
      .array(z.object({ reason: z.string().catch(''), metadata: z.object({ quota_unit: z.string().catch('') }).catch({ quota_unit: '' }) }))
      .catch([]),
  }),
});

const QUOTA = new Set(['quotaExceeded', 'dailyLimitExceeded', 'dailyLimitExceededUnreg']);
const SPEED = new Set(['rateLimitExceeded', 'userRateLimitExceeded', 'RATE_LIMIT_EXCEEDED']);
const KEY = new Set([
  'keyInvalid', 'keyExpired', 'API_KEY_INVALID', 'API_KEY_EXPIRED', 'API_KEY_SERVICE_BLOCKED', 'API_KEY_IP_ADDRESS_BLOCKED', 'API_KEY_HTTP_REFERRER_BLOCKED',
  'accessNotConfigured', 'SERVICE_DISABLED', 'ipRefererBlocked', 'authError', 'CONSUMER_SUSPENDED', 'CONSUMER_INVALID',
]); // prettier-ignore

export const YOUTUBE: PlatformRules = {
  platform: 'youtube',
  name: 'YouTube',
  variable: 'DU_LUAN_YOUTUBE_KEY',
  keyIn: 'header',
  keyName: 'x-goog-api-key',
  // What a project gets unless Google grants it more.
  dailyLimit: 10_000,
  dayOf: (instant) => zoned(instant).toPlainDate().toString(),
  refusalOf,
};

function refusalOf(body: unknown, answer: RefusedAnswer): DuLuanError {
  const { url, status, now } = answer;
  const error = refusalSchema.safeParse(body).data?.error;
  const details = error?.details ?? [];
  const reasons = [...(error?.errors ?? []), ...details].map(({ reason }) => reason);
  const isDaily = details.some(({ metadata }) => metadata.quota_unit.startsWith('1/d'));
  if (isDaily || reasons.some((reason) => QUOTA.has(reason)))
    return new DuLuanError('QUOTA_USED_UP', { platform: YOUTUBE.name, notBefore: nextMidnight(now) });
  if (status === 429 || reasons.some((reason) => SPEED.has(reason)))
    return new DuLuanError('FETCH_RATE_LIMITED', { url, notBefore: now + (answer.retryAfterMs ?? REST_MS) });
  const aboutKey = reasons.find((reason) => KEY.has(reason));
  if (aboutKey !== undefined || status === 401)
    return new DuLuanError('KEY_REFUSED', { platform: YOUTUBE.name, variable: YOUTUBE.variable, reason: aboutKey ?? `status ${status}` });
  return new DuLuanError('FETCH_HTTP', { url, httpStatus: status, reason: reasons[0] ?? '' });
}

/** Next midnight in California, UTC milliseconds. Days there have 23 to 25 hours. */
function nextMidnight(now: number): number {
  return zoned(now).startOfDay().add({ days: 1 }).epochMilliseconds;
}

function zoned(instant: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(ZONE);
}
