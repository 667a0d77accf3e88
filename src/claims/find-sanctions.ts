import { numberOf } from './find-money.ts';
import { NOT } from './negation.ts';
import type { Sentence, Span } from './spoken-text.ts';

/** Something that a statement says comes with a violation, besides money. */
export type Sanction = Span &
  (
    | { readonly kind: 'points'; readonly points: number }
    | { readonly kind: 'no-fine' }
    /** `months` is null where no term is said. */
    | { readonly kind: 'suspension'; readonly months: { readonly min: number; readonly max: number } | null }
    | { readonly kind: 'confiscation' }
  );

const COUNT = String.raw`\d{1,2}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi hai|muoi`;
const LICENCE = '(?:bang(?: lai)?(?: xe)?|giay phep lai xe|gplx)';
const POINTS = new RegExp(
  String.raw`(?:\btru|\bmat)(?: (?:diem|het|luon|toi|den|di|thang|bay|moi|ngay|them|mat|la|toan bo|${LICENCE}|tren|cua|:)){0,5}:? (${COUNT}) diem`,
  'g',
);
const MINUS = new RegExp(String.raw`(?<!\d)-\s?(\d{1,2}) diem`, 'g');
const NO_POINTS = new RegExp(String.raw`\b${NOT} (?:bi |he bi |con bi )?tru diem`, 'g');
const NO_FINE = new RegExp(
  String.raw`\b(?:theo (?:luat|quy dinh|nghi dinh)[^.]{0,60}|(?:se|thi|cung|deu) )(?:${NOT}) bi (?:xu )?phat|\b${NOT} bi (?:xu )?phat(?: tien)? theo (?:luat|quy dinh|nghi dinh)`,
  'g',
);
const SUSPENSION = new RegExp(
  String.raw`\bbi (?:[^,;]{0,40}? )?(?:tuoc|giam|treo)(?: quyen su dung)?(?: luon)? ${LICENCE}(?:[^,;\d]{0,25}(\d{1,2})(?:\s?(?:-|den|toi)\s?(\d{1,2}))? thang)?|(?:tuoc|giam|treo)(?: quyen su dung)? ${LICENCE}[^,;\d]{0,25}(\d{1,2})(?:\s?(?:-|den|toi)\s?(\d{1,2}))? thang`,
  'g',
);
const CONFISCATION = /\bbi (?:[^,;]{0,20} )?tich thu (?:luon )?(?:ca )?(?:xe|phuong tien)/g;

/** Points, withdrawals, confiscations and "is not fined" of a sentence, in order. */
export function findSanctions({ bare }: Sentence): Sanction[] {
  const found: Sanction[] = [];
  for (const match of bare.matchAll(POINTS)) found.push({ ...spanOf(match), kind: 'points', points: numberOf(match[1] ?? '') });
  for (const match of bare.matchAll(MINUS)) found.push({ ...spanOf(match), kind: 'points', points: numberOf(match[1] ?? '') });
  for (const match of bare.matchAll(NO_POINTS)) found.push({ ...spanOf(match), kind: 'points', points: 0 });
  for (const match of bare.matchAll(NO_FINE)) found.push({ ...spanOf(match), kind: 'no-fine' });
  for (const match of bare.matchAll(SUSPENSION)) {
    const low = match[1] ?? match[3];
    const high = match[2] ?? match[4] ?? low;
    found.push({ ...spanOf(match), kind: 'suspension', months: low === undefined ? null : { min: Number(low), max: Number(high) } });
  }
  for (const match of bare.matchAll(CONFISCATION)) found.push({ ...spanOf(match), kind: 'confiscation' });
  return found.toSorted((a, b) => a.start - b.start);
}

function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}
