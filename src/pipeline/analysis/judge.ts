import { calibratedProbabilities } from './linear-model.ts';
import type { Act } from '../../domain/opinion.ts';
import type { Topic } from '../../domain/topic.ts';
import type { ModelHeader } from './linear-model.ts';

/** One answer with its calibrated probability. */
export interface Choice<Label extends string> {
  readonly label: Label;
  readonly probability: number;
  /** Whether the probability is below what the model needs to speak. */
  readonly abstains: boolean;
}

/** One yes or no with the calibrated probability of what is said. */
export interface YesNo {
  readonly holds: boolean;
  readonly probability: number;
}

/** Answers a model with one class: relevance, checkable. */
export function judgeYesNo(header: ModelHeader, scores: Float64Array): YesNo {
  const yes = calibratedProbabilities(header, scores)[0] ?? 0;
  const holds = yes >= (header.thresholds[0] ?? 1);
  return { holds, probability: holds ? yes : 1 - yes };
}

/**
 * Answers a model of which one class applies: tone, stance. The best class goes by the raw score, whose classes were balanced in training, so
 * that a rare stance is heard; what is told of it is its calibrated probability, which knows that it is rare. `Label` must be the classes'.
 */
export function judgeChoice<Label extends string>(header: ModelHeader, scores: Float64Array): Choice<Label> {
  const best = indexOfHighest(scores);
  const probability = calibratedProbabilities(header, scores)[best] ?? 0;
  return { label: header.classes[best] as Label, probability, abstains: probability < header.abstainBelow }; // loadModels has compared the classes
}

/** Schema of an analysis: the main topic and at most two more. */
export const MOST_TOPICS = 3;

/** Main topic first, then those that reach the threshold for a further one, likeliest first; with the probability of the main one. Never empty. */
export function judgeTopics(header: ModelHeader, scores: Float64Array): { topics: Topic[]; probability: number } {
  const probabilities = calibratedProbabilities(header, scores);
  const first = indexOfHighest(scores);
  const further = header.classes
    .map((label, k) => ({ label, k, probability: probabilities[k] ?? 0 }))
    .filter(({ k, probability }) => k !== first && probability >= (header.thresholds[k] ?? 1))
    .toSorted((left, right) => right.probability - left.probability || left.k - right.k)
    .slice(0, MOST_TOPICS - 1);
  const labels = [header.classes[first] ?? '', ...further.map(({ label }) => label)];
  return { topics: labels as Topic[], probability: probabilities[first] ?? 0 }; // as above
}

/** What a text does, in the order of the classes; often nothing. */
export function judgeActs(header: ModelHeader, scores: Float64Array): Act[] {
  const probabilities = calibratedProbabilities(header, scores);
  return header.classes.filter((_, k) => (probabilities[k] ?? 0) >= (header.thresholds[k] ?? 1)) as Act[]; // as above
}

function indexOfHighest(scores: Float64Array): number {
  let best = 0;
  for (let k = 1; k < scores.length; k += 1) if ((scores[k] ?? 0) > (scores[best] ?? 0)) best = k;
  return best;
}
