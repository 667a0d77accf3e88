import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { DuLuanError } from '../domain/errors.ts';
import { MODEL_FILE } from '../pipeline/analysis/classifiers.ts';
import { encodeModel } from '../pipeline/analysis/linear-model.ts';
import { judgeCorpus } from '../training/corpus/judge-corpus.ts';
import { labelsOf } from '../training/corpus/labelled-text.ts';
import { printCorpus } from '../training/corpus/print-corpus.ts';
import { applyCorpus, crossValidated, trainCorpus } from '../training/corpus/train-corpus.ts';
import { readLabelledTable, type LabelledColumns, type LabelledTable } from './read-labelled-table.ts';

export interface TableOptions {
  readonly data: string;
  readonly label: string;
  /** Default: `text`. */
  readonly text?: string;
  /** Default: none. */
  readonly context?: string;
  /** Table to measure on; cross-validation when left out. */
  readonly dev?: string;
  /** Folder for the model; nothing is written when left out. */
  readonly save?: string;
}

/** Of the bootstrap that gives the intervals; fixed, so that two runs print the same. */
const SEED = 20_261_127;

/**
 * Trains one model on a labelled table of whatever field, and prints how right it is. It is no part of the analysis: those models are trained from the
 * project's own labels. @throws USAGE, TABLE_UNFIT or BAD_INPUT for tables that cannot teach
 */
export async function trainOnTable({ data, label, text = 'text', context, dev, save }: TableOptions): Promise<void> {
  const columns: LabelledColumns = { text, label, title: context ?? null };
  const taught = await readTable(data, columns);
  const classes = labelsOf(taught.texts, data);
  const measured = dev === undefined ? null : await readTable(dev, columns);
  if (measured?.texts.length === 0) throw new DuLuanError('TABLE_UNFIT', { file: dev ?? '', detail: 'it holds no labelled text' });
  console.error(`training on ${taught.texts.length} texts, ${classes.length} labels …`);
  const { model, unseen } = trainCorpus(taught.texts, classes, label);
  const pairs = measured ? applyCorpus(model, measured.texts) : crossValidated(unseen, classes);
  const report = [
    `${basename(data)}, column ${label}: ${taught.texts.length} texts, ${classes.length} labels, ${model.header.rows} features`,
    measured
      ? `Measured on ${basename(dev ?? '')}, which taught nothing.`
      : 'Measured by cross-validation: each text by a model that has not seen it.',
    '',
    printCorpus(judgeCorpus(pairs, SEED)),
    '',
    `Seed of the bootstrap: ${SEED}. The training itself draws nothing: the same table gives the same model.`,
    '',
  ].join('\n');
  process.stdout.write(report);
  if (save === undefined) return;
  const folder = resolve(save);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, MODEL_FILE), encodeModel(model));
  await writeFile(join(folder, 'REPORT.txt'), report);
  console.error(`written: ${folder}`);
}

async function readTable(file: string, columns: LabelledColumns): Promise<LabelledTable> {
  const table = await readLabelledTable(resolve(file), columns);
  if (table.passedOver > 0) console.error(`${file}: ${table.passedOver} rows without label or text were passed over`);
  return table;
}
