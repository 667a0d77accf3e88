import { setTimeout as pause } from 'node:timers/promises';
import { errors } from '@elastic/elasticsearch';
import { applyCorrections } from '../../domain/apply-corrections.ts';
import { labelsSchema, mergeLabels, type Labels } from '../../domain/correction.ts';
import { DuLuanError } from '../../domain/errors.ts';
import type { Item } from '../../domain/item.ts';
import type { KeptLabels } from '../store.ts';
import { monthIndex } from './index-names.ts';
import { fromSource, ITEM_SOURCE, toDocument } from './item-document.ts';
import type { ElasticsearchGround } from './settle-batch.ts';
import { withBackOff } from './with-back-off.ts';

/** Editors who correct one item at the same instant are a handful; each round lets at least one of them through. */
const MOST_ROUNDS = 50;
const PAUSE_MS = 10;
const PAGE = 500;

/** What a write must still find, or it is refused with 409. */
type Guard = { readonly if_seq_no: number; readonly if_primary_term: number } | { readonly op_type: 'create' };

interface Guarded<T> {
  readonly value: T;
  readonly guard: Guard;
}

/**
 * Labels and item are two documents. Labels are written first and are the truth; the item follows them. Every write is guarded by what was
 * read, and a round that was overtaken is done again, so that whoever comes last applies the corrections of all.
 */
export async function putLabels(ground: ElasticsearchGround, given: Labels): Promise<void> {
  const labels = labelsSchema.parse(given);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (round > 0) await pause(PAUSE_MS * Math.random() * round);
    if (await unlessOvertaken(() => putOnce(ground, labels))) return;
  }
  throw new DuLuanError('STORE_CONFLICT', { what: `the corrections of ${given.itemId}` });
}

async function putOnce(ground: ElasticsearchGround, given: Labels): Promise<boolean> {
  const { itemId } = given;
  const stored = await readGuarded(ground, itemId);
  const found = await readItemGuarded(ground, itemId);
  const item = found?.value ?? stored?.value.setAside ?? null;
  const { text, corrections } = mergeLabels(stored?.value ?? null, given);
  const next = item && { ...item, analysis: applyCorrections(item.analysis, corrections) };
  const isVisible = next?.analysis.relevant === true;
  // What is to be set aside is here before it leaves its month, and leaves here after it is back there.
  const kept = { itemId, text, corrections, setAside: isVisible ? (stored?.value.setAside ?? null) : next };
  const written = await writeLabels(ground, kept, stored?.guard ?? { op_type: 'create' });
  if (next && isVisible) await writeItem(ground, next, found?.guard ?? { op_type: 'create' });
  else if (found) await deleteItem(ground, itemId, found.guard);
  const last = isVisible && kept.setAside ? await writeLabels(ground, { ...kept, setAside: null }, written) : written;
  // Whoever wrote labels after ours may have found the item before we changed it.
  const now = await readGuarded(ground, itemId);
  return now !== null && 'if_seq_no' in now.guard && 'if_seq_no' in last && now.guard.if_seq_no === last.if_seq_no;
}

export async function readLabels(ground: ElasticsearchGround, itemId: string): Promise<KeptLabels | null> {
  return (await readGuarded(ground, itemId))?.value ?? null;
}

/** Pages of all, in ascending order of the item's id. */
export async function* labelPages({ client, names, backOff }: ElasticsearchGround): AsyncGenerator<KeptLabels[]> {
  let page: KeptLabels[];
  let after: string | undefined;
  do {
    const request = {
      index: names.labels,
      sort: [{ itemId: 'asc' as const }],
      size: PAGE,
      track_total_hits: false,
      ...(after === undefined ? {} : { search_after: [after] }),
    };
    const { hits } = await withBackOff(() => client.search<{ doc: KeptLabels }>(request), backOff);
    page = hits.hits.flatMap(({ _source }) => (_source ? [_source.doc] : []));
    yield page;
    after = page.at(-1)?.itemId;
  } while (page.length === PAGE);
}

/** Whether there was anything to forget. */
export async function forgetLabels({ client, names, backOff }: ElasticsearchGround, itemId: string): Promise<boolean> {
  const answer = await withBackOff(() => client.delete({ index: names.labels, id: itemId }, { ignore: [404] }), backOff);
  return answer.result === 'deleted';
}

/** Drops what was set aside of items first seen before the month and returns how many; the labels stay. */
export async function dropSetAside(ground: ElasticsearchGround, before: string): Promise<number> {
  let dropped = 0;
  for await (const page of labelPages(ground)) {
    for (const { itemId, setAside } of page) {
      if (setAside === null || itemId >= before) continue;
      const stored = await readGuarded(ground, itemId);
      if (stored) await unlessOvertaken(() => writeLabels(ground, { ...stored.value, setAside: null }, stored.guard));
      dropped += 1;
    }
  }
  return dropped;
}

async function readGuarded({ client, names, backOff }: ElasticsearchGround, id: string): Promise<Guarded<KeptLabels> | null> {
  const found = await withBackOff(() => client.get<{ doc: KeptLabels }>({ index: names.labels, id }, { ignore: [404] }), backOff);
  return found.found && found._source ? { value: found._source.doc, guard: guardOf(found) } : null;
}

async function readItemGuarded({ client, names, backOff }: ElasticsearchGround, id: string): Promise<Guarded<Item> | null> {
  const request = { index: monthIndex(names, id), id, _source: ITEM_SOURCE };
  const found = await withBackOff(() => client.get(request, { ignore: [404] }), backOff);
  return found.found ? { value: fromSource(found._source), guard: guardOf(found) } : null;
}

async function writeLabels({ client, names, backOff }: ElasticsearchGround, kept: KeptLabels, guard: Guard): Promise<Guard> {
  const document = { itemId: kept.itemId, isSetAside: kept.setAside !== null, doc: kept };
  return guardOf(await withBackOff(() => client.index({ index: names.labels, id: kept.itemId, document, ...guard }), backOff));
}

async function writeItem({ client, names, backOff }: ElasticsearchGround, item: Item, guard: Guard): Promise<void> {
  const request = { index: monthIndex(names, item.id), id: item.id, document: toDocument(item), ...guard };
  await withBackOff(() => client.index(request), backOff);
}

async function deleteItem({ client, names, backOff }: ElasticsearchGround, id: string, guard: Guard): Promise<void> {
  if (!('if_seq_no' in guard)) return;
  await withBackOff(() => client.delete({ index: monthIndex(names, id), id, ...guard }), backOff);
}

function guardOf(answer: { readonly _seq_no?: number; readonly _primary_term?: number }): Guard {
  return { if_seq_no: answer._seq_no ?? 0, if_primary_term: answer._primary_term ?? 0 };
}

/** false when another write came first, whatever `work` says. */
async function unlessOvertaken(work: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await work()) !== false;
  } catch (error) {
    if (error instanceof errors.ResponseError && error.statusCode === 409) return false;
    throw error;
  }
}
