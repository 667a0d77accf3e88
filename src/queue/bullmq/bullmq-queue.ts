import { createHash, randomUUID } from 'node:crypto';
import { Queue as Producer, UnrecoverableError, Worker, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import { DuLuanError } from '../../domain/errors.ts';
import type { Log } from '../../domain/log.ts';
import type { ClaimedItem, QuarantinedItem, Queue, QueueCounts, QueuedItem } from '../queue.ts';
import { decodeItem, encodeItem, type JobData } from './item-codec.ts';
import { refuseForgetfulRedis } from './redis-health.ts';

/** One queue of items; crawling and delivery would have their own. */
const DEFAULT_NAME = 'du-luan-items';
const JOB_NAME = 'item';
/**
 * A worker that has not answered for this long is taken for dead. BullMQ's defaults of 30 s for lock and check recovered a killed worker's items
 * after 42 to 61 s, these after 6 to 10 s.
 */
const LOCK_MS = 10_000;
const STALLED_CHECK_MS = 5_000;
/** Quarantined items stay until replayed; the cap only keeps a flood of them from filling Redis. */
const MOST_QUARANTINED = 10_000;
const QUARANTINE_SECONDS = 90 * 86_400;
/** A producer must hear within this that Redis is gone, instead of hanging. */
const COMMAND_TIMEOUT_MS = 2_000;

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
    enableOfflineQueue: false,
    lazyConnect: true,
  });
  redis.on('error', (err: unknown) => options.log.warn({ err }, 'redis unreachable'));
  try {
    await redis.connect();
    if (!options.allowForgetful) await refuseForgetfulRedis(redis);
  } catch (error) {
    redis.disconnect();
    if (error instanceof DuLuanError) throw error;
    throw new DuLuanError('QUEUE_UNREACHABLE', { detail: error instanceof Error ? error.message : String(error) }, { cause: error });
  }
  return new BullmqQueue(redis, options);
}

/** BullMQ refuses ids with a colon or of digits only, which addresses are; the digest of one is neither. */
function jobIdOf(id: string): string {
  return `k${createHash('sha256').update(id).digest('hex').slice(0, 32)}`;
}

/**
 * Queue on Redis. Jobs are fetched by hand in batches: one batch of ours is one durable write of the store, which BullMQ's one-job
 * handlers could not share. Attempts are those that BullMQ counts when it hands a job out, before work starts; its own limits on
 * stalled and failed jobs are off, because they fail innocent jobs of a crashed worker together with the guilty one.
 */
class BullmqQueue implements Queue {
  readonly #redis: Redis;
  readonly #producer: Producer<JobData>;
  readonly #worker: Worker<JobData>;
  readonly #token = randomUUID();
  readonly #held = new Map<string, Job<JobData>>();
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
    void this.#worker.startStalledCheckTimer();
  }

  async add(items: readonly QueuedItem[]): Promise<number> {
    this.#open();
    if (items.length === 0) return 0;
    const nonce = randomUUID();
    // Of one id twice in the batch the first counts, as it does between batches.
    const first = new Map(items.toReversed().map((each) => [each.id, each.item]));
    const unique = [...first].map(([id, item]) => ({ name: JOB_NAME, data: encodeItem(id, item, nonce), opts: { jobId: jobIdOf(id) } }));
    await translated(() => this.#producer.addBulk(unique.toReversed()));
    // A job of the same id is left as it was, and `addBulk` does not tell.
    const stored = await translated(() => Promise.all(unique.map((job) => this.#redis.hget(this.#producer.toKey(job.opts.jobId), 'data'))));
    // Gone already means that a worker was faster; only a new job can have been finished in between.
    return stored.filter((data) => data === null || data.includes(nonce)).length;
  }

  async claim(limit: number, leaseMs: number): Promise<readonly ClaimedItem[]> {
    this.#open();
    const jobs = await translated(() =>
      Promise.all(Array.from({ length: limit }, () => this.#worker.getNextJob(this.#token, { block: false }))),
    );
    const claimed: ClaimedItem[] = [];
    for (const job of jobs) {
      if (!job) continue;
      if (leaseMs !== LOCK_MS) await translated(() => job.extendLock(this.#token, leaseMs));
      this.#held.set(job.data.id, job);
      claimed.push({ id: job.data.id, item: decodeItem(job.data), attempt: job.attemptsStarted });
    }
    return claimed;
  }

  async complete(ids: readonly string[]): Promise<void> {
    this.#open();
    await this.#each(ids, (job) => job.moveToCompleted(null, this.#token, false));
  }

  async retry(ids: readonly string[], delayMs: number): Promise<void> {
    this.#open();
    const at = Date.now() + delayMs;
    await this.#each(ids, (job) => job.moveToDelayed(at, this.#token));
  }

  async quarantine(id: string, reason: string): Promise<void> {
    this.#open();
    await this.#each([id], (job) => job.moveToFailed(new UnrecoverableError(reason), this.#token, false));
  }

  async quarantined(limit: number): Promise<readonly QuarantinedItem[]> {
    this.#open();
    if (limit <= 0) return [];
    const jobs = await translated(() => this.#producer.getFailed(0, limit - 1));
    return jobs.map((job) => ({
      id: job.data.id,
      item: decodeItem(job.data),
      reason: job.failedReason,
      quarantinedAt: job.finishedOn ?? 0,
    }));
  }

  async replay(ids: readonly string[]): Promise<number> {
    this.#open();
    const jobs = await translated(() => Promise.all(ids.map((id) => this.#producer.getJob(jobIdOf(id)))));
    let count = 0;
    for (const job of jobs) {
      if (!job || !(await job.isFailed())) continue;
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
    const held = [...this.#held.keys()];
    await this.#each(held, (job) => job.moveToWait(this.#token)).catch(() => {});
    this.#closed = true;
    await Promise.allSettled([this.#worker.close(true), this.#producer.close()]);
    this.#redis.disconnect();
  }

  /** A job whose lock was lost belongs to another worker by now; the store's idempotence covers that its work was done twice. */
  async #each(ids: readonly string[], move: (job: Job<JobData>) => Promise<unknown>): Promise<void> {
    const jobs = ids.flatMap((id) => this.#held.get(id) ?? []);
    const results = await Promise.allSettled(jobs.map((job) => move(job)));
    for (const id of ids) this.#held.delete(id);
    for (const result of results) if (result.status === 'rejected' && !isLostLock(result.reason)) throw unreachable(result.reason);
  }

  #open(): void {
    if (this.#closed) throw new DuLuanError('QUEUE_CLOSED');
  }
}

/** BullMQ's script answers -2 for a lock that is gone, -6 for one of another worker, -1 and -3 for a job that is gone or elsewhere. */
function isLostLock(error: unknown): boolean {
  return error instanceof Error && /Missing lock|Lock mismatch|Missing key|not in the active state/.test(error.message);
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw unreachable(error);
  }
}

function unreachable(error: unknown): DuLuanError {
  const detail = error instanceof Error ? error.message : String(error);
  if (/\bOOM\b/.test(detail)) return new DuLuanError('OUT_OF_SPACE', { path: 'Redis' }, { cause: error });
  return new DuLuanError('QUEUE_UNREACHABLE', { detail }, { cause: error });
}
