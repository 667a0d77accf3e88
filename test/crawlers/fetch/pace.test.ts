import { describe, expect, it } from 'vitest';
import { createPace, type Pace } from '../../../src/crawlers/fetch/pace.ts';

const NO_BUDGET = { take: (): void => {} };
const HOST = 'bao.example.vn:443';

function paceWith(
  settings: { hostDelayMs?: number; perHostConcurrency?: number; delayByHost?: Record<string, number> },
  signal = new AbortController().signal,
): Pace {
  return createPace({ hostDelayMs: 0, perHostConcurrency: 2, delayByHost: {}, ...settings }, { now: Date.now, signal, budget: NO_BUDGET });
}

/** Starts and ends of `count` pieces of work that take 5 ms each. */
async function log(pace: Pace, count: number, host = HOST, delayMs = 0): Promise<{ starts: number[]; most: number }> {
  const starts: number[] = [];
  let underWay = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    starts.push(performance.now());
    most = Math.max(most, ++underWay);
    await new Promise((go) => void setTimeout(go, 5));
    underWay -= 1;
  };
  await Promise.all(Array.from({ length: count }, () => pace.run(host, delayMs, work)));
  return { starts, most };
}

function gaps(starts: readonly number[]): number[] {
  return starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
}

describe('pacing', () => {
  it('keeps the distance between starts at one host', async () => {
    const { starts } = await log(paceWith({ hostDelayMs: 40 }), 4);
    for (const gap of gaps(starts)) expect(gap).toBeGreaterThan(35);
  });

  it('takes the greater of its own distance and the host’s wish', async () => {
    const { starts } = await log(paceWith({ hostDelayMs: 5 }), 3, HOST, 50);
    for (const gap of gaps(starts)) expect(gap).toBeGreaterThan(45);
  });

  it('keeps a wish of minutes to the end', async () => {
    let at = 0;
    const pace = createPace(
      { hostDelayMs: 0, perHostConcurrency: 2, delayByHost: {} },
      { now: () => at, signal: new AbortController().signal, budget: NO_BUDGET },
    );
    await pace.run(HOST, 120_000, async () => 1);
    at = 119_950;
    let started = false;
    const second = pace.run(HOST, 120_000, async () => {
      started = true;
    });
    await new Promise((go) => void setTimeout(go, 10));
    expect(started).toBe(false);
    at = 120_000;
    await second;
    expect(started).toBe(true);
  });

  it('lets configuration shorten the distance for a host of ours, and only there', async () => {
    const pace = paceWith({ hostDelayMs: 60, delayByHost: { '127.0.0.1:80': 0 } });
    const [own, other] = await Promise.all([log(pace, 3, '127.0.0.1:80'), log(pace, 3, '127.0.0.1:81')]);
    expect((own.starts.at(-1) ?? 0) - (own.starts[0] ?? 0)).toBeLessThan(60);
    for (const gap of gaps(other.starts)) expect(gap).toBeGreaterThan(55);
  });

  it('has no more under way at one host than allowed, and none waits for ever', async () => {
    expect((await log(paceWith({ perHostConcurrency: 3 }), 20)).most).toBe(3);
    expect((await log(paceWith({ perHostConcurrency: 1 }), 5)).most).toBe(1);
  });

  it('hands a place on after a fault', async () => {
    const pace = paceWith({ perHostConcurrency: 1 });
    await expect(pace.run(HOST, 0, () => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(await pace.run(HOST, 0, async () => 1)).toBe(1);
  });

  it('waits out a short rest and refuses at once during a long one', async () => {
    const pace = paceWith({});
    pace.rest(HOST, 80);
    const before = performance.now();
    const { starts } = await log(pace, 1);
    expect((starts[0] ?? 0) - before).toBeGreaterThan(70);
    pace.rest(HOST, 120_000);
    await expect(pace.run(HOST, 0, async () => 1)).rejects.toMatchObject({ code: 'FETCH_RATE_LIMITED' });
    expect(await pace.run('other.example.vn:443', 0, async () => 1)).toBe(1);
  });

  it('lets go of everybody who waits when the crawler closes', async () => {
    const closing = new AbortController();
    const pace = paceWith({ hostDelayMs: 60_000 }, closing.signal);
    await pace.run(HOST, 0, async () => 1);
    const waiting = Promise.allSettled([1, 2, 3].map(() => pace.run(HOST, 0, async () => 1)));
    closing.abort();
    for (const each of await waiting) expect(each).toMatchObject({ status: 'rejected', reason: { code: 'CRAWLER_CLOSED' } });
  });
});
