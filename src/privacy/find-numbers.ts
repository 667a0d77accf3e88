import { LABELS, labelledRuns } from './labels.ts';
import { candidatesFrom, holdsLongRun, isDraw, type Candidate, type NumberRun } from './number-runs.ts';
import { isCardNumber, isCitizenNumber, isLandline, isMobile, isPhone, isPublicHotline } from './number-shapes.ts';
import type { Probe, Span } from './probe.ts';
import { findSpelledPhones } from './spelled-phones.ts';

/** How far a label reaches: "STK của chị ấy là: 1903…". Beyond, the words between say something else. */
const LABEL_REACH = 24;
const PHONE_LABEL_REACH = 6;

/** After these a number is a sum, a measure or a count, whatever stood before it. */
const QUANTITY = /^ ?(?:dong|vnd|d|trieu|ty|nghin|ngan|ngh|k|usd|cu|%|m2|km|m|ha|tan|kg|nguoi|lit|cc|nam|thang|ngay|vu|xe)(?![a-z])/;
/** Sums are written in groups of three after a first group of one to three; a labelled number may be cut out of a range of them. */
const SUM = /^(?:\d{1,3}(?:[.,]\d{3})+$|[1-9]\d{0,2}[.,]000(?!\d))/;
const HOLDS_DATE = /(?<!\d)(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d{2}(?!\d)|^(?:19|20)\d{2} ?[-/] ?(?:19|20)\d{2}$/;
/** Numbers of norms, books and acts look like anything. */
const NORM = /(?:isbn|issn|tcvn|qcvn|tcxdvn|doi|iso)[ :]{0,2}$/;
const LINK = /(?:https?:\/\/|www\.)[^\s\ue000]+/g;

/** Fewest digits of a number that is told by its label. Looking for labels is what costs most, so it is done where such a number stands. */
const FEWEST = { phone: 7, identity: 7, account: 6, accountWeak: 8 } as const;

export function findPhones({ text, runs }: Probe): Span[] {
  const spans = findSpelledPhones(text);
  if (holdsLongRun(runs, FEWEST.phone)) {
    for (const { run, gap } of labelledRuns(text, runs, LABELS.phone, PHONE_LABEL_REACH)) {
      // After a telephone label any plausible length counts; local numbers have 7 or 8 digits.
      if (/^[ .:;\-(/=]*$/.test(gap))
        spans.push(...takeLabelled(text, run, (digits) => digits.length >= FEWEST.phone && digits.length <= 13));
    }
  }
  for (const run of runs) if (!isDraw(run)) spans.push(...takePhones(text, run));
  return tidy(text, spans);
}

export function findIdentities({ text, runs }: Probe, how: 'labelled' | 'shaped'): Span[] {
  if (!holdsLongRun(runs, FEWEST.identity)) return [];
  if (how === 'labelled') {
    const labelled = labelledRuns(text, runs, LABELS.identity, LABEL_REACH);
    return tidy(text, [
      ...labelled.flatMap(({ run }) => takeLabelled(text, run, (digits) => digits.length >= FEWEST.identity && digits.length <= 15)),
      ...labelledLetters(text),
    ]);
  }
  const spans: Span[] = [];
  const links = linkSpans(text);
  for (const run of runs)
    spans.push(...take(text, run, /^0/, (candidate) => isCitizenNumber(candidate.digits, run[candidate.first]?.digits.length ?? 0)));
  for (const match of text.matchAll(/(?<![a-z0-9])[bcknp]\d{7,8}(?![a-z0-9]|[.,]\d)/g)) spans.push(spanOf(match));
  return tidy(text, outside(spans, links));
}

export function findAccounts({ text, runs }: Probe, how: 'labelled' | 'shaped'): Span[] {
  if (!holdsLongRun(runs, FEWEST[how === 'labelled' ? 'account' : 'accountWeak'])) return [];
  if (how === 'labelled') {
    return tidy(
      text,
      labelledRuns(text, runs, LABELS.account, LABEL_REACH).flatMap(({ run }) =>
        takeLabelled(text, run, (digits) => digits.length >= FEWEST.account),
      ),
    );
  }
  const spans = labelledRuns(text, runs, LABELS.accountWeak, LABEL_REACH).flatMap(({ run }) =>
    takeLabelled(text, run, (digits) => digits.length >= FEWEST.accountWeak),
  );
  for (const run of runs) {
    if (isBeforeBank(text, run)) spans.push(...takeLabelled(text, run, (digits) => digits.length >= FEWEST.accountWeak));
    spans.push(...take(text, run, /^[3-69]\d{3}/, (candidate) => isCardNumber(candidate.digits)));
  }
  return tidy(text, outside(spans, linkSpans(text)));
}

/** "1903 1234 5678 90 Techcombank": the bank may follow. */
function isBeforeBank(text: string, run: NumberRun): boolean {
  const end = run.at(-1)?.end ?? 0;
  return /^[ \-,:(]{1,3}(?:ngan hang|nh|vietcombank|vcb|techcombank|tcb|mb ?bank|agribank|bidv|vietinbank|acb|tpbank|sacombank|vpbank|vib|shb|hdbank|momo)(?![a-z])/.test(
    text.slice(end, end + 24),
  );
}

/** The letter of a passport and the two letters of a health insurance card belong to the number. */
const WITH_LETTERS = /(?<![a-z0-9])(?:[a-z]\d{7,8}|[a-z]{2}[ -]?\d(?:[ .-]?\d){12})(?!\d)/;
const LONGEST_WITH_LETTERS = 30;

function labelledLetters(text: string): Span[] {
  const spans: Span[] = [];
  for (const label of text.matchAll(LABELS.identity)) {
    const from = label.index + label[0].length;
    const match = WITH_LETTERS.exec(text.slice(from, from + LABEL_REACH + LONGEST_WITH_LETTERS));
    if (match && match.index <= LABEL_REACH) spans.push({ start: from + match.index, end: from + match.index + match[0].length });
  }
  return spans;
}

/** The longest reading that fits, from the first group of the run on. */
function takeLabelled(text: string, run: NumberRun, fits: (digits: string) => boolean): Span[] {
  const first = run[0];
  if (!first) return [];
  const fitting = candidatesFrom(run, 0).filter(
    ({ digits, last }) => fits(digits) && !isOtherNumber(text, first.start, run[last]?.end ?? 0),
  );
  const best = fitting.at(-1);
  if (!best || isPublicHotline(best.digits)) return [];
  return [{ start: first.start, end: run[best.last]?.end ?? first.end }];
}

/** Every reading of the run that fits, from left to right, none overlapping. `opens` tells cheaply which groups may begin one. */
function take(text: string, run: NumberRun, opens: RegExp, fits: (candidate: Candidate) => boolean): Span[] {
  const spans: Span[] = [];
  for (let first = 0; first < run.length; first += 1) {
    const start = run[first]?.start ?? 0;
    if (!opens.test(run[first]?.digits ?? '') && text[start - 1] !== '+') continue;
    const candidate = candidatesFrom(run, first).find((each) => {
      const end = run[each.last]?.end ?? start;
      return fits(each) && (each.first === each.last || (isOwnNumber(text, run, each) && !isOtherNumber(text, start, end)));
    });
    if (!candidate || NORM.test(text.slice(Math.max(0, start - 9), start))) continue;
    spans.push({ start, end: run[candidate.last]?.end ?? start });
    first = candidate.last;
  }
  return spans;
}

function takePhones(text: string, run: NumberRun): Span[] {
  return take(text, run, /^(?:0|84)/, ({ digits, first, last }) => {
    if (digits.length < 9) return false;
    const hasPlus = text[(run[first]?.start ?? 0) - 1] === '+';
    return first === last || hasPlus ? isPhone(digits, hasPlus) : isMobile(digits) || isLandline(digits);
  });
}

/**
 * Whether groups that are read as one number are not the middle of a longer one: `12.035.000.000 - 5` holds `035.000.000 - 5`.
 * A blank before and after them is enough.
 */
function isOwnNumber(text: string, run: NumberRun, { first, last }: Candidate): boolean {
  const before = first === 0 ? ' ' : text.slice(run[first - 1]?.end, run[first]?.start);
  const after = last === run.length - 1 ? ' ' : text.slice(run[last]?.end, run[last + 1]?.start);
  const within = text.slice(run[first]?.end, run[first + 1]?.start);
  return /[ :|(+]/.test(before) && (after !== within || after === ' ' || /^(?:0|84)/.test(run[last + 1]?.digits ?? ''));
}

function isOtherNumber(text: string, start: number, end: number): boolean {
  const written = text.slice(start, end);
  if (HOLDS_DATE.test(written) || SUM.test(written)) return true;
  return QUANTITY.test(text.slice(end, end + 8)) && !/^0[0-9]{8}/.test(written);
}

/** A plus sign and brackets around a found number belong to it. */
function tidy(text: string, spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.start < (kept.at(-1)?.end ?? 0)) continue;
    let { start } = span;
    if (text[start - 1] === '+') start -= 1;
    const inner = text.slice(start, span.end);
    if (text[start - 1] === '(' && inner.includes(')')) start -= 1;
    kept.push({ start: Math.max(start, kept.at(-1)?.end ?? 0), end: span.end });
  }
  return kept;
}

function linkSpans(text: string): Span[] {
  return text.matchAll(LINK).map(spanOf).toArray();
}

/** Numbers inside a link are its own. Both lists are walked once. */
function outside(spans: readonly Span[], links: readonly Span[]): Span[] {
  let at = 0;
  return spans
    .toSorted((a, b) => a.start - b.start)
    .filter((span) => {
      while (at < links.length && (links[at]?.end ?? 0) <= span.start) at += 1;
      return span.end <= (links[at]?.start ?? Number.POSITIVE_INFINITY);
    });
}

function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}
