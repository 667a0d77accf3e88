import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { LOSSES_TO_BE_ALONE, MAX_ATTEMPTS } from '../../src/queue/queue.ts';
import { serviceUrl } from '../services/need-service.ts';
import { accountFor, openItems, until } from './account.ts';
import { embeddedEngine, linesOf, servicesEngine, type FaultEngine } from './fault-engine.ts';
import { faultItem, poisonOf } from './fault-item.ts';
import { byForm, report } from './faults-form.ts';
import { ProcessPack } from './process-pack.ts';

const INNOCENT = byForm(400, 100);
/** As many leases must end as there are tries; the product's 10 s would only make the test wait longer. */
const LEASE_MS = 1_000;
const POISONS = ['throws', 'ends-the-process', 'exhausts-memory'] as const;

const OUTLIVED = {
  aside: new Set(POISONS),
  isTriedFiveTimesAtMost: true,
  innocentLost: 0,
  documents: INNOCENT,
  duplicates: 0,
};

const redis = serviceUrl('TEST_REDIS_URL', 'Redis');
const elasticsearch = serviceUrl('TEST_ELASTICSEARCH_URL', 'Elasticsearch');

let target: FaultEngine;
let pack: ProcessPack;

afterEach(async () => {
  await pack.disband();
  await target.destroy();
});

describe('items that throw, end the process or exhaust its memory', () => {
  it('are put aside after five tries with no innocent one, in the embedded engine', async () => {
    target = embeddedEngine();
    expect(await outlive(target)).toEqual(OUTLIVED);
  }, 180_000);

  it.skipIf(redis === null || elasticsearch === null)(
    'are put aside after five tries with no innocent one, with Redis and Elasticsearch',
    async () => {
      target = servicesEngine(redis ?? '', elasticsearch ?? '');
      expect(await outlive(target)).toEqual(OUTLIVED);
    },
    180_000,
  );
});

async function outlive(engine: FaultEngine): Promise<object> {
  const startedAt = performance.now();
  pack = new ProcessPack();
  const begun = join(engine.dir, 'begun');
  const poisonous = POISONS.map((poison, position) => faultItem(10 * position + 5, poison));
  const innocent = Array.from({ length: INNOCENT }, (_, index) => faultItem(1_000 + index));
  const opened = await engine.open();
  try {
    // All in the first batch, among innocent neighbours.
    await opened.queue.add([...innocent.slice(0, 15), ...poisonous, ...innocent.slice(15)]);
    let deaths = 0;
    const start = () => pack.startChild({ work: { burnMs: 0, begun, leaseMs: LEASE_MS } }, engine.env, ['--max-old-space-size=96']);
    let worker = start();
    await until(
      async () => {
        if (!worker.isAlive()) {
          deaths += 1;
          worker = start();
        }
        return (await openItems(opened)) === 0;
      },
      150_000,
      'the queue was not worked off',
    );
    const aside = await opened.queue.quarantined(100);
    const account = await accountFor(
      opened,
      innocent.map(({ id }) => id),
    );
    const innocentAside = aside.filter(({ item }) => poisonOf(item.title) === null).length;
    const tries = linesOf(begun);
    report({
      fault: 'items that throw, abort or exhaust memory',
      engine: engine.name,
      rounds: deaths,
      items: INNOCENT,
      lost: account.lost,
      duplicates: account.duplicates,
      seconds: (performance.now() - startedAt) / 1_000,
      seen: `${aside.length - innocentAside} of 3 in quarantine after ${deaths} deaths of the worker, ${innocentAside} innocent`,
    });
    // Replayed, it is tried anew.
    expect(await opened.queue.replay([poisonous[0]?.id ?? ''])).toBe(1);
    const before = linesOf(begun).length;
    await until(() => linesOf(begun).length > before, 20_000, 'the replayed item was not tried');
    return {
      aside: new Set(aside.map(({ item }) => poisonOf(item.title))),
      isTriedFiveTimesAtMost: poisonous.every(({ item }) => isWithinBounds(tries.filter((title) => title === item.title).length)),
      innocentLost: account.lost,
      documents: account.documents,
      duplicates: account.duplicates,
    };
  } finally {
    await opened.close();
  }
}

/** Handed out five times, but not begun each time: a neighbour may have ended the process before. Alone it is begun each time. */
function isWithinBounds(tries: number): boolean {
  return tries >= MAX_ATTEMPTS - LOSSES_TO_BE_ALONE && tries <= MAX_ATTEMPTS;
}
