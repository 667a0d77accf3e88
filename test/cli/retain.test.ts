import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { monthBefore } from '../../src/cli/retain.ts';
import { startOfDay } from '../../src/domain/time.ts';
import { sampleItem, saved } from '../contracts/sample-items.ts';
import { runCli, type CliResult } from '../e2e/run-cli.ts';
import { embeddedGround, type EmbeddedGround } from '../embedded/embedded-ground.ts';

describe('the first month that is kept', () => {
  it.each([
    ['1', '2026-11-22', '202611'],
    ['11', '2026-11-22', '202601'],
    ['12', '2026-11-22', '202512'],
    ['24', '2026-01-01', '202402'],
    ['120', '2026-12-31', '201701'],
  ])('for %s months on %s is %s', (months, day, first) => {
    expect(monthBefore(months, startOfDay(day))).toBe(first);
    expect(monthBefore(months, startOfDay(day) + 86_399_999)).toBe(first);
  });

  it.each(['0', '-1', '1.5', 'x', '', '121', '1e9'])('is none for %j', (months) => {
    expect(() => monthBefore(months, 0)).toThrow('whole number');
  });
});

describe('du-luan retain', () => {
  let ground: EmbeddedGround;

  beforeEach(async () => {
    ground = embeddedGround();
    const { store, close } = await ground.open();
    const old = ['2020-03-31', '2020-04-01', '2020-04-30'].map((day) => sampleItem(day, { seenAt: startOfDay(day) }));
    await store.settle(saved(...old, sampleItem('now', { seenAt: Date.now() })));
    await close();
  });
  afterEach(() => ground.destroy());

  const retain = (...args: string[]): Promise<CliResult> =>
    runCli(['retain', '--months', '12', ...args], { DU_LUAN_DATA_DIR: ground.dir, QUEUE_URL: '', STORE_URL: '' });

  it('only counts unless told to drop, and drops once', async () => {
    const counted = await retain();
    const months = [
      { month: '202003', items: 1 },
      { month: '202004', items: 2 },
    ];
    expect(JSON.parse(counted.stdout)).toMatchObject({ months, items: 3, dropped: 0, kept: 1 });
    expect(counted.stderr).toContain('--yes');
    expect(JSON.parse((await retain()).stdout)).toMatchObject({ items: 3 });
    expect(JSON.parse((await retain('--yes')).stdout)).toMatchObject({ months, items: 3, dropped: 3, kept: 1 });
    expect(JSON.parse((await retain('--yes')).stdout)).toMatchObject({ months: [], items: 0, dropped: 0, kept: 1 });
  });
});
