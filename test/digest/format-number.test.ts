import { describe, expect, it } from 'vitest';
import {
  compareWithMean,
  formatCount,
  formatDay,
  formatMean,
  formatPoints,
  formatShare,
  nameWeeks,
} from '../../src/digest/format-number.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('numbers in Vietnamese', () => {
  it('have points between thousands and a comma before decimals', () => {
    expect(formatCount(1234567)).toBe('1.234.567');
    expect(formatCount(0)).toBe('0');
    expect(formatMean(33.25)).toBe('33,3');
    expect(formatMean(10)).toBe('10');
    expect(formatMean(1234.5)).toBe('1.235');
    expect(formatDay('2026-08-07')).toBe('07/08/2026');
  });

  it('keep number and unit together', () => {
    expect(formatShare(31, 100)).toBe('31\u00a0%');
    expect(plain(formatPoints(19))).toBe('tăng 19 điểm %');
    expect(plain(formatPoints(-3))).toBe('giảm 3 điểm %');
    expect(formatPoints(0)).toBe('không đổi');
  });

  it('name the weeks compared with', () => {
    expect([1, 2, 3, 4].map(nameWeeks)).toEqual(['tuần trước', 'hai tuần trước', 'ba tuần trước', 'bốn tuần trước']);
  });

  it.each([
    [123, 100, 'tăng 23 % so với trung bình 100 mỗi tuần của bốn tuần trước'],
    [77, 100, 'giảm 23 % so với trung bình 100 mỗi tuần của bốn tuần trước'],
    [100, 100.2, 'tương đương trung bình 100 mỗi tuần của bốn tuần trước'],
    [230, 100, 'gấp 2,3 lần trung bình 100 mỗi tuần của bốn tuần trước'],
    [29, 10, 'nhiều hơn trung bình 10 mỗi tuần của bốn tuần trước'],
    [40, 29, 'nhiều hơn trung bình 29 mỗi tuần của bốn tuần trước'],
    [3, 10, 'ít hơn trung bình 10 mỗi tuần của bốn tuần trước'],
    [0, 0, 'tương đương trung bình 0 mỗi tuần của bốn tuần trước'],
  ])('compare %i with a mean of %d', (count, mean, words) => {
    expect(plain(compareWithMean({ count, mean, days: 7, weeks: 4 }))).toBe(words);
  });

  it('name the length of a span that is no week', () => {
    expect(plain(compareWithMean({ count: 60, mean: 50, days: 14, weeks: 2 }))).toBe(
      'tăng 20 % so với trung bình 50 mỗi 14 ngày của hai tuần trước',
    );
  });
});
