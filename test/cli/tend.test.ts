import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTending, type TendDeps, type Tending } from '../../src/cli/tend.ts';
import { silentLog } from '../../src/domain/log.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/time.ts';
import { createMetrics, type Metrics } from '../../src/metrics/create-metrics.ts';
import type { Store } from '../../src/store/store.ts';
import { PROFILE } from '../api/api-ground.ts';
import { MONDAY, sampleItem, saved } from '../contracts/sample-items.ts';
import { embeddedGround, type EmbeddedGround } from '../embedded/embedded-ground.ts';
import { readMetrics } from '../metrics/read-metrics.ts';

const TITLE = 'Xe đầu kéo va chạm xe máy tại nút giao Chùa Vẽ, một người tử vong';
const original = sampleItem('goc', { title: TITLE, text: TITLE });
const reprint = sampleItem('lai', { title: TITLE, text: TITLE, publishedAt: MONDAY + HOUR_MS });

let ground: EmbeddedGround;
let store: Store;
let metrics: Metrics;
let tending: Tending | null = null;
let now = 0;

beforeEach(async () => {
  // Only timers: the store's own work goes on as it always does.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  ground = embeddedGround();
  store = (await ground.open()).store;
  metrics = createMetrics();
  now = MONDAY + DAY_MS;
});
afterEach(async () => {
  await tending?.stop();
  tending = null;
  vi.useRealTimers();
  await ground.destroy();
});

function tend(watchStore: boolean, over: Partial<TendDeps> = {}): Tending {
  const deps = { store, profile: PROFILE, quality: [], now: () => now, log: silentLog, metrics, ...over };
  tending = startTending(deps, { watchStore });
  return tending;
}

async function runsOf(chore: 'stories' | 'week'): Promise<number> {
  return readMetrics(await metrics.text()).get(`du_luan_chore_seconds_count{chore="${chore}"}`) ?? 0;
}

/** Lets time pass until `what` is true; whatever the timers started gets its turn of the event loop. */
async function passUntil(what: () => Promise<boolean>, stepMs = 1_000): Promise<void> {
  for (let step = 0; step < 200; step += 1) {
    if (await what()) return;
    vi.advanceTimersByTime(stepMs);
    await new Promise((resume) => setImmediate(resume));
  }
  throw new Error('it never came true');
}

const originalOf = async (): Promise<string | null | undefined> => (await store.get(reprint.id))?.reprintOf;

describe('tending', () => {
  it('finds what an earlier process left without a story', async () => {
    await store.settle(saved(original, reprint));
    tend(false);
    await passUntil(async () => (await runsOf('stories')) === 1);
    expect(await originalOf()).toBe(original.id);
  });

  it('finds stories once for a burst of saved items, and when the program ends', async () => {
    const here = tend(false);
    await passUntil(async () => (await runsOf('stories')) === 1);
    await store.settle(saved(original, reprint));
    for (let burst = 0; burst < 5; burst += 1) here.changed(1);
    await here.stop();
    expect(await originalOf()).toBe(original.id);
    expect(await runsOf('stories')).toBe(2);
  });

  it('does nothing for a batch that saved nothing', async () => {
    const here = tend(false);
    await passUntil(async () => (await runsOf('stories')) === 1);
    here.changed(0);
    await here.stop();
    expect(await runsOf('stories')).toBe(1);
  });

  it('notices what other processes save, and rests while they save nothing', async () => {
    const other = await ground.open();
    tend(true);
    await passUntil(async () => (await runsOf('stories')) === 1);
    vi.advanceTimersByTime(20_000);
    await passUntil(async () => true);
    await other.store.settle(saved(original));
    await passUntil(async () => (await store.get(original.id))?.storyId != null);
    await other.store.settle(saved(reprint));
    await passUntil(async () => (await originalOf()) === original.id);
    const runs = await runsOf('stories');
    for (let step = 0; step < 20; step += 1) {
      vi.advanceTimersByTime(5_000);
      await new Promise((resume) => setImmediate(resume));
    }
    expect(await runsOf('stories')).toBe(runs);
  });

  it('closes the week that is over, an hour after it began and not at once', async () => {
    await store.settle(saved(original, reprint));
    now = MONDAY + 8 * DAY_MS;
    tend(false);
    await passUntil(async () => (await runsOf('stories')) === 1);
    expect(await store.snapshots()).toEqual([]);
    await passUntil(async () => (await runsOf('week')) > 0, HOUR_MS / 10);
    expect((await store.snapshots()).map(({ profile, week }) => [profile, week])).toEqual([[PROFILE.id, '2026-W34']]);
  });

  it('counts a failure and goes on with the next', async () => {
    let isDown = true;
    const shaky = new Proxy(store, {
      get(target, name: keyof Store) {
        if (isDown && name === 'scan') throw new Error('no answer');
        return target[name].bind(target);
      },
    });
    await store.settle(saved(original, reprint));
    const here = tend(false, { store: shaky });
    await passUntil(async () => (await runsOf('stories')) === 1);
    expect(readMetrics(await metrics.text()).get('du_luan_chore_failures_total{chore="stories"}')).toBe(1);
    isDown = false;
    here.changed(1);
    await here.stop();
    expect(await originalOf()).toBe(original.id);
  });
});
