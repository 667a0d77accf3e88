import { tokenize, type Token } from '../../../language/tokenize.ts';

/** `[start, end)` of a sentence in its text, UTF-16 units, without the mark that ends it. */
export interface SentenceSpan {
  readonly start: number;
  readonly end: number;
}

/** One sentence, ready for patterns. */
export interface Sentence extends SentenceSpan {
  readonly tokens: readonly Token[];
  /**
   * Its words, folded with their tones, each between blanks. A pause (comma, colon, bracket, dash) is a word `,` of its own, a slash joins:
   * ` sáng 5/10 , quận ủy tổ chức hội nghị `.
   */
  readonly folded: string;
  /** Place in `folded` at which each token begins. */
  readonly places: readonly number[];
}

const END = /[.!?…]["'”’)\]]*\s+|[\n;]+/gu;
const PAUSE = /[,:()[\]]|\s[-–—]\s/u;
/** Words whose full stop ends no sentence: TP. Hải Phòng, P. Lê Chân, ThS. */
const ABBREVIATION = /(?:^|[^\p{L}\p{M}])(?:tp|tx|tt|[qphx]|ths|ts|pgs|gs)$/iu;
/** Characters before a full stop in which an abbreviation is looked for. */
const LONGEST_ABBREVIATION = 5;

/** The sentences of a text, in order; nothing for an empty one. Linear in the text. */
export function splitSentences(text: string): SentenceSpan[] {
  const spans: SentenceSpan[] = [];
  let start = 0;
  for (const { 0: mark, index } of text.matchAll(END)) {
    if (mark === '. ' && ABBREVIATION.test(text.slice(Math.max(start, index - LONGEST_ABBREVIATION), index))) continue;
    spans.push({ start, end: index });
    start = index + mark.length;
  }
  return [...spans, { start, end: text.length }].flatMap(cut);
}

/** Sentences beyond this many characters are cut: a text without marks must not cost more than its length. */
const LONGEST = 1_000;

function cut({ start, end }: SentenceSpan): SentenceSpan[] {
  const parts: SentenceSpan[] = [];
  for (let at = start; at < end; at += LONGEST) parts.push({ start: at, end: Math.min(end, at + LONGEST) });
  return parts;
}

/** Reads the words of one sentence; null when it has none. */
export function readSentence(text: string, span: SentenceSpan): Sentence | null {
  const tokens = tokenize(text.slice(span.start, span.end)).map((token) => ({
    ...token,
    start: token.start + span.start,
    end: token.end + span.start,
  }));
  const [first] = tokens;
  const last = tokens.at(-1);
  if (!first || !last) return null;
  let folded = ' ';
  const places: number[] = [];
  for (const [at, token] of tokens.entries()) {
    places.push(folded.length);
    const next = tokens[at + 1];
    const gap = next ? text.slice(token.end, next.start) : ' ';
    folded += token.toned + (gap === '/' ? '/' : PAUSE.test(gap) ? ' , ' : ' ');
  }
  return { start: first.start, end: last.end, tokens, folded, places };
}
