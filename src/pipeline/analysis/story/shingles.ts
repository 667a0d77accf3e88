import { words } from '../../../language/tokenize.ts';

/** Syllables per shingle: three tell texts apart and survive the change of a word now and then. */
const SIZE = 3;

/**
 * The text's distinct runs of three syllables, each as a 32-bit number, ascending, so that two sets are compared in one walk. Empty for
 * a text of fewer than three words.
 */
export function shingles(text: string): Uint32Array {
  const hashes = words(text).map(hashWord);
  const found = new Set<number>();
  for (let at = 0; at + SIZE <= hashes.length; at += 1) {
    let hash = 0;
    for (let step = 0; step < SIZE; step += 1) hash = mix(Math.imul(hash, 31) + (hashes[at + step] ?? 0));
    found.add(hash);
  }
  return Uint32Array.from(found).toSorted();
}

/** FNV-1a over UTF-16 units, then mixed: neighbouring words must not give neighbouring numbers. */
export function hashWord(word: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01_00_01_93);
  return mix(hash);
}

/** The finaliser of MurmurHash3: every bit of the input reaches every bit of the output. */
export function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** How many numbers two ascending sets share. */
export function sharedCount(one: Uint32Array, other: Uint32Array): number {
  let count = 0;
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    const left = one[i] ?? 0;
    const right = other[j] ?? 0;
    if (left === right) count += 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  return count;
}
