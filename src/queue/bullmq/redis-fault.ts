import { DuLuanError } from '../../domain/errors.ts';

/**
 * A claim that is no longer ours, as BullMQ tells it: -2 for a lock that is gone, -6 for one of another worker, -1 and -3 for a job that
 * is gone or elsewhere.
 */
export function isLostLock(error: unknown): boolean {
  return error instanceof Error && /Missing lock|Lock mismatch|Missing key|not in the active state/.test(error.message);
}

/** Runs calls to Redis. @throws DuLuanError QUEUE_UNREACHABLE, OUT_OF_SPACE */
export async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw redisFault(error);
  }
}

/** The fault in words of the catalogue. */
export function redisFault(error: unknown): DuLuanError {
  if (error instanceof DuLuanError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  if (/\bOOM\b/.test(detail)) return new DuLuanError('OUT_OF_SPACE', { path: 'Redis' }, { cause: error });
  return new DuLuanError('QUEUE_UNREACHABLE', { detail }, { cause: error });
}
