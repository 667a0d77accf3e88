import { DuLuanError, type ErrorCode } from '../../domain/errors.ts';
import { nextRhythm } from '../../domain/rhythm.ts';
import type { HealthState, SourceHealth } from '../../domain/source.ts';
import type { Finding, Visit } from './visit.ts';

/** What a visit came to, counted while it goes on. */
export interface VisitTally {
  found: number;
  fresh: number;
  failed: number;
  /** Failures by code, with the first message of each. */
  readonly faults: Map<ErrorCode, { count: number; readonly message: string }>;
}

/** The name of each fault on screen. Codes that are missing here are faults of ours; the log has them. */
const STATES: Partial<Record<ErrorCode, HealthState>> = {
  EGRESS_REFUSED: 'egress-refused',
  FETCH_UNREACHABLE: 'unreachable',
  FETCH_TIMED_OUT: 'timed-out',
  FETCH_HTTP: 'http-error',
  FETCH_RATE_LIMITED: 'rate-limited',
  FETCH_TOO_LARGE: 'too-large',
  FETCH_REDIRECTS: 'http-error',
  ROBOTS_DISALLOWED: 'robots-disallowed',
  HOST_BUDGET: 'budget-used-up',
  CRAWL_DELAY: 'crawl-delay',
  FEED_BROKEN: 'broken-feed',
  FEED_EMPTY: 'empty-feed',
  PAGE_BLOCKED: 'blocked',
  PAGE_NOT_ARTICLE: 'broken-feed',
  BROWSER_MISSING: 'browser-missing',
  BROWSER_FAILED: 'browser-failed',
  KEY_MISSING: 'key-missing',
  KEY_REFUSED: 'key-refused',
  QUOTA_USED_UP: 'quota-used-up',
};

/** States in which a visit could read something, or knows that there is nothing new. */
const GOOD: ReadonlySet<HealthState> = new Set(['ok', 'not-modified', 'partly-failed']);

export function newVisitTally(): VisitTally {
  return { found: 0, fresh: 0, failed: 0, faults: new Map() };
}

export function count(finding: Finding, tally: VisitTally): void {
  tally.found += 1;
  if (finding.type === 'item') tally.fresh += 1;
  if (finding.type !== 'failed') return;
  tally.failed += 1;
  const fault = tally.faults.get(finding.code);
  if (fault) fault.count += 1;
  else tally.faults.set(finding.code, { count: 1, message: finding.message });
}

/**
 * Health after a visit. `fault` is what kept the listing from being read, null when it was read. Validators are kept only when nothing
 * failed: a 304 would otherwise hide what was not read.
 */
export function healthAfter(visit: Visit, tally: VisitTally, fault: unknown): SourceHealth {
  const { previous, notes } = visit;
  const at = visit.now();
  const { state, detail } = judge(visit, tally, fault);
  const isGood = GOOD.has(state);
  const keepsValidators = state === 'ok' || state === 'not-modified';
  return {
    sourceId: visit.source.id,
    state,
    stateSince: previous?.state === state ? previous.stateSince : at,
    checkedAt: at,
    lastGoodAt: isGood ? at : (previous?.lastGoodAt ?? null),
    lastNewAt: tally.fresh > 0 ? at : (previous?.lastNewAt ?? null),
    failuresInRow: isGood ? 0 : (previous?.failuresInRow ?? 0) + 1,
    found: tally.found,
    failed: tally.failed,
    detail,
    etag: keepsValidators ? notes.etag : null,
    lastModified: keepsValidators ? notes.lastModified : null,
    ...rhythmAfter(previous, at, isGood ? tally : null),
    ...platformFacts(visit, fault),
  };
}

/** `tally` is null for a visit that could not be read: it says nothing of how often the source publishes. */
function rhythmAfter(previous: SourceHealth | null, at: number, tally: VisitTally | null): Pick<SourceHealth, 'rhythm'> {
  if (tally === null) return previous?.rhythm ? { rhythm: previous.rhythm } : {};
  const lastGoodAt = previous?.lastGoodAt ?? null;
  return { rhythm: nextRhythm(previous?.rhythm, lastGoodAt === null ? null : at - lastGoodAt, tally.fresh > 0) };
}

/** What an API was asked for, and until when it wants its peace; nothing for other sources. */
function platformFacts({ notes, previous }: Visit, fault: unknown): Pick<SourceHealth, 'quota' | 'notBefore'> {
  const quota = notes.quota ?? previous?.quota;
  const notBefore = fault instanceof DuLuanError ? fault.facts['notBefore'] : undefined;
  return { ...(quota ? { quota } : {}), ...(typeof notBefore === 'number' ? { notBefore } : {}) };
}

function judge(visit: Visit, tally: VisitTally, fault: unknown): { readonly state: HealthState; readonly detail: string | null } {
  if (fault !== null) return ofFault(fault);
  if (visit.notes.notModified) return { state: 'not-modified', detail: null };
  if (tally.found === 0) return { state: 'empty-feed', detail: new DuLuanError('FEED_EMPTY', { url: visit.source.url }).message };
  if (tally.failed === 0) return { state: 'ok', detail: null };
  // Tells more than that a part failed: nothing is wrong with these pages.
  const budget = tally.faults.get('HOST_BUDGET');
  if (budget) return { state: 'budget-used-up', detail: budget.message };
  const [code, most] = [...tally.faults].reduce((a, b) => (b[1].count > a[1].count ? b : a));
  const detail = `${tally.failed} of ${tally.found} failed, ${most.count} like this: ${most.message}`;
  return { state: tally.failed < tally.found ? 'partly-failed' : (STATES[code] ?? 'broken-feed'), detail };
}

function ofFault(fault: unknown): { readonly state: HealthState; readonly detail: string } {
  if (fault instanceof DuLuanError) return { state: STATES[fault.code] ?? 'broken-feed', detail: fault.message };
  return { state: 'broken-feed', detail: 'the visit failed on our side; the log has the reason' };
}
