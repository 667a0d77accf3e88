import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkEvents, type LikelyPair } from '../../../../src/pipeline/analysis/story/link-events.ts';
import { DAY_MS } from '../../../../src/domain/time.ts';

const JOIN_AT = 0.7;

function byLikelihood(pairs: readonly LikelyPair[]): LikelyPair[] {
  return pairs.toSorted((a, b) => b.probability - a.probability || a.one - b.one || a.other - b.other);
}

/** Every pair within the places given. */
function clique(places: readonly number[], probability: number): LikelyPair[] {
  return places.flatMap((one, at) => places.slice(at + 1).map((other) => ({ one, other, probability })));
}

function groups(count: number, pairs: readonly LikelyPair[]): number[] {
  return linkEvents(
    Array.from({ length: count }, () => 0),
    byLikelihood(pairs),
    JOIN_AT,
  );
}

describe('linkEvents', () => {
  test('joins what is likely enough and leaves the rest alone', () => {
    const pairs = [
      { one: 0, other: 2, probability: 0.9 },
      { one: 1, other: 3, probability: 0.69 },
    ];
    expect(groups(4, pairs)).toEqual([0, 1, 0, 3]);
  });

  test('a chain is no story: the third must be likely with both of the first two', () => {
    const chain = [
      { one: 0, other: 1, probability: 0.95 },
      { one: 1, other: 2, probability: 0.9 },
    ];
    expect(groups(3, chain)).toEqual([0, 0, 2]);
    expect(groups(3, [...chain, { one: 0, other: 2, probability: 0.45 }])).toEqual([0, 0, 0]);
  });

  test('one planted bridge, however likely with everything, never merges two stories', () => {
    const size = fc.integer({ min: 2, max: 7 });
    const likely = fc.double({ min: JOIN_AT, max: 1, noNaN: true });
    fc.assert(
      fc.property(size, size, fc.tuple(likely, likely, likely), (left, right, [inLeft, inRight, ofBridge]) => {
        const lefts = Array.from({ length: left }, (_, at) => at);
        const rights = Array.from({ length: right }, (_, at) => left + at);
        const bridge = left + right;
        const over = [...lefts, ...rights].map((one) => ({ one, other: bridge, probability: ofBridge }));
        const found = groups(bridge + 1, [...clique(lefts, inLeft), ...clique(rights, inRight), ...over]);
        expect(lefts.flatMap((one) => rights.filter((other) => found[one] === found[other]))).toEqual([]);
      }),
      { seed: 12, numRuns: 500 },
    );
  });

  test('a story goes on over weeks, but not over a longer silence', () => {
    const times = [0, 6 * DAY_MS, 12 * DAY_MS, 20 * DAY_MS];
    expect(linkEvents(times, byLikelihood(clique([0, 1, 2, 3], 0.9)), JOIN_AT)).toEqual([0, 0, 0, 3]);
  });
});
