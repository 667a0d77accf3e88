import { setTimeout as pause } from 'node:timers/promises';
import { intervalOf } from '../domain/rhythm.ts';
import type { Source, SourceHealth } from '../domain/source.ts';
import { DAY_MS } from '../domain/time.ts';
import type { CrawlLease } from '../queue/crawl-lease.ts';
import { collectSource, type CollectDeps } from './collect-source.ts';

const MINUTE_MS = 60_000;
/** Longest pause between looks at the timetable, so that a stop or a new source is noticed. */
const LONGEST_NAP_MS = 1_000;
/** A source that keeps failing is visited up to this many times more rarely. */
const LONGEST_BACK_OFF = 8;
/** Each visit spends a quota that all sources share, so a lively source is not visited more often than the profile allows. */
const PAID_BY_QUOTA: ReadonlySet<Source['kind']> = new Set(['youtube', 'facebook-page', 'threads']);

export interface ScheduleDeps extends CollectDeps {
  readonly atOnce: number;
  /** Asked for before each look at the timetable; nothing is visited without it. */
  readonly lease: Pick<CrawlLease, 'hold'>;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/**
 * When a source is due, UTC milliseconds; 0 for one that was never visited. The interval follows the source's rhythm (`intervalOf`). Failures
 * in a row stretch it twofold each, up to eightfold, but never beyond a day;
 * a platform whose quota is used up is left alone until it counts anew.
 */
export function dueAt(source: Source, health: SourceHealth | null): number {
  if (!health || health.checkedAt === null) return 0;
  const stretch = Math.min(LONGEST_BACK_OFF, 2 ** health.failuresInRow);
  const startMs = source.everyMinutes * MINUTE_MS;
  const interval = Math.max(intervalOf(health.rhythm, startMs), PAID_BY_QUOTA.has(source.kind) ? startMs : 0);
  return Math.max(health.notBefore ?? 0, health.checkedAt + Math.max(interval, Math.min(interval * stretch, DAY_MS)));
}

/**
 * Visits each source when it is due, at most `atOnce` side by side and never one source twice at a time, until the signal aborts. While another
 * process has the lease it stands by; what the other one has visited meanwhile is read from the store when it takes over. A process that loses its
 * lease, because it was out of reach for longer than that lasts, ends the visits under way and begins no other.
 */
export async function keepVisiting(sources: readonly Source[], deps: ScheduleDeps): Promise<void> {
  const health = new Map<string, SourceHealth>();
  const underWay = new Map<string, Promise<void>>();
  let isHolder = false;
  while (!deps.signal.aborted) {
    const wasHolder: boolean = isHolder;
    isHolder = (await deps.lease.hold()) && (wasHolder || (await readHealth(health, deps)));
    if (!isHolder) {
      if (wasHolder) deps.log.warn({}, 'another process visits the sources now');
      await pause(LONGEST_NAP_MS, undefined, { signal: deps.signal }).catch(() => {});
      continue;
    }
    const due = sources.filter((source) => !underWay.has(source.id) && dueAt(source, health.get(source.id) ?? null) <= deps.now());
    for (const source of due.slice(0, deps.atOnce - underWay.size)) {
      const visit = visitOne(source, health, deps).finally(() => underWay.delete(source.id));
      underWay.set(source.id, visit);
    }
    await pause(LONGEST_NAP_MS, undefined, { signal: deps.signal }).catch(() => {});
  }
  await Promise.all(underWay.values());
}

/** What is known of the sources; false when the store does not say, and then nothing is visited. */
async function readHealth(health: Map<string, SourceHealth>, deps: ScheduleDeps): Promise<boolean> {
  try {
    for (const each of await deps.store.sourceHealth()) health.set(each.sourceId, each);
    return true;
  } catch (error) {
    deps.log.error({ err: error }, 'health of the sources cannot be read');
    return false;
  }
}

async function visitOne(source: Source, health: Map<string, SourceHealth>, deps: ScheduleDeps): Promise<void> {
  try {
    health.set(source.id, await collectSource(source, health.get(source.id) ?? null, deps));
  } catch (error) {
    // The program is ending: an unfinished visit leaves no trace and is repeated at the next start.
    if (deps.signal.aborted) return;
    // Queue or store failed, not the source: nothing is known to have been taken over, so the visit is repeated later.
    deps.log.error({ sourceId: source.id, err: error }, 'visit failed');
    await pause(LONGEST_NAP_MS * LONGEST_BACK_OFF, undefined, { signal: deps.signal }).catch(() => {});
  }
}
