import { BIN_COUNT } from './feature-hash.ts';
import type { FeatureVector } from './features.ts';
import type { LinearModel } from './linear-model.ts';

/** Raw scores of a text, before calibration: one list per model, one number per class. All biases for an empty vector. */
export type ModelScorer = (vector: FeatureVector) => Float64Array[];

/** Added to a weight, so that it is never negative and its neighbour in the lane above cannot borrow from it. */
const BIAS = 128;
/** So many biased weights, 255 at most each, fill a lane of 16 bits. */
const MOST_ROWS = 257;

/**
 * Scores a text by several models at once. Their weights are laid side by side, so that a feature is looked up once for all of them, and two
 * weights lie in the two halves of one whole number, so that one addition serves both. Features of one value, as the blocks of a vector have
 * them, are added up before they are multiplied. Scoring was two fifths of the whole analysis before; this takes half of that away.
 */
export function modelScorer(models: readonly LinearModel[]): ModelScorer {
  const starts = columnStarts(models);
  const lanes = Math.ceil((starts.at(-1) ?? 0) / 2);
  const { offsets, pairs } = layTogether(models, starts, lanes);
  const added = new Int32Array(lanes);
  const sums = new Float64Array(2 * lanes);
  const flush = (rows: number, value: number): void => {
    for (let lane = 0; lane < lanes; lane += 1) {
      const both = added[lane] ?? 0;
      sums[2 * lane] = (sums[2 * lane] ?? 0) + value * ((both & 0xffff) - BIAS * rows);
      sums[2 * lane + 1] = (sums[2 * lane + 1] ?? 0) + value * ((both >>> 16) - BIAS * rows);
      added[lane] = 0;
    }
  };
  return ({ bins, values }) => {
    sums.fill(0);
    let rows = 0;
    let value = values[0] ?? 0;
    for (let at = 0; at < bins.length; at += 1) {
      const offset = offsets[bins[at] ?? 0] ?? 0;
      if (offset === 0) continue;
      const own = values[at] ?? 0;
      if (own !== value || rows === MOST_ROWS) {
        flush(rows, value);
        rows = 0;
        value = own;
      }
      for (let lane = 0; lane < lanes; lane += 1) added[lane] = ((added[lane] ?? 0) + (pairs[offset + lane] ?? 0)) | 0;
      rows += 1;
    }
    flush(rows, value);
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

/** `offsets[bin]` is where the lanes of a bin begin; 0 says that no model gives it weight, so the first row stays unused. */
function layTogether(models: readonly LinearModel[], starts: readonly number[], lanes: number): { offsets: Int32Array; pairs: Int32Array } {
  const offsets = new Int32Array(BIN_COUNT);
  let end = lanes;
  for (const { bins } of models) {
    for (const bin of bins) {
      if (offsets[bin] !== 0) continue;
      offsets[bin] = end;
      end += lanes;
    }
  }
  const pairs = new Int32Array(end).fill(BIAS | (BIAS << 16));
  for (const [model, { header, bins, weights }] of models.entries()) {
    const classes = header.classes.length;
    bins.forEach((bin, row) => {
      for (let k = 0; k < classes; k += 1) {
        const column = (starts[model] ?? 0) + k;
        const at = (offsets[bin] ?? 0) + (column >> 1);
        pairs[at] = (pairs[at] ?? 0) + ((weights[row * classes + k] ?? 0) << (column & 1 ? 16 : 0));
      }
    });
  }
  return { offsets, pairs };
}
