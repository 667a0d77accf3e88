import { expect, test } from 'vitest';
import { measureNewsEvents } from '../../src/training/measurements/news-events.ts';

test('events of news are measured on at least 60 written cases, and stay above their floors', async () => {
  const { rows, missing } = await measureNewsEvents({ corporaDir: '', modelsDir: '', seed: 1 });
  expect(missing).toEqual([]);
  expect(rows.map(({ measure }) => measure)).toEqual(['precision', 'recall', 'unit as written, of those found', 'date, of those found']);
  const floors = [0.95, 0.95, 0.85, 0.95];
  for (const [at, { value, low, high, cases }] of rows.entries()) {
    expect(cases).toBeGreaterThanOrEqual(60);
    expect(value).toBeGreaterThanOrEqual(floors[at] ?? 1);
    expect(low).toBeLessThanOrEqual(value);
    expect(high).toBeGreaterThanOrEqual(value);
  }
});
