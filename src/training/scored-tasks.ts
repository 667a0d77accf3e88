import { NEWS_KINDS } from '../domain/news-kind.ts';
import { ACTS, STANCES, TONES } from '../domain/opinion.ts';
import { TOPICS } from '../domain/topic.ts';
import { judgeActs, judgeChoice, judgeTopics, judgeYesNo } from '../pipeline/analysis/judge.ts';
import { accuracy, classF1, macroF1 } from './measures.ts';
import type { Act } from '../domain/opinion.ts';
import type { Task } from '../pipeline/analysis/classifiers.ts';
import type { ModelHeader } from '../pipeline/analysis/linear-model.ts';
import type { GoldSet, Sample } from './gold.ts';
import type { Pair } from './measures.ts';

/** What a model answers of one text. */
export interface Answer {
  readonly said: string;
  /** Calibrated probability of what was said; null where the model gives none (acts). */
  readonly probability: number | null;
  readonly abstains: boolean;
}

/** One figure of the evaluation: what is true, what is said, and how the two are compared. */
export interface ScoredTask {
  /** Name of the figure; that of the model's task except for the acts. */
  readonly task: string;
  readonly name: string;
  readonly set: Extract<GoldSet, `${string}-dev`>;
  readonly labels: readonly string[];
  /** The figure to reach, as it stands in the list of goals, `≥ .88`; empty when nothing was promised. */
  readonly reach: string;
  readonly measure: { readonly name: string; readonly of: (pairs: readonly Pair[]) => number };
  /** The label that training and development samples bear; null where the readers disagree or the field has no meaning. */
  readonly truth: (sample: Sample) => string | null;
  /** Task whose model answers. */
  readonly model: Task;
  readonly answer: (header: ModelHeader, scores: Float64Array) => Answer;
}

const MACRO_F1 = { name: 'macro-F1', of: macroF1 };
const ACCURACY = { name: 'accuracy', of: accuracy };
const YES_F1 = { name: 'F1 of yes', of: (pairs: readonly Pair[]) => classF1(pairs, 'yes') };
const YES_NO = ['yes', 'no'] as const;

const whenRelevant = (sample: Sample, label: string | null | undefined): string | null =>
  sample.relevant === true ? (label ?? null) : null;
const yesNo = (value: boolean | null | undefined): string | null => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : null);

function answerYesNo(header: ModelHeader, scores: Float64Array): Answer {
  const { holds, probability } = judgeYesNo(header, scores);
  return { said: holds ? 'yes' : 'no', probability, abstains: false };
}

function answerChoice(header: ModelHeader, scores: Float64Array): Answer {
  const { label, probability, abstains } = judgeChoice(header, scores);
  return { said: label, probability, abstains };
}

function relevance(set: ScoredTask['set'], name: string): ScoredTask {
  const isNews = set === 'news-dev';
  return {
    task: isNews ? 'relevance-news' : 'relevance-public',
    name,
    set,
    labels: YES_NO,
    reach: isNews ? '≥ .92' : '≥ .88',
    measure: MACRO_F1,
    truth: ({ relevant }) => yesNo(relevant),
    model: isNews ? 'relevance-news' : 'relevance-public',
    answer: answerYesNo,
  };
}

function mainTopic(set: ScoredTask['set'], name: string): ScoredTask {
  return {
    task: 'topic',
    name,
    set,
    labels: TOPICS,
    reach: '≥ .80',
    measure: ACCURACY,
    truth: (sample) => whenRelevant(sample, sample.topics?.[0]),
    model: 'topic',
    answer: (header, scores) => {
      const { topics, probability } = judgeTopics(header, scores);
      return { said: topics[0] ?? '', probability, abstains: false };
    },
  };
}

function tone(set: ScoredTask['set'], name: string): ScoredTask {
  const isNews = set === 'news-dev';
  return {
    task: isNews ? 'tone-press' : 'tone-public',
    name,
    set,
    labels: TONES,
    reach: '≥ .70',
    measure: MACRO_F1,
    truth: (sample) => whenRelevant(sample, sample.tone),
    model: isNews ? 'tone-press' : 'tone-public',
    answer: answerChoice,
  };
}

function act(label: Act, name: string, reach: string): ScoredTask {
  return {
    task: label,
    name,
    set: 'comments-dev',
    labels: YES_NO,
    reach,
    measure: YES_F1,
    truth: (sample) => whenRelevant(sample, yesNo(sample.acts?.[label])),
    model: 'acts',
    answer: (header, scores) => ({ said: judgeActs(header, scores).includes(label) ? 'yes' : 'no', probability: null, abstains: false }),
  };
}

const STANCE: ScoredTask = {
  task: 'stance-public',
  name: 'Luồng ý kiến',
  set: 'comments-dev',
  labels: STANCES,
  reach: '≥ .60',
  measure: MACRO_F1,
  truth: (sample) => whenRelevant(sample, sample.stance),
  model: 'stance-public',
  answer: answerChoice,
};

const CHECKABLE: ScoredTask = {
  task: 'checkable',
  name: 'Thông tin cần kiểm chứng',
  set: 'comments-dev',
  labels: YES_NO,
  reach: '≥ .55',
  measure: YES_F1,
  truth: (sample) => whenRelevant(sample, yesNo(sample.checkable)),
  model: 'checkable',
  answer: answerYesNo,
};

/** Of all news whose kind the readers agree on. Five of six report, so accuracy alone would praise a model that says nothing else. */
const NEWS_KIND: ScoredTask = {
  task: 'kind-press',
  name: 'Loại tin, bài',
  set: 'news-dev',
  labels: NEWS_KINDS,
  reach: '',
  measure: MACRO_F1,
  truth: ({ newsKind }) => newsKind,
  model: 'kind-press',
  answer: answerChoice,
};

const [COMPLAINT, PROPOSAL, QUESTION] = ACTS;

/** Every figure, in the order in which it is printed. */
export const SCORED_TASKS: readonly ScoredTask[] = [
  relevance('comments-dev', 'Lọc ý kiến về giao thông'),
  mainTopic('comments-dev', 'Chủ đề chính của ý kiến'),
  tone('comments-dev', 'Sắc thái của công chúng'),
  STANCE,
  act(COMPLAINT, 'Phản ánh', '≥ .62'),
  act(PROPOSAL, 'Kiến nghị', '≥ .65'),
  act(QUESTION, 'Câu hỏi', ''),
  CHECKABLE,
  relevance('news-dev', 'Lọc tin, bài về giao thông'),
  mainTopic('news-dev', 'Chủ đề chính của tin, bài'),
  tone('news-dev', 'Sắc thái của báo chí'),
  NEWS_KIND,
];
