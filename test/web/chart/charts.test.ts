import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisUpTo } from '../../../src/web/chart/day-bars-option.ts';
import { daysBetween, type DaySeries } from '../../../src/web/chart/day-series.ts';
import { peakInWords } from '../../../src/web/chart/peak-in-words.ts';
import { stanceInWords, stanceLegend } from '../../../src/web/chart/stance-parts.ts';

const series = (values: DaySeries['values']): DaySeries => ({
  name: 'Báo chí',
  unit: 'tin, bài',
  colour: '',
  edge: '',
  values,
  hrefOf: () => '/',
  mean: null,
});

describe('days of a chart', () => {
  it('hold both ends, over months and leap days', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
    expect(daysBetween('2026-11-22', '2026-11-21')).toEqual([]);
    expect(daysBetween('broken', '2026-11-21')).toEqual([]);
  });

  it('are bounded, whatever a hand-written address asks for', () => {
    expect(daysBetween('1900-01-01', '2200-01-01')).toHaveLength(366);
  });
});

describe('the summary of a series', () => {
  const days = ['2026-11-16', '2026-11-17', '2026-11-18'];

  it('names the highest day, what is withheld and what is missing', () => {
    expect(peakInWords(series([4, null, undefined]), days)).toBe(
      'Báo chí: nhiều nhất 4 tin, bài, ngày 16/11/2026; 1 ngày quá ít để nêu; 1 ngày không có số liệu.',
    );
  });

  it('never turns a withheld count into none', () => {
    expect(peakInWords(series([null, null, null]), days)).not.toMatch(/không có tin|\b0\b/);
  });
});

describe('the axis', () => {
  it('reaches every count in two whole, equal steps and wastes less than half', () => {
    assert(
      property(integer({ min: 0, max: 1_000_000 }), (highest) => {
        const { max, interval } = axisUpTo(highest);
        expect(max).toBeGreaterThanOrEqual(highest);
        expect(Number.isInteger(interval)).toBe(true);
        expect(max).toBe(2 * interval);
        expect(max).toBeLessThanOrEqual(Math.max(2, 2 * highest));
      }),
    );
  });
});

const row = (stance: string, count: number | null, of: number | null) => ({
  stance,
  name: { support: 'Tán thành', concern: 'Băn khoăn', oppose: 'Phản đối' }[stance] ?? 'Khác',
  count,
  share: count === null || of === null ? null : { value: count / of, low: 0.2, high: 0.5 },
  breadth: count === null || of === null ? null : 'nhiều ý kiến',
  href: '/',
});

describe('stances in words', () => {
  it('are shares of those who take a side, the largest first, in words of breadth where the server gives some', () => {
    const words = stanceInWords(
      [row('support', 111, 412), row('concern', 173, 412), { ...row('oppose', 128, 412), breadth: null }, row('none', 541, null)],
      412,
    );
    expect(words.replaceAll('\u00A0', ' ')).toBe(
      'Nhiều ý kiến băn khoăn: 42 % của 412 ý kiến có nêu thái độ; phản đối: 31 % của 412 ý kiến; nhiều ý kiến tán thành: 27 % của 412 ý kiến.',
    );
  });

  it('stand in the legend with their interval', () => {
    const [legend] = stanceLegend([row('oppose', 128, 412)], 412);
    expect(legend?.share.replaceAll('\u00A0', ' ')).toBe('31 % của 412 có nêu thái độ, từ 20 % đến 50 %');
  });

  it('state no share at all when one side is withheld, because the rest would give it away', () => {
    const counts = [row('support', 173, null), row('concern', null, null), row('oppose', 128, null)];
    expect(stanceLegend(counts, null).every(({ share }) => share === '')).toBe(true);
    expect(stanceInWords(counts, null)).not.toMatch(/%|\d/);
  });

  it('say so when nobody takes a side', () => {
    expect(stanceInWords([row('support', 0, null), row('concern', 0, null), row('oppose', 0, null), row('none', 9, null)], 0)).toMatch(
      /Chưa có ý kiến nào/,
    );
  });
});
