import { DAY_MS } from '../domain/time.ts';
import { longestUsualSilence } from '../domain/rhythm.ts';
import { HEALTH_STATES, type Source, type SourceHealth } from '../domain/source.ts';

export type Answer = 'answered' | 'silent' | 'failed' | 'neverVisited';

export interface Coverage {
  readonly sources: number;
  readonly answered: number;
  readonly silent: number;
  readonly failed: number;
  readonly neverVisited: number;
}

/**
 * How a source took part, by its last visit. A visit that was read only in part counts as failed: what is missing is unknown.
 * Without a record, or never visited: `neverVisited`.
 */
export function answerOf(health: SourceHealth | undefined, now: number): Answer {
  if (!health || health.state === 'never-visited' || health.checkedAt === null) return 'neverVisited';
  if (health.state === 'empty-feed') return 'silent';
  if (health.state !== 'ok' && health.state !== 'not-modified') return 'failed';
  return quietFor(health, now) > longestUsualSilence(health.rhythm) ? 'silent' : 'answered';
}

/** What is said of a source on screen and in the digest. */
export function stateInWords(health: SourceHealth | undefined, now: number): string {
  if (!health || health.state === 'empty-feed' || answerOf(health, now) !== 'silent')
    return HEALTH_STATES[health?.state ?? 'never-visited'];
  const usual = Math.ceil(longestUsualSilence(health.rhythm) / DAY_MS);
  return `Trả lời nhưng ${Math.floor(quietFor(health, now) / DAY_MS)} ngày chưa có nội dung mới, lâu hơn nhịp thường lệ (nhiều nhất ${usual} ngày)`;
}

/** Milliseconds without anything new. Time in which nobody looked does not count where the rhythm is known. */
function quietFor(health: SourceHealth, now: number): number {
  return health.rhythm && health.rhythm.gaps.length > 0 ? health.rhythm.quietMs : now - (health.lastNewAt ?? health.stateSince);
}

/** Sums over the sources of a profile; health of sources that the profile no longer has is left out. */
export function coverageOf(sources: readonly Source[], health: readonly SourceHealth[], now: number): Coverage {
  const byId = new Map(health.map((one) => [one.sourceId, one]));
  const sums = { sources: sources.length, answered: 0, silent: 0, failed: 0, neverVisited: 0 };
  for (const source of sources) sums[answerOf(byId.get(source.id), now)] += 1;
  return sums;
}
