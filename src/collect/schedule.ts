import { setTimeout as pause } from 'node:timers/promises';
import { intervalOf } from '../domain/rhythm.ts';
import type { Source, SourceHealth } from '../domain/source.ts';
import { DAY_MS } from '../domain/time.ts';
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

/** Visits each source when it is due, at most `atOnce` side by side and never one source twice at a time, until the signal aborts. */
export async function keepVisiting(sources: readonly Source[], deps: ScheduleDeps): Promise<void> {
  const health = new Map((await deps.store.sourceHealth()).map((each) => [each.sourceId, each]));
  const underWay = new Map<string, Promise<void>>();
  while (!deps.signal.aborted) {
    const due = sources.filter((source) => !underWay.has(source.id) && dueAt(source, health.get(source.id) ?? null) <= deps.now());
    for (const source of due.slice(0, deps.atOnce - underWay.size)) {
      const visit = visitOne(source, health, deps).finally(() => underWay.delete(source.id));
      underWay.set(source.id, visit);
    }
    await pause(LONGEST_NAP_MS, undefined, { signal: deps.signal }).catch(() => {});
  }
  await Promise.all(underWay.values());
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
