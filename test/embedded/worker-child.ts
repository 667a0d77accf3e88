import { appendFileSync } from 'node:fs';
import { silentLog } from '../../src/domain/log.ts';
import { openEmbedded } from '../../src/embedded/open-embedded.ts';
import { queued, sampleItem, saved } from '../contracts/sample-items.ts';

/**
 * Adds and works on items until it is killed or has added `count`. What has been acknowledged is written to `log`, one
 * id a line, only after the promise has resolved.
 */
const [dir = '', log = '', prefix = '', count = 'Infinity'] = process.argv.slice(2);
const { queue, commit, close } = await openEmbedded(dir, silentLog);

async function addMany(worker: number): Promise<void> {
  for (let index = 0; index < Number(count); index += 1) {
    const batch = [0, 1, 2].map((part) => queued(`${prefix}-${worker}-${index}-${part}`));
    await queue.add(batch);
    appendFileSync(log, batch.map(({ id }) => `${id}\n`).join(''));
  }
}

let isAdding = true;

async function workOff(): Promise<void> {
  for (;;) {
    const claimed = await queue.claim(5, 60_000);
    const items = claimed.map(({ item }) => sampleItem('', item));
    if (claimed.length > 0) await commit({ settlements: saved(...items), done: claimed.map(({ id }) => id) });
    else if (isAdding) await new Promise((resume) => setTimeout(resume, 1));
    else return;
  }
}

const working = [workOff(), workOff()];
await Promise.all([addMany(0), addMany(1)]);
isAdding = false;
await Promise.all(working);
await close();
