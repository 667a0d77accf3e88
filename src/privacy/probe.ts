import { REDACTION_KIND_TABLE } from '../domain/redaction-kind.ts';
import { numberRuns, type NumberRun } from './number-runs.ts';

/**
 * The text as the rules see it: lower case without diacritics, ASCII digits, dashes and spaces, nothing invisible, each mask that is already
 * there as one BARRIER. So `０９1‐2` and `091-2` look the same, and a label inside a mask is no label. `starts` and `ends` lead each
 * unit back to the UTF-16 units of the input that it stands for.
 */
export interface Probe {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** The numbers of `text`, which most rules begin with. */
  readonly runs: readonly NumberRun[];
}

/** A found passage, `[start, end)` in units of the probe. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Stands for a passage that is masked: a private character that no rule matches and every rule takes for the end of a word. */
export const BARRIER = '\ue000';

const MASKS = new RegExp(
  Object.values(REDACTION_KIND_TABLE)
    .map(({ mask }) => mask.replaceAll(/[[\]]/g, String.raw`\$&`))
    .join('|'),
  'gu',
);
const INVISIBLE = /^[\p{M}\p{Cf}]$/u;
const DASH = /^[\p{Pd}\u2212\u00af\u02d7\uff5e]$/u;
const SPACE = /^[^\S\n\u2028\u2029]$/u;
const DIGIT = /^\p{Nd}$/u;

const memo = new Map<number, string>();
/** Code points in use are few; a hostile text may hold all 150,000. A full memo is dropped. */
const MEMO_LIMIT = 20_000;

export function makeProbe(input: string): Probe {
  const units: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const masks = input.matchAll(MASKS);
  let mask = masks.next();
  for (let at = 0; at < input.length;) {
    const isMask = !mask.done && mask.value.index === at;
    const code = input.codePointAt(at) ?? 0;
    const length = isMask ? (mask.value?.[0].length ?? 1) : code > 0xff_ff ? 2 : 1;
    const folded = isMask ? BARRIER : foldCodePoint(code);
    if (isMask) mask = masks.next();
    // A mark belongs to the letter before it; other invisible characters belong to nobody until a later letter is part of the same hit.
    if (folded === '' && ends.length > 0 && ends.at(-1) === at) ends[ends.length - 1] = at + length;
    if (folded !== '') units.push(folded);
    for (let unit = 0; unit < folded.length; unit += 1) {
      starts.push(at);
      ends.push(at + length);
    }
    at += length;
  }
  const text = units.join('');
  return { text, starts, ends, runs: numberRuns(text) };
}

/** The probe that the masked text would give: every span becomes one BARRIER. Spans ascend and do not overlap. */
export function coverSpans(probe: Probe, spans: readonly Span[]): Probe {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let from = 0;
  const copyUntil = (to: number): void => {
    parts.push(probe.text.slice(from, to));
    for (let at = from; at < to; at += 1) {
      starts.push(probe.starts[at] ?? 0);
      ends.push(probe.ends[at] ?? 0);
    }
  };
  for (const span of spans) {
    copyUntil(span.start);
    parts.push(BARRIER);
    starts.push(probe.starts[span.start] ?? 0);
    ends.push(probe.ends[span.end - 1] ?? 0);
    from = span.end;
  }
  copyUntil(probe.text.length);
  const text = parts.join('');
  return { text, starts, ends, runs: numberRuns(text) };
}

function foldCodePoint(code: number): string {
  if (code < 128) return foldAscii(code);
  const known = memo.get(code);
  if (known !== undefined) return known;
  const folded = foldOther(String.fromCodePoint(code), code);
  if (memo.size >= MEMO_LIMIT) memo.clear();
  memo.set(code, folded);
  return folded;
}

function foldAscii(code: number): string {
  if (code >= 65 && code <= 90) return String.fromCharCode(code + 32);
  if (code < 32 && code !== 10) return ' ';
  return String.fromCharCode(code);
}

function foldOther(char: string, code: number): string {
  if (INVISIBLE.test(char)) return '';
  if (DASH.test(char)) return '-';
  if (SPACE.test(char) || char === BARRIER) return ' ';
  const plain = char.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').replaceAll('\u2044', '/');
  if (DIGIT.test(plain) && plain > '\u007f') return String(digitValue(code));
  // Ligatures of whole phrases (U+FDFA gives 18 letters) hide no number; one unit keeps the probe as short as the text.
  return plain.length >= 1 && plain.length <= 4 ? plain : '\ufffd';
}

/** Digits of a script stand in a row of ten, so a digit's value is its distance to the first of them. */
function digitValue(code: number): number {
  let first = code;
  while (code - first < 9 && DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
  return code - first;
}
