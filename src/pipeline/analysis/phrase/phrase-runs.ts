import { REDACTION_KIND_TABLE } from '../../../domain/redaction-kind.ts';
import { tokenize, type Token } from '../../../language/tokenize.ts';
import { SURNAMES, TYPE_WORDS } from '../place/place-words.ts';
import { PROVINCES } from '../place/provinces.ts';

/** A syllable as a phrase is made of it. */
export interface Syllable {
  readonly toned: string;
  readonly bare: string;
  /** As written. */
  readonly written: string;
}

export interface PhraseText {
  /** Syllables that stand together: no phrase reaches over a stop, a mask or a person's name. */
  readonly runs: readonly (readonly Syllable[])[];
  /** Typed without any diacritics, so that its words may be any that look like them. */
  readonly isPlain: boolean;
}

/** As in `language/search-terms.ts`. */
const FEWEST_PLAIN_WORDS = 3;

const MASKS = new RegExp(
  Object.values(REDACTION_KIND_TABLE)
    .map(({ mask }) => mask.replaceAll(/[[\]]/g, String.raw`\$&`))
    .join('|'),
  'gu',
);
/** What may stand between two syllables of one phrase. */
const JOINED = /^[ \u00a0\-–]*$/u;

/** Ends of forms of address and of callings (`cô giáo`, `tài xế`, `nghệ sĩ`): a capitalised word after them is somebody's name. */
const ADDRESS = new Set('ông bà anh chị em cô chú bác cháu bé xế giáo thầy sư sĩ'.split(' '));
/** After these a surname begins the name of a street, a school or a unit. */
const OF_PLACE = new Set([...'đường phố cầu hầm chợ trường ngõ nút giao ngã tư'.split(' '), ...TYPE_WORDS.flatMap(({ words }) => words)]);
const PROVINCE_NAMES = new Set([...Object.keys(PROVINCES), ...Object.values(PROVINCES).flat()].map((name) => name.toLowerCase()));

/** A text as runs of syllables. Persons' names, as far as capitals tell them, are left out; names of places stay. Linear in the text. */
export function phraseRuns(text: string): PhraseText {
  const unmasked = text.replaceAll(MASKS, (mask) => '.'.repeat(mask.length));
  const tokens = tokenize(unmasked);
  const named = nameParts(unmasked, tokens);
  const runs: Syllable[][] = [];
  let end = -1;
  for (const [at, token] of tokens.entries()) {
    const isApart = end < 0 || named.has(at) || named.has(at - 1) || !isJoined(unmasked, end, token.start);
    if (isApart) runs.push([]);
    end = token.end;
    if (!named.has(at)) runs.at(-1)?.push({ toned: token.toned, bare: token.bare, written: unmasked.slice(token.start, token.end) });
  }
  const isPlain = tokens.length >= FEWEST_PLAIN_WORDS && tokens.every((token) => token.bare === token.toned);
  return { runs: runs.filter((run) => run.length > 0), isPlain };
}

/** Places of the tokens that are part of a person's name. */
function nameParts(text: string, tokens: readonly Token[]): Set<number> {
  const found = new Set<number>();
  for (let at = 0; at < tokens.length; at += 1) {
    const length = nameLength(text, tokens, at);
    for (let part = at; part < at + length; part += 1) found.add(part);
    at += Math.max(length - 1, 0);
  }
  return found;
}

/** A surname with further capitals, unless a word of place stands before it; or capitals after a form of address. 0 for no name. */
function nameLength(text: string, tokens: readonly Token[], at: number): number {
  let length = 0;
  while (length < 5 && isName(text, tokens, at + length) && (length === 0 || isNext(text, tokens, at + length))) length += 1;
  if (length === 0) return 0;
  const before = isNext(text, tokens, at) ? (tokens[at - 1]?.toned ?? '') : '';
  if (ADDRESS.has(before)) return length;
  const isPlace =
    OF_PLACE.has(before) ||
    PROVINCE_NAMES.has(
      tokens
        .slice(at, at + length)
        .map(({ toned }) => toned)
        .join(' '),
    );
  return length > 1 && SURNAMES.has(tokens[at]?.toned ?? '') && !isPlace ? length : 0;
}

/** One blank nearly always, hence asked first. */
function isJoined(text: string, end: number, start: number): boolean {
  return (start - end === 1 && text[end] === ' ') || JOINED.test(text.slice(end, start));
}

function isNext(text: string, tokens: readonly Token[], at: number): boolean {
  const [last, token] = [tokens[at - 1], tokens[at]];
  return last !== undefined && token !== undefined && token.start - last.end === 1 && /[ \u00a0]/.test(text[last.end] ?? '');
}

/** `Nguyễn`, not `NGUYỄN`: in a line of capitals nothing is a name. */
function isName(text: string, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token !== undefined && /^\p{Lu}[\p{Ll}\p{M}]+$/u.test(text.slice(token.start, token.end));
}
