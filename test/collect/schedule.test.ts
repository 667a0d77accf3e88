import { describe, expect, it } from 'vitest';
import { dueAt } from '../../src/collect/schedule.ts';
import { sourceSchema, type SourceHealth } from '../../src/domain/source.ts';

const source = sourceSchema.parse({
  id: 'bao',
  name: 'Báo',
  kind: 'feed',
  url: 'https://bao.example/rss',
  outlet: 'bao',
  everyMinutes: 10,
});
const MINUTE_MS = 60_000;

function health(changes: Partial<SourceHealth>): SourceHealth {
  return {
    sourceId: 'bao',
    state: 'ok',
    stateSince: 0,
    checkedAt: 1_000_000,
    lastGoodAt: null,
    lastNewAt: null,
    failuresInRow: 0,
    found: 0,
    failed: 0,
    detail: null,
    etag: null,
    lastModified: null,
    ...changes,
  };
}

describe('dueAt', () => {
  it('is at once for a source that was never visited', () => {
    expect(dueAt(source, null)).toBe(0);
    expect(dueAt(source, health({ checkedAt: null }))).toBe(0);
  });

  it('is one interval after the last visit', () => {
    expect(dueAt(source, health({}))).toBe(1_000_000 + 10 * MINUTE_MS);
  });

  it('is not before a platform counts its quota anew', () => {
    expect(dueAt(source, health({ state: 'quota-used-up', failuresInRow: 1, notBefore: 90_000_000 }))).toBe(90_000_000);
    expect(dueAt(source, health({ notBefore: 5 }))).toBe(1_000_000 + 10 * MINUTE_MS);
  });

  it('doubles with each failure in a row, up to eightfold', () => {
    const waits = [1, 2, 3, 4, 30].map((failuresInRow) => (dueAt(source, health({ failuresInRow })) - 1_000_000) / MINUTE_MS);
    expect(waits).toEqual([20, 40, 80, 80, 80]);
  });
});
