import { randomUUID } from 'node:crypto';
import { DuLuanError } from '../../domain/errors.ts';
import type { Log } from '../../domain/log.ts';
import { rawItemSchema, type RawItem } from '../../domain/raw-item.ts';
import type { SqliteFile } from '../../sqlite/sqlite-file.ts';
import {
  LOSSES_TO_BE_ALONE,
  MAX_ATTEMPTS,
  type ClaimedItem,
  type QuarantinedItem,
  type Queue,
  type QueueCounts,
  type QueuedItem,
} from '../queue.ts';
import { processStamp } from './process-stamp.ts';
import { QUEUE_SQL } from './queue-sql.ts';

export interface EmbeddedQueueDeps {
  readonly file: SqliteFile;
  readonly log: Log;
  /** UTC milliseconds. */
  readonly now: () => number;
}

interface ClaimRow {
  readonly seq: number;
  readonly id: string;
  readonly attempts: number;
  readonly losses: number;
  readonly item: string;
}

/**
 * The queue as two tables of the embedded file. The owner of a claim is this opening of the queue; claims of processes
 * that no longer live come back when the next one opens the file, all others when their lease ends.
 */
export class EmbeddedQueue implements Queue {
  readonly #deps: EmbeddedQueueDeps;
  readonly #owner = randomUUID();
  #closing: Promise<void> | null = null;

  private constructor(deps: EmbeddedQueueDeps) {
    this.#deps = deps;
  }

  /** Registers as owner and takes back what dead processes held. */
  static async open(deps: EmbeddedQueueDeps): Promise<EmbeddedQueue> {
    const queue = new EmbeddedQueue(deps);
    const recovered = await deps.file.write(() => queue.#takeBackFromTheDead());
    if (recovered > 0) deps.log.info({ recovered }, 'took back items of a worker that is gone');
    return queue;
  }

  /**
   * Items are checked here, 2 µs each, because this is where a crawler's words first touch the disk: a field that the
   * schema does not name, an author say, must never get there. What comes out of the file is ours and trusted.
   */
  async add(items: readonly QueuedItem[]): Promise<number> {
    const rows = items.map(({ id, item }) => ({ id, json: JSON.stringify(checked(item)) }));
    return this.#write(() => {
      const dueAt = this.#deps.now();
      let added = 0;
      for (const { id, json } of rows) {
        const { changes, lastInsertRowid } = this.#sql('add').run(id, dueAt);
        if (changes === 0) continue;
        this.#sql('addItem').run(lastInsertRowid, json);
        added += 1;
      }
      return added;
    });
  }

  async claim(limit: number, leaseMs: number): Promise<readonly ClaimedItem[]> {
    // A worker that polls an empty queue must not cost an fsync each time.
    if (limit <= 0 || !this.#read(() => this.#isAnythingDue())) return [];
    const rows = await this.#write(() => this.#claimNow(limit, leaseMs));
    return rows.map((row) => ({ id: row.id, item: parsed(row.item), attempt: row.attempts + 1 }));
  }

  async complete(ids: readonly string[]): Promise<void> {
    await this.#write(() => this.completeNow(ids));
  }

  /** `complete` for a caller that is inside a transaction of the same file. */
  completeNow(ids: readonly string[]): void {
    for (const id of ids) this.#sql('complete').run(id, this.#owner);
  }

  async renew(ids: readonly string[], leaseMs: number): Promise<void> {
    await this.#write(() => {
      const dueAt = this.#deps.now() + Math.round(leaseMs);
      for (const id of ids) this.#sql('renew').run(dueAt, id, this.#owner);
    });
  }

  retry(ids: readonly string[], delayMs: number): Promise<void> {
    return this.#giveBack('retry', ids, delayMs);
  }

  release(ids: readonly string[], delayMs: number): Promise<void> {
    return this.#giveBack('release', ids, delayMs);
  }

  async quarantine(id: string, reason: string): Promise<void> {
    await this.#write(() => this.#sql('quarantine').run(this.#deps.now(), reason, id, this.#owner));
  }

  async quarantined(limit: number): Promise<readonly QuarantinedItem[]> {
    const rows = this.#read(() => this.#sql('quarantined').all(Math.max(0, limit)));
    return rows.map((row) => ({
      id: String(row['id']),
      item: parsed(String(row['item'])),
      reason: String(row['reason']),
      quarantinedAt: Number(row['due_at']),
    }));
  }

  async replay(ids: readonly string[]): Promise<number> {
    return this.#write(() => {
      const dueAt = this.#deps.now();
      return ids.reduce((count, id) => count + Number(this.#sql('replay').run(dueAt, id).changes), 0);
    });
  }

  async counts(): Promise<QueueCounts> {
    const now = this.#deps.now();
    const rows = this.#read(() => this.#sql('counts').all(now));
    const count = (state: string, isDue: 0 | 1): number =>
      Number(rows.find((row) => row['state'] === state && row['is_due'] === isDue)?.['count'] ?? 0);
    return {
      // A lease that has ended waits for the next claim.
      waiting: count('waiting', 1) + count('active', 1),
      active: count('active', 0),
      delayed: count('waiting', 0),
      quarantined: count('quarantined', 0) + count('quarantined', 1),
    };
  }

  close(): Promise<void> {
    this.#closing ??= this.#deps.file.write(() => {
      this.#sql('releaseAll').run(this.#owner);
      this.#sql('removeOwner').run(this.#owner);
    });
    return this.#closing;
  }

  async #giveBack(how: 'retry' | 'release', ids: readonly string[], delayMs: number): Promise<void> {
    await this.#write(() => {
      const dueAt = this.#deps.now() + Math.max(0, Math.round(delayMs));
      for (const id of ids) this.#sql(how).run(dueAt, id, this.#owner);
    });
  }

  #claimNow(limit: number, leaseMs: number): readonly ClaimRow[] {
    const now = this.#deps.now();
    this.#loseExpired(now);
    const rows = apart(this.#sql('due').all(now, limit) as unknown as ClaimRow[]); // columns of QUEUE_SQL.due
    for (const { seq } of rows) this.#sql('take').run(now + Math.round(leaseMs), this.#owner, seq);
    return rows;
  }

  /** Items whose lease has ended wait again, but for those that ended their worker too often: nobody else lives to put them aside. */
  #loseExpired(now: number): void {
    const reason = `its worker stopped ${MAX_ATTEMPTS} times while working on it`;
    const { changes } = this.#sql('setAside').run(now, reason, now, MAX_ATTEMPTS - 1);
    if (changes > 0) this.#deps.log.error({ count: Number(changes) }, 'put items aside that keep stopping their worker');
    this.#sql('lose').run(now);
  }

  #takeBackFromTheDead(): number {
    let recovered = 0;
    for (const row of this.#sql('owners').all()) {
      const stamp = processStamp(Number(row['pid']));
      if (stamp === row['stamp']) continue;
      recovered += Number(this.#sql('endLeases').run(String(row['id'])).changes);
      this.#sql('removeOwner').run(String(row['id']));
    }
    this.#sql('addOwner').run(this.#owner, process.pid, processStamp(process.pid) ?? '');
    return recovered;
  }

  #isAnythingDue(): boolean {
    const now = this.#deps.now();
    return this.#sql('anythingDue').get(now, now) !== undefined;
  }

  #sql(name: keyof typeof QUEUE_SQL): ReturnType<SqliteFile['sql']> {
    return this.#deps.file.sql(QUEUE_SQL[name]);
  }

  #read<T>(work: () => T): T {
    this.#refuseWhenClosed();
    return this.#deps.file.read(work);
  }

  async #write<T>(work: () => T): Promise<T> {
    this.#refuseWhenClosed();
    return this.#deps.file.write(work);
  }

  #refuseWhenClosed(): void {
    if (this.#closing) throw new DuLuanError('QUEUE_CLOSED');
  }
}

function apart(due: readonly ClaimRow[]): readonly ClaimRow[] {
  const first = due.findIndex((row) => row.losses >= LOSSES_TO_BE_ALONE);
  return first < 0 ? due : due.slice(0, Math.max(1, first));
}

function checked(item: RawItem): RawItem {
  const result = rawItemSchema.safeParse(item);
  if (result.success) return result.data;
  throw new DuLuanError('BAD_REQUEST', { detail: `The item cannot be queued: ${result.error.message}` }, { cause: result.error });
}

function parsed(json: string): RawItem {
  return JSON.parse(json) as RawItem; // written by add, which has checked it
}
