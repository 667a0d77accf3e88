import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuLuanError } from '../../domain/errors.ts';
import { NEWS_KINDS } from '../../domain/news-kind.ts';
import { ACTS, STANCES, TONES } from '../../domain/opinion.ts';
import { TOPICS } from '../../domain/topic.ts';
import { decodeModel } from './linear-model.ts';
import type { LinearModel } from './linear-model.ts';

/** What is decided, one model each, with the classes in the order of the model. */
export const TASK_CLASSES = {
  'relevance-news': ['relevant'],
  'relevance-public': ['relevant'],
  topic: TOPICS,
  'tone-press': TONES,
  'kind-press': NEWS_KINDS,
  'tone-public': TONES,
  'stance-public': STANCES,
  acts: ACTS,
  checkable: ['checkable'],
  toxicity: ['toxic'],
} as const satisfies Record<string, readonly string[]>;

export type Task = keyof typeof TASK_CLASSES;
export const TASKS = Object.keys(TASK_CLASSES) as readonly Task[]; // Object.keys loses the key type

export type ModelSet = Readonly<Record<Task, LinearModel>>;

/** File name of a model inside its folder `<task>-<version>`. */
export const MODEL_FILE = 'model.bin';

/**
 * Reads the newest version of every task's model from `<modelsDir>/<task>-<version>/model.bin`; versions are whole numbers.
 * Throws MODEL_INVALID when one is missing, broken, or made for other classes.
 */
export function loadModels(modelsDir: string): ModelSet {
  const folders = listFolders(modelsDir);
  const entries = TASKS.map((task): [Task, LinearModel] => {
    const version = newestVersion(folders, task);
    if (version === null)
      throw new DuLuanError('MODEL_INVALID', { model: task, detail: `there is no folder ${task}-<number> in ${modelsDir}` });
    return [task, loadModel(modelsDir, task, version)];
  });
  return Object.fromEntries(entries) as ModelSet; // every task is in the list
}

function loadModel(modelsDir: string, task: Task, version: number): LinearModel {
  const name = `${task}-${version}`;
  const model = decodeModel(readModelFile(join(modelsDir, name, MODEL_FILE), name), name);
  if (model.header.classes.join() !== TASK_CLASSES[task].join()) {
    throw new DuLuanError('MODEL_INVALID', { model: name, detail: `its classes are ${model.header.classes.join(', ')}` });
  }
  return model;
}

function readModelFile(path: string, name: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new DuLuanError('MODEL_INVALID', { model: name, detail: `${path} cannot be opened` }, { cause });
  }
}

function listFolders(modelsDir: string): string[] {
  try {
    return readdirSync(modelsDir);
  } catch (cause) {
    throw new DuLuanError('MODEL_INVALID', { model: 'all', detail: `the folder ${modelsDir} cannot be read` }, { cause });
  }
}

function newestVersion(folders: readonly string[], task: Task): number | null {
  const versions = folders.flatMap((folder) => {
    const version = folder.startsWith(`${task}-`) ? folder.slice(task.length + 1) : '';
    return /^\d{1,6}$/.test(version) ? [Number(version)] : [];
  });
  return versions.length > 0 ? Math.max(...versions) : null;
}
