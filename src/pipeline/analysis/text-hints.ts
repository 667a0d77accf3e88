/** What a text has somewhere, as bits. A hint may be given for nothing; one that is missing is certain. */
export const Hint = {
  ANY: 1,
  DIGIT: 2,
  QUESTION: 4,
  EXCLAMATION: 8,
  DOT: 16,
  QUOTE: 32,
  BULLET: 64,
  SMILEY: 128,
  PICTURE: 256,
  /** The same letter three times in a row. */
  STRETCH: 512,
  /** Four capitals in a row. */
  SHOUT: 1024,
} as const;

const LETTER = 2048;
const CAPITAL = 4096;

/** Halves of pairs tell nothing alone: emoji, or letters of rare scripts. */
const OF_A_PAIR = Hint.PICTURE | Hint.STRETCH | Hint.SHOUT;

const BY_PATTERN: readonly (readonly [hint: number, pattern: RegExp])[] = [
  [Hint.DIGIT, /\d/],
  [Hint.QUESTION, /\?/],
  [Hint.EXCLAMATION, /!/],
  [Hint.DOT, /[.…]/],
  [Hint.QUOTE, /["“”]/],
  [Hint.BULLET, /[-+•]/],
  [Hint.SMILEY, /[:=^]/],
  [Hint.PICTURE, /\p{Extended_Pictographic}/u],
  [LETTER, /\p{L}/u],
  [CAPITAL, /\p{Lu}/u],
  [OF_A_PAIR, /[\ud800-\udfff]/],
];

/** Hints of a UTF-16 unit, 0 for one not met yet. */
const memo = new Uint16Array(0x1_0000);

/** One pass over the text, which costs less than one pattern does. */
export function hintsOf(text: string): number {
  let hints: number = Hint.ANY;
  let [last, beforeLast, capitals] = [-1, -1, 0];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const own = hintsOfUnit(unit);
    hints |= own;
    if (unit === last && unit === beforeLast && (own & LETTER) !== 0) hints |= Hint.STRETCH;
    capitals = (own & CAPITAL) === 0 ? 0 : capitals + 1;
    if (capitals === 4) hints |= Hint.SHOUT;
    beforeLast = last;
    last = unit;
  }
  return hints;
}

function hintsOfUnit(unit: number): number {
  const known = memo[unit] ?? 0;
  if (known !== 0) return known;
  const character = String.fromCharCode(unit);
  let hints: number = Hint.ANY;
  for (const [hint, pattern] of BY_PATTERN) if (pattern.test(character)) hints |= hint;
  memo[unit] = hints;
  return hints;
}
