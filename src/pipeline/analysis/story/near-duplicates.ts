import { bandsOf } from './min-hash.ts';
import { sharedCount, shingles } from './shingles.ts';

export interface NearDuplicate {
  readonly id: string;
  /** Id of the first text that this one repeats; null for an original. */
  readonly duplicateOf: string | null;
  /** 0 to 1: Jaccard similarity, or the share of the shorter text that the longer one holds. 0 for an original. */
  readonly similarity: number;
  /** null for an original. */
  readonly how: 'jaccard' | 'containment' | null;
}

/** How much must be the same: Jaccard similarity, or the share of the shorter text that the longer one holds. */
interface Likeness {
  readonly jaccard: number;
  readonly containment: number;
}

/**
 * Above, an editor calls two short texts the same: agency copy with another headline has .7 and more. An excerpt may lose a few shingles where
 * it was cut.
 */
const SHORT: Likeness = { jaccard: 0.5, containment: 0.8 };
/**
 * Long texts share this much only when one was made from the other: a copy that keeps 70 % and adds 20 % of its own has some .45. Of 2,500
 * unlike articles one pair reaches it. Leads of two events of one kind reach it too, hence the length.
 */
const LONG: Likeness = { jaccard: 0.38, containment: 0.75 };
/** Shingles from which a text is long: about 450 characters. */
const FEWEST_AS_LONG = 100;
/** Below this many shingles two texts may say the same by chance: "Không có gì phải bàn", a caption. They must then be equal. */
const FEWEST_SHINGLES = 8;
/** One shingle in four stands for the text when excerpts are looked for: an excerpt of 20 shingles still has five of them. */
const SAMPLE = 4;
/** Most texts that are remembered under one band or shingle. Boilerplate would otherwise make everything a candidate. */
const MOST_UNDER_ONE_KEY = 24;
/** Most candidates of either kind that are compared in full, those with most keys in common first. */
const MOST_COMPARED = 16;
/** An excerpt shares far more than this part of its sample with the text that it was taken from; chance shares far less. */
const LEAST_SAMPLE = 0.45;

interface Original {
  readonly id: string;
  readonly shingles: Uint32Array;
  readonly sampleSize: number;
}

/**
 * Tells for each text which earlier one it nearly repeats: Jaccard similarity of 3-syllable shingles of at least .5 (.38 of long texts), or, for an
 * excerpt, containment. The order given decides what is the original. Only originals are remembered, so a thousand copies cost a thousand
 * comparisons; memory grows with the number of shingles.
 */
export function findNearDuplicates(items: readonly { readonly id: string; readonly text: string }[]): NearDuplicate[] {
  const originals: Original[] = [];
  const byBand = new Map<number, number[]>();
  const bySample = new Map<number, number[]>();
  return items.map(({ id, text }) => {
    const own = shingles(text);
    const bands = bandsOf(own);
    const sample = own.filter((shingle) => shingle % SAMPLE === 0);
    const isExcerpt = (at: number, votes: number): boolean =>
      votes >= LEAST_SAMPLE * Math.min(sample.length, originals[at]?.sampleSize ?? 0);
    const candidates = [...rank(bands, byBand, () => true), ...rank(sample, bySample, isExcerpt)];
    const best = bestMatch(own, new Set(candidates), originals);
    if (best) return { id, ...best };
    if (own.length > 0) {
      const at = originals.push({ id, shingles: own, sampleSize: sample.length }) - 1;
      remember(bands, byBand, at);
      remember(sample, bySample, at);
    }
    return { id, duplicateOf: null, similarity: 0, how: null };
  });
}

/** Places of the originals with most keys in common that `accept`, earliest first among equals. */
function rank(keys: Uint32Array, table: ReadonlyMap<number, readonly number[]>, accept: (at: number, votes: number) => boolean): number[] {
  const votes = new Map<number, number>();
  for (const key of keys) for (const at of table.get(key) ?? []) votes.set(at, (votes.get(at) ?? 0) + 1);
  return [...votes]
    .filter(([at, count]) => accept(at, count))
    .toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MOST_COMPARED)
    .map(([at]) => at);
}

function remember(keys: Uint32Array, table: Map<number, number[]>, at: number): void {
  for (const key of keys) {
    const list = table.get(key);
    if (!list) table.set(key, [at]);
    else if (list.length < MOST_UNDER_ONE_KEY) list.push(at);
  }
}

/** The most similar original, of equals the earliest. Jaccard counts before containment. */
function bestMatch(own: Uint32Array, candidates: ReadonlySet<number>, originals: readonly Original[]): Omit<NearDuplicate, 'id'> | null {
  let best: { at: number; similarity: number; how: 'jaccard' | 'containment' } | null = null;
  for (const at of candidates) {
    const other = originals[at]?.shingles ?? new Uint32Array();
    const match = compare(own, other);
    if (!match) continue;
    const isBetter =
      !best ||
      (match.how === best.how
        ? match.similarity > best.similarity || (match.similarity === best.similarity && at < best.at)
        : match.how === 'jaccard');
    if (isBetter) best = { at, ...match };
  }
  return best && { duplicateOf: originals[best.at]?.id ?? null, similarity: Math.round(best.similarity * 1000) / 1000, how: best.how };
}

/** How two sets of shingles are alike, or null when they are not. */
function compare(one: Uint32Array, other: Uint32Array): { similarity: number; how: 'jaccard' | 'containment' } | null {
  const shared = sharedCount(one, other);
  const jaccard = shared / (one.length + other.length - shared);
  const shorter = Math.min(one.length, other.length);
  if (shorter < FEWEST_SHINGLES) return jaccard === 1 ? { similarity: 1, how: 'jaccard' } : null;
  const least = shorter < FEWEST_AS_LONG ? SHORT : LONG;
  if (jaccard >= least.jaccard) return { similarity: jaccard, how: 'jaccard' };
  const containment = shared / shorter;
  return containment >= least.containment && shorter >= 2 * FEWEST_SHINGLES ? { similarity: containment, how: 'containment' } : null;
}
