import { describe, expect, test } from 'vitest';
import { accuracy, bootstrapInterval, calibrationError, classF1, confusion, macroF1 } from '../../src/training/measures.ts';
import type { Pair } from '../../src/training/measures.ts';

/** Truth and what was said, as `truth>said`. */
function pairs(...written: string[]): Pair[] {
  return written.map((one) => {
    const [truth = '', said = ''] = one.split('>');
    return { truth, said };
  });
}

describe('classF1', () => {
  test('is the harmonic mean of precision 2/3 and recall 2/4', () => {
    expect(classF1(pairs('a>a', 'a>a', 'a>b', 'a>b', 'b>a', 'b>b'), 'a')).toBeCloseTo((2 * (2 / 3) * 0.5) / (2 / 3 + 0.5), 12);
  });

  test('is 0 for a class that is neither there nor said, and for no cases', () => {
    expect(classF1(pairs('a>a'), 'z')).toBe(0);
    expect(classF1([], 'a')).toBe(0);
  });
});

describe('macroF1', () => {
  test('averages over the classes that are there', () => {
    // a: precision 1, recall 1/2; b: precision 1/2, recall 1.
    expect(macroF1(pairs('a>a', 'a>b', 'b>b'))).toBeCloseTo((2 / 3 + 2 / 3) / 2, 12);
  });

  test('does not reward a class that was only said', () => {
    expect(macroF1(pairs('a>a', 'a>z'))).toBeCloseTo(2 / 3, 12);
    expect(macroF1([])).toBe(0);
  });
});

describe('accuracy and confusion', () => {
  test('count what was said right, and how it was wrong', () => {
    const cases = pairs('a>a', 'a>b', 'b>b', 'b>b');
    expect(accuracy(cases)).toBe(0.75);
    expect(confusion(cases, ['a', 'b'])).toEqual([
      [1, 1],
      [0, 2],
    ]);
    expect(accuracy([])).toBe(0);
  });
});

describe('bootstrapInterval', () => {
  const cases = pairs(...Array.from({ length: 80 }, () => 'a>a'), ...Array.from({ length: 20 }, () => 'a>b'));

  test('lies about the value, as wide as the binomial says', () => {
    // Normal approximation: .8 ± 1.96 × sqrt(.8 × .2 / 100) = .8 ± .078.
    const { low, high } = bootstrapInterval(cases, accuracy, 1);
    expect(low).toBeGreaterThan(0.69);
    expect(low).toBeLessThan(0.75);
    expect(high).toBeGreaterThan(0.85);
    expect(high).toBeLessThan(0.91);
  });

  test('is the same for the same seed and another for another', () => {
    expect(bootstrapInterval(cases, accuracy, 5)).toEqual(bootstrapInterval(cases, accuracy, 5));
    const seeds = [1, 2, 3, 4, 5, 6].map((seed) => JSON.stringify(bootstrapInterval(cases, accuracy, seed)));
    expect(new Set(seeds).size).toBeGreaterThan(1);
  });

  test('has no width where nothing can vary', () => {
    expect(bootstrapInterval(pairs('a>a', 'a>a'), accuracy, 1)).toEqual({ low: 1, high: 1 });
    expect(bootstrapInterval([], accuracy, 1)).toEqual({ low: 0, high: 0 });
  });
});

describe('calibrationError', () => {
  test('is 0 when seven of ten answers of probability .7 are right', () => {
    const promises = Array.from({ length: 10 }, (_, index) => ({ probability: 0.7, right: index < 7 }));
    expect(calibrationError(promises)).toBeCloseTo(0, 12);
  });

  test('weighs the bands by their cases', () => {
    // One band promises .95 and keeps 0 of 1; the other promises .55 and keeps 1 of 3: (.95 + |1.65 − 1|) / 4.
    const promises = [
      { probability: 0.95, right: false },
      { probability: 0.55, right: true },
      { probability: 0.55, right: false },
      { probability: 0.55, right: false },
    ];
    expect(calibrationError(promises)).toBeCloseTo((0.95 + 0.65) / 4, 12);
  });

  test('takes certainty and no cases', () => {
    expect(calibrationError([{ probability: 1, right: true }])).toBe(0);
    expect(calibrationError([])).toBe(0);
  });
});
