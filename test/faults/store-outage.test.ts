import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { serviceUrl } from '../services/need-service.ts';
import { accountFor, openItems, workedOff } from './account.ts';
import { startFaultProxy, type ProxyMode } from './fault-proxy.ts';
import { linesOf, servicesEngine } from './fault-engine.ts';
import { byForm, report } from './faults-form.ts';
import { ProcessPack } from './process-pack.ts';

const OUTAGE_MS = byForm(30_000, 10_000);
const ITEMS = byForm(3_000, 300);
const BATCH = 20;
/** Production goes on from before the outage until its end. */
const PRODUCER_PAUSE_MS = (OUTAGE_MS + 2_000) / (ITEMS / BATCH);

const redis = serviceUrl('TEST_REDIS_URL', 'Redis');
const elasticsearch = serviceUrl('TEST_ELASTICSEARCH_URL', 'Elasticsearch');

const OUTAGES: readonly [mode: ProxyMode, name: string][] = [
  ['refuse', 'refuses connections'],
  ['hang', 'takes requests and never answers'],
  ['answer-429', 'answers 429'],
  ['answer-503', 'answers 503'],
  ['swallow-answers', 'does what it is asked and its answers are lost'],
];

describe.skipIf(redis === null || elasticsearch === null)('Elasticsearch for a while', () => {
  it.concurrent.each(OUTAGES)(
    '%s: nothing is lost, and the queue is worked off within twice the outage',
    async (mode, name) => {
      const proxy = await startFaultProxy(elasticsearch ?? '');
      const target = servicesEngine(redis ?? '', elasticsearch ?? '', proxy.url);
      const pack = new ProcessPack();
      try {
        const acknowledged = join(target.dir, 'acknowledged');
        const produce = { count: ITEMS, batchSize: BATCH, pauseMs: PRODUCER_PAUSE_MS, acknowledged };
        const worker = pack.startChild({ work: { burnMs: 0, begun: join(target.dir, 'begun') } }, target.env);
        await worker.ready;
        // A producer opens the store too, which it could not do during the outage.
        await pack.startChild({ produce }, target.env).ready;
        const engine = await target.open();
        await pause(1_000);
        const startedAt = performance.now();
        proxy.set(mode);
        await pause(OUTAGE_MS);
        const backlog = await openItems(engine);
        proxy.set('pass');
        await expect.poll(() => linesOf(acknowledged).length, { timeout: 60_000 }).toBe(ITEMS);
        await workedOff(engine, 90_000);
        const seconds = (performance.now() - startedAt) / 1_000;
        const account = await accountFor(engine, linesOf(acknowledged));
        await engine.close();
        report({
          fault: `Elasticsearch ${name}`,
          engine: target.name,
          rounds: 1,
          items: ITEMS,
          lost: account.lost,
          duplicates: account.duplicates,
          seconds,
          seen: `outage of ${OUTAGE_MS / 1_000} s, ${proxy.met()} requests met it, ${backlog} items waited at its end`,
        });
        expect(account).toEqual({ lost: 0, duplicates: 0, documents: ITEMS, quarantined: 0 });
        expect(proxy.met()).toBeGreaterThan(0);
        expect(seconds * 1_000).toBeLessThan(2 * OUTAGE_MS);
      } finally {
        await pack.disband();
        await proxy.close();
        await target.destroy();
      }
    },
    240_000,
  );
});
