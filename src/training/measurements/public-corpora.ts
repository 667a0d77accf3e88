import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { labelsOf, type LabelledText } from '../corpus/labelled-text.ts';
import { applyCorpus, trainCorpus } from '../corpus/train-corpus.ts';
import { bootstrapInterval, macroF1, weightedF1, type Pair } from '../measures.ts';
import { readTsv } from '../read-tsv.ts';
import type { MeasuredRow, Measurement, MissingFigure } from './measurement.ts';

/** A labelled column of a corpus that others have published figures of, and what is to be reached on its development split. */
interface PublicTask {
  readonly what: string;
  /** Folder of `nlp/`. */
  readonly corpus: string;
  readonly label: string;
  readonly reach: { readonly 'weighted F1': string; readonly 'macro-F1': string };
}

const TASKS: readonly PublicTask[] = [
  { what: 'tone, 3 labels', corpus: 'uit-vsfc', label: 'label', reach: { 'weighted F1': '≥ .90', 'macro-F1': '≥ .77' } },
  { what: 'toxicity', corpus: 'uit-victsd', label: 'label', reach: { 'weighted F1': '', 'macro-F1': '≥ .70' } },
  { what: 'constructiveness', corpus: 'uit-victsd', label: 'constructive', reach: { 'weighted F1': '', 'macro-F1': '≥ .81' } },
  { what: 'hate speech, 3 labels', corpus: 'vihsd', label: 'label', reach: { 'weighted F1': '', 'macro-F1': '≥ .65' } },
  { what: 'emotion, 7 labels', corpus: 'uit-vsmec', label: 'label', reach: { 'weighted F1': '≥ .61', 'macro-F1': '' } },
];

const MEASURES = [
  ['weighted F1', weightedF1],
  ['macro-F1', macroF1],
] as const;

/**
 * What the features and the fit of the shipped models reach on public corpora of other fields: trained on the training split by one setting for all, measured on
 * the development split. Nothing of it is shipped, for these corpora are for research only.
 */
export const measurePublicCorpora: Measurement = async ({ corporaDir, seed }) => {
  const rows: MeasuredRow[] = [];
  const missing: MissingFigure[] = [];
  for (const task of TASKS) {
    const folder = join(corporaDir, 'nlp', task.corpus);
    const [train, dev] = ['train.tsv', 'dev.tsv'].map((name) => join(folder, name));
    const absent = [train, dev].find((path) => path === undefined || !existsSync(path));
    if (train === undefined || dev === undefined || absent !== undefined) {
      missing.push({ what: `${task.what} (${task.corpus})`, why: `${absent ?? folder} is not there` });
      continue;
    }
    rows.push(...rowsOf(task, pairsOf(task, train, dev), seed));
    // Other work of the process goes on between two tasks.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { rows, missing };
};

function pairsOf({ label, what }: PublicTask, train: string, dev: string): Pair[] {
  const texts = readTexts(train, label);
  return applyCorpus(trainCorpus(texts, labelsOf(texts, train), what).model, readTexts(dev, label));
}

function rowsOf({ what, corpus, reach }: PublicTask, pairs: readonly Pair[], seed: number): MeasuredRow[] {
  return MEASURES.map(([measure, of]) => ({
    what,
    set: `${corpus}, dev`,
    measure,
    value: of(pairs),
    ...bootstrapInterval(pairs, of, seed),
    cases: pairs.length,
    reach: reach[measure],
  }));
}

/** Texts of a split, with the title of what they answer where the corpus has it. */
function readTexts(path: string, label: string): LabelledText[] {
  return readTsv(path, ['text', label])
    .map((row) => ({ text: row['text'] ?? '', title: row['title'] ?? '', label: row[label] ?? '' }))
    .filter((one) => one.label !== '');
}
