import { describe, expect, it } from 'vitest';
import { dueAt } from '../../src/collect/schedule.ts';
import { nextRhythm } from '../../src/domain/rhythm.ts';
import { sourceSchema, type Source, type SourceHealth } from '../../src/domain/source.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/time.ts';

const source = sourceSchema.parse({
  id: 'bao',
  name: 'Báo',
  kind: 'feed',
  url: 'https://bao.example/rss',
  outlet: 'bao',
  everyMinutes: 10,
});
const MINUTE_MS = 60_000;

function health(changes: Partial<SourceHealth>): SourceHealth {
  return {
    sourceId: 'bao',
    state: 'ok',
    stateSince: 0,
    checkedAt: 1_000_000,
    lastGoodAt: null,
    lastNewAt: null,
    failuresInRow: 0,
    found: 0,
    failed: 0,
    detail: null,
    etag: null,
    lastModified: null,
    ...changes,
  };
}

describe('dueAt', () => {
  it('is at once for a source that was never visited', () => {
    expect(dueAt(source, null)).toBe(0);
    expect(dueAt(source, health({ checkedAt: null }))).toBe(0);
  });

  it('is one interval after the last visit', () => {
    expect(dueAt(source, health({}))).toBe(1_000_000 + 10 * MINUTE_MS);
  });

  it('is not before a platform counts its quota anew', () => {
    expect(dueAt(source, health({ state: 'quota-used-up', failuresInRow: 1, notBefore: 90_000_000 }))).toBe(90_000_000);
    expect(dueAt(source, health({ notBefore: 5 }))).toBe(1_000_000 + 10 * MINUTE_MS);
  });

  it('doubles with each failure in a row, up to eightfold', () => {
    const waits = [1, 2, 3, 4, 30].map((failuresInRow) => (dueAt(source, health({ failuresInRow })) - 1_000_000) / MINUTE_MS);
    expect(waits).toEqual([20, 40, 80, 80, 80]);
  });
});

/** Visits a source whose items come at `publishes(minute)`, on a clock of its own, through the real rhythm. Gives visits per day and delays of the last week. */
function simulate(publishes: (at: number) => boolean, days: number): { readonly visitsPerDay: number; readonly meanDelayMinutes: number } {
  const week = (days - 7) * DAY_MS;
  let known = health({ checkedAt: 0, lastGoodAt: 0 });
  let waiting: number[] = [];
  const delays: number[] = [];
  let visits = 0;
  for (let now = MINUTE_MS; now < days * DAY_MS; now += MINUTE_MS) {
    if (publishes(now)) waiting.push(now);
    if (dueAt(source, known) > now) continue;
    const rhythm = nextRhythm(known.rhythm, now - (known.checkedAt ?? 0), waiting.length > 0);
    known = health({ checkedAt: now, lastGoodAt: now, rhythm });
    if (now >= week) visits += 1;
    if (now >= week) delays.push(...waiting.map((at) => (now - at) / MINUTE_MS));
    waiting = [];
  }
  return { visitsPerDay: visits / 7, meanDelayMinutes: delays.reduce((sum, each) => sum + each, 0) / delays.length };
}

describe('polling that follows the source', () => {
  it('visits a paper that publishes every 20 minutes by day often by day and rarely by night', () => {
    const { visitsPerDay, meanDelayMinutes } = simulate((at) => at % DAY_MS < 16 * HOUR_MS && at % (20 * MINUTE_MS) === 0, 21);
    expect(meanDelayMinutes).toBeLessThan(10);
    // Ten minutes by day are 96 visits; the night of eight hours adds few.
    expect(visitsPerDay).toBeLessThan(120);
    expect(visitsPerDay).toBeGreaterThan(80);
  });

  it('visits a portal that publishes once in four days about once a day', () => {
    const { visitsPerDay } = simulate((at) => at % (4 * DAY_MS) === 0, 60);
    expect(visitsPerDay).toBeLessThan(3);
    expect(visitsPerDay).toBeGreaterThanOrEqual(1);
  });

  it('spends a platform’s quota no faster than the profile allows, however lively the source is', () => {
    const lively = health({ rhythm: { gaps: Array<number>(20).fill(MINUTE_MS), quietMs: 0 } });
    const every = (kind: Source['kind']): number => (dueAt({ ...source, kind, everyMinutes: 240 }, lively) - 1_000_000) / MINUTE_MS;
    expect([every('feed'), every('youtube'), every('threads')]).toEqual([10, 240, 240]);
  });

  it('does not let failures push a slow source beyond a day', () => {
    const slow = health({ failuresInRow: 3, rhythm: { gaps: Array<number>(20).fill(DAY_MS), quietMs: 0 } });
    expect(dueAt(source, slow) - 1_000_000).toBe(DAY_MS);
  });
});
