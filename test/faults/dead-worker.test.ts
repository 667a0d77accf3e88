import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serviceUrl } from '../services/need-service.ts';
import { until } from './account.ts';
import { embeddedEngine, linesOf, servicesEngine, type FaultEngine } from './fault-engine.ts';
import { faultItem } from './fault-item.ts';
import { byForm, report } from './faults-form.ts';
import { ProcessPack } from './process-pack.ts';

const ROUNDS = byForm(5, 1);
const LIMIT_MS = 15_000;

const redis = serviceUrl('TEST_REDIS_URL', 'Redis');
const elasticsearch = serviceUrl('TEST_ELASTICSEARCH_URL', 'Elasticsearch');

describe.concurrent('a worker killed in mid-item', () => {
  it('has its item finished within 15 s by another that was there already, in the embedded engine', async () => {
    expect(await takeOver(embeddedEngine())).toBeLessThan(LIMIT_MS);
  }, 150_000);

  it.skipIf(redis === null || elasticsearch === null)(
    'has its item finished within 15 s by another that was there already, with Redis and Elasticsearch',
    async () => {
      expect(await takeOver(servicesEngine(redis ?? '', elasticsearch ?? ''))).toBeLessThan(LIMIT_MS);
    },
    150_000,
  );
});

/** Milliseconds of the slowest take-over. */
async function takeOver(target: FaultEngine): Promise<number> {
  const pack = new ProcessPack();
  const startedAt = performance.now();
  const opened = await target.open();
  let slowest = 0;
  try {
    for (let round = 0; round < ROUNDS; round += 1) slowest = Math.max(slowest, await takeOverOnce(target, pack, { opened, round }));
  } finally {
    await opened.close();
    await pack.disband();
    await target.destroy();
  }
  report({
    fault: 'worker killed in mid-item',
    engine: target.name,
    rounds: ROUNDS,
    items: ROUNDS,
    lost: 0,
    duplicates: null,
    seconds: (performance.now() - startedAt) / 1_000,
    seen: `finished by another after ${(slowest / 1_000).toFixed(1)} s at most`,
  });
  return slowest;
}

/** Milliseconds from the kill until the other worker has finished. */
async function takeOverOnce(
  target: FaultEngine,
  pack: ProcessPack,
  { opened, round }: { opened: Awaited<ReturnType<FaultEngine['open']>>; round: number },
): Promise<number> {
  const begun = join(target.dir, `begun-${round}`);
  const victim = pack.startChild({ work: { burnMs: 60_000, begun } }, target.env);
  await victim.ready;
  const { id, item } = faultItem(round);
  await opened.queue.add([{ id, item }]);
  await until(() => linesOf(begun).length > 0, 10_000, 'the item was not begun');
  const other = pack.startChild({ work: { burnMs: 0, begun: join(target.dir, 'other') } }, target.env);
  await other.ready;
  await victim.kill();
  const killedAt = performance.now();
  await until(async () => (await opened.store.outcomes([id])).has(id), 30_000, 'nobody finished the item');
  const took = performance.now() - killedAt;
  await other.kill();
  return took;
}
