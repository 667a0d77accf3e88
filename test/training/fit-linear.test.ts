import { describe, expect, test } from 'vitest';
import { calibrate } from '../../src/training/calibrate.ts';
import { scoreUnseen, scorer } from '../../src/training/cross-validate.ts';
import { fitLinear } from '../../src/training/fit-linear.ts';
import { seededRandom } from '../../src/training/random.ts';
import type { PostedCase } from '../../src/training/cross-validate.ts';
import type { FitOptions } from '../../src/training/fit-linear.ts';

const OPTIONS: FitOptions = { shape: 'one-of', l2: 1e-3, balance: 0, fewestTexts: 2 };

/** A case that shows these bins; `yes` is the second of two classes. */
function caseOf(bins: readonly number[], yes: boolean, post = 'p'): PostedCase {
  const vector = { bins: Int32Array.from(bins), values: Float32Array.from(bins, () => 1) };
  return { vector, targets: yes ? [0, 1] : [1, 0], weight: 1, post, scored: true };
}

const cases = Array.from({ length: 40 }, (_, index) => caseOf(index % 2 ? [7, 100] : [9, 100], index % 2 === 1, `post ${index % 8}`));

describe('fitLinear', () => {
  test('learns which feature tells the classes apart', () => {
    const score = scorer(fitLinear(cases, OPTIONS));
    const [no = 0, yes = 0] = score({ bins: Int32Array.of(7), values: Float32Array.of(1) });
    expect(yes).toBeGreaterThan(no + 1);
    const [otherNo = 0, otherYes = 0] = score({ bins: Int32Array.of(9), values: Float32Array.of(1) });
    expect(otherNo).toBeGreaterThan(otherYes + 1);
  });

  test('gives the same bits for the same cases', () => {
    expect(fitLinear(cases, OPTIONS)).toEqual(fitLinear(cases, OPTIONS));
  });

  test('leaves out what occurs in fewer texts than asked', () => {
    const rare = [...cases, caseOf([555], true)];
    expect(Array.from(fitLinear(rare, OPTIONS).bins)).toEqual([7, 9, 100]);
    expect(Array.from(fitLinear(rare, { ...OPTIONS, fewestTexts: 1 }).bins)).toEqual([7, 9, 100, 555]);
  });

  test('lets a rare class count like a common one when balanced', () => {
    const lopsided = [...Array.from({ length: 38 }, () => caseOf([1], false)), caseOf([1], true), caseOf([1], true)];
    const odds = (balance: number): number => {
      const [no = 0, yes = 0] = scorer(fitLinear(lopsided, { ...OPTIONS, balance }))({
        bins: Int32Array.of(1),
        values: Float32Array.of(1),
      });
      return yes - no;
    };
    expect(odds(0)).toBeCloseTo(Math.log(2 / 38), 1);
    expect(odds(1)).toBeCloseTo(0, 1);
  });

  test('fits each class of an any-of model on its own', () => {
    const both = Array.from({ length: 20 }, (_, index): PostedCase => {
      const bins = [...(index % 2 ? [1] : []), ...(index % 3 ? [2] : [])];
      return { ...caseOf(bins, true), targets: [index % 2 ? 1 : 0, index % 3 ? 1 : 0] };
    });
    const score = scorer(fitLinear(both, { ...OPTIONS, shape: 'any-of' }));
    const [first = 0, second = 0] = score({ bins: Int32Array.of(1, 2), values: Float32Array.of(1, 1) });
    expect(first).toBeGreaterThan(1);
    expect(second).toBeGreaterThan(1);
  });
});

describe('scoreUnseen', () => {
  test('scores every case once, by a model that saw no case of its post', () => {
    // Each post's own feature names its answer, so a leak would make every answer right.
    const own = Array.from({ length: 60 }, (_, index) => caseOf([1_000 + (index % 10)], index % 10 < 5, `post ${index % 10}`));
    const unseen = scoreUnseen(own, { ...OPTIONS, fewestTexts: 1 });
    expect(unseen).toHaveLength(60);
    const scores = new Set(unseen.map((one) => JSON.stringify(Array.from(one.scores).map((score) => score.toFixed(6)))));
    expect(scores.size).toBeLessThanOrEqual(5);
  });

  test('lets a post with many comments count as thirty', () => {
    const crowded = [...Array.from({ length: 90 }, (_, index) => caseOf([1], index % 2 === 0, 'loud')), ...cases];
    const total = scoreUnseen(crowded, OPTIONS).reduce((sum, one) => sum + one.weight, 0);
    expect(total).toBeCloseTo(30 + 40, 9);
  });

  test('does not score what only teaches', () => {
    const taught = cases.map((one, index) => ({ ...one, scored: index < 10 }));
    expect(scoreUnseen(taught, OPTIONS)).toHaveLength(10);
  });
});

describe('calibrate', () => {
  test('turns boastful scores into kept promises', () => {
    // Scores promise 99 %, but three of four hold.
    const random = seededRandom(3);
    const unseen = Array.from({ length: 400 }, () => {
      const yes = random() < 0.75;
      return { targets: [yes ? 1 : 0], scores: Float64Array.of(4.6), weight: 1 };
    });
    const { slopes, offsets } = calibrate(unseen, 'any-of', 1);
    const share = unseen.filter((one) => one.targets[0] === 1).length / unseen.length;
    const promised = 1 / (1 + Math.exp(-((slopes[0] ?? 0) * 4.6 + (offsets[0] ?? 0))));
    expect(promised).toBeCloseTo(share, 1);
  });

  test('changes nothing without cases', () => {
    expect(calibrate([], 'one-of', 3)).toEqual({ slopes: [1, 1, 1], offsets: [0, 0, 0] });
  });
});
