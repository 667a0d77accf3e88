import { describe, expect, it } from 'vitest';
import { parseDate } from '../../../src/crawlers/extract/parse-date.ts';

const at = (iso: string): number => Date.parse(iso);

describe('parseDate', () => {
  it.each([
    ['Thứ Sáu, 21/11/2026, 08:15 (GMT+7)', '2026-11-21T08:15:00+07:00'],
    ['Thứ năm, 20/8/2026 | 06:30 GMT+7', '2026-08-20T06:30:00+07:00'],
    ['08:15 | 21/11/2026', '2026-11-21T08:15:00+07:00'],
    ['21/11/2026 8:15 CH', '2026-11-21T20:15:00+07:00'],
    ['8:15 CH 21/11/2026', '2026-11-21T20:15:00+07:00'],
    ['12:05 SA, 21/11/2026', '2026-11-21T00:05:00+07:00'],
    ['08h15 ngày 21/11/2026', '2026-11-21T08:15:00+07:00'],
    ['8h sáng 21/11/2026', '2026-11-21T08:00:00+07:00'],
    ['Lúc 20 giờ 15 phút ngày 21/11/2026', '2026-11-21T20:15:00+07:00'],
    ['21 tháng 11 năm 2026', '2026-11-21T00:00:00+07:00'],
    ['Ngày 21 tháng 11, 2026', '2026-11-21T00:00:00+07:00'],
    ['21-11-2026 08:15', '2026-11-21T08:15:00+07:00'],
    ['21.11.2026', '2026-11-21T00:00:00+07:00'],
    ['Chủ nhật, ngày 22/11/2026 - 07:00', '2026-11-22T07:00:00+07:00'],
    ['T7, 21/11/2026 - 08:15', '2026-11-21T08:15:00+07:00'],
    ['Đăng lúc: 21/11/2026 08:15', '2026-11-21T08:15:00+07:00'],
    ['21 tháng mười một, 2026 08:15', '2026-11-21T08:15:00+07:00'],
    ['Ngày 5 tháng năm năm 2026', '2026-05-05T00:00:00+07:00'],
    ['5 tháng mười 2026', '2026-10-05T00:00:00+07:00'],
    ['T.Sáu, 20/11/2026 08:15', '2026-11-20T08:15:00+07:00'],
    ['Sáng 21/11/2026', '2026-11-21T00:00:00+07:00'],
    ['Thứ Bảy'.normalize('NFD') + ', 21/11/2026', '2026-11-21T00:00:00+07:00'],
  ])('reads what Vietnamese newspapers print: %s', (text, iso) => {
    expect(parseDate(text)).toBe(at(iso));
  });

  it.each([
    ['2026-11-21T08:15:00Z', '2026-11-21T08:15:00Z'],
    ['2026-11-21T08:15:00.123+0700', '2026-11-21T08:15:00+07:00'],
    ['2026-10-07 07:49 + 07:00', '2026-10-07T07:49:00+07:00'],
    ['2026-11-21 08:15:00+07', '2026-11-21T08:15:00+07:00'],
    ['20261121T081500Z', '2026-11-21T08:15:00Z'],
    ['Sat, 21 Nov 2026 08:15:00 +0700', '2026-11-21T08:15:00+07:00'],
    ['Sat, 21 Nov 2026 08:15:00 GMT+7', '2026-11-21T08:15:00+07:00'],
    ['Sat, 21 Nov 2026 08:15:00 EST', '2026-11-21T08:15:00-05:00'],
    ['01 Jan 04 10:00 GMT', '2004-01-01T10:00:00Z'],
    ['Sat Nov 21 08:15:00 2026', '2026-11-21T08:15:00+07:00'],
    ['Sat Nov 21 2026 08:15:00 GMT+0700 (Indochina Time)', '2026-11-21T08:15:00+07:00'],
    ['Nov 21, 2026 8:15 pm', '2026-11-21T20:15:00+07:00'],
  ])('reads ISO 8601, RFC 822 and their broken kin: %s', (text, iso) => {
    expect(parseDate(text)).toBe(at(iso));
  });

  it.each([
    '31/02/2026', '29/02/2026', '21/11/2026 25:00', '21/11/2026 08:60', '11/21/2026', '0/11/2026', '13:15 SA 21/11/2026', '21/11/2026 08:15 +25:00',
    'tháng 11 năm 2026', '2026', '11/2026', '08:15', '21/11', '21/11/26', '', ' ', 'hôm qua', '4 giờ trước', 'không rõ', '21/11/2026 và 22/11/2026',
    '21/11/2026 - 10', 'Ngày 21/11/2026, Công an thành phố cho biết', '21/11/20266', 'x'.repeat(100_000), '1'.repeat(150),
  ])('is null rather than a guess: %s', (text) => {
    expect(parseDate(text)).toBeNull();
  }); // prettier-ignore

  it('reads a date without zone on the wall clock that it is told', () => {
    expect(parseDate('21/11/2026 08:15', { zoneOffsetMinutes: 0 })).toBe(at('2026-11-21T08:15:00Z'));
    expect(parseDate('21/11/2026 08:15 GMT+7', { zoneOffsetMinutes: 0 })).toBe(at('2026-11-21T08:15:00+07:00'));
  });

  it('takes two digits for a year only beside the present one', () => {
    const now = at('2026-11-21T08:15:00+07:00');
    expect(parseDate('20/11/26 08:15', { now })).toBe(at('2026-11-20T08:15:00+07:00'));
    expect(parseDate('31/12/25', { now })).toBe(at('2025-12-31T00:00:00+07:00'));
    for (const text of ['21/11/24', '21/11/27', '26/11/21', '21/11/26/3']) expect(parseDate(text, { now })).toBeNull();
  });

  it.each(['21 tháng chạp 2026', 'tháng mười một 2026', '21 tháng mười ba 2026', 'T.Chín, 21/11/2026', 'Sáng nay 21/11/2026'])(
    'does not guess at %s',
    (text) => {
      expect(parseDate(text)).toBeNull();
    },
  );

  it('counts relative times only from a given now', () => {
    const now = at('2026-11-21T08:15:00+07:00');
    expect(parseDate('4 giờ trước', { now })).toBe(at('2026-11-21T04:15:00+07:00'));
    expect(parseDate('Hôm qua lúc 20:30', { now })).toBe(at('2026-11-20T20:30:00+07:00'));
    expect(parseDate('Hôm qua, 08:15', { now })).toBe(at('2026-11-20T08:15:00+07:00'));
    expect(parseDate('hôm nay', { now })).toBe(at('2026-11-21T00:00:00+07:00'));
    expect(parseDate('2 tháng trước', { now })).toBeNull();
    expect(parseDate('Hôm qua lúc 25:30', { now })).toBeNull();
  });
});
