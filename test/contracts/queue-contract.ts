import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_ATTEMPTS, type ClaimedItem, type Queue } from '../../src/queue/queue.ts';
import { queued } from './sample-items.ts';

/** One queue's data, which may be opened several times, as by several workers. */
export interface QueueGround {
  open(): Promise<Queue>;
  /** Closes what is open and removes the data. */
  destroy(): Promise<void>;
}

const LEASE_MS = 60_000;
/** Long enough that the other worker sees the lease, short enough to wait for its end. */
const SHORT_LEASE_MS = 60;
/** Long enough that a machine with other work to do does not come too late with the renewal. */
const RENEWED_LEASE_MS = 800;
const WAIT = { timeout: 5_000, interval: 5 };

/** What every queue keeps to, see queue/queue.ts. `make` gives fresh, empty ground. */
export function describeQueueContract(name: string, make: () => Promise<QueueGround>): void {
  describe(`queue contract: ${name}`, () => {
    let ground: QueueGround;
    let queue: Queue;
    const a = queued('a');
    const b = queued('b');
    const c = queued('c');

    beforeEach(async () => {
      ground = await make();
      queue = await ground.open();
    });
    afterEach(() => ground.destroy());

    async function claimSoon(count: number, leaseMs: number): Promise<readonly ClaimedItem[]> {
      return vi.waitFor(async () => {
        expect(await queue.counts()).toMatchObject({ waiting: count });
        return queue.claim(count, leaseMs);
      }, WAIT);
    }

    it('hands out what was added, first in first out, as it was', async () => {
      expect(await queue.add([a, b])).toBe(2);
      expect(await queue.add([c])).toBe(1);
      expect(await queue.claim(10, LEASE_MS)).toEqual([a, b, c].map((entry) => ({ ...entry, attempt: 1 })));
    });

    it('keeps text of every kind', async () => {
      const odd = queued('odd', {
        title: '“Đường”\u2028 \\ " \u0000',
        text: 'e\u0302\u0301 👩‍👩‍👧 \n'.repeat(2_000),
        publishedAt: null,
        outlet: null,
      });
      await queue.add([odd]);
      expect(await queue.claim(1, LEASE_MS)).toEqual([{ ...odd, attempt: 1 }]);
    });

    it('takes a key over once while it is queued, active or quarantined, and again when it is done', async () => {
      expect(await queue.add([a, a])).toBe(1);
      expect(await queue.add([a])).toBe(0);
      await queue.claim(1, LEASE_MS);
      expect(await queue.add([a])).toBe(0);
      await queue.quarantine(a.id, 'because');
      expect(await queue.add([a])).toBe(0);
      await queue.replay([a.id]);
      await queue.claim(1, LEASE_MS);
      await queue.complete([a.id]);
      expect(await queue.add([a])).toBe(1);
    });

    it('keeps the first text of a key that is added twice', async () => {
      await queue.add([a]);
      await queue.add([queued('a', { title: 'Khác' })]);
      expect(await queue.claim(10, LEASE_MS)).toEqual([{ ...a, attempt: 1 }]);
    });

    it('refuses an item with a field for a person, and keeps nothing of the batch', async () => {
      const tainted = { id: b.id, item: { ...b.item, author: 'Ai đó' } };
      await expect(queue.add([a, tainted])).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, quarantined: 0 });
    });

    it('answers an empty request with nothing', async () => {
      expect(await queue.add([])).toBe(0);
      expect(await queue.claim(10, LEASE_MS)).toEqual([]);
      await queue.add([a]);
      expect(await queue.claim(0, LEASE_MS)).toEqual([]);
      expect(await queue.quarantined(10)).toEqual([]);
      expect(await queue.replay([])).toBe(0);
      await queue.complete([]);
      await queue.retry([], 0);
    });

    it('hands nothing to two workers while the lease runs', async () => {
      const other = await ground.open();
      const names = Array.from({ length: 60 }, (_, index) => queued(`n${index}`));
      await queue.add(names);
      const claims = await Promise.all(Array.from({ length: 12 }, (_, index) => (index % 2 ? queue : other).claim(7, LEASE_MS)));
      const ids = claims.flat().map(({ id }) => id);
      expect(ids).toHaveLength(60);
      expect(new Set(ids).size).toBe(60);
    });

    it('hands an item out again when its lease has ended, and counts the attempt', async () => {
      await queue.add([a]);
      await queue.claim(1, SHORT_LEASE_MS);
      const other = await ground.open();
      expect(await other.claim(1, LEASE_MS)).toEqual([]);
      const again = await vi.waitFor(async () => {
        const claimed = await other.claim(1, LEASE_MS);
        expect(claimed).toHaveLength(1);
        return claimed;
      }, WAIT);
      expect(again).toEqual([{ ...a, attempt: 2 }]);
      // The first worker has lost it; what it says no longer counts.
      await queue.complete([a.id]);
      await queue.retry([a.id], 0);
      await queue.quarantine(a.id, 'too late');
      expect(await queue.counts()).toEqual({ waiting: 0, active: 1, delayed: 0, quarantined: 0 });
      await other.complete([a.id]);
      expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, quarantined: 0 });
    });

    it('hands a retried item out after the delay and not before', async () => {
      await queue.add([a]);
      await queue.claim(1, LEASE_MS);
      await queue.retry([a.id], 80);
      expect(await queue.counts()).toMatchObject({ delayed: 1, waiting: 0, active: 0 });
      expect(await queue.claim(1, LEASE_MS)).toEqual([]);
      await vi.waitFor(async () => expect(await queue.claim(1, LEASE_MS)).toMatchObject([{ id: a.id, attempt: 2 }]), WAIT);
    });

    it('does not count an attempt that was released', async () => {
      await queue.add([a]);
      for (let round = 1; round <= MAX_ATTEMPTS + 2; round += 1) {
        expect(await queue.claim(1, LEASE_MS)).toMatchObject([{ id: a.id, attempt: 1 }]);
        await queue.release([a.id, 'unknown'], 0);
      }
      await queue.claim(1, LEASE_MS);
      await queue.release([a.id], 80);
      expect(await queue.counts()).toMatchObject({ delayed: 1, waiting: 0, active: 0 });
      await vi.waitFor(async () => expect(await queue.claim(1, LEASE_MS)).toMatchObject([{ id: a.id, attempt: 1 }]), WAIT);
    });

    it('keeps a claim that is renewed', async () => {
      const other = await ground.open();
      await queue.add([a]);
      await queue.claim(1, RENEWED_LEASE_MS);
      for (let time = 0; time < 1.5 * RENEWED_LEASE_MS; time += RENEWED_LEASE_MS / 6) {
        await queue.renew([a.id, 'unknown'], RENEWED_LEASE_MS);
        expect(await other.claim(1, LEASE_MS)).toEqual([]);
        await pause(RENEWED_LEASE_MS / 6);
      }
      await queue.renew([a.id], LEASE_MS);
      await queue.complete([a.id]);
      expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, quarantined: 0 });
    });

    it('hands an item that was lost twice out alone, and puts it aside after the last loss, visible and replayable', async () => {
      await queue.add([a, b, c]);
      for (const loss of [1, 2]) {
        const claimed = await claimSoon(3, SHORT_LEASE_MS);
        expect(claimed.map(({ attempt }) => attempt)).toEqual([loss, loss, loss]);
      }
      const innocent: string[] = [];
      let attempts = 0;
      while ((await queue.counts()).quarantined === 0) {
        const claimed = await queue.claim(3, SHORT_LEASE_MS);
        expect(claimed.length).toBeLessThanOrEqual(1);
        for (const { id, attempt } of claimed) {
          if (id === a.id) attempts = attempt;
          else {
            await queue.complete([id]);
            innocent.push(id);
          }
        }
        await pause(SHORT_LEASE_MS / 4);
      }
      expect(attempts).toBe(MAX_ATTEMPTS);
      expect(innocent.toSorted()).toEqual([b.id, c.id].toSorted());
      expect(await queue.quarantined(10)).toMatchObject([{ ...a, reason: expect.stringContaining('5 times') }]);
      expect(await queue.replay([a.id])).toBe(1);
      expect(await queue.claim(3, LEASE_MS)).toEqual([{ ...a, attempt: 1 }]);
    });

    it('puts a retried item behind those that wait', async () => {
      await queue.add([a, b]);
      await queue.claim(1, LEASE_MS);
      await queue.retry([a.id], 1);
      await vi.waitFor(async () => expect(await queue.counts()).toMatchObject({ waiting: 2 }), WAIT);
      const claimed = await queue.claim(2, LEASE_MS);
      expect(claimed.map(({ id }) => id)).toEqual([b.id, a.id]);
    });

    it('retries as often as it is told to', async () => {
      await queue.add([a]);
      for (let attempt = 1; attempt <= MAX_ATTEMPTS + 2; attempt += 1) {
        await vi.waitFor(async () => expect(await queue.claim(1, LEASE_MS)).toMatchObject([{ attempt }]), WAIT);
        await queue.retry([a.id], 0);
      }
    });

    it('keeps quarantined items with their reason until they are replayed with fresh counters', async () => {
      await queue.add([a, b]);
      await queue.claim(2, LEASE_MS);
      await queue.quarantine(a.id, 'không đọc được');
      await queue.complete([b.id]);
      expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, quarantined: 1 });
      expect(await queue.claim(10, LEASE_MS)).toEqual([]);
      expect(await queue.quarantined(10)).toEqual([{ ...a, reason: 'không đọc được', quarantinedAt: expect.any(Number) }]);
      expect(await queue.quarantined(0)).toEqual([]);
      expect(await queue.replay([a.id, b.id, 'unknown', a.id])).toBe(1);
      expect(await queue.quarantined(10)).toEqual([]);
      expect(await queue.claim(10, LEASE_MS)).toEqual([{ ...a, attempt: 1 }]);
    });

    it('ignores ids that are unknown, waiting or done', async () => {
      await queue.add([a]);
      await queue.complete([a.id, 'unknown']);
      await queue.retry([a.id, 'unknown'], 0);
      await queue.quarantine(a.id, 'not claimed');
      expect(await queue.counts()).toEqual({ waiting: 1, active: 0, delayed: 0, quarantined: 0 });
    });

    it('gives back what it had claimed when it is closed', async () => {
      const other = await ground.open();
      await queue.add([a, b]);
      await queue.claim(1, LEASE_MS);
      await queue.close();
      const claimed = await other.claim(10, LEASE_MS);
      expect(claimed.map(({ id }) => id).toSorted()).toEqual([a.id, b.id]);
    });

    it('keeps everything when it is closed and opened again', async () => {
      await queue.add([a, b, c]);
      await queue.claim(1, LEASE_MS);
      await queue.quarantine(a.id, 'because');
      await queue.close();
      const again = await ground.open();
      expect(await again.counts()).toEqual({ waiting: 2, active: 0, delayed: 0, quarantined: 1 });
    });

    it('says so when it is closed, however often', async () => {
      await Promise.all([queue.close(), queue.close()]);
      await queue.close();
      const calls = [
        () => queue.add([a]),
        () => queue.claim(1, LEASE_MS),
        () => queue.complete([a.id]),
        () => queue.retry([a.id], 0),
        () => queue.release([a.id], 0),
        () => queue.renew([a.id], LEASE_MS),
        () => queue.quarantine(a.id, ''),
        () => queue.quarantined(1),
        () => queue.replay([a.id]),
        () => queue.counts(),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'QUEUE_CLOSED' });
    });
  });
}
