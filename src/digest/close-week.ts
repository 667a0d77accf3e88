import { DuLuanError } from '../domain/errors.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { addDays, dayOf, HOUR_MS, mondayOf, weekOf } from '../domain/time.ts';
import { allOf } from './count-span.ts';
import { buildSnapshot, spanOfWeek, type DigestDeps } from './build-snapshot.ts';

/** Sunday's late news are on the sites by midnight and in the store after the next visits; six hours cover a night's outage. */
const GRACE_MS = 6 * HOUR_MS;

/** Figures of a week, and whether they may still change. */
export interface WeekFigures {
  readonly snapshot: Snapshot;
  readonly isClosed: boolean;
}

/** Whether a week may be closed: Sunday 24:00 plus six hours have passed. @throws BAD_REQUEST when `week` names no ISO week. */
export function isOver(week: string, now: number): boolean {
  return now >= spanOfWeek(week).to + GRACE_MS;
}

/** What is to be shown of a week: the closed figures when there are any, else those of this moment. Writes nothing. */
export async function figuresOfWeek(deps: DigestDeps, week: string): Promise<WeekFigures> {
  // Refuses text that names no week before the store is asked.
  spanOfWeek(week);
  const closed = await deps.store.getSnapshot(deps.profile.id, week);
  return closed ? { snapshot: closed, isClosed: true } : { snapshot: await buildSnapshot(deps, week), isClosed: false };
}

/**
 * Freezes the figures of a week that is over. Asked again it returns what was frozen, whatever the store holds by then. Call it when
 * collection is up to date; it cannot be taken back.
 * @throws BAD_REQUEST for a week that is not over or does not exist.
 */
export async function closeWeek(deps: DigestDeps, week: string): Promise<Snapshot> {
  const { snapshot, isClosed } = await figuresOfWeek(deps, week);
  if (isClosed) return snapshot;
  if (!isOver(week, deps.now())) throw new DuLuanError('BAD_REQUEST', { detail: `week ${week} is not over yet` });
  try {
    await deps.store.putSnapshot(snapshot);
    return snapshot;
  } catch (error) {
    // Another process closed it meanwhile: the first one wins, as for everything that is settled once.
    if (!(error instanceof DuLuanError) || error.code !== 'STORE_CONFLICT') throw error;
    const first = await deps.store.getSnapshot(deps.profile.id, week);
    if (!first) throw error;
    return first;
  }
}

/** Last week that is over at `now`. */
export function lastWeekOver(now: number): string {
  return weekOf(addDays(mondayOf(dayOf(now - GRACE_MS)), -7));
}

/**
 * Closes the last week that is over when it holds items and is not closed yet; for a timer. Returns the week it closed, or null.
 * Earlier weeks that were missed are left alone: coverage is known only for now.
 */
export async function closeLastWeek(deps: DigestDeps): Promise<string | null> {
  const week = lastWeekOver(deps.now());
  if (await deps.store.getSnapshot(deps.profile.id, week)) return null;
  const { total } = await deps.store.search(allOf(spanOfWeek(week)), { limit: 1, cursor: null });
  if (total === 0) return null;
  await closeWeek(deps, week);
  return week;
}

/** Week that a reader wants to see first: the last one that is over when it holds items, else that of the newest item, else it anyway. */
export async function weekToShow(deps: Pick<DigestDeps, 'store' | 'now'>): Promise<string> {
  const now = deps.now();
  const over = lastWeekOver(now);
  const { total } = await deps.store.search(allOf(spanOfWeek(over)), { limit: 1, cursor: null });
  if (total > 0) return over;
  const { newestAt } = await deps.store.totals();
  return newestAt === null ? over : weekOf(dayOf(Math.min(newestAt, now)));
}
