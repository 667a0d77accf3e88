import { makeAnalyser } from '../pipeline/analysis/analyse.ts';
import type { ModelSet } from '../pipeline/analysis/classifiers.ts';
import type { AnalysisInput } from '../pipeline/analysis/analyse.ts';
import type { Sample } from './gold.ts';

export interface Speed {
  readonly what: string;
  /** Texts per second of processor time, without places. */
  readonly perCpuSecond: number;
  readonly texts: number;
  /** As it stands in the list of goals. */
  readonly reach: string;
}

const COMMENT_CHARACTERS = 400;
const ARTICLE_CHARACTERS = 2_000;
/** Some seconds of work, so that the clock's grain and the first compilation do not show. */
const COMMENT_COUNT = 6_000;
const ARTICLE_COUNT = 3_000;

/** Times the whole analysis on texts of a fixed length, put together from real ones. Empty without texts. */
export function measureSpeed(models: ModelSet, comments: readonly Sample[], news: readonly Sample[]): Speed[] {
  const analyser = makeAnalyser(models);
  const speeds: Speed[] = [];
  const time = (what: string, reach: string, inputs: readonly AnalysisInput[]): void => {
    if (inputs.length === 0) return;
    for (const input of inputs.slice(0, inputs.length / 4)) analyser.analyse(input, []);
    const before = process.cpuUsage();
    for (const input of inputs) analyser.analyse(input, []);
    const { user, system } = process.cpuUsage(before);
    speeds.push({ what, perCpuSecond: Math.round(inputs.length / ((user + system) / 1e6)), texts: inputs.length, reach });
  };
  time(
    `comments of ${COMMENT_CHARACTERS} characters`,
    '≥ 5000',
    textsOfLength(comments, COMMENT_CHARACTERS, COMMENT_COUNT).map((text): AnalysisInput => ({
      kind: 'comment',
      title: '',
      text,
      threadTitle: 'Mức phạt vượt đèn đỏ',
    })),
  );
  time(
    `articles of ${ARTICLE_CHARACTERS} characters`,
    '≥ 1500',
    textsOfLength(news, ARTICLE_CHARACTERS, ARTICLE_COUNT).map((text): AnalysisInput => ({
      kind: 'news',
      title: text.slice(0, 80),
      text,
      threadTitle: null,
    })),
  );
  return speeds;
}

/** Texts of exactly `characters`, cut from all texts in a row, each beginning elsewhere. */
export function textsOfLength(samples: readonly Sample[], characters: number, count: number): string[] {
  const all = samples.map(({ input }) => input.text).join(' ');
  if (all.length <= characters) return [];
  return Array.from({ length: count }, (_, index) => {
    const start = Math.imul(index, 7_919) % (all.length - characters);
    return all.slice(start, start + characters);
  });
}
