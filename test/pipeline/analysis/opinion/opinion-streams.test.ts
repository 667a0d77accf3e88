import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STANCES } from '../../../../src/domain/opinion.ts';
import { breadthWords } from '../../../../src/pipeline/analysis/opinion/breadth-words.ts';
import { FEWEST_FOR_SHARE, opinionStreams } from '../../../../src/pipeline/analysis/opinion/opinion-streams.ts';
import { wilsonInterval } from '../../../../src/pipeline/analysis/opinion/wilson-interval.ts';

const NAMES = [...STANCES, 'abstained'];
const anyCount = fc.integer({ min: 0, max: 5_000 });
const anyCounts = (count: fc.Arbitrary<number | null>) =>
  fc.tuple(...NAMES.map(() => count)).map((counts) => NAMES.map((name, at): [string, number | null] => [name, counts[at] ?? null]));

describe('streams of opinion', () => {
  it('have shares that add up to all who take a stand, each within its interval', () => {
    fc.assert(
      fc.property(anyCounts(anyCount), (counts) => {
        const { taken, streams } = opinionStreams(new Map(counts));
        const sum = streams.reduce((total, { count }) => total + (count ?? 0), 0);
        expect(taken).toBe(sum);
        fc.pre(sum >= FEWEST_FOR_SHARE);
        const shares = streams.flatMap(({ share }) => (share ? [share] : []));
        expect(shares.reduce((total, { value }) => total + value, 0)).toBeCloseTo(1, 12);
        for (const { value, low, high } of shares)
          expect([0, low, value, high, 1]).toEqual([0, low, value, high, 1].toSorted((x, y) => x - y));
      }),
    );
  });

  it('have neither shares nor words while fewer than thirty take a stand', () => {
    const few = fc.integer({ min: 0, max: FEWEST_FOR_SHARE / 3 - 1 });
    fc.assert(
      fc.property(anyCounts(few), (counts) => {
        const { streams } = opinionStreams(new Map(counts));
        expect(streams.map(({ share, breadth }) => [share, breadth])).toEqual([1, 2, 3].map(() => [null, null]));
      }),
    );
  });

  it('do not depend on the order of the counts, and stand widest first', () => {
    fc.assert(
      fc.property(anyCounts(anyCount), fc.infiniteStream(fc.nat()), (counts, keys) => {
        const mixed = counts.map((entry) => ({ entry, key: keys.next().value })).toSorted((a, b) => a.key - b.key);
        const { streams } = opinionStreams(new Map(counts));
        expect(opinionStreams(new Map(mixed.map(({ entry }) => entry))).streams).toEqual(streams);
        expect(streams.map(({ count }) => count)).toEqual(streams.map(({ count }) => count).toSorted((a, b) => (b ?? 0) - (a ?? 0)));
      }),
    );
  });

  it('tell neither sum nor share when a stream is withheld', () => {
    fc.assert(
      fc.property(anyCounts(fc.option(anyCount)), fc.constantFrom('support', 'concern', 'oppose'), (counts, withheld) => {
        const { taken, streams } = opinionStreams(new Map([...counts, [withheld, null]]));
        expect(taken).toBeNull();
        for (const { share, breadth } of streams) expect([share, breadth]).toEqual([null, null]);
      }),
    );
  });

  it('count who takes no stand, and who was not understood, beside the shares and in none of them', () => {
    const counts = new Map([
      ['support', 20],
      ['oppose', 20],
      ['none', 400],
      ['abstained', 70],
    ]);
    expect(opinionStreams(counts)).toMatchObject({ taken: 40, none: 400, abstained: 70 });
    expect(opinionStreams(new Map())).toMatchObject({ taken: 0, none: 0, abstained: 0 });
  });

  it('are called a majority only when chance is unlikely to have made one', () => {
    const wordsOf = (support: number, oppose: number) =>
      opinionStreams(
        new Map([
          ['support', support],
          ['oppose', oppose],
        ]),
      ).streams[0]?.breadth;
    expect(wordsOf(55, 45)).toBe('nhiều ý kiến');
    expect(wordsOf(60, 40)).toBe('đa số ý kiến');
    expect(wordsOf(550, 450)).toBe('đa số ý kiến');
  });
});

describe('the interval of a share', () => {
  // Values as in Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is that of the literature', (part, of, low, high) => {
    const interval = wilsonInterval(part, of);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });
});

describe('words for how widely a view is held', () => {
  it.each([
    [0.51, 'đa số ý kiến'],
    [0.5, 'nhiều ý kiến'],
    [0.21, 'nhiều ý kiến'],
    [0.2, 'một số ý kiến'],
    [0.001, 'một số ý kiến'],
    [0, null],
  ])('for at least %d', (low, words) => {
    expect(breadthWords(low)).toBe(words);
  });
});
