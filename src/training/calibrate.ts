import { minimise } from './minimise.ts';
import type { ModelShape } from '../pipeline/analysis/linear-model.ts';
import type { UnseenScore } from './cross-validate.ts';

/** Turns scores into log-odds that keep what they promise: `slope × score + offset` per class. */
export interface Calibration {
  readonly slopes: readonly number[];
  readonly offsets: readonly number[];
}

/** Pull towards slope 1 and offset 0, in cases; it decides where there are too few cases to tell. */
const PRIOR_CASES = 2;

/**
 * Fits the calibration on scores of unseen cases by maximum likelihood: Platt's method (1999) per class for `any-of`, one temperature and an
 * offset per class for `one-of`. Without cases it changes nothing.
 */
export function calibrate(unseen: readonly UnseenScore[], shape: ModelShape, classes: number): Calibration {
  const slopeCount = shape === 'one-of' ? 1 : classes;
  const point = new Float64Array(slopeCount + classes).fill(1, 0, slopeCount);
  minimise((at, gradient) => calibrationLoss({ unseen, shape, classes, slopeCount }, at, gradient), point, 200, 1e-9);
  return {
    slopes: Array.from({ length: classes }, (_, k) => point[Math.min(k, slopeCount - 1)] ?? 1),
    offsets: Array.from(point.slice(slopeCount)),
  };
}

interface CalibrationProblem {
  readonly unseen: readonly UnseenScore[];
  readonly shape: ModelShape;
  readonly classes: number;
  readonly slopeCount: number;
}

function calibrationLoss({ unseen, shape, classes, slopeCount }: CalibrationProblem, point: Float64Array, gradient: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < point.length; at += 1) {
    const away = (point[at] ?? 0) - (at < slopeCount ? 1 : 0);
    sum += 0.5 * PRIOR_CASES * away * away;
    gradient[at] = PRIOR_CASES * away;
  }
  for (const { targets, scores, weight } of unseen) {
    const odds = Array.from(scores, (score, k) => (point[Math.min(k, slopeCount - 1)] ?? 1) * score + (point[slopeCount + k] ?? 0));
    const logs = logProbabilities(odds, shape);
    for (let k = 0; k < classes; k += 1) {
      const target = targets[k] ?? 0;
      const [logYes, logNo] = logs[k] ?? [0, 0];
      sum -= weight * (target * logYes + (shape === 'any-of' ? (1 - target) * logNo : 0));
      const slope = weight * (Math.exp(logYes) - target);
      const slopeAt = Math.min(k, slopeCount - 1);
      gradient[slopeAt] = (gradient[slopeAt] ?? 0) + slope * (scores[k] ?? 0);
      gradient[slopeCount + k] = (gradient[slopeCount + k] ?? 0) + slope;
    }
  }
  return sum;
}

/** Logarithms of yes and no per class, without overflow. */
function logProbabilities(odds: readonly number[], shape: ModelShape): [number, number][] {
  if (shape === 'any-of') return odds.map((logit) => [-softplus(-logit), -softplus(logit)]);
  const highest = Math.max(...odds);
  const logTotal = highest + Math.log(odds.reduce((sum, logit) => sum + Math.exp(logit - highest), 0));
  return odds.map((logit) => [logit - logTotal, 0]);
}

function softplus(value: number): number {
  return value > 0 ? value + Math.log1p(Math.exp(-value)) : Math.log1p(Math.exp(value));
}
