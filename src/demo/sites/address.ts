import { createHash } from 'node:crypto';
import { foldBare } from '../../language/fold.ts';

/** Longest part of an address that is made of a title; editors cut there too. */
const LONGEST = 80;

/** Lower-case words joined by hyphens, without diacritics: `xe-dau-keo`. Empty for a text without letters or digits. */
export function slugOf(text: string): string {
  return foldBare(text)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replaceAll(/^-+|-+$/g, '');
}

/** Number of eight digits that always comes from the same id: an address must not change between runs. */
export function numberOf(id: string): string {
  return String(10_000_000 + (createHash('sha256').update(id).digest().readUInt32BE() % 90_000_000));
}
