import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { queued } from '../contracts/sample-items.ts';
import { embeddedGround, type EmbeddedGround } from '../embedded/embedded-ground.ts';
import { runCli, type CliResult } from '../e2e/run-cli.ts';

let ground: EmbeddedGround;
beforeEach(async () => {
  ground = embeddedGround();
  const { queue, close } = await ground.open();
  const items = ['one', 'two', 'three'].map((name) =>
    queued(name, { title: 'Tiêu đề bí mật', text: 'Nội dung bí mật', sourceId: `nguon-${name}` }),
  );
  await queue.add(items);
  await queue.claim(3, 60_000);
  for (const { id } of items) await queue.quarantine(id, `cannot be read: \u001b[31m${'x'.repeat(500)}`);
  await close();
});
afterEach(() => ground.destroy());

function quarantine(...args: string[]): Promise<CliResult> {
  return runCli(['quarantine', ...args], { DU_LUAN_DATA_DIR: ground.dir });
}

function lines(result: CliResult): Record<string, unknown>[] {
  expect([result.code, result.stderr]).toEqual([0, '']);
  return result.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>); // lines are objects, as the command promises
}

async function counts(): Promise<unknown> {
  const { queue, close } = await ground.open();
  const found = await queue.counts();
  await close();
  return found;
}

describe('quarantine list', () => {
  it('shows id, source, age and reason of each, and never what it says', async () => {
    const result = await quarantine('list');
    const rows = lines(result);
    expect(rows.map((row) => String(row['sourceId'])).toSorted()).toEqual(['nguon-one', 'nguon-three', 'nguon-two']);
    for (const row of rows) {
      expect(Object.keys(row).toSorted()).toEqual(['ageSeconds', 'id', 'reason', 'sourceId']);
      expect(row['ageSeconds']).toBeLessThan(60);
      expect(String(row['reason']).length).toBe(200);
    }
    expect(result.stdout).not.toContain('bí mật');
    // A reason may quote a stranger's bytes; they must not reach the terminal as they are.
    expect(result.stdout).not.toContain('\u001b');
  });

  it('prints no more than asked for, and refuses what is no number', async () => {
    expect(lines(await quarantine('list', '--limit', '2'))).toHaveLength(2);
    expect((await quarantine('list', '--limit', 'many')).code).toBe(2);
  });
});

describe('quarantine replay', () => {
  it('gives the named items back and leaves the others', async () => {
    expect(lines(await quarantine('replay', queued('two').id, 'https://bao.example/unknown'))).toEqual([{ replayed: 1, left: 2 }]);
    expect(await counts()).toEqual({ waiting: 1, active: 0, delayed: 0, quarantined: 2 });
  });

  it('gives all back', async () => {
    expect(lines(await quarantine('replay', '--all'))).toEqual([{ replayed: 3, left: 0 }]);
    expect(await counts()).toEqual({ waiting: 3, active: 0, delayed: 0, quarantined: 0 });
  });

  it('wants ids or --all, and not both', async () => {
    expect((await quarantine('replay')).code).toBe(2);
    expect((await quarantine('replay', '--all', 'x')).code).toBe(2);
    expect(await counts()).toMatchObject({ quarantined: 3 });
  });
});
