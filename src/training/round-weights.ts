import type { FittedWeights } from './fit-linear.ts';

/** Largest value of an int8 weight. */
const STEPS = 127;

/** Weights as whole steps of a scale per class, as a model file holds them; bins whose weights all round to 0 are left out. */
export function roundWeights({ bins, weights, classes }: FittedWeights): { bins: Int32Array; weights: Int8Array; scales: number[] } {
  const scales = Array.from({ length: classes }, (_, k) => {
    let largest = 0;
    for (let at = k; at < weights.length; at += classes) largest = Math.max(largest, Math.abs(weights[at] ?? 0));
    return brief(largest / STEPS) || 1;
  });
  const keptBins: number[] = [];
  const keptWeights: number[] = [];
  bins.forEach((bin, row) => {
    const steps = scales.map((scale, k) => Math.max(-STEPS, Math.min(STEPS, Math.round((weights[row * classes + k] ?? 0) / scale))));
    if (steps.every((step) => step === 0)) return;
    keptBins.push(bin);
    keptWeights.push(...steps);
  });
  return { bins: Int32Array.from(keptBins), weights: Int8Array.from(keptWeights), scales };
}

/** Seven digits: enough for int8 weights, and the last bits of a float stay out of the file. */
export function brief(value: number): number {
  return Number(value.toPrecision(7));
}
