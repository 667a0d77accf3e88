import { featureExtractor } from '../pipeline/analysis/features.ts';
import { judgeYesNo } from '../pipeline/analysis/judge.ts';
import { loadModels } from '../pipeline/analysis/classifiers.ts';
import { modelScorer } from '../pipeline/analysis/model-scorer.ts';
import { describeModels } from './describe-models.ts';
import { readGold } from './gold.ts';
import { measureSpeed } from './measure-speed.ts';
import { accuracy, bootstrapInterval, calibrationError, confusion } from './measures.ts';
import { trainBaseline } from './natural-baseline.ts';
import { SCORED_TASKS } from './scored-tasks.ts';
import { readTrainingSamples } from './training-samples.ts';
import type { ModelSet } from '../pipeline/analysis/classifiers.ts';
import type { FeatureVector } from '../pipeline/analysis/features.ts';
import type { Origin, Sample } from './gold.ts';
import type { Speed } from './measure-speed.ts';
import type { MeasuredRow, Measurement, MissingFigure } from './measurements/measurement.ts';
import type { Pair } from './measures.ts';
import type { Answer, ScoredTask } from './scored-tasks.ts';

export interface EvaluateOptions {
  /** Folder that holds `gold/`. */
  readonly corporaDir: string;
  readonly modelsDir: string;
  /** Seed of the bootstrap. */
  readonly seed: number;
  /** What is measured beside the classifiers. Default: nothing. */
  readonly measurements?: readonly Measurement[];
}

/**
 * Which cases a figure is over. `dev`: all. `unseen-posts`: those whose post title does not occur in training. `as-analysed`: all, where an item
 * that the relevance model drops counts as unanswered, as a user meets it. `social-networks` and `press-readers`: comments by the kind of source
 * that they come from.
 */
export type Split = 'dev' | 'unseen-posts' | 'as-analysed' | 'social-networks' | 'press-readers';

/** Kinds of source of the public's comments, by the corpus that holds them: Facebook and YouTube, or a newspaper's own pages. */
const SOURCE_KINDS: readonly (readonly [split: Split, origin: Origin])[] = [
  ['social-networks', 'safesense'],
  ['press-readers', 'victsd'],
];

/** Fewer comments of one kind of source say nothing, even with their interval. */
const FEWEST_OF_KIND = 20;

export interface Figure {
  readonly task: string;
  readonly name: string;
  /** `du-luan` or the peer. */
  readonly by: string;
  readonly measure: string;
  readonly value: number;
  /** 95 % bootstrap interval. */
  readonly low: number;
  readonly high: number;
  readonly cases: number;
  /** Cases of the class that the measure is of, where it is of one; else null. */
  readonly positives: number | null;
  readonly set: string;
  readonly split: Split;
  /** As it stands in the list of goals; empty for the peer, for parts of the set and where nothing was promised. */
  readonly reach: string;
}

export interface EvaluationReport {
  /** Version and fingerprint of the models that were measured. */
  readonly models: string;
  readonly figures: readonly Figure[];
  readonly abstentions: readonly {
    readonly task: string;
    readonly set: string;
    readonly share: number;
    readonly answeredAccuracy: number;
    readonly allAccuracy: number;
  }[];
  readonly confusions: readonly {
    readonly task: string;
    readonly set: string;
    readonly labels: readonly string[];
    readonly counts: readonly (readonly number[])[];
  }[];
  readonly calibrations: readonly { readonly task: string; readonly set: string; readonly error: number; readonly cases: number }[];
  readonly speeds: readonly Speed[];
  /** Figures of the measurements asked for. */
  readonly rows: readonly MeasuredRow[];
  /** Figures that could not be had, and why. */
  readonly missing: readonly MissingFigure[];
  readonly seed: number;
}

/** One development sample with its vector, and what it shares with training. */
interface Case {
  readonly sample: Sample;
  readonly vector: FeatureVector;
  readonly isUnseenPost: boolean;
}

interface Judged extends Pair, Answer {
  readonly one: Case;
}

/**
 * Measures the shipped models on the development sets, beside `natural`'s classifiers. A set that is missing is named in `missing` and its
 * figures are left out. Throws MODEL_INVALID for broken models and BAD_INPUT for a broken corpus file.
 */
export async function evaluate({ corporaDir, modelsDir, seed, measurements = [] }: EvaluateOptions): Promise<EvaluationReport> {
  const models = loadModels(modelsDir);
  const training = trainingOf(corporaDir);
  const extract = featureExtractor();
  const posts = new Set(training.map(({ post }) => post));
  const results: TaskResult[] = [];
  const missing: MissingFigure[] = [];
  if (training.length === 0)
    missing.push({ what: 'classifiers of natural, unseen posts', why: `${corporaDir}/gold has no training files` });
  const read = { 'comments-dev': readGold(corporaDir, 'comments-dev'), 'news-dev': readGold(corporaDir, 'news-dev') };
  for (const task of SCORED_TASKS) {
    const samples = read[task.set];
    if (!samples) {
      missing.push({ what: `${task.task} (${task.set})`, why: `${corporaDir}/gold/${task.set}.jsonl is not there` });
      continue;
    }
    const cases = samples.map((sample): Case => ({ sample, vector: extract(sample.input), isUnseenPost: !posts.has(sample.post) }));
    results.push(evaluateTask(task, { cases, models, training, seed }));
    // Other work of the process goes on between two tasks.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const rows: MeasuredRow[] = [];
  for (const measurement of measurements) {
    const found = await measurement({ corporaDir, modelsDir, seed });
    rows.push(...found.rows);
    missing.push(...found.missing);
  }
  return {
    models: describeModels(models),
    figures: results.flatMap(({ figures }) => figures),
    abstentions: results.flatMap(({ judged, task }) => abstentionOf(task, judged)),
    confusions: results.map(({ task, judged }) => ({
      task: task.task,
      set: task.set,
      labels: task.labels,
      counts: confusion(judged, task.labels),
    })),
    calibrations: results.flatMap(({ task, judged }) => calibrationOf(task, judged)),
    speeds: measureSpeed(models, read['comments-dev'] ?? [], read['news-dev'] ?? []),
    rows,
    missing,
    seed,
  };
}

/** What our models were taught, which the peer is taught as well; nothing when the training files are not there. */
function trainingOf(corporaDir: string): readonly Sample[] {
  const isThere = readGold(corporaDir, 'comments-train') && readGold(corporaDir, 'news-train');
  return isThere ? readTrainingSamples({ corporaDir, withoutCorpora: [] }).samples : [];
}

interface TaskResult {
  readonly task: ScoredTask;
  readonly judged: readonly Judged[];
  readonly figures: readonly Figure[];
}

interface TaskMaterial {
  readonly cases: readonly Case[];
  readonly models: ModelSet;
  readonly training: readonly Sample[];
  readonly seed: number;
}

function evaluateTask(task: ScoredTask, { cases, models, training, seed }: TaskMaterial): TaskResult {
  const isRelevant = relevanceGate(models, task.set === 'news-dev');
  const score = modelScorer([models[task.model]]);
  const judged = cases.flatMap((one): Judged[] => {
    const truth = task.truth(one.sample);
    const [scores] = score(one.vector);
    return truth === null || !scores ? [] : [{ one, truth, ...task.answer(models[task.model].header, scores) }];
  });
  const figure = (by: string, split: Split, pairs: readonly Pair[]): Figure[] =>
    pairs.length === 0 ? [] : [makeFigure(task, { by, split, pairs, seed })];
  const figures = figure('du-luan', 'dev', judged);
  if (training.length > 0) {
    figures.push(
      ...figure(
        'du-luan',
        'unseen-posts',
        judged.filter(({ one }) => one.isUnseenPost),
      ),
    );
    const peer = trainBaseline(task, training);
    if (peer)
      figures.push(
        ...figure(
          peer.by,
          'dev',
          judged.map(({ one, truth }) => ({ truth, said: peer.classify(one.sample) })),
        ),
      );
  }
  for (const [split, origin] of SOURCE_KINDS) {
    const some = judged.filter(({ one }) => one.sample.origin === origin);
    if (some.length >= FEWEST_OF_KIND) figures.push(...figure('du-luan', split, some));
  }
  if (dependsOnRelevance(task))
    figures.push(
      ...figure(
        'du-luan',
        'as-analysed',
        judged.map((pair) => (isRelevant(pair.one.vector) ? pair : { ...pair, said: saidOfIrrelevant(task) })),
      ),
    );
  return { task, judged, figures };
}

/** Tone and kind are told of every item, relevance of itself; the rest only of what was found relevant. */
function dependsOnRelevance(task: ScoredTask): boolean {
  return !['relevance', 'tone', 'kind'].some((part) => task.task.startsWith(part));
}

function relevanceGate(models: ModelSet, isNews: boolean): (vector: FeatureVector) => boolean {
  const model = models[isNews ? 'relevance-news' : 'relevance-public'];
  const score = modelScorer([model]);
  return (vector) => judgeYesNo(model.header, score(vector)[0] ?? new Float64Array()).holds;
}

/** What an analysis says of this task when it takes the item for irrelevant; no topic at all is nobody's topic. */
function saidOfIrrelevant(task: ScoredTask): string {
  if (task.model === 'topic') return '';
  return task.model === 'stance-public' ? 'none' : 'no';
}

function makeFigure(
  task: ScoredTask,
  { by, split, pairs, seed }: { by: string; split: Split; pairs: readonly Pair[]; seed: number },
): Figure {
  return {
    task: task.task,
    name: task.name,
    by,
    measure: task.measure.name,
    value: task.measure.of(pairs),
    ...bootstrapInterval(pairs, task.measure.of, seed),
    cases: pairs.length,
    positives: task.measure.name === 'F1 of yes' ? pairs.filter(({ truth }) => truth === 'yes').length : null,
    set: task.set,
    split,
    reach: by === 'du-luan' && split === 'dev' ? task.reach : '',
  };
}

function abstentionOf(task: ScoredTask, judged: readonly Judged[]): EvaluationReport['abstentions'][number][] {
  const answered = judged.filter(({ abstains }) => !abstains);
  if (!task.task.startsWith('tone') && task.task !== 'stance-public' && task.task !== 'kind-press') return [];
  const share = judged.length === 0 ? 0 : 1 - answered.length / judged.length;
  return [{ task: task.task, set: task.set, share, answeredAccuracy: accuracy(answered), allAccuracy: accuracy(judged) }];
}

function calibrationOf(task: ScoredTask, judged: readonly Judged[]): EvaluationReport['calibrations'][number][] {
  const promises = judged.flatMap(({ probability, truth, said }) => (probability === null ? [] : [{ probability, right: truth === said }]));
  return promises.length === 0 ? [] : [{ task: task.task, set: task.set, error: calibrationError(promises), cases: promises.length }];
}
