import { seededRandom } from './random.ts';

/** What is true of one case and what was said of it. */
export interface Pair {
  readonly truth: string;
  readonly said: string;
}

/** Share of cases that were said right; 0 for none. */
export function accuracy(pairs: readonly Pair[]): number {
  return pairs.length === 0 ? 0 : pairs.filter(({ truth, said }) => truth === said).length / pairs.length;
}

/** Harmonic mean of precision and recall of one class; 0 when the class is neither there nor said. */
export function classF1(pairs: readonly Pair[], label: string): number {
  let hits = 0;
  let involved = 0;
  for (const { truth, said } of pairs) {
    if (truth === label && said === label) hits += 1;
    involved += Number(truth === label) + Number(said === label);
  }
  return involved === 0 ? 0 : (2 * hits) / involved;
}

/** Mean of the F1 of every class that is there; a class that only was said counts by what it took from others. 0 for no cases. */
export function macroF1(pairs: readonly Pair[]): number {
  const counts = countClasses(pairs);
  return counts.length === 0 ? 0 : counts.reduce((sum, one) => sum + (2 * one.hits) / (one.cases + one.said), 0) / counts.length;
}

/** Mean of the F1 of every class that is there, each weighted by its cases; 0 for no cases. */
export function weightedF1(pairs: readonly Pair[]): number {
  return countClasses(pairs).reduce((sum, one) => sum + ((2 * one.hits) / (one.cases + one.said)) * (one.cases / pairs.length), 0);
}

interface ClassCounts {
  cases: number;
  said: number;
  hits: number;
}

/** Counts of the classes that are there, by one pass: means of F1 are asked for thousands of times. In order of first sight. */
function countClasses(pairs: readonly Pair[]): ClassCounts[] {
  const counts = new Map<string, ClassCounts>();
  for (const { truth, said } of pairs) {
    const one = counts.get(truth) ?? { cases: 0, said: 0, hits: 0 };
    counts.set(truth, one);
    one.cases += 1;
    if (truth === said) one.hits += 1;
  }
  for (const { said } of pairs) {
    const one = counts.get(said);
    if (one) one.said += 1;
  }
  return [...counts.values()];
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Enough that the ends of the interval move by less than .01 from seed to seed. */
const RESAMPLES = 1_000;

/** 95 % bootstrap interval (Efron's percentiles) of a measure over the cases. The same seed gives the same interval; [0, 0] for no cases. */
export function bootstrapInterval<Case>(cases: readonly Case[], measure: (drawn: readonly Case[]) => number, seed: number): Interval {
  if (cases.length === 0) return { low: 0, high: 0 };
  const random = seededRandom(seed);
  const values = Array.from({ length: RESAMPLES }, () => {
    const drawn = cases.map((one) => cases[Math.floor(random() * cases.length)] ?? one);
    return measure(drawn);
  }).toSorted((left, right) => left - right);
  return { low: values[Math.floor(RESAMPLES * 0.025)] ?? 0, high: values[Math.ceil(RESAMPLES * 0.975) - 1] ?? 0 };
}

/** Counts by truth (rows) and what was said (columns), in the order of `labels`; other labels are left out. */
export function confusion(pairs: readonly Pair[], labels: readonly string[]): number[][] {
  return labels.map((truth) => labels.map((said) => pairs.filter((pair) => pair.truth === truth && pair.said === said).length));
}

/** One answer with the probability that came with it. */
export interface PromisedAnswer {
  readonly probability: number;
  readonly right: boolean;
}

const CALIBRATION_BANDS = 10;

/**
 * Expected calibration error: by how much the probabilities promise too much or too little, averaged over ten bands of equal width and
 * weighted by their cases (Guo et al., 2017). 0 is perfect; 0 for no cases.
 */
export function calibrationError(promises: readonly PromisedAnswer[]): number {
  let sum = 0;
  for (let band = 0; band < CALIBRATION_BANDS; band += 1) {
    const inside = promises.filter(
      ({ probability }) => Math.min(CALIBRATION_BANDS - 1, Math.floor(probability * CALIBRATION_BANDS)) === band,
    );
    const promised = inside.reduce((total, one) => total + one.probability, 0);
    sum += Math.abs(promised - inside.filter(({ right }) => right).length);
  }
  return promises.length === 0 ? 0 : sum / promises.length;
}
