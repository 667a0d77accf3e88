import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { evaluate } from '../../src/training/evaluate.ts';
import { printEvaluation } from '../../src/training/print-evaluation.ts';
import { qualityOf, qualitySchema } from '../../src/training/quality.ts';
import { makeGoldFolder, tinyComments, tinyNews } from './tiny-gold.ts';
import type { EvaluationReport } from '../../src/training/evaluate.ts';
import type { GoldFolder } from './tiny-gold.ts';

const modelsDir = join(import.meta.dirname, '../../models');
const corpora = process.env.DU_LUAN_CORPORA;
const HEAD = { on: '2026-11-27', corpora: '/corpora' };

function casesOf(report: EvaluationReport, task: string): number | undefined {
  return report.figures.find((figure) => figure.task === task && figure.split === 'dev' && figure.by === 'du-luan')?.cases;
}

describe('evaluate on a small gold folder', () => {
  let gold: GoldFolder;
  let report: EvaluationReport;
  beforeAll(async () => {
    gold = makeGoldFolder();
    gold.write('comments-train.jsonl', tinyComments('c', 'train').slice(0, 12));
    gold.write('news-train.jsonl', tinyNews('n', 'train'));
    gold.write('comments-dev.jsonl', tinyComments('d', 'dev'));
    report = await evaluate({ corporaDir: gold.corporaDir, modelsDir, seed: 1 });
    // As below: what is written for this project trains the peer, too.
  }, 300_000);
  afterAll(() => rmSync(gold.corporaDir, { recursive: true, force: true }));

  test('says which figures are missing and why', () => {
    expect(report.missing.map(({ what }) => what)).toEqual([
      'relevance-news (news-dev)',
      'topic (news-dev)',
      'tone-press (news-dev)',
      'kind-press (news-dev)',
    ]);
    expect(report.missing[0]?.why).toContain('news-dev.jsonl');
    expect(printEvaluation(report, HEAD)).toMatch(/Not printed[\s\S]*tone-press \(news-dev\)/);
  });

  test('prints day, models and corpora first, and beside a figure what is to be reached', () => {
    const [day, models, corpora] = printEvaluation(report, HEAD).split('\n');
    expect([day, corpora]).toEqual(['Measured on 2026-11-27', 'Corpora: /corpora']);
    expect(models).toMatch(/^Models: version 1, fingerprint [0-9a-f]{12}$/);
    expect(printEvaluation(report, { ...HEAD, corpora: null })).toContain('DU_LUAN_CORPORA is not set');
    expect(printEvaluation(report, HEAD)).toMatch(/^relevance-public +du-luan +comments-dev, dev .* ≥ \.88$/m);
    expect(printEvaluation(report, HEAD)).toMatch(/^comments of 400 characters .* ≥ 5000$/m);
  });

  test('prints a row for each kind of source that has enough comments', async () => {
    const many = makeGoldFolder();
    many.write('comments-dev.jsonl', [...tinyComments('d', 'dev'), ...tinyComments('e', 'dev')]);
    const { figures } = await evaluate({ corporaDir: many.corporaDir, modelsDir, seed: 1 });
    rmSync(many.corporaDir, { recursive: true });
    const ofKind = (task: string) =>
      figures.filter((one) => one.task === task && one.split !== 'dev').map(({ split, cases }) => [split, cases]);
    expect(ofKind('relevance-public')).toEqual([
      ['social-networks', 24],
      ['press-readers', 24],
    ]);
    // Of the relevant ones there are 16 of each kind.
    expect(ofKind('tone-public')).toEqual([]);
  });

  test('scores opinions on relevant comments only', () => {
    expect(casesOf(report, 'relevance-public')).toBe(24);
    expect(casesOf(report, 'stance-public')).toBe(16);
    expect(casesOf(report, 'topic')).toBe(16);
  });

  test('prints a row for posts that do not occur in training, and one for the peer', () => {
    // Posts 0 and 1 of 4 are trained on.
    const relevance = report.figures.filter(({ task }) => task === 'relevance-public');
    expect(relevance.map(({ by, split, cases }) => [by, split, cases])).toEqual([
      ['du-luan', 'dev', 24],
      ['du-luan', 'unseen-posts', 12],
      ['natural Bayes', 'dev', 24],
    ]);
  });

  test('keeps every value inside its interval', () => {
    for (const { value, low, high } of report.figures) {
      expect(low).toBeLessThanOrEqual(value + 1e-9);
      expect(high).toBeGreaterThanOrEqual(value - 1e-9);
    }
  });

  test('counts every scored case in the confusion table', () => {
    const table = report.confusions.find(({ task }) => task === 'stance-public');
    expect(table?.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(16);
  });

  test('gives the same figures for the same seed', async () => {
    const again = await evaluate({ corporaDir: gold.corporaDir, modelsDir, seed: 1 });
    expect({ ...again, speeds: [] }).toEqual({ ...report, speeds: [] });
    // Speed is timed as well; a busy machine stretches it.
  }, 120_000);

  test('gives the dashboard its own figures only, in the shape it reads', () => {
    const quality = qualityOf(report, '2026-11-22');
    expect(z.array(qualitySchema).parse(quality)).toEqual(quality);
    expect(quality.map(({ task }) => task)).toEqual([
      'relevance-public',
      'topic',
      'tone-public',
      'stance-public',
      'complaint',
      'proposal',
      'question',
      'checkable',
    ]);
  });

  test('measures nothing in an empty folder and says so', async () => {
    const empty = makeGoldFolder();
    const nothing = await evaluate({ corporaDir: empty.corporaDir, modelsDir, seed: 1 });
    expect(nothing.figures).toEqual([]);
    expect(nothing.speeds).toEqual([]);
    expect(nothing.missing.length).toBeGreaterThan(10);
    rmSync(empty.corporaDir, { recursive: true });
  });
});

test('models/quality.json has the shape that the dashboard reads', () => {
  const quality = z.array(qualitySchema).parse(JSON.parse(readFileSync(join(modelsDir, 'quality.json'), 'utf8')));
  expect(quality.length).toBeGreaterThanOrEqual(11);
});

/** Floors a little below what was measured, so that a change that costs accuracy is seen. */
const FLOORS: readonly (readonly [task: string, set: string, floor: number])[] = [
  ['relevance-public', 'comments-dev', 0.88],
  ['topic', 'comments-dev', 0.77],
  ['tone-public', 'comments-dev', 0.64],
  ['stance-public', 'comments-dev', 0.53],
  ['complaint', 'comments-dev', 0.51],
  ['proposal', 'comments-dev', 0.56],
  ['checkable', 'comments-dev', 0.44],
  ['relevance-news', 'news-dev', 0.92],
  ['topic', 'news-dev', 0.82],
  ['tone-press', 'news-dev', 0.78],
  ['kind-press', 'news-dev', 0.52],
];

describe.skipIf(!corpora)('the shipped models on the gold sets (skipped without DU_LUAN_CORPORA)', () => {
  let report: EvaluationReport;
  beforeAll(async () => {
    report = await evaluate({ corporaDir: corpora ?? '', modelsDir, seed: 1 });
    // The peer is trained, too; a busy machine stretches it.
  }, 300_000);

  test.each(FLOORS)('%s on %s reaches its floor', (task, set, floor) => {
    const figure = report.figures.find((one) => one.task === task && one.set === set && one.split === 'dev' && one.by === 'du-luan');
    expect(figure?.value).toBeGreaterThanOrEqual(floor);
  });

  test('say what quality.json says', () => {
    const shipped = z.array(qualitySchema).parse(JSON.parse(readFileSync(join(modelsDir, 'quality.json'), 'utf8')));
    expect(qualityOf(report, shipped[0]?.on ?? '').map(({ task, set, value }) => ({ task, set, value }))).toEqual(
      shipped.map(({ task, set, value }) => ({ task, set, value })),
    );
  });
});
