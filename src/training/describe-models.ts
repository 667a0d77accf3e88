import { createHash } from 'node:crypto';
import { TASKS, type ModelSet } from '../pipeline/analysis/classifiers.ts';
import { encodeModel } from '../pipeline/analysis/linear-model.ts';

/** Digits of the fingerprint; two sets of models do not share these by chance. */
const DIGITS = 12;

/** Version of the models and a fingerprint of all their bytes, so that figures are never told of other weights than they were measured on. */
export function describeModels(models: ModelSet): string {
  const versions = new Set(TASKS.map((task) => models[task].header.version));
  const hash = createHash('sha256');
  for (const task of TASKS) hash.update(encodeModel(models[task]));
  return `version ${[...versions].join(', ')}, fingerprint ${hash.digest('hex').slice(0, DIGITS)}`;
}
