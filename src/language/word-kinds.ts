/** What a character does to a word. */
export const SEPARATES = 1;
export const GOES_ON = 2;
export const BEGINS = 3;

const BEGINNING = /^[\p{L}\p{N}]$/u;
const GOING_ON = /^[\p{M}\u00ad\u200b-\u200d\u2060\ufeff]$/u;

/** By UTF-16 unit, 0 for one not met yet: asking a pattern costs a hundred times as much as looking up. */
const kinds = new Uint8Array(0x1_0000);

/** The code point that begins at an index of a text; half of a pair that stands alone is one of its own. */
export function codePointIn(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit >= 0xdc00 || at + 1 >= text.length) return unit;
  const low = text.charCodeAt(at + 1);
  return low >= 0xdc00 && low < 0xe000 ? (unit - 0xd800) * 0x400 + low - 0xdc00 + 0x1_0000 : unit;
}

/** Of a code point: a letter or number begins a word, a mark or an invisible joiner only goes on with one, everything else separates. */
export function wordKind(codePoint: number): number {
  if (codePoint > 0xffff) return kindOf(codePoint);
  const known = kinds[codePoint] ?? 0;
  return known === 0 ? (kinds[codePoint] = kindOf(codePoint)) : known;
}

function kindOf(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  if (BEGINNING.test(character)) return BEGINS;
  return GOING_ON.test(character) ? GOES_ON : SEPARATES;
}
