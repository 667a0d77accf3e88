import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LABELS_DIR } from '../../src/training/read-labels.ts';
import { splitPairs } from '../../src/training/split-pairs.ts';
import { trainSameEvent, writeSameEvent } from '../../src/training/train-same-event.ts';

const corpora = process.env['DU_LUAN_CORPORA'];
const shipped = join(import.meta.dirname, '../../models/same-event-1');

describe('splitPairs', () => {
  test('puts no item into two folds', () => {
    const pair = fc.record({ one: fc.nat(30), other: fc.nat(30), same: fc.boolean() });
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 60 }), (pairs) => {
        const folds = splitPairs(pairs, 5);
        const foldOf = new Map<number, number>();
        for (const [at, { one, other }] of pairs.entries()) {
          for (const item of [one, other]) {
            expect(foldOf.get(item) ?? folds[at]).toBe(folds[at]);
            foldOf.set(item, folds[at] ?? -1);
          }
        }
      }),
      { seed: 3 },
    );
  });

  test('spreads what hangs together with nothing evenly', () => {
    const pairs = Array.from({ length: 20 }, (_, at) => ({ one: 2 * at, other: 2 * at + 1, same: true }));
    const folds = splitPairs(pairs, 4);
    expect([0, 1, 2, 3].map((fold) => folds.filter((each) => each === fold).length)).toEqual([5, 5, 5, 5]);
  });
});

describe('the labels of story pairs', () => {
  const lines = readFileSync(join(LABELS_DIR, 'story-pairs.jsonl'), 'utf8').trim().split('\n');

  test('hold ids and no text, and every pair once', () => {
    const labels = lines.map((line) => JSON.parse(line) as Record<string, unknown>); // our own file
    expect(new Set(labels.flatMap((label) => Object.keys(label)))).toEqual(new Set(['a', 'b', 'same', 'picked', 'reader', 'date']));
    expect(labels.every(({ a, b }) => /^[0-9a-f]{12}$/.test(String(a)) && /^[0-9a-f]{12}$/.test(String(b)))).toBe(true);
    expect(new Set(labels.map(({ a, b }) => [String(a), String(b)].toSorted((x, y) => (x < y ? -1 : 1)).join())).size).toBe(labels.length);
  });

  test.skipIf(!corpora)('leave out what is held out and every item of a development pair', () => {
    const text = (name: string): string => readFileSync(join(corpora ?? '', 'gold', name), 'utf8');
    const apart = new Set([...text('held-out-ids.txt').split(/\s+/), ...(text('story-pairs-dev.jsonl').match(/[0-9a-f]{12}/g) ?? [])]);
    const used = lines.flatMap((line) => line.match(/[0-9a-f]{12}/g) ?? []);
    expect(used.filter((id) => apart.has(id))).toEqual([]);
  });
});

describe.skipIf(!corpora)('training on real headlines (set DU_LUAN_CORPORA to run it)', () => {
  test('gives the bytes that are shipped', () => {
    const trained = trainSameEvent(corpora ?? '');
    const dir = mkdtempSync(join(tmpdir(), 'du-luan-same-event-'));
    try {
      const folder = trained && writeSameEvent(dir, '1', trained);
      for (const name of ['model.json', 'CARD.md'])
        expect(readFileSync(join(folder ?? '', name), 'utf8')).toBe(readFileSync(join(shipped, name), 'utf8'));
    } finally {
      rmSync(dir, { recursive: true });
    }
  }, 120_000);
});

test('without headlines nothing is trained', () => {
  expect(trainSameEvent(join(tmpdir(), 'du-luan-no-corpora'))).toBeNull();
});
