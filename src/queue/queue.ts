import type { RawItem } from '../domain/raw-item.ts';

/** What is waiting to be worked on. `id` equals the item's key: adding a key that is still in the queue changes nothing. */
export interface QueuedItem {
  readonly id: string;
  readonly item: RawItem;
}

/** An item taken by this worker. It comes back to others when it is neither completed nor failed before `leaseMs`. */
export interface ClaimedItem extends QueuedItem {
  /** How often work on it has been started, this time included and released ones not; counted before work starts, so a crash counts. */
  readonly attempt: number;
}

export interface QuarantinedItem extends QueuedItem {
  readonly reason: string;
  /** UTC milliseconds. */
  readonly quarantinedAt: number;
}

export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly quarantined: number;
}

/**
 * The way from crawlers to workers. At-least-once: what `add` has acknowledged survives kill -9 and power loss and is
 * handed out until it is completed. Order is first-in first-out within one queue, as a courtesy and not a promise: a
 * retried item comes later. It has no priorities, no per-host pacing (the crawler paces) and no result store, on purpose.
 *
 * A claim that ends without a word (the process died, or was silent for longer than its lease) is a loss of all its items, because
 * nobody can tell which of them was to blame. An item that was lost LOSSES_TO_BE_ALONE times is handed out alone from then on, so a
 * poisonous text takes no neighbour further along, and after MAX_ATTEMPTS losses the queue itself puts it aside.
 *
 * Faults: every method rejects with QUEUE_CLOSED after `close`, OUT_OF_SPACE when the disk is full; nothing is taken
 * over in part.
 */
export interface Queue {
  /** Resolves when all are durable. Returns how many were new; an id that is still queued, active or quarantined is not. */
  add(items: readonly QueuedItem[]): Promise<number>;
  /** Takes up to `limit` due items for `leaseMs`. Empty array when nothing is due; never waits. */
  claim(limit: number, leaseMs: number): Promise<readonly ClaimedItem[]>;
  /** Forgets finished items. An id that is unknown or no longer ours is ignored. */
  complete(ids: readonly string[]): Promise<void>;
  /** Prolongs the claim to `leaseMs` from now. An id that is no longer ours is ignored. */
  renew(ids: readonly string[], leaseMs: number): Promise<void>;
  /** Gives items back to be tried again in `delayMs`. */
  retry(ids: readonly string[], delayMs: number): Promise<void>;
  /** Like `retry`, for what was not the items' fault, such as a store out of reach: the attempt does not count. */
  release(ids: readonly string[], delayMs: number): Promise<void>;
  /** Puts one item aside with the reason; it stays until replayed. */
  quarantine(id: string, reason: string): Promise<void>;
  /** Put aside last comes first. */
  quarantined(limit: number): Promise<readonly QuarantinedItem[]>;
  /** Puts quarantined items back with fresh counters. Returns how many. */
  replay(ids: readonly string[]): Promise<number>;
  counts(): Promise<QueueCounts>;
  /** Releases what this process had claimed, and its files. Safe to call twice. */
  close(): Promise<void>;
}

/** After this many started attempts an item goes to quarantine: one crash may be chance, five are not. */
export const MAX_ATTEMPTS = 5;

/** After this many losses an item is handed out alone: innocent neighbours of a batch have then been lost as often, and no oftener. */
export const LOSSES_TO_BE_ALONE = 2;
