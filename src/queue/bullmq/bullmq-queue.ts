import { createHash, randomUUID } from 'node:crypto';
import { Queue as Producer, UnrecoverableError, Worker, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import { DuLuanError } from '../../domain/errors.ts';
import type { Log } from '../../domain/log.ts';
import type { RawItem } from '../../domain/raw-item.ts';
import {
  LOSSES_TO_BE_ALONE,
  MAX_ATTEMPTS,
  type ClaimedItem,
  type QuarantinedItem,
  type Queue,
  type QueueCounts,
  type QueuedItem,
} from '../queue.ts';
import { decodeItem, encodeItem, type JobData } from './item-codec.ts';
import { isLostLock, redisFault, translated } from './redis-fault.ts';
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

/** Takes back the count of an attempt, when the claim (KEYS[1], held by ARGV[1]) on the job (KEYS[2]) is still ours. BullMQ has no such call. */
const UNCOUNT = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('HINCRBY', KEYS[2], 'ats', -1) end return 0`;

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

/** BullMQ refuses ids with a colon or of digits only, which addresses are; the digest of one is neither. */
function jobIdOf(id: string): string {
  return `k${createHash('sha256').update(id).digest('hex').slice(0, 32)}`;
}

/**
 * Queue on Redis. Jobs are fetched by hand in batches: one batch of ours is one durable write of the store, which BullMQ's one-job
 * handlers could not share. Attempts are those that BullMQ counts when it hands a job out, before work starts, and losses those that its
 * check for stalled jobs counts. Its own limits on both are off, because they fail innocent jobs of a crashed worker together with the
 * guilty one: a claim looks at the losses of what it got, gives back what has to be alone and puts aside what was lost too often.
 */
class BullmqQueue implements Queue {
  readonly #redis: Redis;
  readonly #producer: Producer<JobData>;
  readonly #worker: Worker<JobData>;
  readonly #token = randomUUID();
  readonly #log: Log;
  readonly #held = new Map<string, Job<JobData>>();
  /** A claim failed on its way back: Redis may count items as ours that we have never seen. */
  #isAnswerLost = false;
  #closed = false;

  constructor(redis: Redis, options: BullmqOptions) {
    const name = options.name ?? DEFAULT_NAME;
    this.#redis = redis;
    this.#log = options.log;
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

  async claim(limit: number, leaseMs: number): Promise<readonly ClaimedItem[]> {
    this.#open();
    if (this.#isAnswerLost) await this.#releaseUnseen();
    const jobs = await this.#fetch(limit);
    for (const job of jobs) this.#held.set(job.data.id, job);
    const [first, ...others] = await this.#leaveOutCondemned(jobs);
    if (!first) return [];
    // Claimed first, an item that has to be alone sends the others back; claimed later, it goes back itself.
    const notNow = mustBeAlone(first) ? others : others.filter(mustBeAlone);
    await this.release(notNow.map(idOf), 0);
    const mine = [first, ...others].filter((job) => !notNow.includes(job));
    if (leaseMs !== LOCK_MS) await this.renew(mine.map(idOf), leaseMs);
    return this.#read(mine);
  }

  async complete(ids: readonly string[]): Promise<void> {
    this.#open();
    await this.#each(ids, (job) => job.moveToCompleted(null, this.#token, false));
  }

  async renew(ids: readonly string[], leaseMs: number): Promise<void> {
    this.#open();
    const jobs = this.#heldOf(ids).map((job) => jobIdOf(job.data.id));
    if (jobs.length === 0) return;
    const tokens = jobs.map(() => this.#token);
    await translated(() => this.#worker.extendJobLocks(jobs, tokens, leaseMs));
  }

  async retry(ids: readonly string[], delayMs: number): Promise<void> {
    this.#open();
    const at = Date.now() + delayMs;
    await this.#each(ids, (job) => job.moveToDelayed(at, this.#token));
  }

  async release(ids: readonly string[], delayMs: number): Promise<void> {
    this.#open();
    const at = Date.now() + delayMs;
    await this.#each(ids, async (job) => {
      const key = this.#producer.toKey(jobIdOf(job.data.id));
      await this.#redis.eval(UNCOUNT, 2, `${key}:lock`, key, this.#token);
      await (delayMs > 0 ? job.moveToDelayed(at, this.#token) : job.moveToWait(this.#token));
    });
  }

  async quarantine(id: string, reason: string): Promise<void> {
    this.#open();
    await this.#each([id], (job) => job.moveToFailed(new UnrecoverableError(reason), this.#token, false));
  }

  async quarantined(limit: number): Promise<readonly QuarantinedItem[]> {
    this.#open();
    if (limit <= 0) return [];
    const jobs = await translated(() => this.#producer.getFailed(0, limit - 1));
    return jobs.flatMap((job) => {
      const item = decodedOr(job.data, () => null);
      return item ? { id: job.data.id, item, reason: job.failedReason, quarantinedAt: job.finishedOn ?? 0 } : [];
    });
  }

  async replay(ids: readonly string[]): Promise<number> {
    this.#open();
    const jobs = await translated(() => Promise.all(ids.map((id) => this.#producer.getJob(jobIdOf(id)))));
    let count = 0;
    for (const job of jobs) {
      if (!job || !(await job.isFailed())) continue;
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
    await this.release([...this.#held.keys()], 0).catch(() => {});
    this.#closed = true;
    await Promise.allSettled([this.#worker.close(true), this.#producer.close()]);
    this.#redis.disconnect();
  }

  /** Up to `limit` jobs; one call to Redis when there is none, which is what an idle worker asks all day. */
  async #fetch(limit: number): Promise<Job<JobData>[]> {
    const next = (): Promise<Job<JobData> | undefined> => this.#worker.getNextJob(this.#token, { block: false });
    if (limit <= 0) return [];
    try {
      const first = await next();
      if (!first) return [];
      const others = await Promise.all(Array.from({ length: limit - 1 }, next));
      return [first, ...others.flatMap((job) => job ?? [])];
    } catch (error) {
      this.#isAnswerLost = true;
      throw redisFault(error);
    }
  }

  /** Without this, what a failed claim has taken would count as lost with a worker that lives, and Redis that is slow would condemn it. */
  async #releaseUnseen(): Promise<void> {
    const active = await translated(() => this.#producer.getActive());
    for (const job of active) {
      const lock = await translated(() => this.#redis.get(`${this.#producer.toKey(jobIdOf(job.data.id))}:lock`));
      if (lock === this.#token && !this.#held.has(job.data.id)) this.#held.set(job.data.id, job);
      else continue;
      await this.release([job.data.id], 0);
    }
    this.#isAnswerLost = false;
  }

  async #leaveOutCondemned(jobs: readonly Job<JobData>[]): Promise<Job<JobData>[]> {
    const condemned = jobs.filter((job) => job.stalledCounter >= MAX_ATTEMPTS);
    for (const job of condemned) await this.quarantine(job.data.id, `its worker stopped ${MAX_ATTEMPTS} times while working on it`);
    if (condemned.length > 0) this.#log.error({ count: condemned.length }, 'put items aside that keep stopping their worker');
    return jobs.filter((job) => !condemned.includes(job));
  }

  /** What cannot be read, because a newer version has written it say, is put aside instead of being in everyone's way. */
  async #read(jobs: readonly Job<JobData>[]): Promise<ClaimedItem[]> {
    const claimed: ClaimedItem[] = [];
    const unreadable = new Map<string, string>();
    for (const job of jobs) {
      const item = decodedOr(job.data, (reason) => void unreadable.set(job.data.id, reason));
      if (item) claimed.push({ id: job.data.id, item, attempt: job.attemptsStarted });
    }
    for (const [id, reason] of unreadable) await this.quarantine(id, reason);
    return claimed;
  }

  #heldOf(ids: readonly string[]): Job<JobData>[] {
    return ids.flatMap((id) => this.#held.get(id) ?? []);
  }

  /**
   * A job whose lock was lost belongs to another worker by now; the store's idempotence covers that its work was done twice. What Redis
   * did not answer stays held, so that it can still be given back.
   */
  async #each(ids: readonly string[], move: (job: Job<JobData>) => Promise<unknown>): Promise<void> {
    const jobs = this.#heldOf(ids);
    const results = await Promise.allSettled(jobs.map((job) => move(job)));
    let fault: unknown;
    for (const [position, result] of results.entries()) {
      if (result.status === 'rejected' && !isLostLock(result.reason)) fault = result.reason;
      else this.#held.delete(jobs[position]?.data.id ?? '');
    }
    if (fault !== undefined) throw redisFault(fault);
  }

  #open(): void {
    if (this.#closed) throw new DuLuanError('QUEUE_CLOSED');
  }
}

function mustBeAlone(job: Job<JobData>): boolean {
  return job.stalledCounter >= LOSSES_TO_BE_ALONE;
}

function idOf(job: Job<JobData>): string {
  return job.data.id;
}

function decodedOr(data: JobData, orElse: (reason: string) => null | void): RawItem | null {
  try {
    return decodeItem(data);
  } catch (error) {
    orElse(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}
