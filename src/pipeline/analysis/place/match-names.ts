import { foldBare } from '../../../language/fold.ts';
import { tokenize, type Token } from '../../../language/tokenize.ts';
import type { Gazetteer, NameNode, Sense } from './gazetteer.ts';
import { LOCATIVES, TYPE_WORDS, type TypeWord } from './place-words.ts';
import { shareTypes } from './share-types.ts';

/** A name of the gazetteer in a text, `[start, end)` in UTF-16 units. The type word belongs to it. */
export interface NameMatch {
  readonly start: number;
  readonly end: number;
  /** Where the name itself begins. */
  readonly nameStart: number;
  readonly typeWord: TypeWord | null;
  /** First syllable of the name, folded. */
  readonly firstWord: string;
  /** Folded word before the match; empty at the beginning, after punctuation and after another name. */
  readonly before: string;
  /** Whether the name stands right beside another capitalised word, as part of a longer name does. */
  readonly isInName: boolean;
  /** A title, a line or an untitled text begins here: "Thủy Nguyên kẹt xe quá". */
  readonly isFirst: boolean;
  /** The text bears no diacritics, so that the name may be other words. */
  readonly isPlain: boolean;
  /** Number of words of the name, without its type. */
  readonly words: number;
  readonly senses: readonly Sense[];
}

interface Scan {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Nothing in the text bears a diacritic, so its words are compared without. */
  readonly isPlain: boolean;
}

/** All names, the longest at each place, ascending and not overlapping. One pass over the text. */
export function matchNames(text: string, gazetteer: Gazetteer): NameMatch[] {
  const tokens = tokenize(text);
  const scan: Scan = { text, tokens, isPlain: tokens.every((token) => token.toned === token.bare) };
  const matches: NameMatch[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const name = longestName(scan, at, gazetteer);
    if (!name) continue;
    const match = readMatch(scan, { at, ...name, after: matches.at(-1)?.end ?? 0 });
    if (!match) continue;
    matches.push(match);
    at += name.length - 1;
  }
  return shareTypes(text, matches);
}

function wordOf({ isPlain }: Scan, token: Token | undefined): string {
  return (isPlain ? token?.bare : token?.toned) ?? '';
}

interface Name {
  /** In tokens. */
  readonly length: number;
  readonly senses: readonly Sense[];
}

/** The longest name that begins here; its words stand next to each other. */
function longestName(scan: Scan, at: number, gazetteer: Gazetteer): Name | null {
  let node: NameNode | undefined = scan.isPlain ? gazetteer.bare : gazetteer.toned;
  let longest: Name | null = null;
  for (let next = at; node; next += 1) {
    const token = scan.tokens[next];
    node = token ? node.next.get(wordOf(scan, token)) : undefined;
    // Most words begin no name, so the gap is looked at last.
    if (!node || (next > at && !isJoined(scan, next))) break;
    if (node.senses.length > 0) longest = { length: next - at + 1, senses: node.senses };
  }
  return longest;
}

/** Parts of one name are joined by a blank, hyphen or stroke: Bà Rịa - Vũng Tàu, 26/3. */
function isJoined({ text, tokens }: Scan, at: number): boolean {
  return /^(?:[ \u00a0]{1,2}|-| - |\/)$/.test(text.slice(tokens[at - 1]?.end, tokens[at]?.start));
}

function readMatch(scan: Scan, found: Name & { at: number; after: number }): NameMatch | null {
  const { text, tokens, isPlain } = scan;
  const first = tokens[found.at];
  const last = tokens[found.at + found.length - 1];
  if (!first || !last) return null;
  if (isMeasure(scan, found.at)) return null;
  const { senses } = found;
  const typeWord = typeWordBefore(scan, found.at, found.after);
  const isCapital = tokens.slice(found.at, found.at + found.length).every((token) => /[\p{Lu}\p{N}]/u.test(text[token.start] ?? ''));
  const start = found.at - (typeWord?.words.length ?? 0);
  const before = wordBefore(scan, start, found.after);
  const isChained = found.after > 0 && /^,? $/.test(text.slice(found.after, first.start));
  if (
    !isCapital &&
    !typeWord &&
    !isToldWithoutCapitals(senses, { isPlain, isLocated: LOCATIVES.has(before) || isChained, length: found.length })
  )
    return null;
  return {
    start: tokens[start]?.start ?? first.start,
    end: last.end,
    nameStart: first.start,
    typeWord,
    firstWord: first.toned,
    before,
    isInName: !typeWord && (isNamePart(scan, found.at - 1, first.start) || isNamePart(scan, found.at + found.length, last.end)),
    isFirst: start === 0 || text[(tokens[start]?.start ?? 0) - 1] === '\n',
    isPlain,
    words: found.length,
    senses,
  };
}

/** Three words are hardly anything else by accident: "đường trần phú". */
const LONG_NAME = 3;

/**
 * Without capitals only what is announced by its type can be told from words, and: the own province, any province in a text without diacritics, a district after
 * "ở" or another name, and a landmark, which has its kind in its name or is called like nothing else.
 */
function isToldWithoutCapitals(senses: readonly Sense[], at: { isPlain: boolean; isLocated: boolean; length: number }): boolean {
  return senses.some(({ rank, unit, isFormer, isOnlyOurs }) => {
    if (rank === 'province') return at.isPlain || (unit !== null && !isFormer && isOnlyOurs !== false && !unit.name.endsWith('(cũ)'));
    if (rank === 'district') return at.length > 1 && at.isLocated;
    return rank === 'landmark' && (isOnlyOurs === true || at.length >= LONG_NAME);
  });
}

function wordBefore({ text, tokens }: Scan, at: number, after: number): string {
  const token = tokens[at - 1];
  if (!token || token.start < after) return '';
  return /^[ \u00a0]{1,2}$/.test(text.slice(token.end, tokens[at]?.start)) ? token.toned : '';
}

/** Two letters after a number are a unit of measure: "150 HP". */
function isMeasure({ tokens }: Scan, at: number): boolean {
  return tokens[at]?.toned.length === 2 && /^\d+$/.test(tokens[at - 1]?.toned ?? '');
}

/** A capitalised word with small letters, only a blank away: "Nguyễn Hải An", but not "UBND Hải An". */
function isNamePart({ text, tokens }: Scan, at: number, beside: number): boolean {
  const token = tokens[at];
  if (!token) return false;
  const gap = token.start < beside ? text.slice(token.end, beside) : text.slice(beside, token.start);
  return /^[ \u00a0]{1,2}$/.test(gap) && /^\p{Lu}\p{M}*[\p{Ll}]/u.test(text.slice(token.start, token.end));
}

function typeWordBefore(scan: Scan, at: number, after: number): TypeWord | null {
  const last = scan.tokens[at - 1];
  const candidates = last ? TYPE_WORDS_BY_END.get(last.bare) : undefined;
  return candidates?.find((candidate) => standsBefore(scan, candidate, at, after)) ?? null;
}

/** Type words by their last word without diacritics, so that most names are not compared with any. */
const TYPE_WORDS_BY_END = Map.groupBy(TYPE_WORDS, ({ words }) => foldBare(words.at(-1) ?? ''));

function standsBefore(scan: Scan, candidate: TypeWord, at: number, after: number): boolean {
  const { text, tokens, isPlain } = scan;
  const from = at - candidate.words.length;
  const first = tokens[from];
  if (!first || first.start < after) return false;
  for (const [step, word] of candidate.words.entries()) {
    if (wordOf(scan, tokens[from + step]) !== (isPlain ? foldBare(word) : word)) return false;
    const gap = text.slice(tokens[from + step]?.end, tokens[from + step + 1]?.start);
    if (!/^(?:\.? ?| {2})$/.test(gap)) return false;
    // A full stop ends a sentence unless the word is an abbreviation: "ở xã. Lê Chân".
    if (gap.startsWith('.') && word.length > 2) return false;
    if (candidate.isLetter && !gap.startsWith('.') && !/\p{Lu}/u.test(text[first.start] ?? '')) return false;
  }
  return true;
}
