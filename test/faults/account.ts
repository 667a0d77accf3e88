import { setTimeout as pause } from 'node:timers/promises';
import type { QueueCounts } from '../../src/queue/queue.ts';
import type { Engine } from '../../src/wiring.ts';

export interface Account {
  /** Acknowledged ids that are neither settled nor in the queue. */
  readonly lost: number;
  /** Documents beyond the first of a key. */
  readonly duplicates: number;
  readonly documents: number;
  readonly quarantined: number;
}

/** Keys asked for at once. */
const KEYS = 500;

/** Others' writes are searchable within a second; a slow machine gets more. */
const SEARCHABLE_MS = 10_000;

/** Compares what was acknowledged with what the store holds; for a queue that is worked off. */
export async function accountFor(engine: Engine, acknowledged: readonly string[]): Promise<Account> {
  const end = performance.now() + SEARCHABLE_MS;
  for (;;) {
    const account = await accountNow(engine, acknowledged);
    if (account.lost === 0 || performance.now() > end) return account;
    await pause(500);
  }
}

async function accountNow(engine: Engine, acknowledged: readonly string[]): Promise<Account> {
  const keys = new Set<string>();
  let documents = 0;
  for await (const item of engine.store.scan({})) {
    documents += 1;
    keys.add(item.key);
  }
  const quarantined = await engine.queue.quarantined(10_000);
  for (const { id } of quarantined) keys.add(id);
  let settled = 0;
  for (let from = 0; from < acknowledged.length; from += KEYS) {
    const some = acknowledged.slice(from, from + KEYS);
    const outcomes = await engine.store.outcomes(some);
    settled += some.filter((id) => keys.has(id) && (outcomes.has(id) || quarantined.some((each) => each.id === id))).length;
  }
  return {
    lost: acknowledged.length - settled,
    duplicates: documents - (keys.size - quarantined.length),
    documents,
    quarantined: quarantined.length,
  };
}

/** Waits until nothing waits, is worked on or is delayed. */
export async function workedOff(engine: Engine, timeoutMs: number): Promise<void> {
  await until(async () => (await openItems(engine)) === 0, timeoutMs, 'the queue was not worked off');
}

export async function openItems(engine: Engine): Promise<number> {
  const { waiting, active, delayed }: QueueCounts = await engine.queue.counts();
  return waiting + active + delayed;
}

/** Polls patiently; a condition that throws, because a service is down, does not hold yet. */
export async function until(holds: () => boolean | Promise<boolean>, timeoutMs: number, otherwise: string): Promise<void> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    try {
      if (await holds()) return;
    } catch {
      // Not yet.
    }
    if (performance.now() > end) throw new Error(otherwise);
    await pause(100);
  }
}
