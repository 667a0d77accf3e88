import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { serviceUrl } from '../services/need-service.ts';
import { accountFor, openItems, until, workedOff } from './account.ts';
import { embeddedEngine, servicesEngine, type FaultEngine } from './fault-engine.ts';
import { faultItem } from './fault-item.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { byForm, report } from './faults-form.ts';
import { ProcessPack, type PackMember } from './process-pack.ts';

const ROUNDS = byForm(10, 2);
const ITEMS = byForm(12_000, 3_000);
const LIMIT_MS = 10_000;

const MAIN = join(import.meta.dirname, '../../src/main.ts');
const redis = serviceUrl('TEST_REDIS_URL', 'Redis');
const elasticsearch = serviceUrl('TEST_ELASTICSEARCH_URL', 'Elasticsearch');
const hasServices = redis !== null && elasticsearch !== null;

let target: FaultEngine;
let pack: ProcessPack;

afterEach(async () => {
  await pack.disband();
  await target.destroy();
});

describe('SIGTERM to `du-luan work` under load', () => {
  it('drains within 10 s and leaves nothing active, in the embedded engine', async () => {
    target = embeddedEngine();
    expect(await drainAgainAndAgain(target)).toBeLessThan(LIMIT_MS);
  }, 240_000);

  it.skipIf(!hasServices)(
    'drains within 10 s and leaves nothing active, with Redis and Elasticsearch',
    async () => {
      target = servicesEngine(redis ?? '', elasticsearch ?? '');
      expect(await drainAgainAndAgain(target)).toBeLessThan(LIMIT_MS);
    },
    240_000,
  );

  it.skipIf(!hasServices)(
    'ends within 10 s and gives its items back even while Elasticsearch hangs',
    async () => {
      const proxy = await startFaultProxy(elasticsearch ?? '');
      target = servicesEngine(redis ?? '', elasticsearch ?? '', proxy.url);
      pack = new ProcessPack();
      const opened = await target.open();
      try {
        const worker = startWork(target);
        await opened.queue.add([faultItem(0)]);
        await until(async () => (await openItems(opened)) === 0, 20_000, 'the worker does not work');
        proxy.set('hang');
        await opened.queue.add(Array.from({ length: 100 }, (_, index) => faultItem(1 + index)));
        await until(async () => (await opened.queue.counts()).active > 0 && proxy.met() > 0, 20_000, 'no batch hangs');
        const seconds = await terminate(worker);
        const counts = await opened.queue.counts();
        report({
          fault: 'SIGTERM while Elasticsearch hangs',
          engine: target.name,
          rounds: 1,
          items: 100,
          lost: 100 - counts.waiting,
          duplicates: null,
          seconds,
          seen: `ended after ${seconds.toFixed(1)} s, ${counts.active} left active`,
        });
        expect(counts).toEqual({ waiting: 100, active: 0, delayed: 0, quarantined: 0 });
        expect(seconds * 1_000).toBeLessThan(LIMIT_MS);
        expect(await opened.queue.claim(1, 10_000)).toMatchObject([{ attempt: 1 }]);
      } finally {
        await opened.close();
        await proxy.close();
      }
    },
    120_000,
  );
});

function startWork(engine: FaultEngine): PackMember {
  return pack.start([MAIN, 'work'], engine.env);
}

/** Seconds from the signal until the process has ended, which it must do by itself and without a fault. */
async function terminate(worker: PackMember): Promise<number> {
  const signalledAt = performance.now();
  const tooLong = setTimeout(() => void worker.kill(), 30_000);
  await worker.kill('SIGTERM');
  clearTimeout(tooLong);
  if (worker.child.exitCode !== 0) throw new Error(`it was ended, or failed: ${worker.stderr()}`);
  return (performance.now() - signalledAt) / 1_000;
}

/** Milliseconds of the slowest drain. */
async function drainAgainAndAgain(engine: FaultEngine): Promise<number> {
  const startedAt = performance.now();
  pack = new ProcessPack();
  const ids: string[] = [];
  let slowest = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const opened = await engine.open();
    const items = Array.from({ length: ITEMS / ROUNDS }, (_, part) => faultItem(ids.length + part));
    await opened.queue.add(items);
    ids.push(...items.map(({ id }) => id));
    const waiting = await openItems(opened);
    const worker = startWork(engine);
    await until(async () => !worker.isAlive() || (await openItems(opened)) < waiting, 30_000, `no work was done: ${worker.stderr()}`);
    slowest = Math.max(slowest, await terminate(worker));
    expect(await opened.queue.counts()).toMatchObject({ active: 0, delayed: 0, quarantined: 0 });
    await opened.close();
  }
  const opened = await engine.open();
  const last = startWork(engine);
  await workedOff(opened, 120_000);
  slowest = Math.max(slowest, await terminate(last));
  const settled = await opened.store.outcomes(ids);
  const account = await accountFor(
    opened,
    [...settled].flatMap(([id, outcome]) => (outcome === 'saved' ? [id] : [])),
  );
  await opened.close();
  report({
    fault: 'SIGTERM under load',
    engine: engine.name,
    rounds: ROUNDS,
    items: ITEMS,
    lost: ITEMS - settled.size + account.lost,
    duplicates: account.duplicates,
    seconds: (performance.now() - startedAt) / 1_000,
    seen: `drained after ${slowest.toFixed(1)} s at most, 0 left active`,
  });
  expect(settled.size).toBe(ITEMS);
  expect(account).toMatchObject({ lost: 0, duplicates: 0 });
  return slowest * 1_000;
}
