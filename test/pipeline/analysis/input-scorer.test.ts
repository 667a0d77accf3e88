import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadModels } from '../../../src/pipeline/analysis/classifiers.ts';
import { featureExtractor, syllableReader, type FeatureVector, type ModelInput } from '../../../src/pipeline/analysis/features.ts';
import { inputScorer } from '../../../src/pipeline/analysis/input-scorer.ts';
import type { LinearModel } from '../../../src/pipeline/analysis/linear-model.ts';

const models = Object.values(loadModels('models'));

/** The definition of a linear model, one product after the other; `rowOf` is made once, for it takes longer than the products. */
function plainScorer({ header, bins, weights }: LinearModel): (vector: FeatureVector) => Float64Array {
  const rowOf = new Map(Array.from(bins, (bin, row): [number, number] => [bin, row]));
  const classes = header.classes.length;
  return (vector) => {
    const sums = new Float64Array(classes);
    vector.bins.forEach((bin, at) => {
      const row = rowOf.get(bin);
      if (row === undefined) return;
      for (let k = 0; k < classes; k += 1) sums[k] = (sums[k] ?? 0) + (vector.values[at] ?? 0) * (weights[row * classes + k] ?? 0);
    });
    return Float64Array.from(header.biases, (bias, k) => bias + (sums[k] ?? 0) * (header.scales[k] ?? 0));
  };
}

const plain = models.map(plainScorer);
const extract = featureExtractor();
const score = inputScorer(models, syllableReader());

/** Equal to the last bit: products of a feature's value and a whole number have so few digits that no sum of them is rounded. */
function byDefinition(input: ModelInput): Float64Array[] {
  const vector = extract(input);
  return plain.map((scoreOf) => scoreOf(vector));
}

test('an input is scored to the last bit as its vector is by the definition of the models: written texts', () => {
  const texts = ['comments', 'news'].flatMap((name) =>
    readFileSync(`src/training/written/${name}.jsonl`, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => String((JSON.parse(line) as { text: unknown }).text)),
  );
  expect(texts.length).toBeGreaterThan(300);
  texts.forEach((text, at) => {
    const [kind, before] = [(['comment', 'news', 'post'] as const)[at % 3] ?? 'news', texts[at - 1] ?? ''];
    const alone: ModelInput = { kind, title: kind === 'comment' ? '' : before.slice(0, 60), text, threadTitle: at % 2 ? before : null };
    const long: ModelInput = { kind, title: '', text: texts.slice(at, at + 30).join('\n'), threadTitle: null };
    for (const input of [alone, long]) expect(score(input)).toEqual(byDefinition(input));
  });
});

test('an input is scored to the last bit as its vector is by the definition of the models: any text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(fc.constantFrom('phạt', 'ko', 'đèn đỏ', '5tr', 'a', 'Hoà', '!!!', '😡', '\n', '\ud800'), { maxLength: 700 })
      .map((words) => words.join(' ')),
  );
  fc.assert(
    fc.property(fc.constantFrom('comment', 'post', 'news'), text, text, fc.option(text), (kind, title, body, threadTitle) => {
      const input = { kind, title, text: body, threadTitle };
      expect(score(input)).toEqual(byDefinition(input));
    }),
    { numRuns: 150 },
  );
});
