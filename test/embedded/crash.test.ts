import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Embedded } from '../../src/embedded/open-embedded.ts';
import type { Queue } from '../../src/queue/queue.ts';
import { seededRandom } from '../contracts/sample-items.ts';
import { embeddedGround, type EmbeddedGround } from './embedded-ground.ts';

let ground: EmbeddedGround;
let log: string;

beforeEach(() => {
  ground = embeddedGround();
  log = join(ground.dir, 'acknowledged.txt');
});
afterEach(() => ground.destroy());

function startWorker(prefix: string, count?: number): ChildProcess {
  const script = join(import.meta.dirname, 'worker-child.ts');
  return spawn(process.execPath, [script, ground.dir, log, prefix, ...(count ? [String(count)] : [])], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

function acknowledged(): string[] {
  return existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1) : [];
}

async function drain(queue: Queue): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const claimed = await queue.claim(1_000, 60_000);
    if (claimed.length === 0) return ids;
    ids.push(...claimed.map(({ id }) => id));
  }
}

it('loses nothing that was acknowledged and has nothing twice after kill -9, round after round', async () => {
  const random = seededRandom(9);
  for (let round = 0; round < 6; round += 1) {
    const before = acknowledged().length;
    const worker = startWorker(`r${round}`);
    await vi.waitFor(() => expect(acknowledged().length).toBeGreaterThan(before + 30), { timeout: 10_000, interval: 2 });
    await setTimeout(random() * 30);
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    const embedded = await ground.open();
    await expectAllAccountedFor(embedded);
    await embedded.close();
  }
});

async function expectAllAccountedFor({ queue, store }: Embedded): Promise<void> {
  // The leases of the dead worker run for a minute; nobody waits for that.
  const waiting = await drain(queue);
  const ids = [...new Set([...acknowledged(), ...waiting])];
  const settled = await store.outcomes(ids);
  expect(new Set(waiting).size).toBe(waiting.length);
  expect(waiting.filter((id) => settled.has(id))).toEqual([]);
  expect(ids.filter((id) => !settled.has(id)).toSorted()).toEqual(waiting.toSorted());
  const { items } = await store.totals();
  const { total } = await store.search({ text: 'lực lượng' }, { limit: 1, cursor: null });
  expect(items).toBeGreaterThan(0);
  expect(total).toBe(items);
}

it('lets two processes add to and work off one file', async () => {
  const workers = [startWorker('one', 40), startWorker('two', 40)];
  const exits = await Promise.all(workers.map((worker) => once(worker, 'exit')));
  expect(exits.map(([code]) => code)).toEqual([0, 0]);
  const { queue, store } = await ground.open();
  expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, quarantined: 0 });
  expect(await store.totals()).toMatchObject({ items: 480 });
});
