import { loadModels } from './classifiers.ts';
import { featureExtractor } from './features.ts';
import { judgeActs, judgeCheckable, judgeRelevance, judgeStance, judgeTone, judgeTopics } from './judge.ts';
import type { Analysis } from '../../domain/item.ts';
import type { PlaceMention } from '../../domain/place.ts';
import type { ModelSet, Task } from './classifiers.ts';
import type { FeatureVector, ModelInput } from './features.ts';

/** What is analysed. `threadTitle` is what a comment answers, null when unknown; it gives context and is not itself judged. */
export type AnalysisInput = ModelInput;

export interface Analyser {
  /**
   * Relevance, topics, tone, stance, acts and checkability of one item, with the places that the caller found in it. Of an item that is not
   * relevant: no topics, stance `none`, no acts, not checkable; tone is still given. Of news stance is `none`: it is the public's.
   * Pure: the same input gives the same result, NFC or NFD, whatever was analysed before.
   */
  analyse(input: AnalysisInput, places: readonly PlaceMention[]): Analysis;
}

/** Reads the models once (throws MODEL_INVALID) and gives what analyses with them. */
export function loadAnalyser(modelsDir: string): Analyser {
  return makeAnalyser(loadModels(modelsDir));
}

/** The same from models in memory, as training and evaluation have them. */
export function makeAnalyser(models: ModelSet): Analyser {
  const extract = featureExtractor();
  const names = { news: modelNames(models, NEWS_TASKS), public: modelNames(models, PUBLIC_TASKS) };
  return {
    analyse(input, places) {
      const vector = extract(input);
      const isNews = input.kind === 'news';
      const relevance = judgeRelevance(models, vector, isNews);
      const tone = judgeTone(models, vector, isNews);
      const opinion = relevance.holds ? relevantOpinion(models, vector, isNews) : silentOpinion(1 - relevance.probability);
      const { confidence, ...said } = opinion;
      return {
        relevant: relevance.holds,
        ...said,
        tone: tone.abstains ? null : tone.label,
        toneGuess: tone.label,
        places: [...places],
        confidence: {
          relevant: relevance.holds ? relevance.probability : 1 - relevance.probability,
          tone: tone.probability,
          ...confidence,
        },
        models: isNews ? names.news : names.public,
      };
    },
  };
}

/** The part of an analysis that only relevant items have. */
type Opinion = Pick<Analysis, 'topics' | 'stance' | 'stanceGuess' | 'acts' | 'checkable'> & {
  readonly confidence: Pick<Analysis['confidence'], 'topic' | 'stance' | 'checkable'>;
};

/** All of it follows from the item not being relevant, so it is as sure as that. */
function silentOpinion(sureness: number): Opinion {
  return {
    topics: [],
    stance: 'none',
    stanceGuess: 'none',
    acts: [],
    checkable: false,
    confidence: { topic: sureness, stance: sureness, checkable: sureness },
  };
}

/** The press is given no stance, act or claim: the guidelines define them for the public only. That is certain, hence 1. */
function relevantOpinion(models: ModelSet, vector: FeatureVector, isNews: boolean): Opinion {
  const { topics, probability } = judgeTopics(models, vector);
  if (isNews) return { ...silentOpinion(1), topics, confidence: { topic: probability, stance: 1, checkable: 1 } };
  const stance = judgeStance(models, vector);
  const checkable = judgeCheckable(models, vector);
  return {
    topics,
    stance: stance.abstains ? null : stance.label,
    stanceGuess: stance.label,
    acts: judgeActs(models, vector),
    checkable: checkable.holds,
    confidence: {
      topic: probability,
      stance: stance.probability,
      checkable: checkable.holds ? checkable.probability : 1 - checkable.probability,
    },
  };
}

const NEWS_TASKS: readonly Task[] = ['relevance-news', 'tone-press', 'topic'];
const PUBLIC_TASKS: readonly Task[] = ['relevance-public', 'tone-public', 'topic', 'stance-public', 'acts', 'checkable'];

/** Every model that may speak of such an item; which of them did follows from `relevant`. */
function modelNames(models: ModelSet, tasks: readonly Task[]): string {
  return tasks
    .map((task) => `${task}-${models[task].header.version}`)
    .toSorted()
    .join(',');
}
