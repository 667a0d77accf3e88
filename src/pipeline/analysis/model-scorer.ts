import { BIAS, WORDS_PER_STEP, layRows } from './weight-rows.ts';
import type { FeatureVector } from './features.ts';
import type { LinearModel } from './linear-model.ts';

/** Raw scores of a text, before calibration: one list per model, one number per class. All biases for an empty vector. */
export type ModelScorer = (vector: FeatureVector) => Float64Array[];

/** Scores a text whose features are told one by one, in blocks of equal value. */
export interface BlockScorer {
  /** A feature of the open block; one that no model knows adds nothing. */
  add(bin: number): void;
  /** Ends the block: each feature added since the last end has this value. */
  close(value: number): void;
  /** The scores, one list per model, of the blocks ended since the last call. */
  take(): Float64Array[];
}

/** Every second weight of a word, each in a lane of 16 bits. */
const LANES = 0x00ff_00ff;
/** So many biased weights, 255 at most each, fill a lane. */
const MOST_ROWS = 257;

/**
 * Scores by several models at once. Scoring waits for memory more than it computes, so a row holds the weights of all models in one half of a cache line, and
 * the rows of a block are listed first and then added up, sixteen columns at a time, in eight sums of two lanes that stay in registers. Whole numbers are
 * summed, and multiplied once a block, so the order of the features cannot show in the result. A third of the time of adding rows one after the other.
 */
export function blockScorer(models: readonly LinearModel[]): BlockScorer {
  const { offsets, words, width, starts } = layRows(models);
  const listed = new Int32Array(MOST_ROWS);
  let count = 0;
  const block = new Int32Array(4 * width);
  const sums = new Float64Array(4 * width);
  const spread = (word: number, even: number, odd: number): void => {
    const at = 4 * word;
    const bias = BIAS * count;
    block[at] = (block[at] ?? 0) + (even & 0xffff) - bias;
    block[at + 1] = (block[at + 1] ?? 0) + (odd & 0xffff) - bias;
    block[at + 2] = (block[at + 2] ?? 0) + (even >>> 16) - bias;
    block[at + 3] = (block[at + 3] ?? 0) + (odd >>> 16) - bias;
  };
  const addUp = (): void => {
    for (let row = 0; row < count; row += 1) listed[row] = offsets[listed[row] ?? 0] ?? 0;
    for (let word = 0; word < width; word += WORDS_PER_STEP) {
      let [even0, odd0, even1, odd1, even2, odd2, even3, odd3] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let row = 0; row < count; row += 1) {
        const at = (listed[row] ?? 0) + word;
        const [first, second, third, fourth] = [words[at] ?? 0, words[at + 1] ?? 0, words[at + 2] ?? 0, words[at + 3] ?? 0];
        even0 = (even0 + (first & LANES)) | 0;
        odd0 = (odd0 + ((first >>> 8) & LANES)) | 0;
        even1 = (even1 + (second & LANES)) | 0;
        odd1 = (odd1 + ((second >>> 8) & LANES)) | 0;
        even2 = (even2 + (third & LANES)) | 0;
        odd2 = (odd2 + ((third >>> 8) & LANES)) | 0;
        even3 = (even3 + (fourth & LANES)) | 0;
        odd3 = (odd3 + ((fourth >>> 8) & LANES)) | 0;
      }
      spread(word, even0, odd0);
      spread(word + 1, even1, odd1);
      spread(word + 2, even2, odd2);
      spread(word + 3, even3, odd3);
    }
    count = 0;
  };
  return {
    add(bin) {
      if (count === MOST_ROWS) addUp();
      listed[count] = bin;
      count += 1;
    },
    close(value) {
      addUp();
      for (let column = 0; column < block.length; column += 1) sums[column] = (sums[column] ?? 0) + value * (block[column] ?? 0);
      block.fill(0);
    },
    take() {
      const scores = models.map(({ header }, model) =>
        Float64Array.from(header.biases, (bias, k) => bias + (sums[(starts[model] ?? 0) + k] ?? 0) * (header.scales[k] ?? 0)),
      );
      sums.fill(0);
      return scores;
    },
  };
}

/** Scores vectors, which training and evaluation keep. */
export function modelScorer(models: readonly LinearModel[]): ModelScorer {
  const scorer = blockScorer(models);
  return ({ bins, values }) => {
    let value = values[0] ?? 0;
    for (let at = 0; at < bins.length; at += 1) {
      const own = values[at] ?? 0;
      if (own !== value) scorer.close(value);
      value = own;
      scorer.add(bins[at] ?? 0);
    }
    scorer.close(value);
    return scorer.take();
  };
}
