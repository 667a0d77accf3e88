import { randomUUID } from 'node:crypto';
import { Queue as Producer, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { DuLuanError } from '../../domain/errors.ts';
import type { Log } from '../../domain/log.ts';
import type { RawItem } from '../../domain/raw-item.ts';
import type { ClaimedItem, QuarantinedItem, Queue, QueueCounts, QueuedItem } from '../queue.ts';
import { HeldJobs } from './held-jobs.ts';
import { decodeItem, encodeItem, type JobData } from './item-codec.ts';
import { jobIdOf } from './job-id.ts';
import { translated } from './redis-fault.ts';
import { refuseForgetfulRedis, refuseFullRedis } from './redis-health.ts';

/** One queue of items; crawling and delivery would have their own. */
const DEFAULT_NAME = 'du-luan-items';
const JOB_NAME = 'item';
/**
 * A worker that has not answered for this long is taken for dead. BullMQ's defaults of 30 s for lock and check recovered a killed worker's
 * items after 42 to 61 s. A check that comes while the one before still bars others is left out, so items are back after a lock and two
 * checks at the latest: 14 s.
 */
const LOCK_MS = 10_000;
const STALLED_CHECK_MS = 2_000;
/** Quarantined items stay until replayed; the cap only keeps a flood of them from filling Redis. */
const MOST_QUARANTINED = 10_000;
const QUARANTINE_SECONDS = 90 * 86_400;
/** A producer must hear within 2 s that Redis is gone, instead of hanging. */
const COMMAND_TIMEOUT_MS = 1_500;
/** A connection that is owed an answer for this long is dead without having said so, and is made anew. */
const SILENCE_MS = 10_000;

export interface BullmqOptions {
  /** `redis://` or `rediss://` address. */
  readonly url: string;
  readonly name?: string;
  /** How often dead workers are looked for; shorter in tests. */
  readonly stalledCheckMs?: number;
  /** Start even on a Redis that may forget. */
  readonly allowForgetful: boolean;
  readonly log: Log;
}

/** @throws DuLuanError QUEUE_UNREACHABLE, QUEUE_UNSAFE */
export async function openBullmqQueue(options: BullmqOptions): Promise<Queue> {
  const redis = new Redis(options.url, {
    // BullMQ demands null of workers; commandTimeout is what bounds a call here.
    maxRetriesPerRequest: null,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: SILENCE_MS,
    enableOfflineQueue: false,
    lazyConnect: true,
  });
  redis.on('error', (err: unknown) => options.log.warn({ err }, 'redis unreachable'));
  try {
    await redis.connect();
    if (!options.allowForgetful) await refuseForgetfulRedis(redis, options.log);
  } catch (error) {
    redis.disconnect();
    if (error instanceof DuLuanError) throw error;
    throw new DuLuanError('QUEUE_UNREACHABLE', { detail: error instanceof Error ? error.message : String(error) }, { cause: error });
  }
  return new BullmqQueue(redis, options);
}

/**
 * Queue on Redis. Jobs are fetched by hand in batches: one batch of ours is one durable write of the store, which BullMQ's one-job
 * handlers could not share. Attempts are those that BullMQ counts when it hands a job out, before work starts, and losses those that its
 * check for stalled jobs counts. Its own limits on both are off, because they fail innocent jobs of a crashed worker together with the
 * guilty one; held-jobs.ts tells them apart.
 */
class BullmqQueue implements Queue {
  readonly #redis: Redis;
  readonly #producer: Producer<JobData>;
  readonly #worker: Worker<JobData>;
  readonly #held: HeldJobs;
  #closed = false;

  constructor(redis: Redis, options: BullmqOptions) {
    const name = options.name ?? DEFAULT_NAME;
    this.#redis = redis;
    this.#producer = new Producer<JobData>(name, {
      connection: redis,
      defaultJobOptions: { removeOnComplete: true, removeOnFail: { age: QUARANTINE_SECONDS, count: MOST_QUARANTINED } },
      // Nobody listens to events here, and their stream grows.
      streams: { events: { maxLen: 100 } },
    });
    this.#worker = new Worker<JobData>(name, null, {
      connection: redis,
      autorun: false,
      lockDuration: LOCK_MS,
      stalledInterval: options.stalledCheckMs ?? STALLED_CHECK_MS,
      maxStalledCount: Number.MAX_SAFE_INTEGER,
    });
    const warn = (err: Error): void => options.log.warn({ err }, 'queue failed');
    this.#producer.on('error', warn);
    this.#worker.on('error', warn);
    this.#worker.startStalledCheckTimer().catch(warn);
    this.#held = new HeldJobs({ redis, producer: this.#producer, worker: this.#worker, log: options.log, lockMs: LOCK_MS });
  }

  async add(items: readonly QueuedItem[]): Promise<number> {
    this.#open();
    if (items.length === 0) return 0;
    const nonce = randomUUID();
    // Of one id twice in the batch the first counts, as it does between batches.
    const first = new Map(items.toReversed().map((each) => [each.id, each.item]));
    const unique = [...first].map(([id, item]) => ({ name: JOB_NAME, data: encodeItem(id, item, nonce), opts: { jobId: jobIdOf(id) } }));
    const bytes = unique.reduce((sum, { data }) => sum + (data.json ?? data.deflated ?? '').length, 0);
    await translated(() => refuseFullRedis(this.#redis, bytes));
    await translated(() => this.#producer.addBulk(unique.toReversed()));
    // A job of the same id is left as it was, and `addBulk` does not tell.
    const stored = await translated(() => Promise.all(unique.map((job) => this.#redis.hget(this.#producer.toKey(job.opts.jobId), 'data'))));
    // Gone already means that a worker was faster; only a new job can have been finished in between.
    return stored.filter((data) => data === null || data.includes(nonce)).length;
  }

  /** What cannot be read, because a newer version has written it say, is put aside instead of being in everyone's way. */
  async claim(limit: number, leaseMs: number): Promise<readonly ClaimedItem[]> {
    this.#open();
    const claimed: ClaimedItem[] = [];
    for (const job of await this.#held.claim(limit, leaseMs)) {
      const { id } = job.data;
      const read = tryDecode(job.data);
      if (typeof read === 'string') await this.#held.quarantine(id, `cannot be read: ${read}`);
      else claimed.push({ id, item: read, attempt: job.attemptsStarted });
    }
    return claimed;
  }

  async complete(ids: readonly string[]): Promise<void> {
    this.#open();
    await this.#held.complete(ids);
  }

  async renew(ids: readonly string[], leaseMs: number): Promise<void> {
    this.#open();
    await this.#held.renew(ids, leaseMs);
  }

  async retry(ids: readonly string[], delayMs: number): Promise<void> {
    this.#open();
    await this.#held.retry(ids, delayMs);
  }

  async release(ids: readonly string[], delayMs: number): Promise<void> {
    this.#open();
    await this.#held.release(ids, delayMs);
  }

  async quarantine(id: string, reason: string): Promise<void> {
    this.#open();
    await this.#held.quarantine(id, reason);
  }

  async quarantined(limit: number): Promise<readonly QuarantinedItem[]> {
    this.#open();
    if (limit <= 0) return [];
    const jobs = await translated(() => this.#producer.getFailed(0, limit - 1));
    return jobs.flatMap((job) => {
      const item = tryDecode(job.data);
      // The version that can read it shows it.
      if (typeof item === 'string') return [];
      return { id: job.data.id, item, reason: job.failedReason, quarantinedAt: job.finishedOn ?? 0 };
    });
  }

  async replay(ids: readonly string[]): Promise<number> {
    this.#open();
    const jobs = await translated(() => Promise.all(ids.map((id) => this.#producer.getJob(jobIdOf(id)))));
    let count = 0;
    for (const job of jobs) {
      if (!job || !(await translated(() => job.isFailed()))) continue;
      // `retry` keeps the count of losses, and an item put aside for them would be put aside again at once.
      await translated(() => this.#redis.hdel(this.#producer.toKey(jobIdOf(job.data.id)), 'stc'));
      await translated(() => job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true }));
      count += 1;
    }
    return count;
  }

  async counts(): Promise<QueueCounts> {
    this.#open();
    const [counts, due] = await translated(() =>
      Promise.all([
        this.#producer.getJobCounts('waiting', 'active', 'delayed', 'failed'),
        // Due items stay among the delayed until the next claim; BullMQ shifts their time by 12 bits to keep an order within a millisecond.
        this.#redis.zcount(this.#producer.toKey('delayed'), 0, (Date.now() + 1) * 0x1000 - 1),
      ]),
    );
    return {
      waiting: (counts['waiting'] ?? 0) + due,
      active: counts['active'] ?? 0,
      delayed: (counts['delayed'] ?? 0) - due,
      quarantined: counts['failed'] ?? 0,
    };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    // Out of reach, Redis finds out by itself when the leases end.
    await this.#held.release(this.#held.ids(), 0).catch(() => {});
    this.#closed = true;
    await Promise.allSettled([this.#worker.close(true), this.#producer.close()]);
    this.#redis.disconnect();
  }

  #open(): void {
    if (this.#closed) throw new DuLuanError('QUEUE_CLOSED');
  }
}

/** The item, or why it cannot be read. */
function tryDecode(data: JobData): RawItem | string {
  try {
    return decodeItem(data);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
