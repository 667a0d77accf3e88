import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Labels } from '../domain/correction.ts';
import { MODEL_FILE } from '../pipeline/analysis/classifiers.ts';
import { featureExtractor } from '../pipeline/analysis/features.ts';
import { modelCard } from './model-card.ts';
import { readSilverToxicity } from './read-silver-toxicity.ts';
import { readTrainingSamples } from './training-samples.ts';
import { trainTask } from './train-task.ts';
import { TRAINING_TASKS } from './training-tasks.ts';
import type { Task } from '../pipeline/analysis/classifiers.ts';
import type { Origin, Sample } from './gold.ts';
import type { TrainedModel } from './train-task.ts';

export interface TrainOptions {
  /** Folder that holds `gold/`. */
  readonly corporaDir: string;
  /** Where `<task>-<version>/` folders are written. */
  readonly modelsDir: string;
  /** Whole number as text, part of every folder's name. */
  readonly version: string;
  /** Origins whose texts must not teach, e.g. `victsd`, whose licence names no terms. */
  readonly withoutCorpora: readonly Origin[];
  /** What editors have corrected; none when left out. */
  readonly corrections?: readonly Labels[];
  readonly onTask?: (task: Task) => void;
}

export interface TrainReport {
  readonly models: readonly { readonly task: Task; readonly folder: string; readonly samples: number; readonly bytes: number }[];
  /** Labels of ours whose texts the corpora folder does not hold. */
  readonly labelsWithoutText: number;
  /** Tasks that nothing taught: no model of theirs was written. */
  readonly untaught: readonly Task[];
}

/**
 * Trains every task and writes its model and CARD.md. The same files give the same bytes: nothing is random, and the order of the samples is
 * that of their ids. Ids that are held out or belong to a development set are left out even when a training file names them.
 * Throws CORPUS_UNREADABLE when the training files are missing, BAD_INPUT when one is broken.
 */
export function train(options: TrainOptions): TrainReport {
  const { samples, labelsWithoutText } = readTrainingSamples(options);
  const silver = silverOf(options);
  const extract = featureExtractor();
  const untaught: Task[] = [];
  const models = TRAINING_TASKS.flatMap((task) => {
    options.onTask?.(task.task);
    const model = trainTask(task, task.task === 'toxicity' ? silver : samples, extract, options.version);
    if (!model) {
      untaught.push(task.task);
      return [];
    }
    const folder = join(options.modelsDir, `${task.task}-${options.version}`);
    writeModel(folder, model, task.task);
    return [{ task: task.task, folder, samples: model.samples.length, bytes: model.bytes.length }];
  });
  return { models, labelsWithoutText, untaught };
}

/** Whoever leaves the texts of SafeSense out leaves its labels out, too. */
function silverOf({ corporaDir, withoutCorpora }: TrainOptions): readonly Sample[] {
  const isUnwanted = withoutCorpora.includes('safesense-silver') || withoutCorpora.includes('safesense');
  return isUnwanted ? [] : (readSilverToxicity(corporaDir) ?? []);
}

function writeModel(folder: string, model: TrainedModel, task: Task): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, MODEL_FILE), model.bytes);
  writeFileSync(join(folder, 'CARD.md'), modelCard(task, model));
}
