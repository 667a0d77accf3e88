import { bootstrapInterval, accuracy, classF1, confusion, macroF1, weightedF1, type Interval, type Pair } from '../measures.ts';

/** A figure with its 95 % bootstrap interval. */
export interface CorpusFigure extends Interval {
  readonly measure: string;
  readonly value: number;
}

/** How right a model is on labelled texts. */
export interface CorpusQuality {
  readonly cases: number;
  readonly figures: readonly CorpusFigure[];
  /** F1 of every label, with its cases. A label that no text here bears has none. */
  readonly labels: readonly (CorpusFigure & { readonly cases: number })[];
  /** Labels of both sides, and counts by truth (rows) and what was said (columns). */
  readonly confusion: { readonly labels: readonly string[]; readonly counts: readonly (readonly number[])[] };
}

const MEASURES = [
  ['accuracy', accuracy],
  ['weighted F1', weightedF1],
  ['macro-F1', macroF1],
] as const;

/** Sums up what is true of texts and what was said of them. The same seed gives the same intervals. */
export function judgeCorpus(pairs: readonly Pair[], seed: number): CorpusQuality {
  const truths = new Set(pairs.map(({ truth }) => truth));
  const labels = [...truths.union(new Set(pairs.map(({ said }) => said)))].toSorted();
  const figure = (measure: string, of: (drawn: readonly Pair[]) => number): CorpusFigure => ({
    measure,
    value: of(pairs),
    ...bootstrapInterval(pairs, of, seed),
  });
  return {
    cases: pairs.length,
    figures: MEASURES.map(([name, of]) => figure(name, of)),
    labels: labels
      .filter((label) => truths.has(label))
      .map((label) => ({
        ...figure(label, (drawn) => classF1(drawn, label)),
        cases: pairs.filter(({ truth }) => truth === label).length,
      })),
    confusion: { labels, counts: confusion(pairs, labels) },
  };
}
