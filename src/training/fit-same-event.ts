import type { EventItem } from '../pipeline/analysis/story/describe-events.ts';
import { PAIR_FEATURES, pairFeatures } from '../pipeline/analysis/story/pair-features.ts';
import type { SameEventModel } from '../pipeline/analysis/story/same-event.ts';
import { fitLinear, type FitOptions } from './fit-linear.ts';

/** A labelled pair by the places of its items. */
export interface PlacedPair {
  readonly one: number;
  readonly other: number;
  readonly same: boolean;
}

/** With standardised features the strength hardly matters: from .001 to .01 cross-validated recall moves by .02. */
const FIT: FitOptions = { shape: 'any-of', l2: 0.003, balance: 0, fewestTexts: 1 };
/** Weights are rounded to so many digits: more would only make the file longer. */
const DIGITS = 4;

/** Logistic weights over the standardised features of the pairs, rounded. Same pairs in the same order give the same weights. */
export function fitSameEvent(items: readonly EventItem[], pairs: readonly PlacedPair[]): Omit<SameEventModel, 'joinAt'> {
  const rows = pairs.map(({ one, other }) => featuresOf(items, one, other));
  const moments = PAIR_FEATURES.map((feature, at) => ({ feature, ...momentsOf(rows.map((row) => row[at] ?? 0)) }));
  const bins = Int32Array.from(PAIR_FEATURES.keys());
  const cases = rows.map((row, index) => ({
    vector: { bins, values: Float32Array.from(moments, ({ mean, deviation }, at) => ((row[at] ?? 0) - mean) / deviation) },
    targets: [Number(pairs[index]?.same)],
    weight: 1,
  }));
  const { weights, biases } = fitLinear(cases, FIT);
  return { bias: round(biases[0] ?? 0), weights: moments.map((each, at) => ({ ...each, weight: round(weights[at] ?? 0) })) };
}

function featuresOf(items: readonly EventItem[], one: number, other: number): number[] {
  const [left, right] = [items[one], items[other]];
  if (!left || !right) throw new RangeError(`there are no items ${one} and ${other}`);
  return pairFeatures(left, right);
}

/** A feature that never varies counts for nothing, whatever its deviation is called. */
function momentsOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean: round(mean), deviation: round(Math.sqrt(variance)) || 1 };
}

function round(value: number): number {
  return Number(value.toFixed(DIGITS));
}
