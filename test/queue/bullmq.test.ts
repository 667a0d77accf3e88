import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { silentLog } from '../../src/domain/log.ts';
import { openBullmqQueue } from '../../src/queue/bullmq/bullmq-queue.ts';
import type { Queue } from '../../src/queue/queue.ts';
import { describeQueueContract, type QueueGround } from '../contracts/queue-contract.ts';
import { queued } from '../contracts/sample-items.ts';
import { serviceUrl } from '../services/need-service.ts';

const url = serviceUrl('TEST_REDIS_URL', 'Redis');

async function redisGround(address: string): Promise<QueueGround & { name: string }> {
  const name = `test-${randomUUID()}`;
  const queues: Queue[] = [];
  return {
    name,
    async open() {
      const queue = await openBullmqQueue({ url: address, name, stalledCheckMs: 50, allowForgetful: false, log: silentLog });
      queues.push(queue);
      return queue;
    },
    async destroy() {
      await Promise.all(queues.map((queue) => queue.close()));
      const redis = new Redis(address);
      const keys = await redis.keys(`bull:${name}:*`);
      if (keys.length > 0) await redis.del(keys);
      await redis.quit();
    },
  };
}

describe.skipIf(url === null)('on a real Redis', () => {
  describeQueueContract('bullmq', () => redisGround(url ?? ''));

  it('puts aside what a newer version has written, and goes on with the rest', async () => {
    const ground = await redisGround(url ?? '');
    const queue = await ground.open();
    await queue.add([queued('a'), queued('b')]);
    const redis = new Redis(url ?? '');
    const [key = ''] = await redis.keys(`bull:${ground.name}:k*`);
    const data = JSON.parse((await redis.hget(key, 'data')) ?? '{}') as { id: string; json: string }; // written by add
    await redis.hset(key, 'data', JSON.stringify({ ...data, json: data.json.replace('{', '{"mood":"new",') }));
    await redis.quit();
    const claimed = await queue.claim(10, 60_000);
    expect(claimed.map(({ id }) => id)).toEqual([queued('a').id, queued('b').id].filter((id) => id !== data.id));
    expect(await queue.counts()).toEqual({ waiting: 0, active: 1, delayed: 0, quarantined: 1 });
    expect(await queue.quarantined(10)).toEqual([]);
    await ground.destroy();
  });
});
