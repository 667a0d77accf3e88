import type { DatabaseSync } from 'node:sqlite';
import { isBusy } from './sqlite-fault.ts';

interface Job {
  /** Does the work and returns how to tell the caller once the work is durable. */
  readonly run: () => () => void;
  readonly reject: (cause: unknown) => void;
}

/** Milliseconds of work that share one transaction at most: SQLite runs on the event loop, and a request must not wait longer. */
const SLICE_MS = 25;
/** Milliseconds until a lock held by another process is tried again; meanwhile the event loop is free. */
const BUSY_PAUSE_MS = 20;
/** Milliseconds after which a lock held by another process is a fault: a writer holds it for some 50 ms, a checkpoint for seconds. */
const BUSY_PATIENCE_MS = 30_000;

/**
 * Runs writes one after the other and lets those that arrive together share one transaction, hence one fsync: with
 * synchronous=FULL the fsync is what a small write costs. No timer is needed: while one transaction blocks the event
 * loop, the callers of the next one gather. Each write stands behind a savepoint, so one that throws takes nothing else along.
 */
export class GroupCommit {
  readonly #db: DatabaseSync;
  #jobs: Job[] = [];
  #isScheduled = false;
  #busySince: number | null = null;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Runs `work` inside a transaction, all or nothing; resolves with what it returns when that is durable. */
  write<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const run = (): (() => void) => {
        const result = work();
        return () => resolve(result);
      };
      this.#jobs.push({ run, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#isScheduled || this.#jobs.length === 0) return;
    this.#isScheduled = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    if (!this.#begin()) return;
    const mine: Job[] = [];
    const settlements: (() => void)[] = [];
    try {
      const end = performance.now() + SLICE_MS;
      for (let job = this.#jobs.shift(); job; job = performance.now() < end ? this.#jobs.shift() : undefined) {
        mine.push(job);
        settlements.push(this.#attempt(job));
      }
      this.#db.exec('COMMIT');
      for (const settle of settlements) settle();
    } catch (cause) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      for (const job of mine) job.reject(cause);
    }
    this.#isScheduled = false;
    this.#schedule();
  }

  /** false when there is no transaction: either it is tried again later, or whoever waits has been told of the fault. */
  #begin(): boolean {
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      this.#busySince = null;
      return true;
    } catch (cause) {
      if (isBusy(cause) && this.#isPatient()) {
        setTimeout(() => this.#flush(), BUSY_PAUSE_MS);
        return false;
      }
      this.#isScheduled = false;
      for (const job of this.#jobs.splice(0)) job.reject(cause);
      return false;
    }
  }

  /** Throws only when the whole transaction is gone, as after a full disk; a fault of the job alone is told to its caller. */
  #attempt(job: Job): () => void {
    this.#db.exec('SAVEPOINT job');
    try {
      const settle = job.run();
      this.#db.exec('RELEASE job');
      return settle;
    } catch (cause) {
      if (!this.#db.isTransaction) throw cause;
      this.#db.exec('ROLLBACK TO job; RELEASE job');
      return () => job.reject(cause);
    }
  }

  #isPatient(): boolean {
    this.#busySince ??= performance.now();
    const isPatient = performance.now() - this.#busySince < BUSY_PATIENCE_MS;
    if (!isPatient) this.#busySince = null;
    return isPatient;
  }
}
