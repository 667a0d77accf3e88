// The root of `natural` loads database clients; this part loads the classifiers only.
import { BayesClassifier } from 'natural/lib/natural/classifiers/index.js';
import { words } from '../language/tokenize.ts';
import type { Sample } from './gold.ts';
import type { ScoredTask } from './scored-tasks.ts';

/** A classifier that only knows words. */
export type Baseline = (sample: Sample) => string;

/**
 * The naive Bayes classifier of `natural` on the same training samples, with the same tokenizer, as a figure to compare with. Its logistic
 * regression is left out: on dense vectors of this size it does not end within minutes. null without training samples.
 */
export function trainBaseline(task: ScoredTask, training: readonly Sample[]): Baseline | null {
  const classifier = new BayesClassifier();
  let taught = 0;
  for (const sample of training) {
    const truth = (sample.input.kind === 'news') === (task.set === 'news-dev') ? task.truth(sample) : null;
    const tokens = wordsOf(sample);
    if (truth === null || tokens.length === 0) continue;
    classifier.addDocument(tokens, truth);
    taught += 1;
  }
  if (taught === 0) return null;
  classifier.train();
  return (sample) => classifier.classify(wordsOf(sample));
}

/** Title and text as one bag: the classifier has no place for context. */
function wordsOf({ input }: Sample): string[] {
  return words(`${input.title} ${input.threadTitle ?? ''} ${input.text}`);
}
