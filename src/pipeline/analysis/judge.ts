import { calibratedProbabilities, scoreModel } from './linear-model.ts';
import type { Act, Stance, Tone } from '../../domain/opinion.ts';
import type { Topic } from '../../domain/topic.ts';
import type { ModelSet } from './classifiers.ts';
import type { FeatureVector } from './features.ts';
import type { LinearModel } from './linear-model.ts';

/** One answer with its calibrated probability. */
export interface Choice<Label extends string> {
  readonly label: Label;
  readonly probability: number;
  /** Whether the probability is below what the model needs to speak. */
  readonly abstains: boolean;
}

/** One yes or no with the calibrated probability of yes. */
export interface YesNo {
  readonly holds: boolean;
  readonly probability: number;
}

/** Whether an item is about road, rail or waterway traffic. */
export function judgeRelevance(models: ModelSet, vector: FeatureVector, isNews: boolean): YesNo {
  return yesNo(models[isNews ? 'relevance-news' : 'relevance-public'], vector);
}

/** How an item sounds; the press and the public have a model each. */
export function judgeTone(models: ModelSet, vector: FeatureVector, isNews: boolean): Choice<Tone> {
  return choose<Tone>(models[isNews ? 'tone-press' : 'tone-public'], vector);
}

/** Where the public stands; meaningless for news. */
export function judgeStance(models: ModelSet, vector: FeatureVector): Choice<Stance> {
  return choose<Stance>(models['stance-public'], vector);
}

export function judgeCheckable(models: ModelSet, vector: FeatureVector): YesNo {
  return yesNo(models.checkable, vector);
}

/** Schema of an analysis: the main topic and at most two more. */
const MOST_TOPICS = 3;

/** Main topic first, then those that reach the threshold for a further one, likeliest first. Never empty. */
export function judgeTopics(models: ModelSet, vector: FeatureVector): { topics: Topic[]; probability: number } {
  const model = models.topic;
  const scores = scoreModel(model, vector);
  const probabilities = calibratedProbabilities(model, scores);
  const first = indexOfHighest(scores);
  const further = model.header.classes
    .map((label, k) => ({ label, k, probability: probabilities[k] ?? 0 }))
    .filter(({ k, probability }) => k !== first && probability >= (model.header.thresholds[k] ?? 1))
    .toSorted((left, right) => right.probability - left.probability || left.k - right.k)
    .slice(0, MOST_TOPICS - 1);
  const labels = [model.header.classes[first] ?? '', ...further.map(({ label }) => label)];
  return { topics: labels as Topic[], probability: probabilities[first] ?? 0 }; // loadModels has compared the classes
}

export function judgeActs(models: ModelSet, vector: FeatureVector): Act[] {
  const model = models.acts;
  const probabilities = calibratedProbabilities(model, scoreModel(model, vector));
  return model.header.classes.filter((_, k) => (probabilities[k] ?? 0) >= (model.header.thresholds[k] ?? 1)) as Act[]; // as above
}

function yesNo(model: LinearModel, vector: FeatureVector): YesNo {
  const probability = calibratedProbabilities(model, scoreModel(model, vector))[0] ?? 0;
  return { holds: probability >= (model.header.thresholds[0] ?? 1), probability };
}

/**
 * The best class by the raw score, whose classes were balanced in training, so that a rare stance is heard; what is told of it is its
 * calibrated probability, which knows that it is rare.
 */
function choose<Label extends string>(model: LinearModel, vector: FeatureVector): Choice<Label> {
  const scores = scoreModel(model, vector);
  const best = indexOfHighest(scores);
  const probability = calibratedProbabilities(model, scores)[best] ?? 0;
  return { label: model.header.classes[best] as Label, probability, abstains: probability < model.header.abstainBelow }; // as above
}

function indexOfHighest(scores: Float64Array): number {
  let best = 0;
  for (let k = 1; k < scores.length; k += 1) if ((scores[k] ?? 0) > (scores[best] ?? 0)) best = k;
  return best;
}
