import { describe, expect, it } from 'vitest';
import { compareInWords, nameMean, nameWeeks } from '../../../src/web/format/change.ts';
import { formatDay, formatDayLong, formatDayShort, formatPeriod, formatSaidDate, isDay } from '../../../src/web/format/day.ts';
import { formatInstant, formatRelative } from '../../../src/web/format/instant.ts';
import { formatCount, formatMean, formatPercent, formatShare } from '../../../src/web/format/number.ts';

/** Reads no-break spaces as spaces. */
const plain = (text: string): string => text.replaceAll('\u00A0', ' ');

describe('numbers', () => {
  it('group thousands by points and put a comma before decimals', () => {
    expect(formatCount(1_234_567)).toBe('1.234.567');
    expect(formatMean(1_234.56)).toBe('1.234,6');
    expect(formatMean(12)).toBe('12');
  });

  it('never say 0 % of something or 100 % of less than all', () => {
    expect(plain(formatPercent(0.001))).toBe('dưới 1 %');
    expect(plain(formatPercent(0.999))).toBe('trên 99 %');
    expect(plain(formatPercent(0))).toBe('0 %');
    expect(plain(formatPercent(1))).toBe('100 %');
  });

  it('state shares with their whole, and as counts when the whole is below 30', () => {
    expect(plain(formatShare(128, 412, 'ý kiến'))).toBe('31 % của 412 ý kiến');
    expect(plain(formatShare(7, 29, 'bài'))).toBe('7 trong 29 bài');
    expect(plain(formatShare(9, 30, 'bài'))).toBe('30 % của 30 bài');
    expect(formatShare(0, 0, 'bài')).toBe('');
  });
});

describe('changes', () => {
  const of = { days: 7, weeks: 4 };

  it('are percentages for large numbers', () => {
    expect(plain(compareInWords(187, 154.3, of))).toBe('tăng 21 % so với trung bình 154,3 mỗi tuần của bốn tuần trước');
    expect(plain(compareInWords(50, 100, of))).toBe('giảm 50 % so với trung bình 100 mỗi tuần của bốn tuần trước');
    expect(plain(compareInWords(230, 100, of))).toBe('gấp 2,3 lần trung bình 100 mỗi tuần của bốn tuần trước');
  });

  it('are only more or fewer for small numbers', () => {
    expect(compareInWords(8, 2.5, of)).toBe('nhiều hơn trung bình 2,5 mỗi tuần của bốn tuần trước');
    expect(compareInWords(40, 12, of)).toMatch(/^nhiều hơn/);
    expect(compareInWords(2, 2.3, of)).toMatch(/^tương đương/);
  });

  it('are not made up without weeks before, nor from a withheld mean', () => {
    expect(compareInWords(8, 2.5, { days: 7, weeks: 0 })).toBe('');
    expect(compareInWords(8, null, of)).toBe('');
    expect(nameMean({ days: 7, weeks: 0 })).toBeNull();
  });

  it('name the length that means are of', () => {
    expect(nameMean({ days: 28, weeks: 3 })).toBe('trung bình mỗi 28 ngày của ba tuần trước');
    expect(nameWeeks(1)).toBe('tuần trước');
  });
});

describe('days', () => {
  it('are written as in Vietnamese papers', () => {
    expect(formatDay('2026-08-07')).toBe('07/08/2026');
    expect(formatDayShort('2026-08-07')).toBe('07/08');
    expect([formatSaidDate('2023-09-14'), formatSaidDate('2023-09')]).toEqual(['14/09/2023', '09/2023']);
    expect(formatDayLong('2026-11-22')).toBe('Chủ nhật, 22/11/2026');
  });

  it('name a period with both ends, the year once unless it differs', () => {
    expect(formatPeriod('2026-11-16', '2026-11-22')).toBe('từ 16/11 đến 22/11/2026');
    expect(formatPeriod('2026-12-28', '2027-01-03')).toBe('từ 28/12/2026 đến 03/01/2027');
    expect(formatPeriod('2026-11-22', '2026-11-22')).toBe('ngày 22/11/2026');
  });

  it.each(['', '2026-13-01', '2026-02-30', '22/11/2026', '2026-11-22T00:00:00Z'])(
    'that do not exist stay as they were typed: %j',
    (text) => {
      expect(isDay(text)).toBe(false);
      expect(formatDay(text)).toBe(text);
    },
  );
});

describe('instants', () => {
  const now = Date.parse('2026-11-22T07:45:00+07:00');

  it('are of Viet Nam wherever the reader is', () => {
    expect(formatInstant('2026-11-22T00:15:00Z')).toBe('07:15, 22/11/2026');
    expect(formatInstant('2026-11-21T17:00:00Z')).toBe('00:00, 22/11/2026');
  });

  it.each([
    ['2026-11-22T07:44:30+07:00', 'vừa xong'],
    ['2026-11-22T07:46:00+07:00', 'vừa xong'],
    ['2026-11-22T07:05:00+07:00', '40 phút trước'],
    ['2026-11-22T05:45:00+07:00', '2 giờ trước'],
    ['2026-11-20T05:45:00+07:00', '2 ngày trước'],
    ['2026-11-15T07:45:00+07:00', '07:45, 15/11/2026'],
    ['2027-01-01T00:00:00+07:00', '00:00, 01/01/2027'],
    ['no time', 'no time'],
  ])('%s reads %s', (iso, words) => {
    expect(formatRelative(iso, now)).toBe(words);
  });
});
