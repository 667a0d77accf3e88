import { resolve } from 'node:path';
import { configFromEnvironment } from '../config.ts';
import { DuLuanError } from '../domain/errors.ts';
import { ORIGINS, type Origin } from '../training/gold.ts';
import { train } from '../training/train.ts';
import { corporaOf } from './corpora-of.ts';

/** Version of the models that this code trains; rises when features or tasks change. */
const MODEL_VERSION = '1';

/** Trains all classifiers anew. @throws USAGE without a corpora folder or for an unknown corpus. */
export function trainModels(options: { corpora?: string; out?: string; without?: readonly string[] }): void {
  const config = configFromEnvironment();
  const { models, labelsWithoutText } = train({
    corporaDir: corporaOf(options.corpora, config),
    modelsDir: options.out === undefined ? config.modelsDir : resolve(options.out),
    version: MODEL_VERSION,
    withoutCorpora: (options.without ?? []).map(originOf),
    onTask: (task) => console.error(`training ${task} …`),
  });
  for (const model of models) console.log(`${model.task}: ${model.samples} texts, ${Math.round(model.bytes / 1_024)} kB, ${model.folder}`);
  if (labelsWithoutText > 0) console.log(`${labelsWithoutText} labels were skipped: the corpora folder does not hold their texts`);
}

function originOf(name: string): Origin {
  const origin = ORIGINS.find((each) => each === name);
  if (!origin) throw new DuLuanError('USAGE', { detail: `There is no corpus "${name}"; known are ${ORIGINS.join(', ')}` });
  return origin;
}
