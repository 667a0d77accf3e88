import { setTimeout as pause } from 'node:timers/promises';
import { DuLuanError } from '../domain/errors.ts';
import type { Log } from '../domain/log.ts';
import type { ClaimedItem, Queue } from '../queue/queue.ts';

export interface HoldDeps {
  readonly queue: Queue;
  readonly log: Log;
  /** How long the claim holds without a word of ours. */
  readonly leaseMs: number;
}

/** Renewals per lease: one may fail, and one may come late, before the items go to another worker. */
const RENEWALS_PER_LEASE = 3;
/** How often a batch is offered back to a queue that fails, spread over one lease; after that the lease ends by itself. */
const RELEASE_TRIES = 5;

/**
 * Does the work while the claim on its items is kept alive: a store that is waited for must not look like a dead worker. When the work
 * fails as a whole (queue or store out of reach, disk full), the items are given back uncounted, since the fault is not theirs: an
 * outage would else send them to quarantine.
 */
export async function holdBatch<T>(claimed: readonly ClaimedItem[], deps: HoldDeps, work: () => Promise<T>): Promise<T> {
  const ids = claimed.map((each) => each.id);
  const renewal = setInterval(() => {
    deps.queue.renew(ids, deps.leaseMs).catch((err: unknown) => deps.log.warn({ err }, 'claim not renewed'));
  }, deps.leaseMs / RENEWALS_PER_LEASE);
  try {
    return await work();
  } catch (error) {
    clearInterval(renewal);
    await giveBack(ids, deps);
    throw error;
  } finally {
    clearInterval(renewal);
  }
}

async function giveBack(ids: readonly string[], { queue, log, leaseMs }: HoldDeps): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await queue.release(ids, 0);
    } catch (err) {
      // Closing a queue gives back all that it holds.
      if (err instanceof DuLuanError && err.code === 'QUEUE_CLOSED') return;
      if (tries >= RELEASE_TRIES) return log.warn({ err, count: ids.length }, 'batch not given back');
    }
    await pause(leaseMs / RELEASE_TRIES);
  }
}
