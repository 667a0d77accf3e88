import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { measurePublicCorpora } from '../../../src/training/measurements/public-corpora.ts';
import { DISHES, reviews } from '../corpus/reviews.ts';

const folder = mkdtempSync(join(tmpdir(), 'du-luan-public-'));
afterAll(() => rmSync(folder, { recursive: true }));
const corpora = process.env['DU_LUAN_CORPORA'];

function write(name: string, dishes: readonly string[]): void {
  mkdirSync(join(folder, 'nlp/uit-vsfc'), { recursive: true });
  const lines = reviews(dishes).map(({ text, label }) => `${text}\t${label}\tx\n`);
  writeFileSync(join(folder, 'nlp/uit-vsfc', name), `text\tlabel\ttopic\n${lines.join('')}`);
}

test('a corpus that is there is measured on its development split, the rest is named with the reason', async () => {
  write('train.tsv', DISHES.slice(0, 8));
  const options = { corporaDir: folder, modelsDir: '', seed: 3 };
  expect((await measurePublicCorpora(options)).missing[0]).toEqual({
    what: 'tone, 3 labels (uit-vsfc)',
    why: `${join(folder, 'nlp/uit-vsfc/dev.tsv')} is not there`,
  });
  write('dev.tsv', DISHES.slice(8));
  const { rows, missing } = await measurePublicCorpora(options);
  expect(rows.map(({ set, measure, cases, reach }) => [set, measure, cases, reach])).toEqual([
    ['uit-vsfc, dev', 'weighted F1', 32, '≥ .90'],
    ['uit-vsfc, dev', 'macro-F1', 32, '≥ .77'],
  ]);
  for (const { value, low, high } of rows) {
    expect(value).toBeGreaterThan(0.9);
    expect(low ?? 2).toBeLessThanOrEqual(value);
    expect(high ?? 0).toBeGreaterThanOrEqual(value);
  }
  expect(missing.map(({ what }) => what)).toEqual([
    'toxicity (uit-victsd)',
    'constructiveness (uit-victsd)',
    'hate speech, 3 labels (vihsd)',
    'emotion, 7 labels (uit-vsmec)',
  ]);
  expect(await measurePublicCorpora(options)).toEqual({ rows, missing });
});

/** A little below what was measured, so that a change that costs accuracy is seen. */
const FLOORS = {
  'tone, 3 labels': { 'weighted F1': 0.9, 'macro-F1': 0.77 },
  toxicity: { 'macro-F1': 0.73 },
  constructiveness: { 'macro-F1': 0.84 },
  'hate speech, 3 labels': { 'macro-F1': 0.655 },
  'emotion, 7 labels': { 'weighted F1': 0.57, 'macro-F1': 0.51 },
} as const satisfies Record<string, Readonly<Record<string, number>>>;

test.skipIf(!corpora)(
  'the public corpora reach their floors (skipped without DU_LUAN_CORPORA)',
  async () => {
    const { rows } = await measurePublicCorpora({ corporaDir: corpora ?? '', modelsDir: '', seed: 1 });
    for (const [what, floors] of Object.entries(FLOORS))
      for (const [measure, floor] of Object.entries(floors))
        expect(rows.find((row) => row.what === what && row.measure === measure)?.value, `${what}, ${measure}`).toBeGreaterThanOrEqual(
          floor,
        );
    // Half a minute of work, which a busy machine stretches.
  },
  300_000,
);
