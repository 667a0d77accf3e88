import { cleanText } from './fold.ts';

/** A cleaned text, and for each of its UTF-16 units, and its end, where that stands in the text that was given. */
export interface CleanedText {
  readonly text: string;
  readonly offsets: readonly number[];
}

/** What composes to one character: a base with its marks, invisible characters among them, or the letters of a Hangul syllable. */
const CLUSTER = /[^\p{M}\p{Cf}][\p{M}\p{Cf}\u1160-\u11ff]*|[\p{M}\p{Cf}]+/gsu;

/** What `cleanText` gives, with the way back to the offsets of the text as it was written. Linear. */
export function cleanWithOffsets(written: string): CleanedText {
  const clusters = Array.from(written.matchAll(CLUSTER), (match) => ({ at: match.index, text: cleanText(match[0]) }));
  const offsets = clusters.flatMap(({ at, text }) =>
    Array.from({ length: text.length }, (_, unit) => at + (text === written.slice(at, at + text.length) ? unit : 0)),
  );
  return { text: clusters.map(({ text }) => text).join(''), offsets: [...offsets, written.length] };
}
