import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Embedded } from '../../src/embedded/open-embedded.ts';
import { MAX_ATTEMPTS, type Queue } from '../../src/queue/queue.ts';
import { processStamp } from '../../src/queue/embedded/process-stamp.ts';
import { describeQueueContract } from '../contracts/queue-contract.ts';
import { queued, sampleItem, saved } from '../contracts/sample-items.ts';
import { embeddedGround, type EmbeddedGround } from '../embedded/embedded-ground.ts';
import { command, ModelQueue } from './model-queue.ts';

describeQueueContract('embedded', async () => {
  const ground = embeddedGround();
  return { open: async () => (await ground.open()).queue, destroy: () => ground.destroy() };
});

const LEASE_MS = 1_000;

describe('embedded queue', () => {
  let ground: EmbeddedGround;
  let now: number;
  let embedded: Embedded;
  let queue: Queue;
  const clock = (): number => now;

  beforeEach(async () => {
    now = 1_000_000;
    ground = embeddedGround();
    embedded = await ground.open(clock);
    queue = embedded.queue;
  });
  afterEach(() => ground.destroy());

  async function loseAll(limit: number): Promise<string[]> {
    const claimed = await queue.claim(limit, LEASE_MS);
    now += LEASE_MS;
    return claimed.map(({ id }) => id);
  }

  it('puts an item aside that keeps stopping its worker, with the reason', async () => {
    const poison = queued('poison');
    await queue.add([poison]);
    for (let loss = 1; loss <= MAX_ATTEMPTS; loss += 1) expect(await loseAll(1)).toEqual([poison.id]);
    expect(await loseAll(1)).toEqual([]);
    expect(await queue.quarantined(10)).toMatchObject([{ id: poison.id, reason: expect.stringContaining('5 times') }]);
  });

  it('hands an item that was lost twice out alone, so that it takes no neighbour along', async () => {
    const names = ['a', 'b', 'c'].map((name) => queued(name));
    await queue.add(names);
    expect(await loseAll(3)).toHaveLength(3);
    expect(await loseAll(3)).toHaveLength(3);
    const alone = await queue.claim(3, LEASE_MS);
    expect(alone).toMatchObject([{ id: names[0]?.id, attempt: 3 }]);
    expect(await queue.claim(3, LEASE_MS)).toMatchObject([{ id: names[1]?.id }]);
  });

  it('settles and completes in one transaction', async () => {
    const item = sampleItem('a');
    await queue.add([queued('a')]);
    await queue.claim(1, LEASE_MS);
    expect(await embedded.commit({ settlements: saved(item), done: [item.key] })).toEqual({ saved: 1, offTopic: 0, duplicates: 0 });
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, quarantined: 0 });
  });

  it('completes nothing when the settlements are refused', async () => {
    const broken = { ...sampleItem('b'), author: 'Ai đó' };
    await queue.add([queued('a')]);
    await queue.claim(1, LEASE_MS);
    await expect(embedded.commit({ settlements: saved(sampleItem('a'), broken), done: [queued('a').id] })).rejects.toThrow('author');
    expect(await queue.counts()).toMatchObject({ active: 1 });
    expect(await embedded.store.totals()).toMatchObject({ items: 0 });
  });

  it('lets writes that arrive together share a transaction without sharing their faults', async () => {
    const adds = Array.from({ length: 50 }, (_, index) => queue.add([queued(`n${index}`)]));
    const refused = embedded.commit({ settlements: saved({ ...sampleItem('x'), id: 7 as unknown as string }), done: [] });
    const later = queue.add([queued('later')]);
    await expect(refused).rejects.toThrow('id');
    expect(await Promise.all(adds)).toEqual(adds.map(() => 1));
    expect(await later).toBe(1);
    expect(await queue.counts()).toMatchObject({ waiting: 51 });
  });

  it('lets writes finish that were under way when it is closed', async () => {
    const add = queue.add([queued('a')]);
    await embedded.close();
    expect(await add).toBe(1);
    await expect(embedded.commit({ settlements: [], done: [] })).rejects.toMatchObject({ code: 'STORE_CLOSED' });
    const again = await ground.open(clock);
    expect(await again.queue.counts()).toMatchObject({ waiting: 1 });
  });

  it('agrees with a plain model of a queue over random work', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 40 }), async (commands) => {
        const fresh = embeddedGround();
        try {
          const model = new ModelQueue();
          const { queue: real } = await fresh.open(() => model.now);
          for (const { run } of commands) {
            const { answered, expected } = await run(model, real);
            expect(answered).toEqual(expected);
          }
          expect(await real.counts()).toEqual(model.counts());
        } finally {
          await fresh.destroy();
        }
      }),
      { seed: 23, numRuns: 40 },
    );
  });
});

describe('processStamp', () => {
  it('is the same for a process that lives and null for one that does not', () => {
    expect(processStamp(process.pid)).toBe(processStamp(process.pid));
    expect(processStamp(2 ** 22 + 1)).toBeNull();
  });
});
