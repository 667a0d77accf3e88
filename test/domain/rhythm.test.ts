import { describe, expect, it } from 'vitest';
import { intervalOf, longestUsualSilence, nextRhythm, type Rhythm } from '../../src/domain/rhythm.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/time.ts';

const MINUTE_MS = 60_000;
const START_MS = 30 * MINUTE_MS;

function steady(gap: number, quietMs = 0): Rhythm {
  return { gaps: Array<number>(20).fill(gap), quietMs };
}

describe('the rhythm of a source', () => {
  it('learns nothing from the first visit, to which everything is new', () => {
    expect(nextRhythm(undefined, null, true)).toEqual({ gaps: [], quietMs: 0 });
  });

  it('counts the time between visits that brought something new, and keeps the last 64', () => {
    let rhythm: Rhythm | undefined = nextRhythm(undefined, null, true);
    rhythm = nextRhythm(rhythm, HOUR_MS, false);
    rhythm = nextRhythm(rhythm, 2 * HOUR_MS, true);
    expect(rhythm).toEqual({ gaps: [3 * HOUR_MS], quietMs: 0 });
    for (let visit = 1; visit <= 70; visit += 1) rhythm = nextRhythm(rhythm, visit * MINUTE_MS, true);
    expect([rhythm.gaps.length, rhythm.gaps[0], rhythm.gaps.at(-1)]).toEqual([64, 7 * MINUTE_MS, 70 * MINUTE_MS]);
  });

  it('takes a week in which nobody looked for one day', () => {
    expect(nextRhythm(steady(HOUR_MS), 7 * DAY_MS, false).quietMs).toBe(DAY_MS);
  });
});

describe('the interval between visits', () => {
  it.each<[string, Rhythm | undefined, number]>([
    ['the configured one before there is a rhythm', undefined, START_MS],
    ['the configured one while there are too few gaps', { gaps: [1, 2, 3], quietMs: 0 }, START_MS],
    ['half of the usual gap', steady(4 * HOUR_MS), 2 * HOUR_MS],
    ['never under 10 minutes', steady(MINUTE_MS), 10 * MINUTE_MS],
    ['never over a day', steady(30 * DAY_MS), DAY_MS],
    ['an eighth of a silence', steady(20 * MINUTE_MS, 8 * HOUR_MS), HOUR_MS],
  ])('is %s', (_, rhythm, expected) => {
    expect(intervalOf(rhythm, START_MS)).toBe(expected);
  });

  it('may start below 10 minutes or above a day where the profile says so', () => {
    expect(intervalOf(steady(1), MINUTE_MS)).toBe(MINUTE_MS);
    expect(intervalOf(steady(30 * DAY_MS), 3 * DAY_MS)).toBe(3 * DAY_MS);
  });
});

describe('the longest silence that is usual', () => {
  it.each<[string, Rhythm | undefined, number]>([
    ['7 days without a rhythm', undefined, 7 * DAY_MS],
    ['2 days for a busy paper', steady(HOUR_MS), 2 * DAY_MS],
    ['a week for a weekly', steady(7 * DAY_MS), 7 * DAY_MS],
    ['what the source has done before', { gaps: [...Array<number>(30).fill(HOUR_MS), 5 * DAY_MS], quietMs: 0 }, 5 * DAY_MS],
  ])('is %s', (_, rhythm, expected) => {
    expect(longestUsualSilence(rhythm)).toBe(expected);
  });
});
