import { BIN_COUNT } from '../pipeline/analysis/feature-hash.ts';
import { minimise } from './minimise.ts';
import type { FeatureVector } from '../pipeline/analysis/features.ts';
import type { ModelShape } from '../pipeline/analysis/linear-model.ts';

/** One labelled text: what each class should get (0 to 1; for `one-of` they sum to 1) and how much the case counts. */
export interface TrainingCase {
  readonly vector: FeatureVector;
  readonly targets: readonly number[];
  readonly weight: number;
}

/** Settings that cross-validation may choose among. */
export interface FitOptions {
  readonly shape: ModelShape;
  /** Strength of the pull of all weights towards 0, per case. */
  readonly l2: number;
  /** 0: classes count as often as they occur; 1: all classes count the same. */
  readonly balance: number;
  /** Features in fewer texts are left out: what occurs once cannot be told from chance. */
  readonly fewestTexts: number;
  /** The fit ends when a step lowers the loss by less than this part of it. Default 1e-4. */
  readonly tolerance?: number;
}

/** Weights of the features that were kept: `weights[index * classes + class]` belongs to `bins[index]`, bins ascending. */
export interface FittedWeights {
  readonly classes: number;
  readonly bins: Int32Array;
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

/**
 * Logistic regression (softmax for `one-of`, one sigmoid per class for `any-of`) with L2, by L-BFGS. A feature's value is multiplied by its
 * inverse document frequency, which then becomes part of its weight. Same cases in the same order give the same weights.
 */
export function fitLinear(cases: readonly TrainingCase[], options: FitOptions): FittedWeights {
  const classes = cases[0]?.targets.length ?? 0;
  const { bins, rarity } = vocabulary(cases, options.fewestTexts);
  const rows = compactRows(cases, bins, rarity);
  const counts = classWeights(cases, classes, options);
  const point = new Float64Array((bins.length + 1) * classes);
  minimise((at, gradient) => loss({ cases, rows, classes, counts, options }, at, gradient), point, MOST_STEPS, options.tolerance);
  const weights = point.slice(0, bins.length * classes);
  for (let index = 0; index < weights.length; index += 1)
    weights[index] = (weights[index] ?? 0) * (rarity[Math.floor(index / classes)] ?? 0);
  return { classes, bins, weights, biases: point.slice(bins.length * classes) };
}

/** No fit here has needed as many. */
const MOST_STEPS = 100;

interface Row {
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

interface Problem {
  readonly cases: readonly TrainingCase[];
  readonly rows: readonly Row[];
  readonly classes: number;
  /** How much a class counts when it applies, and when it does not. */
  readonly counts: { readonly applies: Float64Array; readonly not: Float64Array };
  readonly options: FitOptions;
}

/** Bins in ascending order, so that the order of the texts shows in the sums only. */
function vocabulary(cases: readonly TrainingCase[], fewestTexts: number): { bins: Int32Array; rarity: Float64Array } {
  // A counter for every bin there may be: a map of those that occur takes ten times as long.
  const seen = new Int32Array(BIN_COUNT);
  for (const { vector } of cases) for (const bin of vector.bins) seen[bin] = (seen[bin] ?? 0) + 1;
  const least = Math.max(1, fewestTexts);
  const kept: number[] = [];
  for (let bin = 0; bin < BIN_COUNT; bin += 1) if ((seen[bin] ?? 0) >= least) kept.push(bin);
  return {
    bins: Int32Array.from(kept),
    rarity: Float64Array.from(kept, (bin) => 1 + Math.log(cases.length / (seen[bin] ?? 1))),
  };
}

function compactRows(cases: readonly TrainingCase[], bins: Int32Array, rarity: Float64Array): Row[] {
  const columnOf = new Int32Array(BIN_COUNT).fill(-1);
  bins.forEach((bin, column) => {
    columnOf[bin] = column;
  });
  return cases.map(({ vector }) => {
    const columns: number[] = [];
    const values: number[] = [];
    vector.bins.forEach((bin, index) => {
      const column = columnOf[bin] ?? -1;
      if (column < 0) return;
      columns.push(column);
      values.push((vector.values[index] ?? 0) * (rarity[column] ?? 0));
    });
    return { columns: Int32Array.from(columns), values: Float64Array.from(values) };
  });
}

function classWeights(cases: readonly TrainingCase[], classes: number, { shape, balance }: FitOptions): Problem['counts'] {
  const applies = new Float64Array(classes).fill(1);
  const not = new Float64Array(classes).fill(1);
  const total = cases.reduce((sum, one) => sum + one.weight, 0);
  for (let index = 0; index < classes; index += 1) {
    const share = cases.reduce((sum, one) => sum + one.weight * (one.targets[index] ?? 0), 0);
    if (share === 0) continue;
    applies[index] = Math.pow(total / (share * (shape === 'one-of' ? classes : 2)), balance);
    if (shape === 'any-of') not[index] = Math.pow(total / (Math.max(1, total - share) * 2), balance);
  }
  return { applies, not };
}

function loss(problem: Problem, point: Float64Array, gradient: Float64Array): number {
  const { cases, rows, classes, options } = problem;
  const biasAt = point.length - classes;
  const logits = new Float64Array(classes);
  const slopes = new Float64Array(classes);
  gradient.fill(0);
  let sum = 0;
  for (const [at, row] of rows.entries()) {
    const one = cases[at];
    if (!one) continue;
    for (let index = 0; index < classes; index += 1) logits[index] = point[biasAt + index] ?? 0;
    forward(row, point, logits);
    sum += (options.shape === 'one-of' ? softmaxLoss : sigmoidLoss)(one, logits, slopes, problem.counts);
    backward(row, slopes, gradient);
    for (let index = 0; index < classes; index += 1) gradient[biasAt + index] = (gradient[biasAt + index] ?? 0) + (slopes[index] ?? 0);
  }
  const pull = options.l2 * cases.length;
  for (let index = 0; index < biasAt; index += 1) {
    const weight = point[index] ?? 0;
    sum += 0.5 * pull * weight * weight;
    gradient[index] = (gradient[index] ?? 0) + pull * weight;
  }
  return sum;
}

function forward({ columns, values }: Row, point: Float64Array, logits: Float64Array): void {
  const classes = logits.length;
  if (classes === 1) {
    // The same sums without the inner loop, which for one class takes more time than the sum.
    let logit = logits[0] ?? 0;
    for (let index = 0; index < columns.length; index += 1) logit += (values[index] ?? 0) * (point[columns[index] ?? 0] ?? 0);
    logits[0] = logit;
    return;
  }
  for (let index = 0; index < columns.length; index += 1) {
    const base = (columns[index] ?? 0) * classes;
    const value = values[index] ?? 0;
    for (let k = 0; k < classes; k += 1) logits[k] = (logits[k] ?? 0) + value * (point[base + k] ?? 0);
  }
}

function backward({ columns, values }: Row, slopes: Float64Array, gradient: Float64Array): void {
  const classes = slopes.length;
  if (classes === 1) {
    const slope = slopes[0] ?? 0;
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index] ?? 0;
      gradient[column] = (gradient[column] ?? 0) + (values[index] ?? 0) * slope;
    }
    return;
  }
  for (let index = 0; index < columns.length; index += 1) {
    const base = (columns[index] ?? 0) * classes;
    const value = values[index] ?? 0;
    for (let k = 0; k < classes; k += 1) gradient[base + k] = (gradient[base + k] ?? 0) + value * (slopes[k] ?? 0);
  }
}

/** Cross-entropy of one case; leaves the derivative by each logit in `slopes`. */
function softmaxLoss(one: TrainingCase, logits: Float64Array, slopes: Float64Array, counts: Problem['counts']): number {
  const highest = logits.reduce((most, logit) => Math.max(most, logit), -Infinity);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit - highest), 0);
  const weight = one.weight * one.targets.reduce((sum, target, k) => sum + target * (counts.applies[k] ?? 1), 0);
  let value = 0;
  for (let k = 0; k < logits.length; k += 1) {
    const logProbability = (logits[k] ?? 0) - highest - Math.log(total);
    value -= weight * (one.targets[k] ?? 0) * logProbability;
    slopes[k] = weight * (Math.exp(logProbability) - (one.targets[k] ?? 0));
  }
  return value;
}

function sigmoidLoss(one: TrainingCase, logits: Float64Array, slopes: Float64Array, counts: Problem['counts']): number {
  let value = 0;
  for (let k = 0; k < logits.length; k += 1) {
    const target = one.targets[k] ?? 0;
    const weight = one.weight * (target * (counts.applies[k] ?? 1) + (1 - target) * (counts.not[k] ?? 1));
    const logit = logits[k] ?? 0;
    const softplus = logit > 0 ? logit + Math.log1p(Math.exp(-logit)) : Math.log1p(Math.exp(logit));
    value += weight * (softplus - target * logit);
    slopes[k] = weight * (1 / (1 + Math.exp(-logit)) - target);
  }
  return value;
}
