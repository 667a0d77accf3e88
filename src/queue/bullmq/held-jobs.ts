import { randomUUID } from 'node:crypto';
import { UnrecoverableError, type Job, type Queue as Producer, type Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Log } from '../../domain/log.ts';
import { LOSSES_TO_BE_ALONE, MAX_ATTEMPTS } from '../queue.ts';
import type { JobData } from './item-codec.ts';
import { jobIdOf } from './job-id.ts';
import { isLostLock, redisFault, translated } from './redis-fault.ts';

export type ItemJob = Job<JobData>;

export interface HeldJobsDeps {
  readonly redis: Redis;
  readonly producer: Producer<JobData>;
  readonly worker: Worker<JobData>;
  readonly log: Log;
  /** How long BullMQ locks a job that it hands out. */
  readonly lockMs: number;
}

/** Takes back the count of an attempt, when the claim (KEYS[1], held by ARGV[1]) on the job (KEYS[2]) is still ours. BullMQ has no such call. */
const UNCOUNT = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('HINCRBY', KEYS[2], 'ats', -1) end return 0`;

/**
 * The jobs that this process has claimed. Losses are those that BullMQ's check for stalled jobs counts: a claim looks at the losses of
 * what it got, sends back what has to be alone and puts aside what was lost too often.
 */
export class HeldJobs {
  readonly #deps: HeldJobsDeps;
  readonly #token = randomUUID();
  readonly #held = new Map<string, ItemJob>();
  #claimsUnderWay = 0;
  /** A claim failed on its way: Redis may count jobs as ours that nobody works on. */
  #isAnswerLost = false;

  constructor(deps: HeldJobsDeps) {
    this.#deps = deps;
  }

  ids(): string[] {
    return [...this.#held.keys()];
  }

  /** @throws DuLuanError QUEUE_UNREACHABLE, OUT_OF_SPACE; what was claimed till then is released by a later claim */
  async claim(limit: number, leaseMs: number): Promise<readonly ItemJob[]> {
    if (this.#isAnswerLost && this.#claimsUnderWay === 0) await this.#releaseOrphans();
    const jobs: ItemJob[] = [];
    this.#claimsUnderWay += 1;
    try {
      await this.#fetch(limit, jobs);
      return await this.#choose(jobs, leaseMs);
    } catch (error) {
      this.#isAnswerLost = true;
      for (const job of jobs) this.#held.delete(job.data.id);
      throw redisFault(error);
    } finally {
      this.#claimsUnderWay -= 1;
    }
  }

  async renew(ids: readonly string[], leaseMs: number): Promise<void> {
    const jobs = this.#of(ids).map((job) => jobIdOf(job.data.id));
    if (jobs.length === 0) return;
    const tokens = jobs.map(() => this.#token);
    await translated(() => this.#deps.worker.extendJobLocks(jobs, tokens, leaseMs));
  }

  async complete(ids: readonly string[]): Promise<void> {
    await this.#each(ids, (job) => job.moveToCompleted(null, this.#token, false));
  }

  async retry(ids: readonly string[], delayMs: number): Promise<void> {
    const at = Date.now() + delayMs;
    await this.#each(ids, (job) => job.moveToDelayed(at, this.#token));
  }

  /** Without delay they go where they were, first in line. */
  async release(ids: readonly string[], delayMs: number): Promise<void> {
    const at = Date.now() + delayMs;
    await this.#each(ids, async (job) => {
      await this.#deps.redis.eval(UNCOUNT, 2, this.#lockOf(job), this.#keyOf(job), this.#token);
      await (delayMs > 0 ? job.moveToDelayed(at, this.#token) : job.moveToWait(this.#token));
    });
  }

  async quarantine(id: string, reason: string): Promise<void> {
    await this.#each([id], (job) => job.moveToFailed(new UnrecoverableError(reason), this.#token, false));
  }

  /** Up to `limit` jobs; one call to Redis when there is none, which is what an idle worker asks all day. */
  async #fetch(limit: number, into: ItemJob[]): Promise<void> {
    const next = async (): Promise<void> => {
      const job = await this.#deps.worker.getNextJob(this.#token, { block: false });
      if (!job) return;
      into.push(job);
      this.#held.set(job.data.id, job);
    };
    if (limit > 0) await next();
    if (into.length > 0) await Promise.all(Array.from({ length: limit - 1 }, next));
  }

  async #choose(jobs: readonly ItemJob[], leaseMs: number): Promise<readonly ItemJob[]> {
    const [first, ...others] = await this.#putAsideCondemned(jobs);
    if (!first) return [];
    // Claimed first, a job that has to be alone sends the others back; claimed later, it goes back itself.
    const notNow = mustBeAlone(first) ? others : others.filter(mustBeAlone);
    await this.release(notNow.map(idOf), 0);
    const mine = [first, ...others].filter((job) => !notNow.includes(job));
    if (leaseMs !== this.#deps.lockMs) await this.renew(mine.map(idOf), leaseMs);
    return mine;
  }

  async #putAsideCondemned(jobs: readonly ItemJob[]): Promise<ItemJob[]> {
    const condemned = jobs.filter((job) => job.stalledCounter >= MAX_ATTEMPTS);
    for (const job of condemned) await this.quarantine(job.data.id, `its worker stopped ${MAX_ATTEMPTS} times while working on it`);
    if (condemned.length > 0) this.#deps.log.error({ count: condemned.length }, 'put items aside that keep stopping their worker');
    return jobs.filter((job) => !condemned.includes(job));
  }

  /** Left to run out, these leases would count as losses of a worker that lives, and a Redis that is slow would condemn innocent items. */
  async #releaseOrphans(): Promise<void> {
    const active = await translated(() => this.#deps.producer.getActive());
    const locks = active.length === 0 ? [] : await translated(() => this.#deps.redis.mget(active.map((job) => this.#lockOf(job))));
    const orphans = active.filter((job, position) => locks[position] === this.#token && !this.#held.has(job.data.id));
    for (const job of orphans) this.#held.set(job.data.id, job);
    await this.release(orphans.map(idOf), 0);
    this.#isAnswerLost = false;
  }

  /**
   * A job whose lock was lost belongs to another worker by now; the store's idempotence covers that its work was done twice. What Redis
   * did not answer stays held, so that it can still be given back.
   */
  async #each(ids: readonly string[], move: (job: ItemJob) => Promise<unknown>): Promise<void> {
    const jobs = this.#of(ids);
    const results = await Promise.allSettled(jobs.map((job) => move(job)));
    let fault: unknown;
    for (const [position, result] of results.entries()) {
      if (result.status === 'rejected' && !isLostLock(result.reason)) fault = result.reason;
      else this.#held.delete(jobs[position]?.data.id ?? '');
    }
    if (fault !== undefined) throw redisFault(fault);
  }

  #of(ids: readonly string[]): ItemJob[] {
    return ids.flatMap((id) => this.#held.get(id) ?? []);
  }

  #keyOf(job: ItemJob): string {
    return this.#deps.producer.toKey(jobIdOf(job.data.id));
  }

  #lockOf(job: ItemJob): string {
    return `${this.#keyOf(job)}:lock`;
  }
}

function mustBeAlone(job: ItemJob): boolean {
  return job.stalledCounter >= LOSSES_TO_BE_ALONE;
}

function idOf(job: ItemJob): string {
  return job.data.id;
}
