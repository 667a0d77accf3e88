import { createHash } from 'node:crypto';
import type { Client } from '@elastic/elasticsearch';
import type { Outcome, Settlement } from '../../domain/outcome.ts';
import type { SettleResult } from '../store.ts';
import { bulkWrite, type BulkOperation } from './bulk-write.ts';
import { monthIndex, type IndexNames } from './index-names.ts';
import { toDocument } from './item-document.ts';
import { withBackOff, type BackOff } from './with-back-off.ts';

export interface ElasticsearchGround {
  readonly client: Client;
  readonly names: IndexNames;
  readonly backOff: BackOff;
}

/** Ids of documents may hold 512 bytes, keys may be longer. */
function outcomeId(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 40);
}

/**
 * Items first, what became of their keys last: a crash between the two repeats the batch, whose items have the same ids and are
 * found to exist. The other way round, an item whose key is remembered as saved could be missing for ever.
 */
export async function settleBatch(ground: ElasticsearchGround, batch: readonly Settlement[]): Promise<SettleResult> {
  const first = new Map(batch.toReversed().map((each) => [keyOf(each), each]));
  const known = await readOutcomes(ground, [...first.keys()]);
  const open = [...first.entries()].toReversed().filter(([key]) => !known.has(key));
  const items = open.flatMap(([, each]) => (each.outcome === 'saved' ? [each.item] : []));
  await bulkWrite(
    ground.client,
    items.map((item): BulkOperation => ({ type: 'create', index: monthIndex(ground.names, item.id), id: item.id, body: toDocument(item) })),
    ground.backOff,
  );
  const remembered = await bulkWrite(
    ground.client,
    open.map(([key, each]): BulkOperation => ({
      type: 'create',
      index: ground.names.outcomes,
      id: outcomeId(key),
      body: outcomeBody(each),
    })),
    ground.backOff,
  );
  const result = { saved: 0, offTopic: 0, duplicates: batch.length - open.length };
  for (const [position, [, each]] of open.entries()) {
    if (remembered[position] === 'exists') result.duplicates += 1;
    else result[each.outcome === 'off-topic' ? 'offTopic' : 'saved'] += 1;
  }
  return result;
}

/** Keys that were never settled are absent. Read by id, so that what was written a moment ago is seen. */
export async function readOutcomes(ground: ElasticsearchGround, keys: readonly string[]): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  if (keys.length === 0) return outcomes;
  const ids = keys.map(outcomeId);
  const { docs } = await withBackOff(
    (settings) => ground.client.mget<{ outcome: Outcome }>({ index: ground.names.outcomes, ids, _source: ['outcome'] }, settings),
    ground.backOff,
  );
  for (const [position, doc] of docs.entries()) {
    const key = keys[position];
    if (key !== undefined && 'found' in doc && doc.found && doc._source) outcomes.set(key, doc._source.outcome);
  }
  return outcomes;
}

function keyOf(settlement: Settlement): string {
  return settlement.outcome === 'saved' ? settlement.item.key : settlement.key;
}

function outcomeBody(settlement: Settlement): Record<string, unknown> {
  if (settlement.outcome === 'off-topic') {
    const { key, sourceId, seenAt, reason, outcome } = settlement;
    return { key, outcome, itemId: null, sourceId, seenAt, reason };
  }
  const { key, sourceId, seenAt } = settlement.outcome === 'saved' ? settlement.item : settlement;
  const itemId = settlement.outcome === 'saved' ? settlement.item.id : settlement.itemId;
  return { key, outcome: 'saved', itemId, sourceId, seenAt, reason: null };
}
