import { BIN_COUNT } from '../../pipeline/analysis/feature-hash.ts';
import { featureExtractor, type FeatureVector } from '../../pipeline/analysis/features.ts';
import { judgeChoice } from '../../pipeline/analysis/judge.ts';
import { modelScorer } from '../../pipeline/analysis/model-scorer.ts';
import { calibrate } from '../calibrate.ts';
import { scoreUnseen } from '../cross-validate.ts';
import { fitLinear, type FitOptions } from '../fit-linear.ts';
import { brief, roundWeights } from '../round-weights.ts';
import { chooseOffsets, pairsOf } from './choose-offsets.ts';
import type { LinearModel, ModelHeader } from '../../pipeline/analysis/linear-model.ts';
import type { UnseenScore } from '../cross-validate.ts';
import type { Pair } from '../measures.ts';
import type { LabelledText } from './labelled-text.ts';

/** Chosen by cross-validation on the training splits of the corpora that are measured; one setting is good for all. */
const FIT: Omit<FitOptions, 'fewestTexts'> = { shape: 'one-of', l2: 1e-3, balance: 0.5, tolerance: 1e-2 };

/** One more text for so many is asked of a feature: what occurs twice among thousands is mostly chance, and costs most of the time. */
const TEXTS_PER_TEXT = 8_000;

/** Folds of a large corpus: half of it chooses the same offsets as two thirds do, in two thirds of the time. A small one needs its texts. */
const foldsOf = (texts: number): number => (texts > 4_000 ? 2 : 5);

export interface TrainedCorpus {
  readonly model: LinearModel;
  /** Scores of each text by a fit that had not seen it, before the offsets. */
  readonly unseen: readonly UnseenScore[];
}

/**
 * A linear model of a labelled corpus, by the features and the fit of the shipped models. Offsets and calibration come from cross-validation on these
 * texts, in which equal texts stay together; nothing else is looked at. Same texts in the same order, same model.
 */
export function trainCorpus(texts: readonly LabelledText[], classes: readonly string[], task: string): TrainedCorpus {
  const read = vectorReader();
  const cases = texts.map((one) => ({
    vector: read(one),
    targets: classes.map((label) => Number(label === one.label)),
    weight: 1,
    post: one.text,
    scored: true,
  }));
  const options = { ...FIT, fewestTexts: 2 + Math.floor(cases.length / TEXTS_PER_TEXT) };
  const unseen = scoreUnseen(cases, options, foldsOf(cases.length));
  const offsets = chooseOffsets(unseen, classes);
  const shifted = unseen.map((one) => ({ ...one, scores: one.scores.map((score, k) => score + (offsets[k] ?? 0)) }));
  const calibration = calibrate(shifted, FIT.shape, classes.length);
  const fitted = fitLinear(cases, options);
  const { bins, weights, scales } = roundWeights(fitted);
  const header: ModelHeader = {
    task,
    version: '1',
    shape: FIT.shape,
    classes: [...classes],
    binCount: BIN_COUNT,
    rows: bins.length,
    scales,
    biases: Array.from(fitted.biases, (bias, k) => brief(bias + (offsets[k] ?? 0))),
    slopes: calibration.slopes.map(brief),
    offsets: calibration.offsets.map(brief),
    thresholds: classes.map(() => 0.5),
    abstainBelow: 0,
  };
  return { model: { header, bins, weights }, unseen };
}

/** What a model says of texts, beside what is true of them. */
export function applyCorpus(model: LinearModel, texts: readonly LabelledText[]): Pair[] {
  const read = vectorReader();
  const score = modelScorer([model]);
  return texts.map((one) => {
    const [scores = new Float64Array()] = score(read(one));
    return { truth: one.label, said: judgeChoice(model.header, scores).label };
  });
}

/**
 * What cross-validation says of texts, beside what is true of them. The offsets for one half of the cases are those that the other half chooses, so that
 * no case helps to choose what it is judged by.
 */
export function crossValidated(unseen: readonly UnseenScore[], classes: readonly string[]): Pair[] {
  const halves = [0, 1].map((half) => unseen.filter((_, at) => at % 2 === half));
  return halves.flatMap((half, at) => pairsOf(half, classes, chooseOffsets(halves[1 - at] ?? [], classes)));
}

function vectorReader(): (one: LabelledText) => FeatureVector {
  const extract = featureExtractor();
  return ({ text, title }) => extract({ kind: 'comment', title: '', text, threadTitle: title });
}
