import { hashText } from '../pipeline/analysis/feature-hash.ts';
import { fitLinear } from './fit-linear.ts';
import type { FitOptions, FittedWeights, TrainingCase } from './fit-linear.ts';
import type { FeatureVector } from '../pipeline/analysis/features.ts';

/** A case with the post that it belongs to. */
export interface PostedCase extends TrainingCase {
  readonly post: string;
  /** Whether it may speak when thresholds are chosen: of the kind that the task is for, and not picked. */
  readonly scored: boolean;
}

/** What a model said of a case that it had not seen, nor any other of the same post. */
export interface UnseenScore {
  readonly targets: readonly number[];
  readonly scores: Float64Array;
  /** How much it counts, see `MOST_PER_POST`. */
  readonly weight: number;
}

const FOLDS = 5;

/** Comments of one post count as at most this many, so that one post with 357 of them does not choose the thresholds alone. */
const MOST_PER_POST = 30;

/** Scores every scored case by a model that was fitted without its post. Deterministic: a post's fold follows from its title. */
export function scoreUnseen(cases: readonly PostedCase[], options: FitOptions, folds = FOLDS): UnseenScore[] {
  const perPost = new Map<string, number>();
  for (const one of cases) if (one.scored) perPost.set(one.post, (perPost.get(one.post) ?? 0) + 1);
  const found: UnseenScore[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const seen = cases.filter((one) => foldOf(one.post, folds) !== fold);
    const unseen = cases.filter((one) => one.scored && foldOf(one.post, folds) === fold);
    if (seen.length === 0 || unseen.length === 0) continue;
    const score = scorer(fitLinear(seen, options));
    for (const one of unseen) {
      const weight = Math.min(1, MOST_PER_POST / (perPost.get(one.post) ?? 1));
      found.push({ targets: one.targets, scores: score(one.vector), weight });
    }
  }
  return found;
}

function foldOf(post: string, folds: number): number {
  return (Math.imul(hashText(post), 0x85ebca6b) >>> 8) % folds;
}

/** Scores of fitted weights, before they are rounded. */
export function scorer({ bins, weights, biases, classes }: FittedWeights): (vector: FeatureVector) => Float64Array {
  const rowOf = new Map(Array.from(bins, (bin, row): [number, number] => [bin, row]));
  return (vector) => {
    const scores = Float64Array.from(biases);
    vector.bins.forEach((bin, at) => {
      const row = rowOf.get(bin);
      if (row === undefined) return;
      for (let k = 0; k < classes; k += 1) scores[k] = (scores[k] ?? 0) + (vector.values[at] ?? 0) * (weights[row * classes + k] ?? 0);
    });
    return scores;
  };
}
