import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from '@elastic/elasticsearch';
import { Queue as Producer, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { silentLog } from '../src/domain/log.ts';
import { openBullmqQueue } from '../src/queue/bullmq/bullmq-queue.ts';
import type { Queue, QueuedItem } from '../src/queue/queue.ts';
import { openElasticsearchStore } from '../src/store/elasticsearch/elasticsearch-store.ts';
import { queued } from '../test/contracts/sample-items.ts';
import { benchCorpus } from './bench-corpus.ts';
import { printFigures, type Figure } from './print-figures.ts';

/**
 * Items per second against the number of worker processes, on Redis and Elasticsearch with the real pipeline and models, and the queue alone
 * beside bare BullMQ: `TEST_REDIS_URL=… TEST_ELASTICSEARCH_URL=… node bench/scale.ts [items]`, 3,000 by default, some five minutes.
 */
const COUNT = Number(process.argv[2] ?? 3_000);
const PROCESSES = [1, 2, 3, 4] as const;
/** Jobs that a worker has in hand: as many as our pipeline claims. */
const IN_HAND = 40;
/** Batches under way side by side, so that the queue alone waits for Redis no more often than BullMQ's own worker. */
const AT_ONCE = 4;
const LAUNCHER = fileURLToPath(new URL('../du-luan.mjs', import.meta.url));
/** The clock starts when this share is done: starting a process and loading its models is not what is measured. */
const WARM_SHARE = 0.1;

const redisUrl = process.env['TEST_REDIS_URL'];
const storeUrl = process.env['TEST_ELASTICSEARCH_URL'];
if (redisUrl && storeUrl) await measure(redisUrl, storeUrl);
else console.log('No figure was measured: TEST_REDIS_URL and TEST_ELASTICSEARCH_URL must name real servers.');

async function measure(redis: string, elasticsearch: string): Promise<void> {
  const figures: Figure[] = [];
  const [ours, limit] = [await queueAlone(redis), await bareBullmq(redis)];
  figures.push(
    {
      name: 'queue alone, items/s',
      value: ours,
      note: `add → claim → complete, ${IN_HAND} in hand; ${share(ours, limit)} of bare BullMQ, goal 70 %`,
    },
    {
      name: 'bare BullMQ, items/s',
      value: limit,
      note: `addBulk → Worker, ${IN_HAND} at once, the same items, neither checked nor deflated`,
    },
  );
  let one = 0;
  for (const processes of PROCESSES) {
    const rate = await pipeline(processes, { redis, elasticsearch });
    if (processes === 1) one = rate;
    figures.push({
      name: `whole pipeline, ${processes} worker processes, items/s`,
      value: rate,
      note: `${(rate / one).toFixed(2)} times one; texts of 2 kB, analysed and searchable`,
    });
  }
  printFigures('scale', figures);
}

function entries(count: number): QueuedItem[] {
  const { body } = benchCorpus();
  return Array.from({ length: count }, (_, index) => queued(`bench-${index}`, { title: 'Tai nạn giao thông trên quốc lộ', text: body() }));
}

async function withQueue<T>(redis: string, work: (queue: Queue, name: string) => Promise<T>): Promise<T> {
  const name = `bench-${randomUUID()}`;
  const queue = await openBullmqQueue({ url: redis, name, allowForgetful: true, log: silentLog });
  try {
    return await work(queue, name);
  } finally {
    await queue.close();
    await removeKeys(redis, name);
  }
}

function queueAlone(redis: string): Promise<number> {
  return withQueue(redis, async (queue) => {
    const all = entries(COUNT);
    const start = performance.now();
    for (let at = 0; at < COUNT; at += IN_HAND) await queue.add(all.slice(at, at + IN_HAND));
    let done = 0;
    const workOff = async (): Promise<void> => {
      while (done < COUNT) {
        const claimed = await queue.claim(IN_HAND / AT_ONCE, 10_000);
        await queue.complete(claimed.map(({ id }) => id));
        done += claimed.length;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, workOff));
    return rateOf(COUNT, start);
  });
}

async function bareBullmq(redis: string): Promise<number> {
  const name = `bench-${randomUUID()}`;
  const connection = new Redis(redis, { maxRetriesPerRequest: null });
  const producer = new Producer<QueuedItem>(name, { connection, defaultJobOptions: { removeOnComplete: true } });
  const all = entries(COUNT).map((data) => ({ name: 'item', data }));
  const start = performance.now();
  for (let at = 0; at < COUNT; at += IN_HAND) await producer.addBulk(all.slice(at, at + IN_HAND));
  let done = 0;
  const finished = Promise.withResolvers<void>();
  const worker = new Worker<QueuedItem>(name, async () => {}, { connection, concurrency: IN_HAND });
  worker.on('completed', () => {
    done += 1;
    if (done === COUNT) finished.resolve();
  });
  await finished.promise;
  const rate = rateOf(COUNT, start);
  await worker.close();
  await producer.close();
  connection.disconnect();
  await removeKeys(redis, name);
  return rate;
}

async function pipeline(processes: number, urls: { redis: string; elasticsearch: string }): Promise<number> {
  const prefix = `bench-${randomUUID()}`;
  const store = await openElasticsearchStore({ url: urls.elasticsearch, prefix, caPem: null, patienceMs: 60_000, log: silentLog });
  const queue = await openBullmqQueue({ url: urls.redis, name: `${prefix}-items`, allowForgetful: true, log: silentLog });
  const all = entries(COUNT);
  for (let at = 0; at < COUNT; at += 200) await queue.add(all.slice(at, at + 200));
  const workers = Array.from({ length: processes }, () => startWorker(prefix, urls));
  const died = Promise.race(workers.map(dies));
  died.catch(() => {}); // At the end they are meant to go.
  try {
    const warm = await Promise.race([until(queue, COUNT * (1 - WARM_SHARE)), died]);
    const start = performance.now();
    const left = await Promise.race([until(queue, 0), died]);
    return rateOf(warm - left, start);
  } finally {
    await Promise.all(workers.map(stop));
    await queue.close();
    await store.close();
    await removeKeys(urls.redis, `${prefix}-items`);
    await removeIndices(urls.elasticsearch, prefix);
  }
}

function startWorker(prefix: string, urls: { redis: string; elasticsearch: string }): ChildProcess {
  const env = {
    PATH: process.env['PATH'],
    QUEUE_URL: urls.redis,
    STORE_URL: urls.elasticsearch,
    DU_LUAN_STORE_PREFIX: prefix,
    DU_LUAN_ALLOW_FORGETFUL_REDIS: 'yes',
    DU_LUAN_LOG_LEVEL: 'silent',
  };
  return spawn(process.execPath, [LAUNCHER, 'work'], { env, stdio: 'ignore' });
}

async function dies(worker: ChildProcess): Promise<never> {
  const [code] = await once(worker, 'exit');
  throw new Error(`a worker ended with code ${code} before the queue was empty`);
}

async function stop(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null) return;
  worker.kill('SIGTERM');
  await once(worker, 'exit');
}

/** Waits until no more than `most` items are left and returns how many. */
async function until(queue: Queue, most: number): Promise<number> {
  for (;;) {
    const { waiting, active, delayed, quarantined } = await queue.counts();
    if (quarantined > 0) throw new Error(`${quarantined} items are in quarantine; the figure would be false`);
    const left = waiting + active + delayed;
    if (left <= most) return left;
    await pause(20);
  }
}

async function removeKeys(url: string, name: string): Promise<void> {
  const redis = new Redis(url);
  const keys = await redis.keys(`bull:${name}:*`);
  if (keys.length > 0) await redis.del(keys);
  redis.disconnect();
}

async function removeIndices(node: string, prefix: string): Promise<void> {
  const client = new Client({ node });
  await client.indices.delete({ index: Object.keys(await client.indices.get({ index: `${prefix}-*` })) });
  await client.indices.deleteIndexTemplate({ name: `${prefix}-items` });
  await client.close();
}

function rateOf(count: number, start: number): number {
  return (count / (performance.now() - start)) * 1_000;
}

function share(ours: number, limit: number): string {
  return `${Math.round((100 * ours) / limit)} %`;
}
