import { expect, test } from 'vitest';
import { anchorDayAt, fillDates, instantOf } from '../../src/demo/demo-time.ts';

test('before nine in the morning day 0 is yesterday, so that nothing lies in the future', () => {
  expect(anchorDayAt(Date.parse('2026-11-22T08:59:59+07:00'))).toBe('2026-11-21');
  expect(anchorDayAt(Date.parse('2026-11-22T09:00:00+07:00'))).toBe('2026-11-22');
  expect(anchorDayAt(Date.parse('2026-11-22T23:59:59+07:00'))).toBe('2026-11-22');
});

test('a written time is a day before day 0 and a clock time in Viet Nam', () => {
  expect(instantOf('-3 07:40', '2026-11-22')).toBe(Date.parse('2026-11-19T07:40:00+07:00'));
  expect(instantOf('0 06:30', '2026-03-01')).toBe(Date.parse('2026-03-01T06:30:00+07:00'));
  expect(instantOf('-1 23:59', '2026-03-01')).toBe(Date.parse('2026-02-28T23:59:00+07:00'));
});

test('text of another form is no time', () => {
  for (const written of ['', 'hôm qua', '-3', '-3 7:40', '3-07:40']) expect(instantOf(written, '2026-11-22')).toBeNaN();
});

test('marks become dates as a newspaper writes them, across months and years', () => {
  expect(fillDates('sáng {{0}}, tối {{-1}}, trước {{+7}}', '2027-01-01', '2027-01-05')).toBe('sáng 1/1, tối 31/12, trước 8/1');
});

test('the month after December is January', () => {
  expect(fillDates('từ tháng {{m+1}}', '2026-11-16', '2026-11-22')).toBe('từ tháng 12');
  expect(fillDates('từ tháng {{m+1}}', '2026-12-16', '2026-12-22')).toBe('từ tháng 1');
});

test('text without marks, and marks of another form, stay as they are', () => {
  expect(fillDates('phạt {x} {{y}} 4–6 triệu', '2026-11-22', '2026-11-22')).toBe('phạt {x} {{y}} 4–6 triệu');
});
