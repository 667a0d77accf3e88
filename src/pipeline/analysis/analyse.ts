import { loadModels } from './classifiers.ts';
import { findNewsEvents } from './event/find-news-events.ts';
import { syllableReader, type ModelInput, type SyllableReader } from './features.ts';
import { inputScorer } from './input-scorer.ts';
import { MOST_TOPICS, judgeActs, judgeChoice, judgeTopics, judgeYesNo } from './judge.ts';
import type { Analysis } from '../../domain/item.ts';
import type { NewsEvent } from '../../domain/news-event.ts';
import type { NewsKind } from '../../domain/news-kind.ts';
import type { Stance, Tone } from '../../domain/opinion.ts';
import type { PlaceMention } from '../../domain/place.ts';
import type { Topic } from '../../domain/topic.ts';
import type { ModelSet, Task } from './classifiers.ts';

/** What is analysed. `threadTitle` is what a comment answers, null when unknown; it gives context and is not itself judged. */
export type AnalysisInput = ModelInput;

export interface Analyser {
  /**
   * Relevance, topics, tone, stance, acts and checkability of one item, with the places that the caller found in it. Of an item that is not
   * relevant: no topics, stance `none`, no acts, not checkable, no events; tone, kind and toxicity are still given. Of news stance is `none` and
   * toxicity is not asked: they are the public's. Kind and events are of news only.
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
  const syllablesOf = syllableReader();
  const judgeNews = newsJudge(models, syllablesOf);
  const judgePublic = publicJudge(models, syllablesOf);
  return {
    analyse(input, places) {
      const { confidence, ...said } = (input.kind === 'news' ? judgeNews : judgePublic)(input);
      const events = input.kind === 'news' && said.relevant ? findNewsEvents(input.title, input.text, places) : [];
      return { ...said, topics: withDirective(said.topics, events), events, places: [...places], confidence, corrected: [] };
    },
  };
}

type Judge = (input: ModelInput) => Omit<Analysis, 'places' | 'events' | 'corrected'>;

/** Interference in the handling of violations is a sub-topic of the directive, which forbids it; what the model said first stays the main topic. */
function withDirective(topics: Topic[], events: readonly NewsEvent[]): Topic[] {
  const isOpen = !topics.includes('directive') && topics.length < MOST_TOPICS;
  return isOpen && events.some(({ type }) => type === 'interference') ? [...topics, 'directive'] : topics;
}

/** The press is given no stance, act or claim: the guidelines define them for the public only. That is certain, hence 1. */
function newsJudge(models: ModelSet, syllablesOf: SyllableReader): Judge {
  const tasks = ['relevance-news', 'tone-press', 'kind-press', 'topic'] as const;
  const score = scorerOf(models, tasks, syllablesOf);
  const names = modelNames(models, tasks);
  return (input) => {
    const scores = score(input);
    const relevance = judgeYesNo(models['relevance-news'].header, scores('relevance-news'));
    const tone = judgeChoice<Tone>(models['tone-press'].header, scores('tone-press'));
    const kind = judgeChoice<NewsKind>(models['kind-press'].header, scores('kind-press'));
    const main = judgeTopics(models.topic.header, scores('topic'));
    return {
      ...silent(),
      newsKind: kind.abstains ? null : kind.label,
      relevant: relevance.holds,
      topics: relevance.holds ? main.topics : [],
      tone: tone.abstains ? null : tone.label,
      toneGuess: tone.label,
      confidence: {
        relevant: relevance.probability,
        topic: relevance.holds ? main.probability : relevance.probability,
        tone: tone.probability,
        stance: 1,
        checkable: 1,
        toxic: 1,
      },
      models: names,
    };
  };
}

function publicJudge(models: ModelSet, syllablesOf: SyllableReader): Judge {
  const tasks = ['relevance-public', 'tone-public', 'topic', 'stance-public', 'acts', 'checkable', 'toxicity'] as const;
  const score = scorerOf(models, tasks, syllablesOf);
  const names = modelNames(models, tasks);
  return (input) => {
    const scores = score(input);
    const relevance = judgeYesNo(models['relevance-public'].header, scores('relevance-public'));
    const tone = judgeChoice<Tone>(models['tone-public'].header, scores('tone-public'));
    const toxicity = judgeYesNo(models.toxicity.header, scores('toxicity'));
    const heard = { tone: tone.abstains ? null : tone.label, toneGuess: tone.label, toxic: toxicity.holds, models: names };
    if (!relevance.holds)
      return {
        ...silent(),
        ...heard,
        relevant: false,
        confidence: followingFrom(relevance.probability, { tone: tone.probability, toxic: toxicity.probability }),
      };
    const main = judgeTopics(models.topic.header, scores('topic'));
    const stance = judgeChoice<Stance>(models['stance-public'].header, scores('stance-public'));
    const checkable = judgeYesNo(models.checkable.header, scores('checkable'));
    return {
      ...silent(),
      ...heard,
      relevant: true,
      topics: main.topics,
      stance: stance.abstains ? null : stance.label,
      stanceGuess: stance.label,
      acts: judgeActs(models.acts.header, scores('acts')),
      checkable: checkable.holds,
      confidence: {
        relevant: relevance.probability,
        topic: main.probability,
        tone: tone.probability,
        stance: stance.probability,
        checkable: checkable.probability,
        toxic: toxicity.probability,
      },
    };
  };
}

/** What is said of an item that has no opinion on traffic. */
function silent(): Pick<Analysis, 'topics' | 'stance' | 'stanceGuess' | 'acts' | 'checkable' | 'newsKind' | 'toxic'> {
  return { topics: [], stance: 'none', stanceGuess: 'none', acts: [], checkable: false, newsKind: null, toxic: false };
}

/** That an irrelevant item has no topic, stance or claim follows from its irrelevance, so it is as sure as that. */
function followingFrom(irrelevance: number, heard: Pick<Analysis['confidence'], 'tone' | 'toxic'>): Analysis['confidence'] {
  return { relevant: irrelevance, topic: irrelevance, stance: irrelevance, checkable: irrelevance, ...heard };
}

/** Scores all tasks of one kind of item in one pass. */
function scorerOf<Name extends Task>(
  models: ModelSet,
  tasks: readonly Name[],
  syllablesOf: SyllableReader,
): (input: ModelInput) => (task: Name) => Float64Array {
  const score = inputScorer(
    tasks.map((task) => models[task]),
    syllablesOf,
  );
  return (input) => {
    const scores = score(input);
    return (task) => scores[tasks.indexOf(task)] ?? new Float64Array();
  };
}

/** Every model that may speak of such an item; which of them did follows from `relevant`. */
function modelNames(models: ModelSet, tasks: readonly Task[]): string {
  return tasks
    .map((task) => `${task}-${models[task].header.version}`)
    .toSorted()
    .join(',');
}
