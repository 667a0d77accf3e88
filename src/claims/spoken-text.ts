import { cleanText, foldBare } from '../language/fold.ts';

/** A sentence in two spellings of equal length, so that an offset in one is an offset in the other. */
export interface Sentence {
  /** As written, NFC, runs of white space as one space. */
  readonly written: string;
  /** Lower case with diacritics. */
  readonly toned: string;
  /** Lower case without diacritics: what people without a Vietnamese keyboard write. Patterns read this. */
  readonly bare: string;
}

/** A found thing with the characters it was found in, `[start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A sentence ends at a mark that is followed by white space or the end, at a line break or a semicolon: 5.000.000 holds no end. */
const END = /(?<=[.!?…]["'”’)]*)(?=\s|$)|[\n;]+/u;
/** Sentences beyond this many characters are cut: a text without marks must not cost more than its length. */
const LONGEST = 600;

/** The sentences of a text, empty ones left out. */
export function splitSentences(text: string): Sentence[] {
  return cleanText(text)
    .split(END)
    .flatMap((part) => cut(part.replaceAll(/\s+/g, ' ').trim()))
    .filter((part) => part !== '')
    .map(toSentence);
}

function cut(part: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < part.length; at += LONGEST) parts.push(part.slice(at, at + LONGEST).toWellFormed());
  return parts;
}

function toSentence(written: string): Sentence {
  return {
    written,
    toned: unitByUnit(written, (unit) => unit.toLowerCase()),
    bare: unitByUnit(written, foldBare).replaceAll(/[–—−]/g, '-'),
  };
}

/** Keeps the length: a unit that would become several stays as it is. */
function unitByUnit(text: string, change: (unit: string) => string): string {
  return text.replaceAll(/[A-Z]|[^\p{ASCII}]/gu, (unit) => {
    const changed = change(unit);
    return changed.length === unit.length ? changed : unit;
  });
}
