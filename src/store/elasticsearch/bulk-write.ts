import { errors, type Client, type estypes } from '@elastic/elasticsearch';
import { setTimeout as pause } from 'node:timers/promises';
import { DuLuanError } from '../../domain/errors.ts';
import { isFloodStage, isForbidden, PASSING_STATUS, storeForbidden, withBackOff, type BackOff, type Try } from './with-back-off.ts';

/** One operation of a bulk request. `create` refuses to overwrite, `update` changes some fields of what is there. */
export interface BulkOperation {
  readonly type: 'create' | 'index' | 'update';
  readonly index: string;
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** `exists`: a `create` found a document; `missing`: an `update` found none. Both are answers, not faults. */
export type BulkOutcome = 'done' | 'exists' | 'missing';

/** Elasticsearch refuses requests of 100 MB; a tenth of that is already past the point where larger ones are faster. */
const MOST_BYTES = 8 * 1_024 * 1_024;
/** What is read of an answer; the rest of it is longer than a short item. */
const ANSWER = ['items.*.status', 'items.*.error'];
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

interface Line {
  readonly operation: BulkOperation;
  readonly text: string;
  readonly at: number;
}

/**
 * Runs all operations and gives the outcome of each, in order. An operation counts as done only after its own success; those that
 * Elasticsearch had no room for (429) are repeated alone, with growing pauses.
 * @throws DuLuanError STORE_UNREACHABLE, OUT_OF_SPACE, STORE_REFUSED for a document that Elasticsearch will never take
 */
export async function bulkWrite(client: Client, operations: readonly BulkOperation[], options: BackOff): Promise<BulkOutcome[]> {
  const outcomes: BulkOutcome[] = [];
  const lines = operations.map((operation, at): Line => ({ operation, text: linesOf(operation), at }));
  for (const lump of lumps(lines)) await writeLump(client, lump, { outcomes, options });
  return outcomes;
}

async function writeLump(client: Client, lump: readonly Line[], into: { outcomes: BulkOutcome[]; options: BackOff }): Promise<void> {
  const startedAt = performance.now();
  let open = lump;
  for (let pauseMs = FIRST_PAUSE_MS; open.length > 0; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    const operations = open.map((line) => line.text);
    const { items } = await withBackOff((settings) => bulk(client, operations, settings), into.options);
    const again: Line[] = [];
    for (const [position, line] of open.entries()) {
      const outcome = outcomeOf(line.operation, items[position]);
      if (outcome === 'again') again.push(line);
      else into.outcomes[line.at] = outcome;
    }
    open = again;
    if (open.length === 0) return;
    if (performance.now() - startedAt > into.options.patienceMs)
      throw new DuLuanError('STORE_UNREACHABLE', { detail: 'it has no room for more writes' });
    await pause(pauseMs);
  }
}

/** A request that is refused as a whole, for want of a permission say, is no document's fault. */
async function bulk(client: Client, operations: string[], settings: Try): Promise<estypes.BulkResponse> {
  try {
    return await client.bulk({ operations, filter_path: ANSWER }, settings);
  } catch (error) {
    const isRefused = error instanceof errors.ResponseError && !PASSING_STATUS.has(error.statusCode ?? 0);
    if (isRefused && !isFloodStage(error) && !isForbidden(error))
      throw new DuLuanError('STORE_UNREACHABLE', { detail: error.message }, { cause: error });
    throw error;
  }
}

function outcomeOf(operation: BulkOperation, item: Partial<Record<string, estypes.BulkResponseItem>> | undefined): BulkOutcome | 'again' {
  const answer = item?.[operation.type];
  const status = answer?.status ?? 503;
  if (status < 300) return 'done';
  if (operation.type === 'create' && status === 409) return 'exists';
  if (operation.type === 'update' && status === 404) return 'missing';
  if (PASSING_STATUS.has(status) || (operation.type === 'update' && status === 409)) return 'again';
  const reason = answer?.error?.reason ?? `status ${status}`;
  if (isFloodStage(reason)) throw new DuLuanError('OUT_OF_SPACE', { path: 'Elasticsearch' });
  if (isForbidden(status)) throw storeForbidden(answer, reason);
  throw new DuLuanError('STORE_REFUSED', { id: operation.id, detail: reason });
}

function linesOf({ type, index, id, body }: BulkOperation): string {
  const head = JSON.stringify({ [type]: { _index: index, _id: id } });
  return `${head}\n${JSON.stringify(type === 'update' ? { doc: body } : body)}`;
}

function* lumps(lines: readonly Line[]): Generator<Line[]> {
  let lump: Line[] = [];
  let bytes = 0;
  for (const line of lines) {
    const size = Buffer.byteLength(line.text);
    if (lump.length > 0 && bytes + size > MOST_BYTES) {
      yield lump;
      lump = [];
      bytes = 0;
    }
    lump.push(line);
    bytes += size;
  }
  if (lump.length > 0) yield lump;
}
