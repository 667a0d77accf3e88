import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuLuanError } from '../domain/errors.ts';
import { MODEL_FILE } from '../pipeline/analysis/classifiers.ts';
import { featureExtractor } from '../pipeline/analysis/features.ts';
import { readGold, readHeldOutIds, readWritten } from './gold.ts';
import { modelCard } from './model-card.ts';
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
  readonly onTask?: (task: Task) => void;
}

export interface TrainReport {
  readonly models: readonly { readonly task: Task; readonly folder: string; readonly samples: number; readonly bytes: number }[];
}

/** The texts that were written for thin classes lie beside this file. */
const WRITTEN_DIR = join(import.meta.dirname, 'written');

/**
 * Trains every task and writes its model and CARD.md. The same files give the same bytes: nothing is random, and the order of the samples is
 * that of their ids. Ids that are held out or belong to a development set are left out even when a training file names them.
 * Throws CORPUS_UNREADABLE when the training files are missing, BAD_INPUT when one is broken.
 */
export function train(options: TrainOptions): TrainReport {
  const samples = readTrainingSamples(options);
  const extract = featureExtractor();
  const models = TRAINING_TASKS.flatMap((task) => {
    options.onTask?.(task.task);
    const model = trainTask(task, samples, extract, options.version);
    if (!model) return [];
    const folder = join(options.modelsDir, `${task.task}-${options.version}`);
    writeModel(folder, model, task.task);
    return [{ task: task.task, folder, samples: model.samples.length, bytes: model.bytes.length }];
  });
  return { models };
}

/** All that may teach, in the order of ids. */
export function readTrainingSamples({ corporaDir, withoutCorpora }: Pick<TrainOptions, 'corporaDir' | 'withoutCorpora'>): Sample[] {
  const comments = readGold(corporaDir, 'comments-train');
  const news = readGold(corporaDir, 'news-train');
  if (!comments || !news) {
    throw new DuLuanError('CORPUS_UNREADABLE', {
      dir: corporaDir,
      detail: 'gold/comments-train.jsonl and gold/news-train.jsonl are needed',
    });
  }
  const kept = new Set(readHeldOutIds(corporaDir));
  for (const set of ['comments-dev', 'news-dev'] as const) for (const { id } of readGold(corporaDir, set) ?? []) kept.add(id);
  const written = readWritten(
    readdirSync(WRITTEN_DIR)
      .filter((name) => name.endsWith('.jsonl'))
      .toSorted()
      .map((name) => join(WRITTEN_DIR, name)),
  );
  return [...comments, ...news, ...written]
    .filter(({ id, origin }) => !kept.has(id) && !withoutCorpora.includes(origin))
    .toSorted((left, right) => (left.id < right.id ? -1 : Number(left.id > right.id)));
}

function writeModel(folder: string, model: TrainedModel, task: Task): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, MODEL_FILE), model.bytes);
  writeFileSync(join(folder, 'CARD.md'), modelCard(task, model));
}
