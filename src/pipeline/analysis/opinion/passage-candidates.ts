import { REDACTION_KIND_TABLE } from '../../../domain/redaction-kind.ts';
import { words } from '../../../language/tokenize.ts';

/** What somebody said, as it is kept: masked. */
export interface SaidText {
  readonly id: string;
  readonly text: string;
  /** UTC milliseconds; null when unknown. */
  readonly publishedAt: number | null;
}

/** A stretch of one text, `[start, end)` in UTF-16 units. */
export interface Passage {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

export interface Candidate extends Passage {
  readonly text: string;
}

/** Three lines of a list. A longer comment is quoted by one of its sentences, a longer sentence not at all. UTF-16 units. */
const LONGEST = 240;
/** "Quá đúng rồi" is nobody's argument. */
const FEWEST_WORDS = 5;

const SENTENCE_END = /[.!?…]+(?=\s|$)|\n+/gu;
const MASKS = Object.values(REDACTION_KIND_TABLE).map(({ mask }) => mask);

/**
 * What may be quoted of a text: the whole of a short one, else its sentences, within bounds of length. A passage in which something had to be
 * masked is left out: it speaks of somebody in particular. Verbatim; linear in the text.
 */
export function passageCandidates({ id, text }: SaidText): Candidate[] {
  const spans = text.trim().length <= LONGEST ? [trimmed(text, 0, text.length)] : sentences(text);
  return spans
    .map(({ start, end }) => ({ id, start, end, text: text.slice(start, end) }))
    .filter(
      (one) => one.text.length <= LONGEST && words(one.text).length >= FEWEST_WORDS && !MASKS.some((mask) => one.text.includes(mask)),
    );
}

function sentences(text: string): Omit<Passage, 'id'>[] {
  const spans: Omit<Passage, 'id'>[] = [];
  let from = 0;
  for (const stop of text.matchAll(SENTENCE_END)) {
    spans.push(trimmed(text, from, stop.index + stop[0].length));
    from = stop.index + stop[0].length;
  }
  return [...spans, trimmed(text, from, text.length)];
}

function trimmed(text: string, from: number, to: number): Omit<Passage, 'id'> {
  const part = text.slice(from, to);
  return { start: from + part.length - part.trimStart().length, end: to - part.length + part.trimEnd().length };
}
