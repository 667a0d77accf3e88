import type { Item } from './item.ts';

/** Why an address or comment that was read is not kept as an item. */
export const DROP_REASONS = ['off-topic', 'too-short', 'not-vietnamese'] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** What became of one key, remembered so that a second visit neither reads nor counts it anew. */
export type Outcome = 'saved' | 'off-topic';

/** The end of one item's way. Everything that enters the queue leaves as a settlement or goes to quarantine. */
export type Settlement =
  | { readonly outcome: 'saved'; readonly item: Item }
  | {
      readonly outcome: 'off-topic';
      readonly key: string;
      readonly sourceId: string;
      readonly seenAt: number;
      readonly reason: DropReason;
    }
  | Expired;

/**
 * A key whose item was kept once and dropped by retention since. Its outcome stays `saved`, so that the address is not read again. Only a
 * copy of a store settles one, and it counts as saved.
 */
export interface Expired {
  readonly outcome: 'expired';
  readonly key: string;
  readonly sourceId: string;
  readonly seenAt: number;
  /** Id that the item had. */
  readonly itemId: string;
}

/** What was read and not kept. */
export type OffTopic = Extract<Settlement, { readonly outcome: 'off-topic' }>;

/** Sums of one run. `found = saved + duplicates + offTopic + failed`, or something was lost. */
export interface RunSums {
  found: number;
  saved: number;
  duplicates: number;
  offTopic: number;
  failed: number;
}
