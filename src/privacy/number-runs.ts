/** Digits that stand together, `[start, end)` in the probe; `digits` has letters O that were typed for zero set right. */
export interface DigitGroup {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

/** Groups with nothing but separators between them, such as `+84 (0) 912.345.678`. */
export type NumberRun = readonly DigitGroup[];

const GROUP = /(?<![a-z0-9])o\d[\do]{2,}|\d(?:[\do]*\d)?/g;
/** What people set between the digits of one number. Longer gaps separate numbers, and so does a comma before a blank, as in a list. */
const SEPARATOR = /^(?!.{0,3}, )[ .\-_()/,·•*~]{1,4}$/;
const LONGEST_SEPARATOR = 4;

/** All runs of the probe, ascending. Linear: no group is looked at twice. */
export function numberRuns(text: string): NumberRun[] {
  const runs: DigitGroup[][] = [];
  for (const match of text.matchAll(GROUP)) {
    const group = { digits: match[0].replaceAll('o', '0'), start: match.index, end: match.index + match[0].length };
    const run = runs.at(-1);
    const gap = text.slice(run?.at(-1)?.end ?? 0, Math.min(group.start, (run?.at(-1)?.end ?? 0) + LONGEST_SEPARATOR + 1));
    if (run && SEPARATOR.test(gap)) run.push(group);
    else runs.push([group]);
  }
  return runs;
}

/** Whether some run has so many digits: fewer make no number that a label could announce. */
export function holdsLongRun(runs: readonly NumberRun[], fewest: number): boolean {
  return runs.some((run) => run.reduce((sum, { digits }) => sum + digits.length, 0) >= fewest);
}

/** Whether the run is what a lottery drew: six or more pairs, each above the one before. No telephone number is written so. */
export function isDraw(run: NumberRun): boolean {
  return run.length >= 6 && run.every(({ digits }, at) => digits.length === 2 && (at === 0 || digits > (run[at - 1]?.digits ?? '')));
}

/** Digits that follow each other from `first` to `last` of a run. */
export interface Candidate {
  readonly digits: string;
  readonly first: number;
  readonly last: number;
}

/** Longest number with a meaning here: a card has 19 digits. */
const MOST_DIGITS = 19;

/** The readings that begin at group `first`, shortest first. At most 19, as each group holds a digit. */
export function candidatesFrom(run: NumberRun, first: number): Candidate[] {
  const found: Candidate[] = [];
  let digits = '';
  for (let last = first; last < run.length; last += 1) {
    digits += run[last]?.digits.slice(0, MOST_DIGITS + 1) ?? '';
    if (digits.length > MOST_DIGITS) break;
    found.push({ digits, first, last });
  }
  return found;
}
