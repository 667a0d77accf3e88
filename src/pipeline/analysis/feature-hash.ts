/**
 * Bins of the hashed feature space. 2^20 and not 2^18: some 32,000 features carry weight, and at 2^18 every eighth unseen feature would fall on
 * one of them by chance; at 2^20 it is one in thirty-three.
 */
export const BIN_BITS = 20;
export const BIN_COUNT = 2 ** BIN_BITS;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** 32-bit FNV-1a over UTF-16 units, signed. */
export function hashText(text: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return hash | 0;
}

/** Joins a namespace or hash with another; the order matters. */
export function joinHashes(left: number, right: number): number {
  return Math.imul(left ^ (right + 0x9e3779b9 + (left << 6) + (left >>> 2)), 0x85ebca6b) | 0;
}

/** Bin of a hash. The finaliser of MurmurHash3 spreads neighbours, because FNV's high bits are weak on short texts. */
export function binOf(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> (32 - BIN_BITS);
}
