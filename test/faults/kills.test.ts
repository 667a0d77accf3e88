import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../contracts/sample-items.ts';
import { serviceUrl } from '../services/need-service.ts';
import { accountFor, workedOff, type Account } from './account.ts';
import { embeddedEngine, linesOf, servicesEngine, type FaultEngine } from './fault-engine.ts';
import { byForm, report } from './faults-form.ts';
import { ProcessPack, type PackMember } from './process-pack.ts';
import type { ChildTask } from './fault-child.ts';

const ITEMS = byForm(10_000, 1_500);
const KILLS = byForm(100, 12);
const SEED = Number(process.env['FAULTS_SEED'] ?? Date.now() % 1_000_000);
/** Between two kills, at most. With starts of about half a second, processes are killed at every point of their lives. */
const LONGEST_PAUSE_MS = 1_500;
const BATCH = 20;
/** The run must last until the last kill: production is spread over about as long as the kills take. */
const PRODUCER_PAUSE_MS = (KILLS * (LONGEST_PAUSE_MS / 2 + 200)) / (ITEMS / BATCH);
const BURN_MS = 5;
const UNHARMED = { lost: 0, duplicates: 0, documents: ITEMS, quarantined: 0, hasWorkedAgain: true };

const MAY_MISS = byForm(false, true);

const redis = serviceUrl('TEST_REDIS_URL', 'Redis');
const elasticsearch = serviceUrl('TEST_ELASTICSEARCH_URL', 'Elasticsearch');

let pack: ProcessPack;
let target: FaultEngine;

afterEach(async () => {
  await pack.disband();
  await target.destroy();
});

describe('kill -9 of random processes at random points', () => {
  it('loses nothing and doubles nothing in the embedded engine', async () => {
    target = embeddedEngine();
    const both = { produce: producing(), work: working() };
    expect(await survive(target, [both, { work: working() }])).toEqual(UNHARMED);
  }, 600_000);

  it.skipIf(redis === null || elasticsearch === null)(
    'loses nothing and doubles nothing with Redis and Elasticsearch',
    async () => {
      target = servicesEngine(redis ?? '', elasticsearch ?? '');
      expect(await survive(target, [{ produce: producing() }, { work: working() }, { work: working() }])).toEqual(UNHARMED);
    },
    600_000,
  );
});

function producing(): NonNullable<ChildTask['produce']> {
  return { count: ITEMS, batchSize: BATCH, pauseMs: PRODUCER_PAUSE_MS, acknowledged: join(target.dir, 'acknowledged') };
}

function working(): NonNullable<ChildTask['work']> {
  return { burnMs: BURN_MS, begun: join(target.dir, 'begun') };
}

/**
 * `hasWorkedAgain`: a kill has met a worker at work; without that the run would show nothing. A hundred kills meet one for certain; the twelve of the short
 * form may miss, and dead-worker.test.ts aims at one.
 */
async function survive(engine: FaultEngine, tasks: readonly ChildTask[]): Promise<Account & { hasWorkedAgain: boolean }> {
  console.info(`seed ${SEED} (FAULTS_SEED repeats it)`);
  const random = seededRandom(SEED);
  const startedAt = performance.now();
  pack = new ProcessPack();
  const crew: PackMember[] = tasks.map((task) => pack.startChild(task, engine.env));
  await Promise.all(crew.map((member) => member.ready));
  for (let kill = 0; kill < KILLS; kill += 1) {
    await pause(random() * LONGEST_PAUSE_MS);
    const victim = Math.floor(random() * crew.length);
    await crew[victim]?.kill();
    crew[victim] = pack.startChild(tasks[victim] ?? {}, engine.env);
  }
  const opened = await engine.open();
  try {
    const acknowledged = join(engine.dir, 'acknowledged');
    await expect.poll(() => linesOf(acknowledged).length, { timeout: 120_000 }).toBe(ITEMS);
    await workedOff(opened, 120_000);
    const account = await accountFor(opened, linesOf(acknowledged));
    const begun = linesOf(join(engine.dir, 'begun'));
    const again = begun.length - new Set(begun).size;
    report({
      fault: 'processes killed at random points',
      engine: engine.name,
      rounds: KILLS,
      items: ITEMS,
      lost: account.lost,
      duplicates: account.duplicates,
      seconds: (performance.now() - startedAt) / 1_000,
      seen: `${again} items worked on again, ${account.quarantined} in quarantine, seed ${SEED}`,
    });
    return { ...account, hasWorkedAgain: again > 0 || MAY_MISS };
  } finally {
    await opened.close();
  }
}
