import { BIN_COUNT } from './feature-hash.ts';
import type { LinearModel } from './linear-model.ts';

/** The weights of several models side by side, so that a feature is looked up once for all of them. */
export interface WeightRows {
  /** Where the row of a bin begins in `words`; 0, a row that weighs nothing, for bins to which no model gives weight. */
  readonly offsets: Int32Array;
  /** Four weights a word, the first lowest, each with `BIAS` added. */
  readonly words: Int32Array;
  /** Words of a row, a multiple of four; what is left over weighs nothing. */
  readonly width: number;
  /** First column of each model in a row, and behind them the number of all columns. */
  readonly starts: readonly number[];
}

/** Added to a weight, so that it is never negative and cannot borrow from its neighbour. */
export const BIAS = 128;
const WEIGHTS_PER_WORD = 4;
/** Words that a scorer adds up at a time. */
export const WORDS_PER_STEP = 4;

/**
 * Lays the models together. Rows that many models share come first: those are the features that texts have, and lying close together they stay in the
 * processor's cache, which holds a third of all rows.
 */
export function layRows(models: readonly LinearModel[]): WeightRows {
  const starts = [0];
  for (const { header } of models) starts.push((starts.at(-1) ?? 0) + header.classes.length);
  const width = Math.ceil((starts.at(-1) ?? 0) / (WEIGHTS_PER_WORD * WORDS_PER_STEP)) * WORDS_PER_STEP;
  const { offsets, end } = placeRows(models, width);
  const words = new Int32Array(end).fill(BIAS * 0x0101_0101);
  for (const [model, { header, bins, weights }] of models.entries()) {
    const classes = header.classes.length;
    const start = starts[model] ?? 0;
    bins.forEach((bin, row) => {
      const offset = offsets[bin] ?? 0;
      if (offset === 0) return;
      for (let k = 0; k < classes; k += 1) {
        const column = start + k;
        const at = offset + Math.floor(column / WEIGHTS_PER_WORD);
        words[at] = (words[at] ?? 0) + ((weights[row * classes + k] ?? 0) << (8 * (column % WEIGHTS_PER_WORD)));
      }
    });
  }
  return { offsets, words, width, starts };
}

/** A row for every bin that some model gives weight. A weight may have been rounded to nothing. */
function placeRows(models: readonly LinearModel[], width: number): { offsets: Int32Array; end: number } {
  const sharers = new Uint8Array(BIN_COUNT);
  for (const { header, bins, weights } of models) {
    const classes = header.classes.length;
    bins.forEach((bin, row) => {
      if (weights.subarray(row * classes, (row + 1) * classes).some((weight) => weight !== 0)) sharers[bin] = (sharers[bin] ?? 0) + 1;
    });
  }
  const offsets = new Int32Array(BIN_COUNT);
  let end = width;
  for (let wanted = models.length; wanted > 0; wanted -= 1) {
    for (let bin = sharers.indexOf(wanted); bin >= 0; bin = sharers.indexOf(wanted, bin + 1)) {
      offsets[bin] = end;
      end += width;
    }
  }
  return { offsets, end };
}
