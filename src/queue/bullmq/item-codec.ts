import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { DuLuanError } from '../../domain/errors.ts';
import { rawItemSchema, type RawItem } from '../../domain/raw-item.ts';

/** What lies in Redis for one item. Memory there is the dearest of all, so longer bodies are deflated. */
export interface JobData {
  readonly id: string;
  /** JSON of the item, when it is short. */
  readonly json?: string;
  /** The same deflated, base64: BullMQ stores text. */
  readonly deflated?: string;
  /** Drawn for each `add`, so that the caller can tell its own job from an older one of the same id. */
  readonly nonce: string;
}

/** Below 1 kB deflating saves less than it costs. */
const DEFLATE_FROM_CHARS = 1_024;

/** @throws DuLuanError BAD_REQUEST for an item with a field that is not ours, such as an author's */
export function encodeItem(id: string, item: RawItem, nonce: string): JobData {
  const checked = rawItemSchema.safeParse(item);
  if (!checked.success)
    throw new DuLuanError('BAD_REQUEST', { detail: `The item cannot be queued: ${checked.error.message}` }, { cause: checked.error });
  const json = JSON.stringify(checked.data);
  if (json.length < DEFLATE_FROM_CHARS) return { id, json, nonce };
  return { id, deflated: deflateRawSync(json, { level: 1 }).toString('base64'), nonce };
}

/** @throws ZodError or SyntaxError for data that no version of ours has written */
export function decodeItem(data: JobData): RawItem {
  const json = data.json ?? inflateRawSync(Buffer.from(data.deflated ?? '', 'base64')).toString('utf8');
  return rawItemSchema.parse(JSON.parse(json));
}
