import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serviceUrl } from '../services/need-service.ts';
import { accountFor, openItems, until, workedOff } from './account.ts';
import { linesOf, servicesEngine, type FaultEngine } from './fault-engine.ts';
import { byForm, report } from './faults-form.ts';
import { faultItem } from './fault-item.ts';
import { ownRedis, type OwnRedis } from './own-redis.ts';
import { ProcessPack } from './process-pack.ts';

const ROUNDS = byForm(10, 2);
const ITEMS = byForm(5_000, 600);
const BATCH = 20;
const DOWN_MS = 2_000;
const UP_MS = 2_500;

const shared = serviceUrl('TEST_REDIS_URL', 'Redis');
const elasticsearch = serviceUrl('TEST_ELASTICSEARCH_URL', 'Elasticsearch');

describe.skipIf(shared === null || elasticsearch === null)('Redis', () => {
  let redis: OwnRedis;
  let target: FaultEngine;
  let pack: ProcessPack;

  beforeEach(async () => {
    redis = await ownRedis();
    target = servicesEngine(redis.url, elasticsearch ?? '');
    pack = new ProcessPack();
  });
  afterEach(async () => {
    await pack.disband();
    await target.destroy();
    await redis.destroy();
  });

  it('killed and restarted loses nothing, and producers hear of it within 2 s', async () => {
    const startedAt = performance.now();
    const acknowledged = join(target.dir, 'acknowledged');
    const pauseMs = (ROUNDS * (DOWN_MS + UP_MS)) / (ITEMS / BATCH);
    const producer = pack.startChild({ produce: { count: ITEMS, batchSize: BATCH, pauseMs, acknowledged } }, target.env);
    const worker = pack.startChild({ work: { burnMs: 2, begun: join(target.dir, 'begun') } }, target.env);
    await Promise.all([producer.ready, worker.ready]);
    for (let round = 0; round < ROUNDS; round += 1) {
      await pause(UP_MS);
      if (round % 2 === 0) {
        await redis.kill();
        await pause(DOWN_MS);
        await redis.start();
      } else {
        // Every other time it only hangs: no connection breaks, no answer comes.
        redis.freeze();
        await pause(DOWN_MS);
        redis.thaw();
      }
    }
    const engine = await target.open();
    await expect.poll(() => linesOf(acknowledged).length, { timeout: 60_000 }).toBe(ITEMS);
    await workedOff(engine, 60_000);
    const account = await accountFor(engine, linesOf(acknowledged));
    await engine.close();
    const refused = producer.events.flatMap((event) => (event.event === 'fault' && event.during === 'add' ? [event] : []));
    const slowest = Math.max(...refused.map(({ ms }) => ms));
    report({
      fault: 'Redis killed or frozen, and restarted',
      engine: target.name,
      rounds: ROUNDS,
      items: ITEMS,
      lost: account.lost,
      duplicates: account.duplicates,
      seconds: (performance.now() - startedAt) / 1_000,
      seen: `${refused.length} adds refused, the slowest after ${slowest} ms`,
    });
    expect(account).toEqual({ lost: 0, duplicates: 0, documents: ITEMS, quarantined: 0 });
    expect(worker.isAlive()).toBe(true);
    expect([...new Set(refused.map(({ code }) => code))]).toEqual(['QUEUE_UNREACHABLE']);
    expect(slowest).toBeLessThan(2_000);
  }, 240_000);

  it('out of memory refuses new items clearly while workers go on, and takes them again when there is room', async () => {
    const startedAt = performance.now();
    const engine = await target.open();
    await redis.configure('maxmemory', '8mb');
    const acknowledged: string[] = [];
    const fill = async (limit: number): Promise<unknown> => {
      while (acknowledged.length < limit) {
        const batch = Array.from({ length: BATCH }, (_, part) => faultItem(acknowledged.length + part));
        try {
          await engine.queue.add(batch);
        } catch (error) {
          return error;
        }
        acknowledged.push(...batch.map(({ id }) => id));
      }
      return null;
    };
    expect(await fill(100_000)).toMatchObject({ code: 'OUT_OF_SPACE' });
    const filled = acknowledged.length;
    expect(filled).toBeGreaterThan(500);
    // Somebody else fills the rest: now even workers cannot write, and say so.
    await redis.configure('maxmemory', '1mb');
    const worker = pack.startChild({ work: { burnMs: 0, begun: join(target.dir, 'begun') } }, target.env);
    await worker.ready;
    await until(() => worker.events.some((event) => event.event === 'fault' && event.code === 'OUT_OF_SPACE'), 20_000, 'no clear fault');
    expect(await openItems(engine)).toBe(filled);
    await redis.configure('maxmemory', '8mb');
    await until(async () => (await openItems(engine)) < filled, 20_000, 'the worker did not resume');
    await until(async () => (await fill(filled + 200)) === null, 30_000, 'the producer did not resume');
    await workedOff(engine, 60_000);
    const account = await accountFor(engine, acknowledged);
    report({
      fault: 'Redis at maxmemory',
      engine: target.name,
      rounds: 2,
      items: acknowledged.length,
      lost: account.lost,
      duplicates: account.duplicates,
      seconds: (performance.now() - startedAt) / 1_000,
      seen: `OUT_OF_SPACE to producers at 90 % and to workers at the limit; both resumed by themselves`,
    });
    expect(account).toEqual({ lost: 0, duplicates: 0, documents: acknowledged.length, quarantined: 0 });
    await engine.close();
  }, 120_000);

  it('that answers a claim too late has cost its items nothing', async () => {
    const engine = await target.open();
    await engine.queue.add(Array.from({ length: 30 }, (_, index) => faultItem(index)));
    for (let time = 0; time < 2; time += 1) {
      redis.freeze();
      await expect(engine.queue.claim(20, 10_000)).rejects.toMatchObject({ code: 'QUEUE_UNREACHABLE' });
      redis.thaw();
      // Thawed, Redis does what it was asked, for nobody.
      await until(async () => (await engine.queue.counts()).active > 0, 5_000, 'the claim was not executed');
    }
    const claimed = await engine.queue.claim(40, 10_000);
    expect(claimed).toHaveLength(30);
    expect(new Set(claimed.map(({ attempt }) => attempt))).toEqual(new Set([1]));
    await engine.close();
  }, 30_000);

  it('is not opened when it may forget', async () => {
    const client = new Redis(redis.url);
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await expect(target.open()).rejects.toMatchObject({ code: 'QUEUE_UNSAFE' });
    await client.config('SET', 'maxmemory-policy', 'noeviction');
    await client.config('SET', 'appendonly', 'no');
    await expect(target.open()).rejects.toMatchObject({ code: 'QUEUE_UNSAFE' });
    await client.quit();
  });
});
