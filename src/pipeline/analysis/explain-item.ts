import { explain } from './explain.ts';
import { strongestPhrases } from './strongest-phrases.ts';
import type { LabelExplanation, ExplainItem } from '../../domain/explanation.ts';
import type { Analysis } from '../../domain/item.ts';
import type { Topic } from '../../domain/topic.ts';
import type { ModelSet, Task } from './classifiers.ts';

/** More than this many phrases for a label, or against it, are not read. */
const MOST_PHRASES = 5;

interface Said {
  readonly task: Task;
  readonly field: LabelExplanation['field'];
  /** Class of the model. */
  readonly name: string;
  readonly label: string;
  readonly isGuess?: boolean;
}

/** Makes what explains the analyses that these models have made. */
export function itemExplainer(models: ModelSet): ExplainItem {
  return ({ kind, title, text, threadTitle, analysis }) => {
    const input = { kind, title, text, threadTitle };
    const texts = { title, text, threadTitle: threadTitle ?? '' };
    const spoke = new Set(analysis.models.split(','));
    const corrected: readonly string[] = analysis.corrected;
    return saidOf(kind === 'news', analysis)
      .filter(({ task, field }) => spoke.has(`${task}-${models[task].header.version}`) && !corrected.includes(field))
      .map(({ task, field, name, label, isGuess = false }) => {
        const explanation = explain(models[task], input, name);
        const phrases = strongestPhrases(explanation, texts, MOST_PHRASES);
        return { field, label, isGuess, for: [...phrases.for], against: [...phrases.against], signs: explanation.signs };
      });
  };
}

/** Interference names the directive by rule, see `withDirective`; its passage is the reason, and the model's words are none. */
function isFromEvent(topic: Topic, { topics, events }: Analysis): boolean {
  return topic === 'directive' && topics[0] !== topic && events.some(({ type }) => type === 'interference');
}

/** Labels in the order of a page. That something is no complaint or no claim is left unexplained, and toxicity is nobody's label. */
function saidOf(isNews: boolean, analysis: Analysis): Said[] {
  const relevance: Said = { task: isNews ? 'relevance-news' : 'relevance-public', field: 'relevant', name: 'relevant', label: 'true' };
  const tone = { task: isNews ? 'tone-press' : 'tone-public', field: 'tone', isGuess: analysis.tone === null } as const;
  const toneLabel = analysis.tone ?? analysis.toneGuess;
  const said: Said[] = [
    ...(analysis.relevant ? [relevance] : []),
    ...analysis.topics
      .filter((topic) => !isFromEvent(topic, analysis))
      .map((topic): Said => ({ task: 'topic', field: 'topics', name: topic, label: topic })),
    { ...tone, name: toneLabel, label: toneLabel },
  ];
  if (isNews) {
    const { newsKind } = analysis;
    if (newsKind !== null) said.push({ task: 'kind-press', field: 'newsKind', name: newsKind, label: newsKind });
    return said;
  }
  const stance = analysis.stance ?? analysis.stanceGuess;
  if (analysis.relevant)
    said.push({ task: 'stance-public', field: 'stance', name: stance, label: stance, isGuess: analysis.stance === null });
  for (const act of analysis.acts) said.push({ task: 'acts', field: 'acts', name: act, label: act });
  if (analysis.checkable) said.push({ task: 'checkable', field: 'checkable', name: 'checkable', label: 'true' });
  return said;
}
