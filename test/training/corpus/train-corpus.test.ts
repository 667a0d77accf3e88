import { describe, expect, test } from 'vitest';
import { decodeModel, encodeModel } from '../../../src/pipeline/analysis/linear-model.ts';
import { chooseOffsets, pairsOf } from '../../../src/training/corpus/choose-offsets.ts';
import { judgeCorpus } from '../../../src/training/corpus/judge-corpus.ts';
import { labelsOf } from '../../../src/training/corpus/labelled-text.ts';
import { applyCorpus, crossValidated, trainCorpus } from '../../../src/training/corpus/train-corpus.ts';
import { accuracy, macroF1 } from '../../../src/training/measures.ts';
import { DISHES, reviews } from './reviews.ts';

describe('a model of a labelled corpus', () => {
  const texts = reviews(DISHES.slice(0, 8));
  const classes = labelsOf(texts, 'reviews');
  const trained = trainCorpus(texts, classes, 'taste');

  test('tells labels apart in texts about what it has not seen', () => {
    expect(accuracy(applyCorpus(trained.model, reviews(DISHES.slice(8))))).toBeGreaterThanOrEqual(0.9);
  });

  test('is the same for the same texts, and the same after a way through a file', () => {
    const again = trainCorpus(texts, classes, 'taste');
    expect(again.model).toEqual(trained.model);
    const read = decodeModel(encodeModel(trained.model), 'taste');
    expect(applyCorpus(read, texts)).toEqual(applyCorpus(trained.model, texts));
  });

  test('reads what a text answers', () => {
    const answers = texts.map(({ label }, at) => ({
      text: `ừ nhỉ ${at % 3}`,
      title: label === 'good' ? 'quán này ngon' : 'quán này dở',
      label,
    }));
    const { model } = trainCorpus(answers, classes, 'taste');
    expect(accuracy(applyCorpus(model, answers))).toBe(1);
    expect(
      accuracy(
        applyCorpus(
          model,
          answers.map((one) => ({ ...one, title: '' })),
        ),
      ),
    ).toBeLessThan(0.9);
  });

  test('is judged on every text once by fits that have not seen it', () => {
    const pairs = crossValidated(trained.unseen, classes);
    expect(pairs.length).toBe(texts.length);
    expect(accuracy(pairs)).toBeGreaterThanOrEqual(0.8);
  });

  test('knows as many as thirty labels', () => {
    const many = Array.from({ length: 120 }, (_, at) => ({ text: `món số ${at % 30} rất lạ ${at}`, title: '', label: `n${at % 30}` }));
    const { model } = trainCorpus(many, labelsOf(many, 'many'), 'dish');
    expect(accuracy(applyCorpus(model, many))).toBeGreaterThan(0.9);
  });
});

describe('cross-validation', () => {
  test('finds nothing where labels are drawn', () => {
    const texts = reviews(DISHES).map((one, at) => ({
      ...one,
      text: `${one.text} ${at}`,
      label: Math.imul(at + 7, 0x9e3779b1) & 0x10000 ? 'a' : 'b',
    }));
    const { unseen } = trainCorpus(texts, ['a', 'b'], 'chance');
    expect(accuracy(crossValidated(unseen, ['a', 'b']))).toBeLessThan(0.7);
  });
});

describe('offsets', () => {
  // A rare label that never has the highest score, but a higher one where it is true.
  const unseen = Array.from({ length: 100 }, (_, at) => {
    const isRare = at % 10 === 0;
    return { targets: [Number(!isRare), Number(isRare)], scores: Float64Array.of(1, isRare ? 0.7 : at % 10 === 1 ? 0.5 : -1), weight: 1 };
  });

  test('let a rare label be heard', () => {
    expect(macroF1(pairsOf(unseen, ['often', 'rare'], [0, 0]))).toBeLessThan(0.5);
    expect(macroF1(pairsOf(unseen, ['often', 'rare'], chooseOffsets(unseen, ['often', 'rare'])))).toBeGreaterThan(0.9);
  });
});

describe('the figures of a corpus', () => {
  const pairs = [
    ...Array.from({ length: 6 }, () => ({ truth: 'a', said: 'a' })),
    ...Array.from({ length: 2 }, () => ({ truth: 'a', said: 'b' })),
    { truth: 'b', said: 'b' },
    { truth: 'b', said: 'c' },
  ];

  test('are those of hand calculation', () => {
    const { cases, figures, labels, confusion } = judgeCorpus(pairs, 1);
    // a: precision 6/6, recall 6/8; b: precision 1/3, recall 1/2.
    const [a, b] = [12 / 14, 2 / 5];
    expect(cases).toBe(10);
    expect(figures.map(({ measure, value }) => [measure, value])).toEqual([
      ['accuracy', 0.7],
      ['weighted F1', expect.closeTo(0.8 * a + 0.2 * b, 12)],
      ['macro-F1', expect.closeTo((a + b) / 2, 12)],
    ]);
    expect(labels.map(({ measure, cases: count }) => [measure, count])).toEqual([
      ['a', 8],
      ['b', 2],
    ]);
    expect(confusion).toEqual({
      labels: ['a', 'b', 'c'],
      counts: [
        [6, 2, 0],
        [0, 1, 1],
        [0, 0, 0],
      ],
    });
  });

  test('lie within their intervals, which follow the seed', () => {
    const quality = judgeCorpus(pairs, 1);
    for (const { value, low, high } of [...quality.figures, ...quality.labels]) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
    expect(judgeCorpus(pairs, 1)).toEqual(quality);
  });
});

describe('labels', () => {
  const of = (...labels: string[]) => labels.map((label) => ({ text: 'một câu', title: '', label }));

  test.each([
    ['no text', of(), 'no labelled text'],
    ['one label', of('a', 'a'), 'all 2 texts have the label "a"'],
    ['few texts', of('a', 'b'), 'at least 10'],
    ['a number for every text', of(...Array.from({ length: 31 }, (_, at) => `${at}`)), '31 different labels'],
  ])('%s: nothing is to be learnt', (_, texts, detail) => {
    expect(() => labelsOf(texts, 'bảng.csv')).toThrow(
      expect.objectContaining({ code: 'TABLE_UNFIT', message: expect.stringContaining(detail) }),
    );
  });
});
