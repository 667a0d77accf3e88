import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readLaw } from '../../src/cli/read-law.ts';
import { BEHAVIOURS } from '../../src/domain/provision.ts';

const { provisions, amendments } = await readLaw();
const byId = new Map(provisions.map((provision) => [provision.id, provision]));

describe('the provisions that ship', () => {
  it('have one id each, which is their citation', () => {
    expect(byId.size).toBe(provisions.length);
    for (const { id, article, clause, point } of provisions)
      expect(id.split('/')[1]).toBe([article, clause, ...(point === null ? [] : [point])].join('.'));
  });

  // Read by hand from the decree.
  it.each([
    ['6.9.b', 18_000_000, 20_000_000, 4],
    ['6.11.a', 30_000_000, 40_000_000, 0],
    ['6.11.đ', 30_000_000, 40_000_000, 10],
    ['6.5.h', 4_000_000, 6_000_000, 4],
    ['6.8', 16_000_000, 18_000_000, 6],
    ['7.7.c', 4_000_000, 6_000_000, 4],
    ['7.2.h', 400_000, 600_000, 0],
    ['7.5.b', 1_000_000, 2_000_000, 2],
    ['7.8.b', 6_000_000, 8_000_000, 10],
    ['7.10.a', 10_000_000, 14_000_000, 10],
    ['9.2.đ', 150_000, 250_000, 0],
    ['13.8.b', 20_000_000, 26_000_000, 6],
    ['14.1.a', 400_000, 600_000, 0],
    ['18.9.b', 18_000_000, 20_000_000, 0],
    ['21.7.a', 7_000_000, 8_000_000, 8],
  ])('say %s: %i to %i đồng and %i points', (key, min, max, points) => {
    expect(byId.get(`nd168-2024/${key}`)).toMatchObject({ fine: { min, max }, points });
  });

  it('know withdrawal, confiscation, fines of organisations and later days in force', () => {
    expect(byId.get('nd168-2024/7.9.d')?.suspensionMonths).toEqual({ min: 22, max: 24 });
    expect(byId.get('nd168-2024/7.11.b')).toMatchObject({
      fine: null,
      confiscation: 'phương tiện',
      suspensionMonths: { min: 22, max: 24 },
    });
    expect(byId.get('nd168-2024/35.3.b')?.confiscation).toBe('phương tiện');
    expect(byId.get('nd168-2024/12.7')?.organisationFine).toEqual({ min: 4_000_000, max: 6_000_000 });
    expect(byId.get('nd168-2024/6.3.m')?.inForceFrom).toBe('2026-01-01');
  });

  it('leave no penalty of articles 6, 7 and 12 without its fine or confiscation', () => {
    const main = provisions.filter(({ id, article }) => id.startsWith('nd168') && [6, 7, 12].includes(article));
    expect(main.length).toBeGreaterThan(160);
    expect(main.filter(({ fine, confiscation }) => !fine && confiscation === null).map(({ id }) => id)).toEqual([]);
  });

  it('cover every behaviour that can be found in a text', () => {
    const covered = new Set(provisions.flatMap(({ behaviours }) => behaviours));
    expect(BEHAVIOURS.filter((behaviour) => !covered.has(behaviour))).toEqual([]);
  });

  it('name for each known amendment what it touches, and from when', () => {
    for (const { from, behaviours, note } of amendments) {
      expect(from > '2025-01-01').toBe(true);
      expect(behaviours.length).toBeGreaterThan(0);
      expect(note).toContain('chưa được nhập');
    }
  });

  it('come with a review that says what was not read', () => {
    const review = readFileSync(new URL('../../provisions/nd168-2024.review.md', import.meta.url), 'utf8');
    expect(review).toMatch(/## Not read or not entered \(\d+\)/);
    expect(review).not.toContain('no fine was read');
    expect(review).not.toContain('but not found');
  });
});
