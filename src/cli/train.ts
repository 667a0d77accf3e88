import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { configFromEnvironment } from '../config.ts';
import type { Labels } from '../domain/correction.ts';
import { DuLuanError } from '../domain/errors.ts';
import { readLabels } from '../training/corrected-samples.ts';
import { ORIGINS, type Origin } from '../training/gold.ts';
import { train } from '../training/train.ts';
import { trainSameEvent, writeSameEvent } from '../training/train-same-event.ts';
import { corporaOf } from './corpora-of.ts';
import { openSession } from './open-session.ts';
import { trainOnTable, type TableOptions } from './train-on-table.ts';

/** Version of the models that this code trains; rises when features or tasks change. */
const MODEL_VERSION = '1';

export interface TrainOptions extends Partial<TableOptions> {
  readonly corpora?: string;
  readonly out?: string;
  readonly without?: readonly string[];
  /** Absent: none; `true`: those of the store; else the file that holds them. */
  readonly withCorrections?: true | string;
}

/**
 * Trains all classifiers and the same-event score anew, or with `data` one model on a table.
 * @throws USAGE without a corpora folder or for an unknown corpus, BAD_INPUT for a broken file of corrections; for tables see `trainOnTable`
 */
export async function trainModels(options: TrainOptions): Promise<void> {
  if (options.data !== undefined) return trainOnTable(tableOptions(options, options.data));
  const stray = TABLE_ONLY.filter((name) => options[name] !== undefined);
  if (stray.length > 0) throw new DuLuanError('USAGE', { detail: `--${stray.join(', --')}: only with --data, which names the table` });
  const config = configFromEnvironment();
  const corporaDir = corporaOf(options.corpora, config);
  const withoutCorpora = (options.without ?? []).map(originOf);
  const corrections = await correctionsOf(options.withCorrections);
  const modelsDir = options.out === undefined ? config.modelsDir : resolve(options.out);
  const { models, labelsWithoutText, untaught } = train({
    corporaDir,
    modelsDir,
    version: MODEL_VERSION,
    withoutCorpora,
    corrections,
    onTask: (task) => console.error(`training ${task} …`),
  });
  for (const model of models) console.log(`${model.task}: ${model.samples} texts, ${Math.round(model.bytes / 1_024)} kB, ${model.folder}`);
  console.error('training same-event …');
  const sameEvent = trainSameEvent(corporaDir);
  if (sameEvent) console.log(`same-event: ${sameEvent.pairs} pairs, ${writeSameEvent(modelsDir, MODEL_VERSION, sameEvent)}`);
  else console.log('same-event: nothing was written, the corpora folder holds no headlines');
  if (options.withCorrections !== undefined) console.log(`${corrections.length} corrected items were read`);
  for (const task of untaught) console.log(`${task}: no model was written, the corpora folder holds nothing that teaches it`);
  if (labelsWithoutText > 0) console.log(`${labelsWithoutText} labels were skipped: the corpora folder does not hold their texts`);
}

/** Options that mean nothing without a table. */
const TABLE_ONLY = ['label', 'text', 'context', 'dev', 'save'] as const;

function tableOptions({ label, ...options }: TrainOptions, data: string): TableOptions {
  if (label === undefined) throw new DuLuanError('USAGE', { detail: '--data needs --label, the column that holds the label' });
  return { ...options, data, label };
}

async function correctionsOf(from: true | string | undefined): Promise<Labels[]> {
  if (from === undefined) return [];
  if (from !== true) {
    if (!existsSync(from)) throw new DuLuanError('USAGE', { detail: `There is no file ${from}` });
    return readLabels(resolve(from));
  }
  const { engine } = await openSession();
  try {
    return await Array.fromAsync(engine.store.allLabels());
  } finally {
    await engine.close();
  }
}

function originOf(name: string): Origin {
  const origin = ORIGINS.find((each) => each === name);
  if (!origin) throw new DuLuanError('USAGE', { detail: `There is no corpus "${name}"; known are ${ORIGINS.join(', ')}` });
  return origin;
}
