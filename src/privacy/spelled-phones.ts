import { isLandline, isMobile } from './number-shapes.ts';
import type { Span } from './probe.ts';

/** Digits as they are read out, without diacritics. Rớt, linh and other joints do not occur in telephone numbers. */
const DIGITS: Readonly<Record<string, string>> = {
  khong: '0',
  mot: '1',
  hai: '2',
  ba: '3',
  bon: '4',
  tu: '4',
  nam: '5',
  lam: '5',
  sau: '6',
  bay: '7',
  bac: '7',
  tam: '8',
  chin: '9',
};
const WORD = `(?:${Object.keys(DIGITS).join('|')}|\\d{1,4})`;
/** At least five parts, of which the first is a zero: "không chín một hai 345 678". */
const SPELLED = new RegExp(String.raw`(?<![a-z0-9])(?:khong|0)(?:[ ,.\-]{1,3}${WORD}(?![a-z])){4,11}`, 'g');

/** Telephone numbers of which at least one digit is a word. */
export function findSpelledPhones(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(SPELLED)) {
    const parts = [...match[0].matchAll(/[a-z]+|\d+/g)];
    let digits = '';
    for (const part of parts) {
      digits += DIGITS[part[0]] ?? part[0];
      const end = part.index + part[0].length;
      if (!/[a-z]/.test(match[0].slice(0, end))) continue;
      if (!isMobile(digits) && !isLandline(digits)) continue;
      spans.push({ start: match.index, end: match.index + end });
      break;
    }
  }
  return spans;
}
