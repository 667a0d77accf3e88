import { BIN_COUNT } from './feature-hash.ts';
import type { FeatureVector } from './features.ts';
import type { LinearModel } from './linear-model.ts';

/** Raw scores of a text, before calibration: one list per model, one number per class. All biases for an empty vector. */
export type ModelScorer = (vector: FeatureVector) => Float64Array[];

/**
 * Scores a text by several models at once. Their weights are laid side by side, so that a feature is looked up once for all of them: looking it
 * up in every model took two fifths of the whole analysis, nearly all of it waiting for memory.
 */
export function modelScorer(models: readonly LinearModel[]): ModelScorer {
  const starts = columnStarts(models);
  const columns = starts.at(-1) ?? 0;
  const { index, weights } = layTogether(models, starts, columns);
  const sums = new Float64Array(columns);
  return ({ bins, values }) => {
    sums.fill(0);
    for (let at = 0; at < bins.length; at += 1) {
      const row = index[bins[at] ?? 0] ?? 0;
      if (row === 0) continue;
      const value = values[at] ?? 0;
      const base = (row - 1) * columns;
      for (let column = 0; column < columns; column += 1) sums[column] = (sums[column] ?? 0) + value * (weights[base + column] ?? 0);
    }
    return models.map(({ header }, model) =>
      Float64Array.from(header.biases, (bias, k) => bias + (sums[(starts[model] ?? 0) + k] ?? 0) * (header.scales[k] ?? 0)),
    );
  };
}

/** First column of each model, and behind them the number of all columns. */
function columnStarts(models: readonly LinearModel[]): number[] {
  const starts = [0];
  for (const { header } of models) starts.push((starts.at(-1) ?? 0) + header.classes.length);
  return starts;
}

/** `index[bin]` is the row of a bin, counted from 1; 0 says that no model gives it weight. */
function layTogether(
  models: readonly LinearModel[],
  starts: readonly number[],
  columns: number,
): { index: Int32Array; weights: Int8Array } {
  const index = new Int32Array(BIN_COUNT);
  let rows = 0;
  for (const { bins } of models) {
    for (const bin of bins) {
      if (index[bin] !== 0) continue;
      rows += 1;
      index[bin] = rows;
    }
  }
  const weights = new Int8Array(rows * columns);
  for (const [model, { header, bins, weights: own }] of models.entries()) {
    const classes = header.classes.length;
    bins.forEach((bin, row) => {
      const base = ((index[bin] ?? 1) - 1) * columns + (starts[model] ?? 0);
      weights.set(own.subarray(row * classes, (row + 1) * classes), base);
    });
  }
  return { index, weights };
}
