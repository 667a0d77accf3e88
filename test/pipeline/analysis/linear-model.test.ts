import { describe, expect, test } from 'vitest';
import { DuLuanError } from '../../../src/domain/errors.ts';
import { BIN_COUNT } from '../../../src/pipeline/analysis/feature-hash.ts';
import { calibratedProbabilities, decodeModel, encodeModel } from '../../../src/pipeline/analysis/linear-model.ts';
import { modelScorer } from '../../../src/pipeline/analysis/model-scorer.ts';
import type { LinearModel, ModelHeader } from '../../../src/pipeline/analysis/linear-model.ts';

const header: ModelHeader = {
  task: 'tone',
  version: '1',
  shape: 'one-of',
  classes: ['negative', 'positive'],
  binCount: BIN_COUNT,
  rows: 3,
  scales: [0.5, 0.25],
  biases: [1, -1],
  slopes: [1, 1],
  offsets: [0, 0],
  thresholds: [0.5, 0.5],
  abstainBelow: 0.4,
};
const model: LinearModel = { header, bins: Int32Array.of(0, 200, BIN_COUNT - 1), weights: Int8Array.of(1, -1, 127, -127, 0, 8) };

function refusalOf(bytes: Uint8Array): string {
  try {
    decodeModel(bytes, 'tone-1');
  } catch (error) {
    if (error instanceof DuLuanError && error.code === 'MODEL_INVALID') return error.message;
    throw error;
  }
  return 'accepted';
}

/** A file whose header is changed after encoding, as a faulty writer would leave it. */
function withHeader(change: object): Uint8Array {
  return encodeModel({ ...model, header: { ...header, ...change } });
}

describe('encodeModel and decodeModel', () => {
  test('give back the model that was written', () => {
    expect(decodeModel(encodeModel(model), 'tone-1')).toEqual(model);
  });

  test('give back a model without weights', () => {
    const empty: LinearModel = { header: { ...header, rows: 0 }, bins: new Int32Array(), weights: new Int8Array() };
    expect(decodeModel(encodeModel(empty), 'tone-1')).toEqual(empty);
  });

  test('read a file that lies inside a larger buffer', () => {
    const bytes = encodeModel(model);
    const padded = new Uint8Array(bytes.length + 14).fill(9);
    padded.set(bytes, 7);
    expect(decodeModel(padded.subarray(7, 7 + bytes.length), 'tone-1')).toEqual(model);
  });

  test('write the same bytes for the same model', () => {
    expect(encodeModel(model)).toEqual(encodeModel(structuredClone(model)));
  });
});

describe('a broken model file', () => {
  const bytes = encodeModel(model);

  test('is refused at every length at which it can be cut', () => {
    for (let length = 0; length < bytes.length; length += 1) expect(refusalOf(bytes.subarray(0, length))).toContain('tone-1');
  });

  test('is refused with its reason', () => {
    expect(refusalOf(new TextEncoder().encode('{"not":"a model"}'))).toContain('does not begin with DLM1');
    expect(refusalOf(Uint8Array.of(...bytes, 0))).toContain('6 weights were announced, 7 found');
    expect(refusalOf(withHeader({ scales: [1] }))).toContain('one number per class');
    expect(refusalOf(withHeader({ classes: [] }))).toContain('classes');
    expect(refusalOf(withHeader({ abstainBelow: 2 }))).toContain('abstainBelow');
    expect(refusalOf(withHeader({ binCount: 1024 }))).toContain('binCount');
    expect(refusalOf(withHeader({ rows: 4_000_000_000 }))).toContain('tone-1');
    expect(refusalOf(withHeader({ surprise: 1 }))).toContain('surprise');
  });

  test('is refused when its header is not JSON', () => {
    const broken = bytes.slice();
    broken[8] = 0xff;
    expect(refusalOf(broken)).toContain('header is not JSON');
  });

  test('is refused when a bin lies outside the feature space', () => {
    const outside = encodeModel({ ...model, bins: Int32Array.of(0, 200, BIN_COUNT + 5) });
    expect(refusalOf(outside)).toContain('outside the feature space');
  });
});

describe('modelScorer', () => {
  const vector = { bins: Int32Array.of(200, 7, BIN_COUNT - 1), values: Float32Array.of(2, 100, 1) };

  test('sums value times weight times scale and adds the bias', () => {
    expect(modelScorer([model])(vector)).toEqual([Float64Array.of(1 + 2 * 127 * 0.5, -1 + (-2 * 127 + 8) * 0.25)]);
  });

  test('gives the biases for a text without known features', () => {
    expect(modelScorer([model])({ bins: new Int32Array(), values: new Float32Array() })).toEqual([Float64Array.of(1, -1)]);
  });

  test('scores several models together as it scores each alone', () => {
    const other: LinearModel = {
      header: { ...header, classes: ['a', 'b', 'c'], rows: 2, scales: [1, 2, 3], biases: [0, 0, 0] },
      bins: Int32Array.of(7, 200),
      weights: Int8Array.of(1, 2, 3, -4, -5, -6),
    };
    const together = modelScorer([model, other])(vector);
    expect(together).toEqual([...modelScorer([model])(vector), ...modelScorer([other])(vector)]);
    expect(together[1]).toEqual(Float64Array.of(100 - 8, 2 * (200 - 10), 3 * (300 - 12)));
  });
});

describe('calibratedProbabilities', () => {
  test('sum to 1 for one class of several, also for extreme scores', () => {
    const [first, second] = calibratedProbabilities(header, Float64Array.of(1_000, 0));
    expect(first).toBe(1);
    expect(second).toBe(0);
    const even = calibratedProbabilities(header, Float64Array.of(3, 3));
    expect(Array.from(even)).toEqual([0.5, 0.5]);
  });

  test('apply slope and offset to each class on its own when any may apply', () => {
    const free: ModelHeader = { ...header, shape: 'any-of', slopes: [2, 1], offsets: [0, Math.log(3)] };
    const [first, second] = calibratedProbabilities(free, Float64Array.of(0, 0));
    expect(first).toBe(0.5);
    expect(second).toBeCloseTo(0.75, 12);
  });
});
