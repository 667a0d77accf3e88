import { readConfig } from '../../src/config.ts';
import { silentLog } from '../../src/domain/log.ts';
import type { Item } from '../../src/domain/item.ts';
import { openEngine } from '../../src/wiring.ts';

/** Everything that a reader could see of the embedded state, in a form that does not depend on when the run was. */
export async function readState(dataDir: string): Promise<{ items: Item[]; offTopic: string[]; left: number }> {
  const engine = await openEngine(readConfig({ DU_LUAN_DATA_DIR: dataDir }), silentLog);
  try {
    const items = await Array.fromAsync(engine.store.scan({}), (item) => ({ ...item, seenAt: 0 }));
    const offTopic = await Array.fromAsync(engine.store.offTopic(), ({ key }) => key);
    const { waiting, active, delayed, quarantined } = await engine.queue.counts();
    return { items: items.toSorted((a, b) => (a.key < b.key ? -1 : 1)), offTopic, left: waiting + active + delayed + quarantined };
  } finally {
    await engine.close();
  }
}
