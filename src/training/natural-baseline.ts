// The root of `natural` loads database clients; this part loads the classifiers only.
import { BayesClassifier } from 'natural/lib/natural/classifiers/index.js';
import { words } from '../language/tokenize.ts';
import type { Sample } from './gold.ts';
import type { ScoredTask } from './scored-tasks.ts';

/** A peer on the same samples: its name, and what it says of a sample. */
export interface Baseline {
  readonly by: string;
  readonly classify: (sample: Sample) => string;
}

/**
 * Its default of 1 lets rare classes win every text, because an unknown word costs them least. 0.01 was best for topics on a fifth of
 * the training comments.
 */
const SMOOTHING = 0.01;

/** It multiplies plain probabilities, which are 0 to a computer after some 150 words; all classes are equal then. Characters. */
const MOST_TEXT = 400;

/**
 * The naive Bayes classifier of `natural`, trained on the same samples of the same kind, with the same tokenizer, as a figure to compare with.
 * Its logistic regression works on dense vectors and did not end within ten minutes for all tasks. null without training samples.
 */
export function trainBaseline(task: ScoredTask, training: readonly Sample[]): Baseline | null {
  const classifier = new BayesClassifier(undefined, SMOOTHING);
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
  return { by: 'natural Bayes', classify: (sample) => classifier.classify(wordsOf(sample)) };
}

/** Title and text as one bag: this classifier has no place for context. */
function wordsOf({ input }: Sample): string[] {
  return words(`${input.title} ${input.threadTitle ?? ''} ${input.text.slice(0, MOST_TEXT)}`);
}
