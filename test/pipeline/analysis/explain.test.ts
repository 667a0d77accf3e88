import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadModels } from '../../../src/pipeline/analysis/classifiers.ts';
import { explain, type Explanation } from '../../../src/pipeline/analysis/explain.ts';
import { featureExtractor, type ModelInput } from '../../../src/pipeline/analysis/features.ts';
import { modelScorer } from '../../../src/pipeline/analysis/model-scorer.ts';
import { strongestPhrases } from '../../../src/pipeline/analysis/strongest-phrases.ts';

const models = loadModels(join(import.meta.dirname, '../../../models'));

function comment(text: string, threadTitle: string | null = null): ModelInput {
  return { kind: 'comment', title: '', text, threadTitle };
}

const INPUTS: readonly ModelInput[] = [
  comment('Phạt nặng vào, tôi ủng hộ csgt!! 👍👍', 'Tăng mức phạt nồng độ cồn từ 1/1'),
  comment('mức phạt vô lý, phạt phạt phạt, dân nghèo lấy đâu ra 5tr'),
  { kind: 'news', title: 'Ùn tắc ở cầu Rào', text: 'Ùn tắc kéo dài ở cầu Rào vì tai nạn liên hoàn.', threadTitle: null },
  {
    kind: 'post',
    title: 'Ổ gà',
    text: `Đường Hòa Bình\u200b đầy ổ gà, ${'bao giờ sửa? '.repeat(400)}`.normalize('NFD'),
    threadTitle: null,
  },
  comment(''),
  comment('🙂🙂🙂 ?!'),
];

describe('explain', () => {
  test('takes apart exactly the score that the models give, for every model, class and kind of text', () => {
    const extract = featureExtractor();
    for (const model of Object.values(models)) {
      const score = modelScorer([model]);
      for (const input of INPUTS) {
        const [scores = new Float64Array()] = score(extract(input));
        model.header.classes.forEach((label, k) => {
          const { bias, signs, words, score: said } = explain(model, input, label);
          const sum = words.reduce((total, { contribution }) => total + contribution, bias + signs);
          expect(said).toBeCloseTo(scores[k] ?? Number.NaN, 5);
          expect(sum).toBeCloseTo(said, 9);
        });
      }
    }
  });

  test('shows each word where it was written, whatever its normal form', () => {
    for (const input of INPUTS) {
      const texts = { title: input.title, text: input.text, threadTitle: input.threadTitle ?? '' };
      for (const { part, start, end } of explain(models.topic, input, 'infrastructure').words) {
        expect(texts[part].slice(start, end)).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}\u200b]*$/u);
      }
    }
  });

  test('puts first the word without which the score falls most', () => {
    const cases = [
      ['stance-public', 'support', 'Tôi hoàn toàn ủng hộ việc xử phạt này', 'ủng hộ'],
      ['topic', 'alcohol-drugs', 'Hôm qua tổ công tác đo nồng độ cồn ở đầu phố', 'nồng độ cồn'],
      ['toxicity', 'toxic', 'nói chuyện với thằng ngu thì mất thời gian', 'ngu'],
    ] as const;
    for (const [task, label, text, word] of cases) {
      const explanation = explain(models[task], comment(text), label);
      const [first] = strongest(explanation, text).for;
      expect(first?.text).toContain(word);
      const without = comment(text.slice(0, first?.start) + text.slice(first?.end));
      expect(explain(models[task], without, label).score).toBeLessThan(explanation.score - 0.1);
    }
  });

  test('says what spoke against a class, too', () => {
    const text = 'Xe này mua trả góp bao nhiêu một tháng';
    const { for: pro, against } = strongest(explain(models['relevance-public'], comment(text), 'relevant'), text);
    expect(against.length).toBeGreaterThan(0);
    expect(against.every(({ contribution }) => contribution < 0)).toBe(true);
    expect(pro.every(({ contribution }) => contribution > 0)).toBe(true);
  });

  test('gives a class that the model does not have nothing', () => {
    expect(explain(models.topic, comment('tai nạn'), 'weather')).toMatchObject({ score: 0, bias: 0, signs: 0 });
  });
});

describe('strongestPhrases', () => {
  const words = (...shares: number[]): Explanation => ({
    score: 0,
    bias: 0,
    signs: 0,
    words: shares.map((contribution, at) => ({ part: 'text', start: 2 * at, end: 2 * at + 1, contribution })),
  });

  test('joins strong neighbours that pull the same way and leaves small change out', () => {
    const { for: pro, against } = strongest(words(1, 0.5, 0.1, 0.9, -0.8, -0.3, 0.2), 'a b c d e f g');
    expect(pro.map(({ text, contribution }) => [text, contribution])).toEqual([
      ['a b', 1.5],
      ['d', 0.9],
    ]);
    expect(against.map(({ text }) => text)).toEqual(['e f']);
  });

  test('never joins over the border of two parts, and keeps to the number asked for', () => {
    const explanation = words(1, 1, 0, 2, 0, 3);
    const [first, second, ...rest] = explanation.words;
    if (!first || !second) throw new Error('six words');
    const split = { ...explanation, words: [{ ...first, part: 'title' as const }, second, ...rest] };
    expect(strongestPhrases(split, { title: 'T', text: 'a b c d e f', threadTitle: '' }, 9).for).toHaveLength(4);
    expect(strongest(explanation, 'a b c d e f', 1).for.map(({ text }) => text)).toEqual(['f']);
  });

  test('has nothing to say of nothing', () => {
    expect(strongest(words(), '')).toEqual({ for: [], against: [] });
    expect(strongest(words(0, 0), 'a b')).toEqual({ for: [], against: [] });
  });
});

function strongest(explanation: Explanation, text: string, most = 5): ReturnType<typeof strongestPhrases> {
  return strongestPhrases(explanation, { title: '', text, threadTitle: '' }, most);
}
