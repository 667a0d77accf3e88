import { createHash } from 'node:crypto';

/** BullMQ refuses ids with a colon or of digits only, which addresses are; the digest of one is neither. */
export function jobIdOf(id: string): string {
  return `k${createHash('sha256').update(id).digest('hex').slice(0, 32)}`;
}
