/** Span `[start, end)` of a found word, UTF-16 units. */
export type Hit = [number, number];

export interface Passage {
  readonly text: string;
  readonly hits: Hit[];
}

/** Two to three lines of a list: enough to judge an item without opening it. UTF-16 units. */
const PASSAGE_LENGTH = 240;
/** What stands before the first hit, so that it is read in its sentence. */
const LEAD_IN = 60;
/** No Vietnamese word is longer; a longer run without a space is cut where it is. */
const LONGEST_WORD = 24;
const CUT = '…';

/**
 * The part of a text that says most of what was searched: where most hits stand close together, the first such place; the beginning
 * without hits. Cut at spaces, with `…` where something is left out; line breaks become spaces. Offsets are those in the passage.
 */
export function findPassage(text: string, hits: readonly Hit[]): Passage {
  const wanted = hits.length === 0 ? 0 : Math.max(0, densestAt(hits) - LEAD_IN);
  const from = wanted === 0 ? 0 : wordStart(text, wanted);
  const to = from + PASSAGE_LENGTH >= text.length ? text.length : wordEnd(text, from + PASSAGE_LENGTH);
  const before = from > 0 ? CUT : '';
  const after = to < text.length ? CUT : '';
  const shift = before.length - from;
  return {
    text: `${before}${text.slice(from, to).replaceAll(/[\n\r\t]/g, ' ')}${after}`,
    hits: hits.filter(([start, end]) => start >= from && end <= to).map(([start, end]) => [start + shift, end + shift]),
  };
}

/** Start of the first hit that has the most hits within the passage that would begin at it. */
function densestAt(hits: readonly Hit[]): number {
  let best = 0;
  let bestCount = 0;
  let last = 0;
  for (const [at, [start]] of hits.entries()) {
    while (last < hits.length && (hits[last]?.[1] ?? 0) <= start + PASSAGE_LENGTH - LEAD_IN) last += 1;
    if (last - at > bestCount) [best, bestCount] = [start, last - at];
  }
  return best;
}

/** First beginning of a word at or after `at`. */
function wordStart(text: string, at: number): number {
  const ahead = text.slice(at - 1, at + LONGEST_WORD).search(/\s\S/);
  return ahead >= 0 ? at + ahead : wholeCharacter(text, at);
}

/** Last end of a word at or before `at`. */
function wordEnd(text: string, at: number): number {
  const behind = text.slice(Math.max(0, at - LONGEST_WORD), at + 1);
  const space = behind.search(/\s\S*$/);
  return space >= 0 ? Math.max(0, at - LONGEST_WORD) + space : wholeCharacter(text, at);
}

/** Moves back by one where a cut would halve a character outside the basic plane. */
function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
