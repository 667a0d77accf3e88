import { expect, it } from 'vitest';
import { addDays, dayOf, mondayOf, startOfDay } from '../../src/domain/time.ts';
import { driftViewSchema } from '../../src/domain/views.ts';
import { sampleItem, saved } from '../contracts/sample-items.ts';
import { runCli, type CliResult } from '../e2e/run-cli.ts';
import { embeddedGround } from '../embedded/embedded-ground.ts';

it('du-luan drift names what moved, and says so when there is nothing to compare', async () => {
  const ground = embeddedGround();
  const drift = (...args: string[]): Promise<CliResult> =>
    runCli(['drift', ...args], { DU_LUAN_DATA_DIR: ground.dir, QUEUE_URL: '', STORE_URL: '' });
  const { store, close } = await ground.open();
  await store.settle([]);
  const last = addDays(mondayOf(dayOf(Date.now())), -7);
  const news = Array.from({ length: 9 * 60 }, (_, at) => {
    const week = at % 9;
    const publishedAt = startOfDay(addDays(last, -7 * week)) + at;
    return sampleItem(`n${at}`, { publishedAt, analysis: { tone: week === 0 ? null : 'neutral' } });
  });
  expect((await drift()).stdout).toContain('nothing to compare');
  await store.settle(saved(...news));
  await close();
  const { stdout, code } = await drift();
  expect(code).toBe(0);
  expect(stdout).toMatch(/other\/news: rise of tone abstained, 100 % \(before: 0 %\)/);
  expect(stdout).toMatch(/other\/news: fall of tone neutral, 0 % \(before: 100 %\)/);
  expect(stdout.trim().split('\n')).toHaveLength(2);
  expect(driftViewSchema.parse(JSON.parse((await drift('--json')).stdout)).series).toHaveLength(1);
  await ground.destroy();
});
