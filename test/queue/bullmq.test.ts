import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { describe } from 'vitest';
import { silentLog } from '../../src/domain/log.ts';
import { openBullmqQueue } from '../../src/queue/bullmq/bullmq-queue.ts';
import type { Queue } from '../../src/queue/queue.ts';
import { describeQueueContract, type QueueGround } from '../contracts/queue-contract.ts';
import { serviceUrl } from '../services/need-service.ts';

const url = serviceUrl('TEST_REDIS_URL', 'Redis');

async function redisGround(address: string): Promise<QueueGround> {
  const name = `test-${randomUUID()}`;
  const queues: Queue[] = [];
  return {
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
});
