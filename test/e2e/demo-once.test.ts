import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/collect/run-once.ts';
import { readState } from './read-state.ts';
import { killHard, runCli, startCli } from './run-cli.ts';

const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'du-luan-demo-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function demoOnce(dataDir: string): Promise<RunReport> {
  const { code, stdout, stderr } = await runCli(['demo', '--once'], { DU_LUAN_DATA_DIR: dataDir });
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as RunReport; // the line that the command promises
}

describe('demo --once', () => {
  it('goes the whole way, accounts for every item, and saves nothing on a second run', { timeout: 120_000 }, async () => {
    const dataDir = newFolder();
    const first = await demoOnce(dataDir);
    expect(first.found).toBe(first.saved + first.duplicates + first.offTopic + first.failed);
    expect(first.saved).toBeGreaterThan(120);
    expect(first.offTopic).toBeGreaterThan(5);
    const second = await demoOnce(dataDir);
    expect(second).toMatchObject({ saved: 0, resumed: 0, failed: first.failed });
    expect(second.found).toBe(second.duplicates + second.offTopic + second.failed);
  });

  it('reaches the same state after kill -9 in the middle, nothing lost, nothing twice', { timeout: 240_000 }, async () => {
    const undisturbed = newFolder();
    await demoOnce(undisturbed);
    const killed = newFolder();
    // The same addresses and the same days, so that the states can be compared.
    copyFileSync(join(undisturbed, 'newsroom.json'), join(killed, 'newsroom.json'));
    for (const afterMs of [900, 1_400, 2_000]) {
      const child = startCli(['demo', '--once'], { DU_LUAN_DATA_DIR: killed });
      await pause(afterMs);
      killHard(child);
      await child.result;
    }
    await demoOnce(killed);
    expect(await readState(killed)).toEqual(await readState(undisturbed));
  });
});
