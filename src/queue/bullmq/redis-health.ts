import type { Redis } from 'ioredis';
import { DuLuanError } from '../../domain/errors.ts';
import type { Log } from '../../domain/log.ts';

/**
 * Producers stop at this share of Redis's memory. At the limit itself Redis refuses every write, that of a worker which wants to hand in
 * its work too, and nothing could ever get free again.
 */
const FULL_SHARE = 0.9;
/** What one byte of an item takes in Redis, with keys, lists and the allocator: 1.6 measured with items of 1 kB, more when they are small. */
const BYTES_PER_BYTE = 3;

/**
 * Refuses a Redis that forgets: one that evicts keys under memory pressure loses items, one without an append-only file loses everything
 * since its last snapshot. One that syncs the file every second is warned of: a power cut took up to a second of what was acknowledged.
 * @throws DuLuanError QUEUE_UNSAFE naming the setting and how to change it
 */
export async function refuseForgetfulRedis(redis: Redis, log: Log): Promise<void> {
  const policy = await setting(redis, 'maxmemory-policy');
  if (policy !== null && policy !== 'noeviction') {
    throw new DuLuanError('QUEUE_UNSAFE', { detail: `maxmemory-policy is ${policy}; set it to noeviction` });
  }
  const appendOnly = await setting(redis, 'appendonly');
  if (appendOnly !== null && appendOnly !== 'yes') throw new DuLuanError('QUEUE_UNSAFE', { detail: 'appendonly is off; set it to yes' });
  const sync = await setting(redis, 'appendfsync');
  if (sync !== null && sync !== 'always')
    log.warn({ appendfsync: sync }, 'a power cut can take the last second of the queue; always is safe');
}

/** @throws DuLuanError OUT_OF_SPACE when `bytes` more would leave workers no room to finish what is queued */
export async function refuseFullRedis(redis: Redis, bytes: number): Promise<void> {
  const info = await redis.info('memory');
  const limit = Number(/^maxmemory:(\d+)/m.exec(info)?.[1] ?? 0);
  const used = Number(/^used_memory:(\d+)/m.exec(info)?.[1] ?? 0);
  if (limit > 0 && used + bytes * BYTES_PER_BYTE > limit * FULL_SHARE) throw new DuLuanError('OUT_OF_SPACE', { path: 'Redis' });
}

/** null where CONFIG is not allowed (hosted Redis): there the keeper of the service answers for it. */
async function setting(redis: Redis, name: string): Promise<string | null> {
  try {
    const answer: unknown = await redis.config('GET', name);
    return Array.isArray(answer) ? String(answer[1] ?? '') : null;
  } catch {
    return null;
  }
}
