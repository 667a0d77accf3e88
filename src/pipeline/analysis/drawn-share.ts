import { hashWord } from './story/shingles.ts';

/** Numbers of 32 bits. */
const RANGE = 2 ** 32;

/**
 * Whether the text with this id is among those that are read when only about `most` of `total` can be. The same ids are drawn whatever their order,
 * and in every run; everything is drawn while there are no more than `most`.
 */
export function isDrawn(id: string, most: number, total: number): boolean {
  return total <= most || hashWord(id) < (most / total) * RANGE;
}
