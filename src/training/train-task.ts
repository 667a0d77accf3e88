import { TASK_CLASSES } from '../pipeline/analysis/classifiers.ts';
import { BIN_COUNT } from '../pipeline/analysis/feature-hash.ts';
import { calibratedProbabilities, encodeModel } from '../pipeline/analysis/linear-model.ts';
import { calibrate } from './calibrate.ts';
import { scoreUnseen } from './cross-validate.ts';
import { fitLinear } from './fit-linear.ts';
import { brief, roundWeights } from './round-weights.ts';
import { chooseAbstention, chooseThresholds } from './thresholds.ts';
import { isScored, readersTargets } from './training-tasks.ts';
import type { ModelHeader } from '../pipeline/analysis/linear-model.ts';
import type { FeatureVector, ModelInput } from '../pipeline/analysis/features.ts';
import type { PostedCase } from './cross-validate.ts';
import type { Sample } from './gold.ts';
import type { TrainingTask } from './training-tasks.ts';

/** A model ready to be written, and what it was made of. */
export interface TrainedModel {
  readonly header: ModelHeader;
  readonly bytes: Uint8Array;
  /** Samples that taught it, in the order used. */
  readonly samples: readonly Sample[];
}

/**
 * How much a comment written for this project counts beside a real one. There are as many of either; by cross-validation on real ones a half is
 * better than one in every task (stance by text .587 to .600, tone .587 to .607), and as good under unseen posts.
 */
const WRITTEN_COMMENT = 0.5;

/** Fits one task: cross-validation for calibration and thresholds, then a fit on everything. Throws nothing; a task without samples gives null. */
export function trainTask(
  task: TrainingTask,
  samples: readonly Sample[],
  extract: (input: ModelInput) => FeatureVector,
  version: string,
): TrainedModel | null {
  const used: Sample[] = [];
  const cases: PostedCase[] = [];
  for (const sample of samples) {
    const read = readersTargets(task, sample);
    if (read === null) continue;
    used.push(sample);
    const scored = !sample.isPicked && read.agree && isScored(task.task, sample);
    const teaches = { targets: read.targets, post: sample.post };
    const weight = sample.origin === 'written' && sample.input.kind === 'comment' ? WRITTEN_COMMENT : 1;
    cases.push({ ...teaches, vector: extract(sample.input), weight, scored });
    if (task.withoutThread !== undefined && sample.input.threadTitle)
      cases.push({
        ...teaches,
        vector: extract({ ...sample.input, threadTitle: null }),
        weight: weight * task.withoutThread,
        scored: false,
      });
  }
  if (cases.length === 0) return null;
  const classes = TASK_CLASSES[task.task].length;
  const unseen = scoreUnseen(cases, task.fit);
  const calibration = calibrate(unseen, task.fit.shape, classes);
  const fitted = fitLinear(cases, task.fit);
  const rounded = roundWeights(fitted);
  const header: ModelHeader = {
    task: task.task,
    version,
    shape: task.fit.shape,
    classes: [...TASK_CLASSES[task.task]],
    binCount: BIN_COUNT,
    rows: rounded.bins.length,
    scales: rounded.scales,
    biases: Array.from(fitted.biases, brief),
    slopes: calibration.slopes.map(brief),
    offsets: calibration.offsets.map(brief),
    thresholds: [],
    abstainBelow: 0,
  };
  const probable = unseen.map(({ targets, scores, weight }) => ({
    probabilities: calibratedProbabilities(header, scores),
    targets: mainOnly(task, targets),
    said: scores.indexOf(Math.max(...scores)),
    weight,
  }));
  const decided: ModelHeader = {
    ...header,
    thresholds: chooseThresholds(task, probable, classes),
    abstainBelow: chooseAbstention(task.wantedAccuracy, probable),
  };
  return { header: decided, bytes: encodeModel({ header: decided, bins: rounded.bins, weights: rounded.weights }), samples: used };
}

/** Topics keep their shares, because all of them are counted; elsewhere targets are 0 or 1 already. */
function mainOnly(task: TrainingTask, targets: readonly number[]): readonly number[] {
  return task.threshold === 'labels' ? targets : targets.map(Math.round);
}
