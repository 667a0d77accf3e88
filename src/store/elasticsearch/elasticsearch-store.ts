import { isUtf8 } from 'node:buffer';
import { Client } from '@elastic/elasticsearch';
import type { Case } from '../../domain/claim.ts';
import type { Labels } from '../../domain/correction.ts';
import { DuLuanError } from '../../domain/errors.ts';
import type { Item } from '../../domain/item.ts';
import type { Log } from '../../domain/log.ts';
import type { Expired, OffTopic, Outcome, Settlement } from '../../domain/outcome.ts';
import type { Facet, FacetCounts, ItemPage, ItemQuery, Trend, TrendSplit } from '../../domain/query.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { SourceHealth } from '../../domain/source.ts';
import type { Story, StoryAssignment } from '../../domain/story.ts';
import type { StoryEdit } from '../../domain/story-edit.ts';
import type { KeptLabels, MonthCount, SettleResult, Store, StoreTotals } from '../store.ts';
import { bulkWrite, type BulkOperation } from './bulk-write.ts';
import { countDays, countFacets } from './count-facets.ts';
import { countMonths, dropMonths } from './drop-months.ts';
import { indexNames, monthIndex } from './index-names.ts';
import { storyFields } from './item-document.ts';
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
import { dropSetAside, forgetLabels, labelPages, putLabels, readLabels } from './keep-labels.ts';
import { prepareIndices } from './prepare-indices.ts';
import { readItem, scanPages, searchItems } from './read-items.ts';
import { readStories } from './read-stories.ts';
import { expiredPages, offTopicPages } from './read-outcomes.ts';
import { readTotals } from './read-totals.ts';
import { readOutcomes, settleBatch, type ElasticsearchGround } from './settle-batch.ts';
import { withBackOff } from './with-back-off.ts';

/** A request that takes longer has met a node that hangs. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Closing must not wait for a node that is gone: its own refresh comes within a second anyway. */
const LAST_REFRESH_MS = 2_000;

export interface ElasticsearchOptions {
  /** `http://` or `https://` address; a user and password in it are used to sign in. */
  readonly url: string;
  /** Beginning of all index names. */
  readonly prefix: string;
  /** PEM of the authority that signed the server's certificate; null for public ones. */
  readonly caPem: string | null;
  /** How long an outage is waited for before a call fails. */
  readonly patienceMs: number;
  readonly log: Log;
}

/** @throws DuLuanError STORE_UNREACHABLE, STORE_FORBIDDEN */
export async function openElasticsearchStore(options: ElasticsearchOptions): Promise<Store> {
  const address = new URL(options.url);
  const auth = credentialsOf(address);
  address.username = '';
  address.password = '';
  const client = new Client({
    node: address.href,
    ...(auth ? { auth } : {}),
    ...(options.caPem === null ? {} : { tls: { ca: options.caPem } }),
    // Its retries do not wait; ours do (with-back-off.ts).
    maxRetries: 0,
    requestTimeout: REQUEST_TIMEOUT_MS,
  });
  const closing = new AbortController();
  const backOff = { patienceMs: options.patienceMs, log: options.log, closing: closing.signal };
  const ground = { client, names: indexNames(options.prefix), backOff };
  try {
    await prepareIndices(ground);
  } catch (error) {
    await client.close();
    throw error;
  }
  return new ElasticsearchStore(ground, closing);
}

/** Kept out of the address that the client is given, which it repeats in its faults. */
function credentialsOf({ username, password }: URL): { username: string; password: string } | null {
  return username === '' ? null : { username: unescaped(username), password: unescaped(password) };
}

/** Escape by escape: a password that was written as it is may hold a percent sign that begins none. */
function unescaped(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    const bytes = Buffer.from(escapes.replaceAll('%', ''), 'hex');
    return isUtf8(bytes) ? bytes.toString() : escapes;
  });
}

/**
 * The store on Elasticsearch. Writes are read back by id at once and by search after a refresh, which this process asks for before its
 * next search when it has written; others see them within the refresh interval of one second.
 */
class ElasticsearchStore implements Store {
  readonly #ground: ElasticsearchGround;
  readonly #closing: AbortController;
  #isStale = false;
  #isClosed = false;

  constructor(ground: ElasticsearchGround, closing: AbortController) {
    this.#ground = ground;
    this.#closing = closing;
  }

  async settle(batch: readonly Settlement[]): Promise<SettleResult> {
    return this.#write(() => settleBatch(this.#ground, batch));
  }

  async outcomes(keys: readonly string[]): Promise<ReadonlyMap<string, Outcome>> {
    return readOutcomes(this.#open(), keys);
  }

  async get(id: string): Promise<Item | null> {
    return readItem(this.#open(), id);
  }

  async search(query: ItemQuery, page: { limit: number; cursor: string | null }): Promise<ItemPage> {
    return searchItems(await this.#fresh(), query, page);
  }

  async facets(query: ItemQuery, facets: readonly Facet[]): Promise<FacetCounts> {
    return countFacets(await this.#fresh(), query, facets);
  }

  async trend(query: ItemQuery, split: TrendSplit): Promise<Trend> {
    return countDays(await this.#fresh(), query, split);
  }

  scan(query: ItemQuery): AsyncGenerator<Item> {
    return this.#stream((ground) => scanPages(ground, query));
  }

  offTopic(): AsyncGenerator<OffTopic> {
    return this.#stream(offTopicPages);
  }

  expired(): AsyncGenerator<Expired> {
    return this.#stream(expiredPages);
  }

  async months(): Promise<readonly MonthCount[]> {
    return countMonths(await this.#fresh());
  }

  async dropMonths(before: string): Promise<number> {
    const ground = await this.#fresh();
    return this.#write(async () => (await dropMonths(ground, before)) + (await dropSetAside(ground, before)));
  }

  async totals(): Promise<StoreTotals> {
    return readTotals(await this.#fresh());
  }

  async stories(query: ItemQuery, limit: number): Promise<readonly Story[]> {
    return readStories(await this.#fresh(), query, limit);
  }

  async story(id: string): Promise<Story | null> {
    return (await readStories(await this.#fresh(), { storyId: id }, 1))[0] ?? null;
  }

  async assignStories(assignments: readonly StoryAssignment[]): Promise<void> {
    const { names, client, backOff } = this.#open();
    const operations = assignments.map((each): BulkOperation => ({
      type: 'update',
      index: monthIndex(names, each.itemId),
      id: each.itemId,
      body: storyFields(each),
    }));
    await this.#write(() => bulkWrite(client, operations, backOff));
  }

  async putStoryEdit(edit: StoryEdit): Promise<void> {
    return this.#write(() => putStoryEdit(this.#ground, edit));
  }

  async storyEdits(): Promise<readonly StoryEdit[]> {
    return readStoryEdits(await this.#fresh());
  }

  async removeStoryEdit(id: string): Promise<boolean> {
    return this.#write(() => removeStoryEdit(this.#ground, id));
  }

  async sourceHealth(): Promise<readonly SourceHealth[]> {
    return readSourceHealth(await this.#fresh());
  }

  async putSourceHealth(health: SourceHealth): Promise<void> {
    return this.#write(() => putSourceHealth(this.#ground, health));
  }

  async getCase(id: string): Promise<Case | null> {
    return readCase(this.#open(), id);
  }

  async putCase(kase: Case): Promise<void> {
    return this.#write(() => putCase(this.#ground, kase));
  }

  async cases(): Promise<readonly Case[]> {
    return readCases(await this.#fresh());
  }

  async getSnapshot(profile: string, week: string): Promise<Snapshot | null> {
    return readSnapshot(this.#open(), profile, week);
  }

  async snapshots(): Promise<readonly Snapshot[]> {
    return readSnapshots(await this.#fresh());
  }

  async putSnapshot(snapshot: Snapshot): Promise<void> {
    return this.#write(() => putSnapshot(this.#ground, snapshot));
  }

  async putLabels(labels: Labels): Promise<void> {
    return this.#write(() => putLabels(this.#ground, labels));
  }

  async labels(itemId: string): Promise<KeptLabels | null> {
    return readLabels(this.#open(), itemId);
  }

  allLabels(): AsyncGenerator<KeptLabels> {
    return this.#stream(labelPages);
  }

  async forgetLabels(itemId: string): Promise<boolean> {
    return this.#write(() => forgetLabels(this.#ground, itemId));
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    // What was written is there for whoever opens the store next, without the wait for Elasticsearch's own refresh.
    const { client, names } = this.#ground;
    if (this.#isStale) await client.indices.refresh({ index: `${names.prefix}-*` }, { requestTimeout: LAST_REFRESH_MS }).catch(() => {});
    this.#closing.abort();
    await this.#ground.client.close();
  }

  async #write<T>(work: () => Promise<T>): Promise<T> {
    this.#open();
    try {
      return await work();
    } finally {
      this.#isStale = true;
    }
  }

  async *#stream<T>(pages: (ground: ElasticsearchGround) => AsyncGenerator<readonly T[]>): AsyncGenerator<T> {
    for await (const page of pages(await this.#fresh())) {
      yield* page;
      this.#open();
    }
  }

  async #fresh(): Promise<ElasticsearchGround> {
    const { client, names, backOff } = this.#open();
    if (this.#isStale) {
      this.#isStale = false;
      await withBackOff(() => client.indices.refresh({ index: `${names.prefix}-*` }), backOff);
    }
    return this.#ground;
  }

  #open(): ElasticsearchGround {
    if (this.#isClosed) throw new DuLuanError('STORE_CLOSED');
    return this.#ground;
  }
}
