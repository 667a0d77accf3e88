import { BIN_COUNT } from './feature-hash.ts';

/** Bins that a text has shown. */
export interface BinSet {
  clear(): void;
  /** Whether the bin is new. */
  add(bin: number): boolean;
}

/** One bit a bin: 128 KiB, which stay in the processor's cache and are cleared faster than a list of them is kept. */
export function binSet(): BinSet {
  const bits = new Int32Array(BIN_COUNT / 32);
  return {
    clear() {
      bits.fill(0);
    },
    add(bin) {
      const bit = 1 << (bin & 31);
      const word = bits[bin >>> 5] ?? 0;
      if ((word & bit) !== 0) return false;
      bits[bin >>> 5] = word | bit;
      return true;
    },
  };
}
