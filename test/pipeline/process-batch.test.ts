import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DuLuanError, Quarantine, RetryLater } from '../../src/domain/errors.ts';
import { silentLog } from '../../src/domain/log.ts';
import type { Embedded } from '../../src/embedded/open-embedded.ts';
import type { BatchResult, PipelineDeps } from '../../src/pipeline/pipeline-deps.ts';
import { runBatch } from '../../src/pipeline/topology.ts';
import { queued, sampleItem } from '../contracts/sample-items.ts';
import { embeddedGround, type EmbeddedGround } from '../embedded/embedded-ground.ts';

/** Longer than any pause before a retry. */
const AN_HOUR_MS = 3_600_000;

describe('a batch', () => {
  let ground: EmbeddedGround;
  let engine: Embedded;
  let now = 1_000_000;
  /** What the analysis of an item named by its title does. */
  let faults: Record<string, () => never>;

  beforeEach(async () => {
    ground = embeddedGround();
    engine = await ground.open(() => now);
    faults = {};
  });
  afterEach(() => ground.destroy());

  function deps(): PipelineDeps {
    return {
      ...engine,
      log: silentLog,
      findPlaces: () => [],
      analyse({ title }) {
        faults[title]?.();
        return { ...sampleItem('x').analysis, relevant: !title.includes('bóng đá') };
      },
    };
  }

  async function run(): Promise<BatchResult | null> {
    now += AN_HOUR_MS;
    return runBatch(deps());
  }

  it('is null when nothing is due', async () => {
    expect(await run()).toBeNull();
  });

  it('keeps what is about traffic and remembers what is not', async () => {
    await engine.queue.add([queued('a'), queued('b', { title: 'Kết quả bóng đá' })]);
    expect(await run()).toEqual({ saved: 1, offTopic: 1, duplicates: 0, failed: 0, postponed: 0 });
    expect([...(await engine.store.outcomes([queued('a').id, queued('b').id])).values()]).toEqual(['saved', 'off-topic']);
  });

  it('does no work for a key that was settled before', async () => {
    await engine.queue.add([queued('a')]);
    await run();
    await engine.queue.add([queued('a')]);
    faults['Bài a'] = () => {
      throw new Error('was analysed again');
    };
    expect(await run()).toEqual({ saved: 0, offTopic: 0, duplicates: 1, failed: 0, postponed: 0 });
  });

  it('tries a faulty item five times, then puts it aside with the reason, and its neighbours are kept', async () => {
    await engine.queue.add([queued('bad', { title: 'hỏng' }), queued('good')]);
    faults['hỏng'] = () => {
      throw new Error('cannot be read');
    };
    expect(await run()).toMatchObject({ saved: 1, postponed: 1, failed: 0 });
    for (let attempt = 2; attempt <= 4; attempt += 1) expect(await run()).toMatchObject({ postponed: 1, failed: 0 });
    expect(await run()).toMatchObject({ postponed: 0, failed: 1 });
    expect(await engine.queue.quarantined(10)).toMatchObject([{ id: queued('bad').id, reason: 'cannot be read' }]);
  });

  it('puts an item aside at once when trying again cannot help', async () => {
    await engine.queue.add([queued('bad', { title: 'hỏng' })]);
    faults['hỏng'] = () => {
      throw new Quarantine('never');
    };
    expect(await run()).toMatchObject({ failed: 1 });
  });

  it('waits as long as it is asked to', async () => {
    await engine.queue.add([queued('later', { title: 'chờ' })]);
    faults['chờ'] = () => {
      throw new RetryLater(3 * AN_HOUR_MS);
    };
    expect(await run()).toMatchObject({ postponed: 1 });
    faults = {};
    expect(await run()).toBeNull();
    expect(await run()).toBeNull();
    expect(await run()).toMatchObject({ saved: 1 });
  });

  it('gives its items back uncounted when the store is out of reach, however often', async () => {
    await engine.queue.add([queued('a'), queued('b')]);
    const down = { ...deps(), commit: () => Promise.reject(new DuLuanError('STORE_UNREACHABLE', { detail: 'refused' })) };
    for (let outage = 0; outage < 8; outage += 1) {
      now += AN_HOUR_MS;
      await expect(runBatch(down)).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
      expect(await engine.queue.counts()).toMatchObject({ waiting: 2, active: 0, quarantined: 0 });
    }
    const claimed = await engine.queue.claim(2, AN_HOUR_MS);
    expect(claimed.map(({ attempt }) => attempt)).toEqual([1, 1]);
  });

  it('keeps the neighbours of an item that the store will not take, and puts that one aside after five tries', async () => {
    const names = ['a', 'bad', 'b'].map((name) => queued(name));
    await engine.queue.add(names);
    const commit: PipelineDeps['commit'] = async (batch) => {
      const ids = batch.settlements.map((each) => (each.outcome === 'saved' ? each.item.key : each.key));
      if (ids.includes(queued('bad').id)) throw new DuLuanError('STORE_REFUSED', { id: 'bad', detail: 'mapper_parsing_exception' });
      return engine.commit(batch);
    };
    expect(await runBatch({ ...deps(), commit })).toMatchObject({ saved: 2, postponed: 1 });
    for (let attempt = 2; attempt <= 5; attempt += 1) {
      now += AN_HOUR_MS;
      expect(await runBatch({ ...deps(), commit })).toMatchObject(attempt < 5 ? { postponed: 1 } : { failed: 1 });
    }
    expect(await engine.queue.quarantined(10)).toMatchObject([{ id: queued('bad').id }]);
  });
});
