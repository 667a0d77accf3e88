import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { BIN_COUNT } from '../../../src/pipeline/analysis/feature-hash.ts';
import { modelScorer } from '../../../src/pipeline/analysis/model-scorer.ts';
import type { FeatureVector } from '../../../src/pipeline/analysis/features.ts';
import type { LinearModel } from '../../../src/pipeline/analysis/linear-model.ts';

function modelOf(classes: number, rows: readonly (readonly [bin: number, weights: readonly number[]])[]): LinearModel {
  const each = <T>(value: T): T[] => Array.from({ length: classes }, () => value);
  const header: LinearModel['header'] = {
    task: 'made',
    version: '1',
    shape: 'any-of',
    classes: Array.from({ length: classes }, (_, k) => `class ${k}`),
    binCount: BIN_COUNT,
    rows: rows.length,
    scales: each(0.5),
    biases: Array.from({ length: classes }, (_, k) => k),
    slopes: each(1),
    offsets: each(0),
    thresholds: each(0.5),
    abstainBelow: 0,
  };
  return { header, bins: Int32Array.from(rows, ([bin]) => bin), weights: Int8Array.from(rows.flatMap(([, weights]) => weights)) };
}

/** The definition of a linear model, one product after the other. */
function plainScore({ header, bins, weights }: LinearModel, vector: FeatureVector): number[] {
  const rowOf = new Map(Array.from(bins, (bin, row): [number, number] => [bin, row]));
  return header.biases.map((bias, k) => {
    let sum = 0;
    vector.bins.forEach((bin, at) => {
      const row = rowOf.get(bin);
      if (row !== undefined) sum += (vector.values[at] ?? 0) * (weights[row * header.classes.length + k] ?? 0);
    });
    return bias + sum * (header.scales[k] ?? 0);
  });
}

const weight = fc.integer({ min: -128, max: 127 });
const rowsOf = (classes: number): fc.Arbitrary<readonly (readonly [number, number[]])[]> =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 900 }), { maxLength: 700 })
    .chain((bins) =>
      fc.tuple(
        ...bins
          .toSorted((a, b) => a - b)
          .map((bin) => fc.tuple(fc.constant(bin), fc.array(weight, { minLength: classes, maxLength: classes }))),
      ),
    );

test('several models score as each of them by its definition, also texts with more features than a lane holds', () => {
  const vectorOf = fc.tuple(fc.uniqueArray(fc.integer({ min: 0, max: 1_000 }), { maxLength: 900 }), fc.integer({ min: 1, max: 500 }));
  fc.assert(
    fc.property(rowsOf(3), rowsOf(2), vectorOf, (three, two, [bins, block]) => {
      const models = [modelOf(3, three), modelOf(2, two)];
      const vector = { bins: Int32Array.from(bins), values: Float32Array.from(bins, (_, at) => 1 / (1 + Math.floor(at / block))) };
      const score = modelScorer(models);
      score({ bins: Int32Array.from([1, 2, 3]), values: Float32Array.from([9, 9, 9]) });
      score(vector).forEach((scores, at) => {
        const model = models[at];
        if (!model) throw new Error('more scores than models');
        plainScore(model, vector).forEach((wanted, k) => expect(scores[k]).toBeCloseTo(wanted, 4));
      });
    }),
    { numRuns: 60 },
  );
});

test('weights at both ends add up without touching their neighbours', () => {
  const bins = Array.from({ length: 600 }, (_, bin) => bin);
  const model = modelOf(
    2,
    bins.map((bin) => [bin, [-128, 127]]),
  );
  const [scores] = modelScorer([model])({ bins: Int32Array.from(bins), values: new Float32Array(600).fill(1) });
  expect([...(scores ?? [])]).toEqual([-128 * 600 * 0.5, 1 + 127 * 600 * 0.5]);
});
