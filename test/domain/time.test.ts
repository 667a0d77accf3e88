import { describe, expect, it } from 'vitest';
import { addDays, dayOf, mondayOf, mondayOfWeek, startOfDay, toIso, weekOf } from '../../src/domain/time.ts';

describe('days of Asia/Ho_Chi_Minh', () => {
  it('begin at 17:00 UTC of the day before', () => {
    expect(dayOf(Date.parse('2026-08-17T16:59:59.999Z'))).toBe('2026-08-17');
    expect(dayOf(Date.parse('2026-08-17T17:00:00Z'))).toBe('2026-08-18');
    expect(startOfDay('2026-08-18')).toBe(Date.parse('2026-08-17T17:00:00Z'));
  });

  it('are written with their offset', () => {
    expect(toIso(Date.parse('2026-08-17T17:00:00Z'))).toBe('2026-08-18T00:00:00.000+07:00');
  });

  it('are counted across months and leap days', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });
});

describe('ISO weeks', () => {
  it.each([
    ['2026-08-17', '2026-W34', '2026-08-17'],
    ['2026-08-23', '2026-W34', '2026-08-17'],
    ['2027-01-03', '2026-W53', '2026-12-28'],
    ['2024-12-30', '2025-W01', '2024-12-30'],
  ])('puts %s into %s, which begins on %s', (day, week, monday) => {
    expect(weekOf(day)).toBe(week);
    expect(mondayOf(day)).toBe(monday);
    expect(mondayOfWeek(week)).toBe(monday);
  });

  it.each(['2025-W53', '2026-W00', '2026-W54', '2026W01', 'x'])('has no week %s', (week) => {
    expect(mondayOfWeek(week)).toBeNull();
  });
});
