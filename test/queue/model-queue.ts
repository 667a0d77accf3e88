import * as fc from 'fast-check';
import { MAX_ATTEMPTS, type Queue } from '../../src/queue/queue.ts';
import { queued } from '../contracts/sample-items.ts';

interface ModelEntry {
  readonly id: string;
  state: 'waiting' | 'active' | 'quarantined';
  dueAt: number;
  seq: number;
  attempts: number;
  losses: number;
}

/** The queue as a list in memory, after the words of the port and of EmbeddedQueue; one worker. */
export class ModelQueue {
  now = 1_000_000;
  #seq = 0;
  readonly #entries = new Map<string, ModelEntry>();

  add(ids: readonly string[]): number {
    const fresh = [...new Set(ids)].filter((id) => !this.#entries.has(id));
    for (const id of fresh) this.#entries.set(id, { id, state: 'waiting', dueAt: this.now, seq: (this.#seq += 1), attempts: 0, losses: 0 });
    return fresh.length;
  }

  claim(limit: number, leaseMs: number): { id: string; attempt: number }[] {
    for (const entry of this.#in('active')) {
      if (entry.dueAt > this.now) continue;
      entry.losses += 1;
      entry.state = entry.losses >= MAX_ATTEMPTS ? 'quarantined' : 'waiting';
    }
    const due = this.#in('waiting').filter((entry) => entry.dueAt <= this.now);
    const first = due.toSorted((a, b) => a.dueAt - b.dueAt || a.seq - b.seq).slice(0, limit);
    const suspect = first.findIndex((entry) => entry.losses >= 2);
    const taken = suspect < 0 ? first : first.slice(0, Math.max(1, suspect));
    return taken.map((entry) => {
      Object.assign(entry, { state: 'active', dueAt: this.now + leaseMs, attempts: entry.attempts + 1 });
      return { id: entry.id, attempt: entry.attempts };
    });
  }

  complete(ids: readonly string[]): void {
    for (const entry of this.#in('active')) if (ids.includes(entry.id)) this.#entries.delete(entry.id);
  }

  retry(ids: readonly string[], delayMs: number): void {
    for (const entry of this.#in('active'))
      if (ids.includes(entry.id)) Object.assign(entry, { state: 'waiting', dueAt: this.now + delayMs });
  }

  release(ids: readonly string[], delayMs: number): void {
    for (const entry of this.#in('active'))
      if (ids.includes(entry.id)) Object.assign(entry, { state: 'waiting', dueAt: this.now + delayMs, attempts: entry.attempts - 1 });
  }

  renew(ids: readonly string[], leaseMs: number): void {
    for (const entry of this.#in('active')) if (ids.includes(entry.id)) entry.dueAt = this.now + leaseMs;
  }

  quarantine(id: string): void {
    for (const entry of this.#in('active')) if (id === entry.id) Object.assign(entry, { state: 'quarantined', dueAt: this.now });
  }

  replay(ids: readonly string[]): number {
    const mine = this.#in('quarantined').filter((entry) => ids.includes(entry.id));
    for (const entry of mine) Object.assign(entry, { state: 'waiting', dueAt: this.now, attempts: 0, losses: 0 });
    return mine.length;
  }

  counts(): { waiting: number; active: number; delayed: number; quarantined: number } {
    const leased = this.#in('active').filter((entry) => entry.dueAt > this.now).length;
    const delayed = this.#in('waiting').filter((entry) => entry.dueAt > this.now).length;
    const quarantined = this.#in('quarantined').length;
    return { waiting: this.#entries.size - leased - delayed - quarantined, active: leased, delayed, quarantined };
  }

  #in(state: ModelEntry['state']): ModelEntry[] {
    return [...this.#entries.values()].filter((entry) => entry.state === state);
  }
}

/** One step taken on both queues; gives what each of them answered. */
export interface Command {
  readonly run: (model: ModelQueue, real: Queue) => Promise<{ expected: unknown; answered: unknown }>;
  readonly toString: () => string;
}

const letter = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const ids = fc.array(letter, { maxLength: 4 }).map((letters) => letters.map(idOf));

export const command: fc.Arbitrary<Command> = fc.oneof(
  fc.array(letter, { maxLength: 4 }).map((letters) =>
    step(`add ${letters.join('')}`, async (model, real) => ({
      answered: await real.add(letters.map((name) => queued(name))),
      expected: model.add(letters.map(idOf)),
    })),
  ),
  fc.tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom(5, 50)).map(([limit, leaseMs]) =>
    step(`claim ${limit} for ${leaseMs} ms`, async (model, real) => {
      const claimed = await real.claim(limit, leaseMs);
      return { answered: claimed.map(({ id, attempt }) => ({ id, attempt })), expected: limit === 0 ? [] : model.claim(limit, leaseMs) };
    }),
  ),
  ids.map((some) =>
    step(`complete ${some.join(' ')}`, async (model, real) => ({ answered: await real.complete(some), expected: model.complete(some) })),
  ),
  fc.tuple(ids, fc.constantFrom(0, 10)).map(([some, delayMs]) =>
    step(`retry ${some.join(' ')} in ${delayMs} ms`, async (model, real) => ({
      answered: await real.retry(some, delayMs),
      expected: model.retry(some, delayMs),
    })),
  ),
  fc.tuple(ids, fc.constantFrom(0, 10)).map(([some, delayMs]) =>
    step(`release ${some.join(' ')} in ${delayMs} ms`, async (model, real) => ({
      answered: await real.release(some, delayMs),
      expected: model.release(some, delayMs),
    })),
  ),
  fc.tuple(ids, fc.constantFrom(5, 50)).map(([some, leaseMs]) =>
    step(`renew ${some.join(' ')} for ${leaseMs} ms`, async (model, real) => ({
      answered: await real.renew(some, leaseMs),
      expected: model.renew(some, leaseMs),
    })),
  ),
  letter
    .map(idOf)
    .map((id) =>
      step(`quarantine ${id}`, async (model, real) => ({ answered: await real.quarantine(id, 'because'), expected: model.quarantine(id) })),
    ),
  ids.map((some) =>
    step(`replay ${some.join(' ')}`, async (model, real) => ({ answered: await real.replay(some), expected: model.replay(some) })),
  ),
  fc.constantFrom(1, 5, 20, 100).map((ms) =>
    step(`wait ${ms} ms`, async (model, real) => {
      model.now += ms;
      return { answered: await real.counts(), expected: model.counts() };
    }),
  ),
);

function idOf(name: string): string {
  return queued(name).id;
}

function step(text: string, run: Command['run']): Command {
  return { run, toString: () => text };
}
