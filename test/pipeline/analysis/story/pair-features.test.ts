import { describe, expect, test } from 'vitest';
import { describeEvents, type EventInput } from '../../../../src/pipeline/analysis/story/describe-events.ts';
import { PAIR_FEATURES, pairFeatures } from '../../../../src/pipeline/analysis/story/pair-features.ts';
import { SAME_EVENT, sameEventProbability, sameEventSchema } from '../../../../src/pipeline/analysis/story/same-event.ts';

const DAY_MS = 86_400_000;

function input(title: string, lead: string, day = 0): EventInput {
  return { title, lead, at: day * DAY_MS, outlet: null, places: [] };
}

/** Features of the first two, by name; the others only stand beside them. */
function featuresOf(...inputs: readonly EventInput[]): Record<string, number> {
  const [one, other] = describeEvents(inputs);
  if (!one || !other) throw new Error('two are needed');
  const found = pairFeatures(one, other);
  expect(pairFeatures(other, one)).toEqual(found);
  return Object.fromEntries(PAIR_FEATURES.map((name, at) => [name, found[at] ?? Number.NaN]));
}

const BLAZE = input(
  'Cháy kho hàng ở cảng Lạch Huyện',
  'Ngọn lửa bùng lên lúc 3 giờ tại kho của Công ty Sao Biển, thiêu rụi 1.250 kiện hàng.',
);

describe('pairFeatures', () => {
  test('are as alike as can be for the same text at the same time and share nothing where nothing is shared', () => {
    const same = featuresOf(BLAZE, BLAZE);
    expect(same).toMatchObject({ daysApart: 0, hoursApart: 0, sameOutlet: 0 });
    for (const name of ['likeness', 'syllablesHeld']) expect(same[name]).toBeCloseTo(1);
    expect(same['titleLost']).toBeCloseTo(0);
    const apart = featuresOf(BLAZE, input('Gặt lúa sớm', 'Nông dân xuống đồng từ sáng'));
    expect(apart).toMatchObject({ likeness: 0, sharedSyllables: 0, rarestSyllable: 0, rarestPair: 0, syllablesHeld: 0, sharedNumbers: 0 });
    expect(apart['titleLost']).toBeGreaterThan(0);
  });

  test('a syllable or pair that nobody else has weighs more than one that many have', () => {
    const crowd = Array.from({ length: 30 }, () => input('Tin', 'xe tải lật'));
    const rarest = (word: string): Record<string, number> => featuresOf(input('Tin', `gặp ${word}`), input('Tin', `về ${word}`), ...crowd);
    expect(rarest('lạch huyện')['rarestSyllable']).toBeGreaterThan(rarest('xe tải')['rarestSyllable'] ?? 0);
    expect(rarest('lạch huyện')['rarestPair']).toBeGreaterThan(rarest('xe tải')['rarestPair'] ?? 0);
  });

  test('numbers count however they are written', () => {
    const numbers = (one: string, other: string): number | undefined =>
      featuresOf(input('Tin', one), input('Khác', other))['sharedNumbers'];
    expect(numbers('thu 1.250 kiện', 'đủ 1250 thùng')).toBeCloseTo(Math.log(2));
    expect(numbers('giá 12,5 và 88,5 triệu', 'mất 88.5 đồng')).toBeCloseTo(Math.log(2));
    expect(numbers('có 12 người', 'hơn 13 người')).toBe(0);
  });

  test('an outlet is the same only when it is known', () => {
    const outlets = (one: string | null, other: string | null): number | undefined =>
      featuresOf({ ...BLAZE, outlet: one }, { ...BLAZE, outlet: other })['sameOutlet'];
    expect([outlets('a', 'a'), outlets('a', 'b'), outlets('a', null), outlets(null, null)]).toEqual([1, 0, 0, 0]);
  });

  test('hours count up to a day, days on a scale that flattens', () => {
    expect(featuresOf(BLAZE, { ...BLAZE, at: 6 * DAY_MS })).toMatchObject({ hoursApart: 24, daysApart: Math.log(7) });
    expect(featuresOf(BLAZE, { ...BLAZE, at: DAY_MS / 4 })['hoursApart']).toBeCloseTo(6);
  });
});

describe('the shipped score', () => {
  test('is made of all features, and nearly sure of a text that comes again at once', () => {
    expect(SAME_EVENT.weights.map(({ feature }) => feature)).toEqual([...PAIR_FEATURES]);
    const [one, other] = describeEvents([BLAZE, BLAZE]);
    expect(one && other && sameEventProbability(one, other, SAME_EVENT)).toBeGreaterThan(0.95);
  });

  test('refuses weights of other features', () => {
    const [first, ...rest] = SAME_EVENT.weights;
    expect(sameEventSchema.safeParse({ ...SAME_EVENT, weights: [...rest, first] }).success).toBe(false);
  });
});
