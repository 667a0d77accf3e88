import { setImmediate } from 'node:timers/promises';
import type { Case } from '../../domain/claim.ts';
import type { Labels } from '../../domain/correction.ts';
import { DuLuanError } from '../../domain/errors.ts';
import type { Item } from '../../domain/item.ts';
import type { Expired, OffTopic, Outcome, Settlement } from '../../domain/outcome.ts';
import type { Facet, FacetCounts, ItemPage, ItemQuery, Trend, TrendSplit } from '../../domain/query.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { SourceHealth } from '../../domain/source.ts';
import type { Story, StoryAssignment } from '../../domain/story.ts';
import type { StoryEdit } from '../../domain/story-edit.ts';
import type { SqliteFile } from '../../sqlite/sqlite-file.ts';
import { checkMonth } from '../check-month.ts';
import type { KeptLabels, MonthCount, SettleResult, Store, StoreTotals } from '../store.ts';
import { countDays, countFacets, FACET_TABLES } from './count-facets.ts';
import { countMonths, dropSetAside, dropSlice } from './drop-months.ts';
import { forgetLabels, labelPages, putLabels, readLabels } from './keep-labels.ts';
import {
  putCase,
  putSnapshot,
  putSourceHealth,
  putStoryEdit,
  readCase,
  readCases,
  readSnapshot,
  readSnapshots,
  readSourceHealth,
  readStoryEdits,
  removeStoryEdit,
} from './keep-records.ts';
import { readItem, scanPages, searchItems } from './read-items.ts';
import { assignStories, readStories } from './read-stories.ts';
import { expiredPages, offTopicPages, readOutcomes } from './read-outcomes.ts';
import { readTotals } from './read-totals.ts';
import { settleBatch } from './settle-batch.ts';

/**
 * The store as tables of the embedded file, with FTS5 for search. SQLite works on the event loop, so every statement is short
 * and long answers are given in several.
 */
export class SqliteStore implements Store {
  readonly #file: SqliteFile;
  #closing: Promise<void> | null = null;

  constructor(file: SqliteFile) {
    this.#file = file;
    file.exec(FACET_TABLES);
  }

  async settle(batch: readonly Settlement[]): Promise<SettleResult> {
    return this.#write(() => this.settleNow(batch));
  }

  /** `settle` for a caller that is inside a transaction of the same file. */
  settleNow(batch: readonly Settlement[]): SettleResult {
    return settleBatch(this.#file, batch);
  }

  async outcomes(keys: readonly string[]): Promise<ReadonlyMap<string, Outcome>> {
    return this.#read((file) => readOutcomes(file, keys));
  }

  async get(id: string): Promise<Item | null> {
    return this.#read((file) => readItem(file, id));
  }

  async search(query: ItemQuery, page: { limit: number; cursor: string | null }): Promise<ItemPage> {
    return this.#read((file) => searchItems(file, query, page));
  }

  async facets(query: ItemQuery, facets: readonly Facet[]): Promise<FacetCounts> {
    return this.#read((file) => countFacets(file, query, facets));
  }

  async trend(query: ItemQuery, split: TrendSplit): Promise<Trend> {
    return this.#read((file) => countDays(file, query, split));
  }

  scan(query: ItemQuery): AsyncGenerator<Item> {
    return this.#stream(scanPages(this.#file, query));
  }

  offTopic(): AsyncGenerator<OffTopic> {
    return this.#stream(offTopicPages(this.#file));
  }

  expired(): AsyncGenerator<Expired> {
    return this.#stream(expiredPages(this.#file));
  }

  async months(): Promise<readonly MonthCount[]> {
    return this.#read(countMonths);
  }

  async dropMonths(before: string): Promise<number> {
    checkMonth(before);
    let dropped = await this.#write(() => dropSetAside(this.#file, before));
    for (;;) {
      const slice = await this.#write(() => dropSlice(this.#file, before));
      if (slice === 0) return dropped;
      dropped += slice;
    }
  }

  async totals(): Promise<StoreTotals> {
    return this.#read(readTotals);
  }

  async stories(query: ItemQuery, limit: number): Promise<readonly Story[]> {
    return this.#read((file) => readStories(file, query, limit));
  }

  async story(id: string): Promise<Story | null> {
    return this.#read((file) => readStories(file, { storyId: id }, 1)[0] ?? null);
  }

  async assignStories(assignments: readonly StoryAssignment[]): Promise<void> {
    return this.#write(() => assignStories(this.#file, assignments));
  }

  async putStoryEdit(edit: StoryEdit): Promise<void> {
    return this.#write(() => putStoryEdit(this.#file, edit));
  }

  async storyEdits(): Promise<readonly StoryEdit[]> {
    return this.#read(readStoryEdits);
  }

  async removeStoryEdit(id: string): Promise<boolean> {
    return this.#write(() => removeStoryEdit(this.#file, id));
  }

  async sourceHealth(): Promise<readonly SourceHealth[]> {
    return this.#read(readSourceHealth);
  }

  async putSourceHealth(health: SourceHealth): Promise<void> {
    return this.#write(() => putSourceHealth(this.#file, health));
  }

  async getCase(id: string): Promise<Case | null> {
    return this.#read((file) => readCase(file, id));
  }

  async putCase(kase: Case): Promise<void> {
    return this.#write(() => putCase(this.#file, kase));
  }

  async cases(): Promise<readonly Case[]> {
    return this.#read(readCases);
  }

  async getSnapshot(profile: string, week: string): Promise<Snapshot | null> {
    return this.#read((file) => readSnapshot(file, profile, week));
  }

  async snapshots(): Promise<readonly Snapshot[]> {
    return this.#read(readSnapshots);
  }

  async putSnapshot(snapshot: Snapshot): Promise<void> {
    return this.#write(() => putSnapshot(this.#file, snapshot));
  }

  async putLabels(labels: Labels): Promise<void> {
    return this.#write(() => putLabels(this.#file, labels));
  }

  async labels(itemId: string): Promise<KeptLabels | null> {
    return this.#read((file) => readLabels(file, itemId));
  }

  allLabels(): AsyncGenerator<KeptLabels> {
    return this.#stream(labelPages(this.#file));
  }

  async forgetLabels(itemId: string): Promise<boolean> {
    return this.#write(() => forgetLabels(this.#file, itemId));
  }

  /** Resolves when the writes before it are durable. The file itself belongs to whoever opened it. */
  close(): Promise<void> {
    this.#closing ??= this.#file.write(() => undefined);
    return this.#closing;
  }

  /** Pages one by one; others have their turn between two of them. */
  async *#stream<T>(pages: Generator<readonly T[]>): AsyncGenerator<T> {
    for (let page = this.#read(() => pages.next()); !page.done; page = this.#read(() => pages.next())) {
      yield* page.value;
      await setImmediate();
    }
  }

  #read<T>(work: (file: SqliteFile) => T): T {
    this.#refuseWhenClosed();
    return this.#file.read(() => work(this.#file));
  }

  async #write<T>(work: () => T): Promise<T> {
    this.#refuseWhenClosed();
    return this.#file.write(work);
  }

  #refuseWhenClosed(): void {
    if (this.#closing) throw new DuLuanError('STORE_CLOSED');
  }
}
