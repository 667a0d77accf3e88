import { afterEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../src/crawlers/fetch/engine.ts';
import { silentLog } from '../../../src/domain/log.ts';

const URL_OF_PAGE = 'http://bao.example.vn/a';
let engine: Engine;
afterEach(() => engine.close());

describe('the engine', () => {
  it('runs the same address as often as it is asked to', async () => {
    engine = createEngine({ log: silentLog });
    let runs = 0;
    await Promise.all(Array.from({ length: 100 }, () => engine.run(URL_OF_PAGE, async () => void (runs += 1))));
    expect(runs).toBe(100);
  });

  it('gives back what a task gives or throws, and survives it', async () => {
    engine = createEngine({ log: silentLog });
    const boom = new TypeError('boom');
    await expect(engine.run(URL_OF_PAGE, () => Promise.reject(boom))).rejects.toBe(boom);
    expect(await engine.run(URL_OF_PAGE, async () => 'alive')).toBe('alive');
  });

  it('is awake at once after idling', async () => {
    engine = createEngine({ log: silentLog });
    await engine.run(URL_OF_PAGE, async () => 1);
    await new Promise((go) => void setTimeout(go, 50));
    let isAwake = false;
    // Crawlee itself looks for work every 500 ms only.
    await Promise.race([engine.run(URL_OF_PAGE, async () => void (isAwake = true)), new Promise((go) => void setTimeout(go, 300))]);
    expect(isAwake).toBe(true);
  });

  it('starts nothing when it is closed before its first request', async () => {
    engine = createEngine({ log: silentLog });
    await engine.close();
    await expect(engine.run(URL_OF_PAGE, async () => 1)).rejects.toMatchObject({ code: 'CRAWLER_CLOSED' });
  });
});
