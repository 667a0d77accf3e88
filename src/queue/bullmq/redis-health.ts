import type { Redis } from 'ioredis';
import { DuLuanError } from '../../domain/errors.ts';

/**
 * Refuses a Redis that forgets: one that evicts keys under memory pressure loses items, one without an append-only file loses everything
 * since its last snapshot.
 * @throws DuLuanError QUEUE_UNSAFE naming the setting and how to change it
 */
export async function refuseForgetfulRedis(redis: Redis): Promise<void> {
  const policy = await setting(redis, 'maxmemory-policy');
  if (policy !== null && policy !== 'noeviction') {
    throw new DuLuanError('QUEUE_UNSAFE', { detail: `maxmemory-policy is ${policy}; set it to noeviction` });
  }
  const appendOnly = await setting(redis, 'appendonly');
  if (appendOnly !== null && appendOnly !== 'yes') throw new DuLuanError('QUEUE_UNSAFE', { detail: 'appendonly is off; set it to yes' });
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
