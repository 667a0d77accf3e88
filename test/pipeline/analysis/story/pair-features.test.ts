import { describe, expect, test } from 'vitest';
import { describeEvents, type EventInput } from '../../../../src/pipeline/analysis/story/describe-events.ts';
import { PAIR_FEATURES, pairFeatures } from '../../../../src/pipeline/analysis/story/pair-features.ts';
import { SAME_EVENT, sameEventProbability, sameEventSchema } from '../../../../src/pipeline/analysis/story/same-event.ts';

const DAY_MS = 86_400_000;

function input(title: string, lead: string, day = 0): EventInput {
  return { title, lead, at: day * DAY_MS, places: [] };
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
  test('are 1 for the same text at the same time and 0 for texts with nothing in common', () => {
    const same = featuresOf(BLAZE, BLAZE);
    expect(same).toMatchObject({ daysApart: 0, otherNames: 0 });
    for (const name of ['likeness', 'titleLikeness', 'titleHeldMore', 'titleHeldLess']) expect(same[name]).toBeCloseTo(1);
    const apart = featuresOf(BLAZE, input('Gặt lúa sớm', 'Nông dân xuống đồng từ sáng'));
    expect(apart).toMatchObject({ likeness: 0, titleLikeness: 0, rareTerms: 0, rareNumbers: 0, titleHeldMore: 0 });
  });

  test('amounts count however they are written, days and years do not', () => {
    const numbers = (one: string, other: string): number | undefined => featuresOf(input('Tin', one), input('Khác', other))['rareNumbers'];
    expect(numbers('thu 1.250 kiện', 'đủ 1250 thùng')).toBeCloseTo(Math.log(2));
    expect(numbers('giá 12,5 và 88,5 triệu', 'mất 88.5 đồng')).toBeCloseTo(Math.log(2));
    expect(numbers('ngày 17.8 năm 2026', 'hôm 17-8 trong 2026')).toBe(0);
  });

  test('other names speak against, no names say nothing', () => {
    expect(featuresOf(BLAZE, input('Cháy chợ', 'Lửa ở Đồng Xuân'))['otherNames']).toBe(1);
    expect(featuresOf(BLAZE, input('Cháy chợ', 'lửa lớn'))['otherNames']).toBe(0);
  });

  test('columns and cases are known by their words, whatever the tone placement', () => {
    const price = input('Giá vàng hôm nay', 'Tăng nhẹ');
    expect(featuresOf(price, input('Xổ số chiều nay', 'Kết quả'))['bothColumns']).toBe(1);
    const trial = input('Ra toà vì trộm xe', '');
    expect(featuresOf(trial, input('Khởi tố nhóm trộm xe', ''))).toMatchObject({ bothCases: 1, oneCase: 0 });
    expect(featuresOf(trial, price)).toMatchObject({ bothCases: 0, oneCase: 1 });
  });

  test('days apart are counted on a scale that flattens', () => {
    expect(featuresOf(BLAZE, { ...BLAZE, at: 6 * DAY_MS })['daysApart']).toBeCloseTo(Math.log(7));
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
