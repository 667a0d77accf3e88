import type { Explanation, InputPart, WordShare } from './explain.ts';

/** Neighbouring words that pull the same way, `[start, end)` in UTF-16 units of their part. */
export interface Phrase {
  readonly part: InputPart;
  readonly start: number;
  readonly end: number;
  /** The words as they were written, with what stands between them. */
  readonly text: string;
  readonly contribution: number;
}

/** A neighbour joins a phrase when it weighs at least this much of the strongest word of all; the rest is small change. */
const LEAST_SHARE = 0.25;

/** The strongest phrases of an explanation, strongest first, at most `most` for the class and as many against it. `texts` holds each part as it was written. */
export function strongestPhrases(
  { words }: Explanation,
  texts: Readonly<Record<InputPart, string>>,
  most: number,
): { readonly for: readonly Phrase[]; readonly against: readonly Phrase[] } {
  const strongest = words.reduce((best, { contribution }) => Math.max(best, Math.abs(contribution)), 0);
  const runs: WordShare[] = [];
  let isOpen = false;
  for (const word of words) {
    const last = runs.at(-1);
    const isStrong = word.contribution !== 0 && Math.abs(word.contribution) >= LEAST_SHARE * strongest;
    if (isStrong && isOpen && last && goesOn(last, word)) {
      runs[runs.length - 1] = { ...last, end: word.end, contribution: last.contribution + word.contribution };
    } else if (isStrong) runs.push(word);
    isOpen = isStrong;
  }
  const pick = (sign: 1 | -1): Phrase[] =>
    runs
      .filter(({ contribution }) => Math.sign(contribution) === sign)
      .toSorted((left, right) => sign * (right.contribution - left.contribution) || left.start - right.start)
      .slice(0, most)
      .map((run) => ({ ...run, text: texts[run.part].slice(run.start, run.end) }));
  return { for: pick(1), against: pick(-1) };
}

function goesOn(open: WordShare, word: WordShare): boolean {
  return open.part === word.part && Math.sign(open.contribution) === Math.sign(word.contribution);
}
