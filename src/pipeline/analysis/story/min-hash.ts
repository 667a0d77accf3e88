import { mix } from './shingles.ts';

/**
 * 128 permutations in 32 bands of 4: two texts of Jaccard similarity s meet in a band with probability 1 − (1 − s⁴)³², which is .87 at
 * .5, .99 at .6 and .26 at .3 (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4).
 */
const BANDS = 32;
const ROWS = 4;
const PERMUTATIONS = BANDS * ROWS;

/** Fixed, so that the same text has the same bands in every run. */
const SEED = 0x5e_ed_23;

const MULTIPLIERS = Uint32Array.from({ length: PERMUTATIONS }, (_, at) => mix(SEED + at * 2) | 1);
const OFFSETS = Uint32Array.from({ length: PERMUTATIONS }, (_, at) => mix(SEED + at * 2 + 1));

/**
 * One number per band; texts that share one are candidates for being alike. The band's place is mixed in, so all can live in one table.
 * Integer arithmetic only: `x → a·x + b` modulo 2³² over mixed numbers, which is as good here as modulo a prime and much cheaper.
 */
export function bandsOf(shingles: Uint32Array): Uint32Array {
  const bands = new Uint32Array(BANDS);
  if (shingles.length === 0) return bands;
  for (let band = 0; band < BANDS; band += 1) {
    let hash = band + 1;
    for (let row = 0; row < ROWS; row += 1) hash = mix(Math.imul(hash, 31) + leastOf(shingles, band * ROWS + row));
    bands[band] = hash;
  }
  return bands;
}

function leastOf(shingles: Uint32Array, permutation: number): number {
  const multiplier = MULTIPLIERS[permutation] ?? 1;
  const offset = OFFSETS[permutation] ?? 0;
  let least = 0xff_ff_ff_ff;
  for (let at = 0; at < shingles.length; at += 1) {
    const value = (Math.imul(shingles[at] ?? 0, multiplier) + offset) >>> 0;
    if (value < least) least = value;
  }
  return least;
}
