import { createHash, type Hash } from 'node:crypto';
import type { Settlement } from '../domain/outcome.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { Store } from './store.ts';

/** What a store holds, to compare two of them by. */
export interface StoreSums {
  readonly items: number;
  readonly offTopic: number;
  /** Keys whose items were dropped by retention. */
  readonly expired: number;
  readonly sources: number;
  readonly cases: number;
  readonly snapshots: number;
  /** Items that editors have corrected. */
  readonly corrected: number;
  /** Splits and merges of stories by editors. */
  readonly storyEdits: number;
  /** SHA-256, hex, over everything that is counted here, in order. */
  readonly checksum: string;
}

export interface CopyReport {
  /** Settlements that were new to the store copied to, and those that it had before, as after a copy that was cut short. */
  readonly copied: number;
  readonly skipped: number;
  /** Equal when nothing differs. */
  readonly from: StoreSums;
  readonly to: StoreSums;
}

/** Settlements of one write: large enough for a bulk request to pay, small enough to be repeated without regret. */
const BATCH = 500;

/** `done` of `total`, in settlements; each is met three times: copied, then read back from either store. */
export type CopyProgress = (phase: 'copying' | 'comparing', done: number, total: number) => void;

/**
 * Copies everything that a store keeps into another one and never overwrites: what is there stays as it is. May be cut short and called
 * again. Ends with reading both stores in full and comparing. Nothing else may write to either store meanwhile.
 */
export async function copyStore(from: Store, to: Store, onProgress: CopyProgress = () => {}): Promise<CopyReport> {
  const { items, offTopic } = await from.totals();
  const total = items + offTopic;
  const sums = { copied: 0, skipped: 0 };
  for await (const batch of batches(settlements(from))) {
    const { saved, offTopic: notKept, duplicates } = await to.settle(batch);
    sums.copied += saved + notKept;
    sums.skipped += duplicates;
    onProgress('copying', sums.copied + sums.skipped, total);
  }
  await copyLabels(from, to);
  await copyHealth(from, to);
  await copyCases(from, to);
  await copySnapshots(from, to);
  for (const edit of await from.storyEdits()) await to.putStoryEdit(edit);
  let compared = 0;
  const count = (): void => {
    compared += 1;
    if (compared % BATCH === 0) onProgress('comparing', compared, total * 2);
  };
  return { ...sums, from: await sumsOf(from, count), to: await sumsOf(to, count) };
}

/** In words, what one store holds and the other does not; empty when the stores are equal. */
export function differences({ from, to }: CopyReport): string[] {
  if (from.checksum === to.checksum) return [];
  const counts = (['items', 'offTopic', 'expired', 'sources', 'cases', 'snapshots', 'corrected', 'storyEdits'] as const).filter(
    (name) => from[name] !== to[name],
  );
  return counts.length > 0 ? counts.map((name) => `${name} ${from[name]} and ${to[name]}`) : ['equal counts, but not the same contents'];
}

/** Items come before what was not kept, as they are dearer. */
async function* settlements(store: Store): AsyncGenerator<Settlement> {
  for await (const item of store.scan({})) yield { outcome: 'saved', item };
  for await (const { setAside } of store.allLabels()) if (setAside) yield { outcome: 'saved', item: setAside };
  yield* store.offTopic();
  yield* store.expired();
}

async function* batches(all: AsyncIterable<Settlement>): AsyncGenerator<Settlement[]> {
  let batch: Settlement[] = [];
  for await (const each of all) {
    batch.push(each);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** What is set aside has come as an item like others; the labels set it aside there as well. */
async function copyLabels(from: Store, to: Store): Promise<void> {
  for await (const { itemId, text, corrections } of from.allLabels()) await to.putLabels({ itemId, text, corrections });
}

async function copyHealth(from: Store, to: Store): Promise<void> {
  const there = new Set((await to.sourceHealth()).map(({ sourceId }) => sourceId));
  for (const health of await from.sourceHealth()) if (!there.has(health.sourceId)) await to.putSourceHealth(health);
}

/** A case grows revision by revision, and a store refuses to skip one: it is put as often as it was changed. */
async function copyCases(from: Store, to: Store): Promise<void> {
  for (const kase of await from.cases()) {
    const there = await to.getCase(kase.id);
    for (let revision = (there?.revision ?? -1) + 1; revision <= kase.revision; revision += 1) await to.putCase({ ...kase, revision });
  }
}

async function copySnapshots(from: Store, to: Store): Promise<void> {
  const there = new Set((await to.snapshots()).map(weekKey));
  for (const snapshot of await from.snapshots()) if (!there.has(weekKey(snapshot))) await to.putSnapshot(snapshot);
}

function weekKey({ profile, week }: Snapshot): string {
  return `${profile}/${week}`;
}

/** Stores give everything in the same order, so equal contents give equal sums. */
async function sumsOf(store: Store, onEach: () => void): Promise<StoreSums> {
  const hash = createHash('sha256');
  const add = async (all: AsyncIterable<unknown> | readonly unknown[]): Promise<number> => {
    let count = 0;
    for await (const each of all) {
      addRecord(hash, each);
      count += 1;
      onEach();
    }
    // What belongs to two kinds at their border must not give the sum of another division.
    addRecord(hash, count);
    return count;
  };
  const counts = {
    items: await add(store.scan({})),
    offTopic: await add(store.offTopic()),
    expired: await add(store.expired()),
    sources: await add(await store.sourceHealth()),
    cases: await add(await store.cases()),
    snapshots: await add(await store.snapshots()),
    corrected: await add(store.allLabels()),
    storyEdits: await add(await store.storyEdits()),
  };
  return { ...counts, checksum: hash.digest('hex') };
}

function addRecord(hash: Hash, record: unknown): void {
  hash.update(`${canonicalJson(record)}\n`);
}

/** JSON with the keys of every object in order: engines give fields back in orders of their own. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, each]) => `${JSON.stringify(name)}:${canonicalJson(each)}`).join(',')}}`;
}
