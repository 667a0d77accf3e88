import { describe, expect, it } from 'vitest';
import { corporaFolder, readBodyPages, readFeedCases, readNewsPages, readRobotsCases } from '../../../bench/extraction-corpora.ts';
import { measureGates } from '../../../bench/gate-figures.ts';
import { measureBodies, measureFeeds, measureRobots, measureTimes } from '../../../bench/extraction-figures.ts';

const folder = corporaFolder();

/** Limits stand a little below what is reached, so that a change that costs quality is seen. */
describe.skipIf(folder === null)(`figures on real material (skipped when DU_LUAN_CORPORA names no folder)`, () => {
  const corpora = folder ?? '';

  it('finds the bodies of article pages', () => {
    const { f1, accuracy } = measureBodies(readBodyPages(corpora));
    expect(f1).toBeGreaterThanOrEqual(0.965);
    expect(accuracy).toBeGreaterThanOrEqual(0.45);
  });

  it('finds bodies and publish times of news pages in many languages', () => {
    const pages = readNewsPages(corpora);
    expect(measureBodies(pages).f1).toBeGreaterThanOrEqual(0.95);
    expect(measureTimes(pages).failed.length).toBeLessThanOrEqual(1);
  });

  it('meets the checks on feeds', () => {
    const { total, failed } = measureFeeds(readFeedCases(corpora));
    expect(1 - failed.length / total).toBeGreaterThanOrEqual(0.95);
  });

  it('answers all robots.txt cases as Google does', () => {
    expect(measureRobots(readRobotsCases(corpora)).failed).toEqual([]);
  });
});

it('tells written gates, error and index pages from written articles that speak of them', () => {
  const { refused, named, taken } = measureGates();
  expect([refused.total, taken.total]).toEqual([34, 16]);
  expect([...refused.failed, ...taken.failed]).toEqual([]);
  expect(named.failed.length).toBeLessThanOrEqual(1);
});
