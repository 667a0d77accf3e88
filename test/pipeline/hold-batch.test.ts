import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DuLuanError } from '../../src/domain/errors.ts';
import { silentLog } from '../../src/domain/log.ts';
import type { Embedded } from '../../src/embedded/open-embedded.ts';
import { holdBatch } from '../../src/pipeline/hold-batch.ts';
import type { ClaimedItem, Queue } from '../../src/queue/queue.ts';
import { queued } from '../contracts/sample-items.ts';
import { embeddedGround, type EmbeddedGround } from '../embedded/embedded-ground.ts';

const LEASE_MS = 300;
const OUTAGE = new DuLuanError('STORE_UNREACHABLE', { detail: 'refused' });

describe('a batch that is held', () => {
  let ground: EmbeddedGround;
  let engine: Embedded;
  let claimed: readonly ClaimedItem[];

  beforeEach(async () => {
    ground = embeddedGround();
    engine = await ground.open();
    await engine.queue.add([queued('a'), queued('b')]);
    claimed = await engine.queue.claim(2, LEASE_MS);
  });
  afterEach(() => ground.destroy());

  function hold<T>(work: () => Promise<T>, queue: Queue = engine.queue): Promise<T> {
    return holdBatch(claimed, { queue, log: silentLog, leaseMs: LEASE_MS }, work);
  }

  /** The queue, whose `release` fails as often as told. */
  function failing(times: number, error: Error): Queue {
    let calls = 0;
    return new Proxy(engine.queue, {
      get(target, name) {
        if (name === 'release' && (calls += 1) <= times) return () => Promise.reject(error);
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
  }

  it('stays ours while the work takes longer than a lease', async () => {
    const other = (await ground.open()).queue;
    const done = await hold(async () => {
      await pause(3 * LEASE_MS);
      expect(await other.claim(2, LEASE_MS)).toEqual([]);
      return 'done';
    });
    expect(done).toBe('done');
  });

  it('is given back at once and uncounted when the work fails, and the fault rises', async () => {
    await expect(hold(() => Promise.reject(OUTAGE))).rejects.toBe(OUTAGE);
    expect(await engine.queue.claim(2, LEASE_MS)).toMatchObject([{ attempt: 1 }, { attempt: 1 }]);
  });

  it('is offered to the queue again when that fails, too', async () => {
    await expect(hold(() => Promise.reject(OUTAGE), failing(2, OUTAGE))).rejects.toBe(OUTAGE);
    expect(await engine.queue.counts()).toMatchObject({ waiting: 2, active: 0 });
  });

  it('is left to its lease when the queue keeps failing, and is lost then', async () => {
    await expect(hold(() => Promise.reject(OUTAGE), failing(99, OUTAGE))).rejects.toBe(OUTAGE);
    await expect.poll(() => engine.queue.claim(2, LEASE_MS)).toMatchObject([{ attempt: 2 }, { attempt: 2 }]);
  });

  it('does not wait for a queue that is closed', async () => {
    let releases = 0;
    const closed = new Proxy(failing(99, new DuLuanError('QUEUE_CLOSED')), {
      get(target, name): unknown {
        if (name === 'release') releases += 1;
        return Reflect.get(target, name);
      },
    });
    await expect(hold(() => Promise.reject(OUTAGE), closed)).rejects.toBe(OUTAGE);
    expect(releases).toBe(1);
  });

  it('leaves items alone that the work has dealt with', async () => {
    const work = async (): Promise<never> => {
      await engine.queue.complete([queued('a').id]);
      throw OUTAGE;
    };
    await expect(hold(work)).rejects.toBe(OUTAGE);
    expect(await engine.queue.counts()).toEqual({ waiting: 1, active: 0, delayed: 0, quarantined: 0 });
  });
});
