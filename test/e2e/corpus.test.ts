import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/collect/run-once.ts';
import { accountedFor } from '../../src/collect/tally.ts';
import { readState } from './read-state.ts';
import { killHard, runCli, startCli } from './run-cli.ts';

const corpora = process.env['DU_LUAN_CORPORA'] ?? '';
const reason = corpora === '' ? ' (skipped: DU_LUAN_CORPORA is not set)' : '';

describe.skipIf(reason !== '' || !existsSync(join(corpora, 'gold')))(`real material${reason}`, () => {
  const folders: string[] = [];

  function newFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'du-luan-corpus-'));
    folders.push(folder);
    return folder;
  }

  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  async function once(dataDir: string, corpus: string): Promise<RunReport> {
    const { code, stdout } = await runCli(['demo', '--once', '--corpus', join(corpora, corpus)], { DU_LUAN_DATA_DIR: dataDir });
    expect(code).toBe(0);
    const report = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as RunReport; // the line that the command promises
    expect(accountedFor(report)).toBe(report.found);
    return report;
  }

  it('of comments: all 1,482 are accounted for, and a second run saves nothing', { timeout: 180_000 }, async () => {
    const dataDir = newFolder();
    expect(await once(dataDir, 'gold')).toMatchObject({ found: 1_482, failed: 0, duplicates: 0 });
    expect(await once(dataDir, 'gold')).toMatchObject({ saved: 0, failed: 0 });
  });

  it('of news: all 7,829 are accounted for, and kills in the middle change nothing', { timeout: 600_000 }, async () => {
    const undisturbed = newFolder();
    expect(await once(undisturbed, 'news')).toMatchObject({ found: 7_829, failed: 0 });
    expect(await once(undisturbed, 'news')).toMatchObject({ saved: 0, failed: 0 });
    const killed = newFolder();
    copyFileSync(join(undisturbed, 'newsroom.json'), join(killed, 'newsroom.json'));
    for (const afterMs of [4_000, 7_000]) {
      const child = startCli(['demo', '--once', '--corpus', join(corpora, 'news')], { DU_LUAN_DATA_DIR: killed });
      await pause(afterMs);
      killHard(child);
      await child.result;
    }
    await once(killed, 'news');
    expect(await readState(killed)).toEqual(await readState(undisturbed));
  });
});
