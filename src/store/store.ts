import type { Case } from '../domain/claim.ts';
import type { Labels } from '../domain/correction.ts';
import type { Item } from '../domain/item.ts';
import type { Expired, OffTopic, Outcome, Settlement } from '../domain/outcome.ts';
import type { Facet, FacetCounts, ItemPage, ItemQuery, Trend, TrendSplit } from '../domain/query.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { SourceHealth } from '../domain/source.ts';
import type { Story, StoryAssignment } from '../domain/story.ts';
import type { StoryEdit } from '../domain/story-edit.ts';

/** What `settle` did: how many were new, and how many keys had been settled before and were left as they were. */
export interface SettleResult {
  readonly saved: number;
  readonly offTopic: number;
  readonly duplicates: number;
}

export interface StoreTotals {
  readonly items: number;
  readonly undated: number;
  readonly offTopic: number;
  readonly reprints: number;
  readonly stories: number;
  /** publishedAt of the oldest and newest dated item; null when there is none. */
  readonly oldestAt: number | null;
  readonly newestAt: number | null;
}

/** `month`: `YYYYMM` in Asia/Ho_Chi_Minh, as an item's id begins. */
export interface MonthCount {
  readonly month: string;
  readonly items: number;
}

/** Corrections as they are kept. */
export interface KeptLabels extends Labels {
  /** The item while it stands corrected to be off topic: out of every search, count, story and scan, and `get` does not find it. null otherwise. */
  readonly setAside: Item | null;
}

/**
 * Where items live. Every write is idempotent by key or id, so work may be done twice after a crash. The first
 * settlement of a key wins. Reads see all writes that have resolved in this process.
 * The meaning of a search text is fixed in `language/search-terms.ts`; relevance scores are no part of the port.
 *
 * Faults: STORE_CLOSED after `close`, OUT_OF_SPACE on a full disk, BAD_CURSOR, BAD_QUERY, STORE_CONFLICT.
 */
export interface Store {
  /** Keeps the batch in whole or not at all. */
  settle(batch: readonly Settlement[]): Promise<SettleResult>;
  /** What became of keys seen before; unknown keys are absent from the map. */
  outcomes(keys: readonly string[]): Promise<ReadonlyMap<string, Outcome>>;

  get(id: string): Promise<Item | null>;
  search(query: ItemQuery, page: { limit: number; cursor: string | null }): Promise<ItemPage>;
  facets(query: ItemQuery, facets: readonly Facet[]): Promise<FacetCounts>;
  trend(query: ItemQuery, split: TrendSplit): Promise<Trend>;
  /** Every matching item in ascending order of publishedAt (undated last), then id; streams, never all in memory. */
  scan(query: ItemQuery): AsyncIterable<Item>;
  totals(): Promise<StoreTotals>;
  /** What was read and not kept, in ascending order of key; streams. For copying into another store. */
  offTopic(): AsyncIterable<OffTopic>;
  /** Keys whose items retention has dropped, in ascending order of key; streams. For copying into another store. */
  expired(): AsyncIterable<Expired>;

  /** How many items there are per month of first sight, oldest month first; months without items are left out. */
  months(): Promise<readonly MonthCount[]>;
  /**
   * Drops all items first seen before the month `before` (`YYYYMM`) and returns how many. Their outcomes stay, so that they are not read
   * again; snapshots, cases and labels stay as they are, but what was set aside goes too. A crash in the middle leaves whole items; call again. BAD_REQUEST for anything but a month.
   */
  dropMonths(before: string): Promise<number>;

  /**
   * Stories whose dated items match, largest first, ties by id. Counts, times and outlets are of the items that match; title and main
   * topic are of the whole story, so that it is called the same whatever was searched for.
   */
  stories(query: ItemQuery, limit: number): Promise<readonly Story[]>;
  story(id: string): Promise<Story | null>;
  assignStories(assignments: readonly StoryAssignment[]): Promise<void>;
  /**
   * Keeps an editor's split or merge; the first put of an id wins. Changes no item: the story keeper applies edits. They outlive the items that
   * they are about.
   */
  putStoryEdit(edit: StoryEdit): Promise<void>;
  /** All of them in the order in which they are applied: by time, then id. */
  storyEdits(): Promise<readonly StoryEdit[]>;
  /** Undoes the edit at the next pass of the story keeper. false when there is none of this id. */
  removeStoryEdit(id: string): Promise<boolean>;

  sourceHealth(): Promise<readonly SourceHealth[]>;
  putSourceHealth(health: SourceHealth): Promise<void>;

  getCase(id: string): Promise<Case | null>;
  /** Saves when the stored revision is `kase.revision - 1` (or nothing is stored and it is 0), else STORE_CONFLICT. */
  putCase(kase: Case): Promise<void>;
  /** Opened last comes first, ties by id. */
  cases(): Promise<readonly Case[]>;

  getSnapshot(profile: string, week: string): Promise<Snapshot | null>;
  /** All closed weeks, sorted by profile, then week. */
  snapshots(): Promise<readonly Snapshot[]>;
  /** A closed week is never overwritten: a second put of the same profile and week is a STORE_CONFLICT. */
  putSnapshot(snapshot: Snapshot): Promise<void>;

  /**
   * Adds corrections to those of the item, by id, and changes the item so that every search and count says what they say; `labels.text` is kept
   * at the first call. Idempotent. Of several editors at once all corrections are kept and the latest counts. An item that is not there, as
   * retention has dropped it, keeps its labels all the same. An item that stands corrected to be off topic is set aside until that is taken back.
   */
  putLabels(labels: Labels): Promise<void>;
  /** null when nothing of the item was ever corrected. */
  labels(itemId: string): Promise<KeptLabels | null>;
  /** Every corrected item in ascending order of its id; streams. */
  allLabels(): AsyncIterable<KeptLabels>;
  /**
   * Removes the corrections of an item, the text that they label and what is set aside of it, for when the item is lawfully removed; an
   * item that is still kept stays as it stands. false when there was nothing.
   */
  forgetLabels(itemId: string): Promise<boolean>;

  close(): Promise<void>;
}
