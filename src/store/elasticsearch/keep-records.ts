import { createHash } from 'node:crypto';
import { errors } from '@elastic/elasticsearch';
import type { Case } from '../../domain/claim.ts';
import { DuLuanError } from '../../domain/errors.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { SourceHealth } from '../../domain/source.ts';
import { inEditOrder, storyEditSchema, type StoryEdit } from '../../domain/story-edit.ts';
import type { ElasticsearchGround } from './settle-batch.ts';
import { withBackOff } from './with-back-off.ts';

/** Cases and sources of one province are some hundreds; Elasticsearch gives at most this many at once. */
const MOST_RECORDS = 10_000;

interface Found<T> {
  readonly doc: T;
  readonly seqNo: number;
  readonly term: number;
}

/** Ids may be longer than Elasticsearch takes, or hold anything. */
function documentId(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 40);
}

/** Sorted by source id. */
export function readSourceHealth(ground: ElasticsearchGround): Promise<SourceHealth[]> {
  return readAll<SourceHealth>(ground, ground.names.health, [{ order: 'asc' }]);
}

export async function putSourceHealth(ground: ElasticsearchGround, health: SourceHealth): Promise<void> {
  const document = { order: health.sourceId, doc: health };
  await withBackOff(() => ground.client.index({ index: ground.names.health, id: documentId(health.sourceId), document }), ground.backOff);
}

export async function readCase(ground: ElasticsearchGround, id: string): Promise<Case | null> {
  return (await read<Case>(ground, ground.names.cases, id))?.doc ?? null;
}

/** Opened last comes first, ties by id. */
export function readCases(ground: ElasticsearchGround): Promise<Case[]> {
  return readAll<Case>(ground, ground.names.cases, [{ openedAt: 'desc' }, { order: 'asc' }]);
}

/** @throws DuLuanError STORE_CONFLICT unless the stored revision is the one before */
export async function putCase(ground: ElasticsearchGround, kase: Case): Promise<void> {
  const what = `case ${kase.id}`;
  const stored = await read<Case>(ground, ground.names.cases, kase.id);
  if ((stored?.doc.revision ?? -1) !== kase.revision - 1) throw new DuLuanError('STORE_CONFLICT', { what });
  const guard = stored ? { if_seq_no: stored.seqNo, if_primary_term: stored.term } : { op_type: 'create' as const };
  const document = { order: kase.id, openedAt: kase.openedAt, doc: kase };
  await conflictAs(what, () =>
    withBackOff(() => ground.client.index({ index: ground.names.cases, id: documentId(kase.id), document, ...guard }), ground.backOff),
  );
}

export async function readSnapshot(ground: ElasticsearchGround, profile: string, week: string): Promise<Snapshot | null> {
  return (await read<Snapshot>(ground, ground.names.snapshots, `${profile}/${week}`))?.doc ?? null;
}

/** Sorted by profile, then week. */
export function readSnapshots(ground: ElasticsearchGround): Promise<Snapshot[]> {
  return readAll<Snapshot>(ground, ground.names.snapshots, [{ order: 'asc' }]);
}

/** @throws DuLuanError STORE_CONFLICT when the week is closed already */
export async function putSnapshot(ground: ElasticsearchGround, snapshot: Snapshot): Promise<void> {
  const id = `${snapshot.profile}/${snapshot.week}`;
  const request = { index: ground.names.snapshots, id: documentId(id), document: { order: id, doc: snapshot }, op_type: 'create' as const };
  await conflictAs(`the closed week ${snapshot.week} of ${snapshot.profile}`, () =>
    withBackOff(() => ground.client.index(request), ground.backOff),
  );
}

/** By time, then id. */
export async function readStoryEdits(ground: ElasticsearchGround): Promise<StoryEdit[]> {
  return inEditOrder(await readAll<StoryEdit>(ground, ground.names.storyEdits, [{ order: 'asc' }]));
}

/** The first put of an id wins. */
export async function putStoryEdit({ client, names, backOff }: ElasticsearchGround, edit: StoryEdit): Promise<void> {
  const document = { order: edit.id, doc: storyEditSchema.parse(edit) };
  const request = { index: names.storyEdits, id: documentId(edit.id), document, op_type: 'create' as const };
  await withBackOff(() => client.index(request, { ignore: [409] }), backOff);
}

/** Whether there was one to remove. */
export async function removeStoryEdit({ client, names, backOff }: ElasticsearchGround, id: string): Promise<boolean> {
  const answer = await withBackOff(() => client.delete({ index: names.storyEdits, id: documentId(id) }, { ignore: [404] }), backOff);
  return answer.result === 'deleted';
}

async function read<T>(ground: ElasticsearchGround, index: string, id: string): Promise<Found<T> | null> {
  const found = await withBackOff(() => ground.client.get<{ doc: T }>({ index, id: documentId(id) }, { ignore: [404] }), ground.backOff);
  if (!found.found || !found._source) return null;
  return { doc: found._source.doc, seqNo: found._seq_no ?? 0, term: found._primary_term ?? 0 };
}

async function readAll<T>(ground: ElasticsearchGround, index: string, sort: Record<string, 'asc' | 'desc'>[]): Promise<T[]> {
  const answer = await withBackOff(() => ground.client.search<{ doc: T }>({ index, size: MOST_RECORDS, sort }), ground.backOff);
  return answer.hits.hits.flatMap((hit) => (hit._source ? [hit._source.doc] : []));
}

async function conflictAs(what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof errors.ResponseError && error.statusCode === 409)
      throw new DuLuanError('STORE_CONFLICT', { what }, { cause: error });
    throw error;
  }
}
