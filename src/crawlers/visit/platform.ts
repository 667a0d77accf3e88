import { DuLuanError, type ErrorCode } from '../../domain/errors.ts';
import type { ApiAnswer, ApiRequest } from '../fetch/ask-api.ts';
import type { Platform } from '../fetch/crawl-settings.ts';
import type { Visit } from './visit.ts';

/** What is known of a platform's API. Only official interfaces: without a key nothing is asked, and nothing is read in another way. */
export interface PlatformRules {
  readonly platform: Platform;
  readonly name: string;
  /** Setting that holds the key. */
  readonly variable: string;
  readonly keyIn: 'header' | 'query';
  readonly keyName: string;
  /** Units a day for all sources with the key; null when the platform names no number. */
  readonly dailyLimit: number | null;
  /** Day in which the platform counts an instant, `YYYY-MM-DD`. */
  readonly dayOf: (instant: number) => string;
  /** What a 4xx means, from its parsed body. Texts of the platform are never repeated: they may name somebody. */
  readonly refusalOf: (body: unknown, answer: RefusedAnswer) => DuLuanError;
}

export interface RefusedAnswer extends Pick<ApiAnswer, 'status' | 'retryAfterMs' | 'usage'> {
  /** Without the key. */
  readonly url: string;
  /** UTC milliseconds. */
  readonly now: number;
}

/** One question to an API. */
export interface Question {
  /** Below the API's base address, with a leading slash. */
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Quota units that it costs. 1 by default. */
  readonly units?: number;
  readonly etag?: string | null;
}

export interface Reply {
  readonly url: string;
  /** undefined for a 304. */
  readonly json: unknown;
  readonly notModified: boolean;
  readonly etag: string | null;
}

/** What concerns the key and not one video or post: the next question would be refused as well. */
const ENDS_VISIT: ReadonlySet<ErrorCode> = new Set(['KEY_MISSING', 'KEY_REFUSED', 'QUOTA_USED_UP', 'FETCH_RATE_LIMITED']);

/** Whether a fault ends a visit to a platform. What was read before it is kept. */
export function endsVisit(err: unknown): err is DuLuanError {
  return err instanceof DuLuanError && ENDS_VISIT.has(err.code);
}

/**
 * Asks a platform, counts what it costs, and keeps silent towards it for as long as it has asked for.
 * @throws DuLuanError KEY_MISSING, KEY_REFUSED, QUOTA_USED_UP, FETCH_*, FEED_BROKEN, EGRESS_REFUSED, CRAWLER_CLOSED.
 */
export async function askPlatform(rules: PlatformRules, question: Question, visit: Visit): Promise<Reply> {
  const { base, key } = visit.apis[rules.platform];
  if (key === '') throw new DuLuanError('KEY_MISSING', { platform: rules.name, variable: rules.variable });
  const rest = visit.rests.get(rules.platform);
  if (rest && Number(rest.facts['notBefore']) > visit.now()) throw rest;
  const url = `${base}${question.path}?${new URLSearchParams(question.parameters).toString()}`;
  const request: ApiRequest = {
    url,
    key: { in: rules.keyIn, name: rules.keyName, value: key },
    etag: question.etag ?? null,
    onSend: () => spend(rules, question.units ?? 1, visit),
  };
  const answer = await visit.ask(request);
  if (answer.status === 304) return { url, json: undefined, notModified: true, etag: answer.etag ?? question.etag ?? null };
  const json = parse(answer);
  if (answer.status < 400) {
    if (json === undefined) throw new DuLuanError('FEED_BROKEN', { url, detail: 'it is no JSON' });
    return { url, json, notModified: false, etag: answer.etag };
  }
  const refusal = rules.refusalOf(json, { ...answer, url, now: visit.now() });
  if (refusal.facts['notBefore'] !== undefined) visit.rests.set(rules.platform, refusal);
  throw refusal;
}

/** Adds to what the source has used on the platform's day. */
function spend(rules: PlatformRules, units: number, visit: Visit): void {
  const { notes, previous } = visit;
  const day = rules.dayOf(visit.now());
  const before = [notes.quota, previous?.quota].find((quota) => quota?.day === day);
  notes.quota = { day, used: (before?.used ?? 0) + units, limit: rules.dailyLimit };
}

function parse(answer: ApiAnswer): unknown {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(answer.body));
    return parsed;
  } catch {
    // Proxies refuse with HTML; the status still says what happened.
    return undefined;
  }
}
