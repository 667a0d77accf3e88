import { DAY_MS } from '../domain/time.ts';
import type { Source, SourceHealth } from '../domain/source.ts';

export type Answer = 'answered' | 'silent' | 'failed' | 'neverVisited';

export interface Coverage {
  readonly sources: number;
  readonly answered: number;
  readonly silent: number;
  readonly failed: number;
  readonly neverVisited: number;
}

/** A source that answers but brings nothing new for so long has moved or dried up: even a ward's portal publishes weekly. */
const SILENT_AFTER_MS = 7 * DAY_MS;

/**
 * How a source took part, by its last visit. A visit that was read only in part counts as failed: what is missing is unknown.
 * Without a record, or never visited: `neverVisited`.
 */
export function answerOf(health: SourceHealth | undefined, now: number): Answer {
  if (!health || health.state === 'never-visited' || health.checkedAt === null) return 'neverVisited';
  if (health.state === 'empty-feed') return 'silent';
  if (health.state !== 'ok' && health.state !== 'not-modified') return 'failed';
  return now - (health.lastNewAt ?? health.stateSince) > SILENT_AFTER_MS ? 'silent' : 'answered';
}

/** Sums over the sources of a profile; health of sources that the profile no longer has is left out. */
export function coverageOf(sources: readonly Source[], health: readonly SourceHealth[], now: number): Coverage {
  const byId = new Map(health.map((one) => [one.sourceId, one]));
  const sums = { sources: sources.length, answered: 0, silent: 0, failed: 0, neverVisited: 0 };
  for (const source of sources) sums[answerOf(byId.get(source.id), now)] += 1;
  return sums;
}
