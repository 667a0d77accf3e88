import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { serviceUrl } from '../services/need-service.ts';
import { embeddedEngine, servicesEngine, type FaultEngine } from './fault-engine.ts';
import { byForm, report } from './faults-form.ts';
import { ProcessPack } from './process-pack.ts';

const MINUTE_MS = 60_000;
/** The short form only shows that the load runs; memory is compared in the full form alone, after its warm-up. */
const LOAD_MS = byForm(Number(process.env['FAULTS_SOAK_MINUTES'] ?? 30) * MINUTE_MS, 30_000);
/** Caches of SQLite (64 MB) and of the analysis fill in this share of the time. */
const WARM_UP = 1 / 3;
/** Memory is compared between windows of this share, by their medians: a garbage collection moves single readings by tens of MB. */
const WINDOW = 1 / 6;
const MOST_GROWTH = byForm(0.05, Number.POSITIVE_INFINITY);

const redis = serviceUrl('TEST_REDIS_URL', 'Redis');
const elasticsearch = serviceUrl('TEST_ELASTICSEARCH_URL', 'Elasticsearch');

let target: FaultEngine;
let pack: ProcessPack;

afterEach(async () => {
  await pack.disband();
  await target.destroy();
});

describe('full load for long', () => {
  it(
    'does not let memory grow, in the embedded engine',
    async () => {
      target = embeddedEngine();
      expect(await soak(target)).toBeLessThan(MOST_GROWTH);
    },
    LOAD_MS + 120_000,
  );

  it.skipIf(redis === null || elasticsearch === null)(
    'does not let memory grow, with Redis and Elasticsearch',
    async () => {
      target = servicesEngine(redis ?? '', elasticsearch ?? '');
      expect(await soak(target)).toBeLessThan(MOST_GROWTH);
    },
    LOAD_MS + 120_000,
  );
});

/** By which share memory has grown after the warm-up. */
async function soak(engine: FaultEngine): Promise<number> {
  pack = new ProcessPack();
  const child = pack.start([join(import.meta.dirname, 'soak-child.ts')], engine.env);
  await child.ready;
  const startedAt = performance.now();
  const readings: number[] = [];
  while (performance.now() - startedAt < LOAD_MS) {
    await pause(1_000);
    if (!child.isAlive()) throw new Error(child.stderr());
    readings.push(residentMb(child.child.pid ?? 0));
  }
  await child.kill('SIGTERM');
  const opened = await engine.open();
  const { items, offTopic } = await opened.store.totals();
  const counts = await opened.queue.counts();
  await opened.close();
  const before = median(readings, WARM_UP);
  const after = median(readings, 1 - WINDOW);
  report({
    fault: 'full load for long',
    engine: engine.name,
    rounds: 1,
    items: items + offTopic,
    lost: null,
    duplicates: null,
    seconds: (performance.now() - startedAt) / 1_000,
    seen: `${before} MB after warm-up, ${after} MB at the end (${(((after - before) / before) * 100).toFixed(1)} %)`,
  });
  expect(counts).toMatchObject({ active: 0, quarantined: 0 });
  expect(items + offTopic).toBeGreaterThan(0);
  return after / before - 1;
}

/** Median of the window that begins at a share of the readings. */
function median(readings: readonly number[], from: number): number {
  const begin = Math.floor(readings.length * from);
  const sorted = readings.slice(begin, begin + Math.ceil(readings.length * WINDOW)).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function residentMb(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1_024);
}
