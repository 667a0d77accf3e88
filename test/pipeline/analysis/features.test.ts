import { describe, expect, test } from 'vitest';
import { featureExtractor } from '../../../src/pipeline/analysis/features.ts';
import type { FeatureVector, ModelInput } from '../../../src/pipeline/analysis/features.ts';

const extract = featureExtractor();

function comment(text: string, threadTitle: string | null = null): ModelInput {
  return { kind: 'comment', title: '', text, threadTitle };
}

function news(text: string): FeatureVector {
  return extract({ kind: 'news', title: 'Tin', text, threadTitle: null });
}

function lengthOf({ values }: FeatureVector): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

describe('featureExtractor', () => {
  test('gives the same vector for the same text, whatever it read before', () => {
    const first = extract(comment('Phạt vượt đèn đỏ 5 triệu là đúng'));
    extract(comment('một bình luận khác hẳn', 'tiêu đề'));
    expect(extract(comment('Phạt vượt đèn đỏ 5 triệu là đúng'))).toEqual(first);
    expect(featureExtractor()(comment('Phạt vượt đèn đỏ 5 triệu là đúng'))).toEqual(first);
  });

  test('reads NFD, old tone placement and capitals as NFC', () => {
    const text = 'Đường Hoà Bình hỏng, thuỷ lợi cũng hỏng';
    const other = 'Đường Hòa Bình hỏng, thủy lợi cũng hỏng'.normalize('NFD');
    expect(extract(comment(other, 'Sửa đường'.normalize('NFD')))).toEqual(extract(comment(text, 'Sửa đường')));
  });

  test('reads what is typed for short like what it stands for', () => {
    const short = new Set(extract(comment('csgt ko phạt 5tr')).bins);
    const full = extract(comment('cảnh sát giao thông không phạt 5 triệu')).bins;
    expect(Array.from(full).filter((bin) => !short.has(bin))).toEqual([]);
  });

  test('keeps the title of the thread apart from what the comment says', () => {
    const own = new Set(extract(comment('ùn tắc')).bins);
    const context = extract(comment('', 'ùn tắc')).bins;
    const shared = Array.from(context).filter((bin) => own.has(bin));
    expect(context.length).toBeGreaterThan(shared.length);
    expect(extract(comment('', 'ùn tắc'))).not.toEqual(extract(comment('', 'tai nạn')));
  });

  test('reads the first 800 characters of news and no more', () => {
    const body = 'đường phố thông thoáng '.repeat(40).slice(0, 800);
    expect(news(`${body} tai nạn thảm khốc`)).toEqual(news(body));
    expect(news(`tai nạn thảm khốc ${body}`)).not.toEqual(news(body));
  });

  test('does not read the thread title of news', () => {
    const other: ModelInput = { kind: 'news', title: 'Tin', text: 'Thân bài', threadTitle: 'chuyện khác' };
    expect(extract(other)).toEqual(news('Thân bài'));
  });

  test('holds distinct bins of finite value for empty, huge, broken and wordless text', () => {
    for (const text of ['', '🙂🙂🙂', '\ud800', '?!…', 'a'.repeat(1_000_000), 'đường '.repeat(200_000), '\u200b\u0301\u0301']) {
      const vector = extract(comment(text));
      expect(new Set(vector.bins).size).toBe(vector.bins.length);
      expect(vector.values.length).toBe(vector.bins.length);
      expect(vector.values.every((value) => Number.isFinite(value) && value > 0)).toBe(true);
    }
  });

  test('gives long and short texts vectors of the same length', () => {
    const short = lengthOf(extract(comment('phạt nặng vào', 'Mức phạt mới')));
    const long = lengthOf(extract(comment('đường này hỏng đã lâu mà chưa ai sửa '.repeat(20), 'Mức phạt mới')));
    expect(long).toBeCloseTo(short, 5);
  });
});
