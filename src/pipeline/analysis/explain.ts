import { cleanWithOffsets } from '../../language/clean-with-offsets.ts';
import { tokenize } from '../../language/tokenize.ts';
import { FEATURE_BLOCKS, blockValue, partsRead, readFeatures, syllableReader, type FeatureSink, type ModelInput } from './features.ts';
import { spokenForm } from './spoken-forms.ts';
import type { LinearModel } from './linear-model.ts';

/** Part of an input that a word stands in. */
export type InputPart = 'title' | 'text' | 'threadTitle';

/** A word as it was written, `[start, end)` in UTF-16 units of its part, and what it adds to the score: above 0 it spoke for the class. */
export interface WordShare {
  readonly part: InputPart;
  readonly start: number;
  readonly end: number;
  readonly contribution: number;
}

/** A raw score of one class taken apart: bias, signs and the contributions of all words sum to it. */
export interface Explanation {
  readonly score: number;
  readonly bias: number;
  /** What lies in no word: punctuation, emoji, length, the kind of item. */
  readonly signs: number;
  /** Every word that was read, in the order title, text, title of the thread; of 0 too. */
  readonly words: readonly WordShare[];
}

/**
 * Which words spoke for a class, and which against it. A feature's part of the score goes in equal shares to the words that make it up, and to each
 * place where they stand. For a linear model this is the whole truth, not an estimate; what it does not say is that another word would have
 * changed nothing. Pure; throws nothing: a class that the model does not have scores 0.
 */
export function explain(model: LinearModel, input: ModelInput, label: string): Explanation {
  const words = wordsRead(input);
  const features = trace(input);
  const contributions = new Float64Array(words.all.length);
  const weightOf = classWeights(model, label);
  let signs = 0;
  for (const [bin, { value, block, places }] of features) {
    const part = value * weightOf(bin);
    const order = FEATURE_BLOCKS[block] === 'context' ? words.context : words.own;
    for (const { last, size } of places) {
      const share = part / places.length;
      if (size === 0) signs += share;
      for (let at = last - size + 1; at <= last; at += 1) {
        const word = order[at] ?? 0;
        contributions[word] = (contributions[word] ?? 0) + share / size;
      }
    }
  }
  const bias = model.header.biases[model.header.classes.indexOf(label)] ?? 0;
  const shares = words.all.map((word, at): WordShare => ({ ...word, contribution: contributions[at] ?? 0 }));
  return { score: shares.reduce((sum, { contribution }) => sum + contribution, bias + signs), bias, signs, words: shares };
}

interface TracedFeature {
  value: number;
  readonly block: number;
  readonly places: { readonly last: number; readonly size: number }[];
}

/** The features of an input by their bins, each with the words that made it. A bin belongs to the first block that adds it, as in the vector. */
function trace(input: ModelInput): Map<number, TracedFeature> {
  const features = new Map<number, TracedFeature>();
  let block = 0;
  let fresh: TracedFeature[] = [];
  const sink: FeatureSink = {
    add(bin, last, size) {
      const known = features.get(bin);
      if (known) {
        if (known.block === block) known.places.push({ last, size });
        return;
      }
      const feature = { value: 0, block, places: [{ last, size }] };
      features.set(bin, feature);
      fresh.push(feature);
    },
    close(length) {
      for (const feature of fresh) feature.value = blockValue(length, fresh.length);
      fresh = [];
      block += 1;
    },
  };
  readFeatures(input, sink, syllableReader());
  return features;
}

/** Weight of a bin for one class, 0 where the model has none. */
function classWeights({ header, bins, weights }: LinearModel, label: string): (bin: number) => number {
  const k = header.classes.indexOf(label);
  const rows = new Map(Array.from(bins, (bin, row): [number, number] => [bin, row]));
  return (bin) => {
    const row = rows.get(bin);
    return row === undefined || k < 0 ? 0 : (weights[row * header.classes.length + k] ?? 0) * (header.scales[k] ?? 0);
  };
}

interface WordsRead {
  readonly all: readonly Omit<WordShare, 'contribution'>[];
  /** Index in `all` of each word of title and text as the models read them: one that is spelt out is several of theirs. */
  readonly own: readonly number[];
  readonly context: readonly number[];
}

function wordsRead(input: ModelInput): WordsRead {
  const isNews = input.kind === 'news';
  const read = partsRead(input);
  const all: Omit<WordShare, 'contribution'>[] = [];
  const indexWords = (part: InputPart, written: string, length: number): number[] => {
    const { text, offsets } = cleanWithOffsets(written);
    return tokenize(text.slice(0, length)).flatMap(({ toned, start, end }) => {
      all.push({ part, start: offsets[start] ?? 0, end: offsets[end] ?? written.length });
      return spokenForm(toned).map(() => all.length - 1);
    });
  };
  const title = indexWords('title', input.title, read.title.length);
  const own = [...title, ...indexWords('text', input.text, read.text.length)];
  const context = isNews ? title : indexWords('threadTitle', input.threadTitle ?? '', read.context.length);
  return { all, own, context };
}
