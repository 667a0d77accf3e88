import type { NumberRun } from './number-runs.ts';

/** Words that announce a number, in the probe's spelling (lower case, no diacritics). */
const PHONE =
  'sdt|so dt|so may ban|may ban|dt|dthoai|dien thoai|so may|phone|tel|mobile|cell|hotline|whatsapp|zalo|viber|alo|goi|lien he|lh|nhan tin|nt|call|di dong|duong day nong|fax';
const IDENTITY =
  'cccd|cmnd|cmtnd|cmt|can cuoc|can cuoc cong dan|chung minh|chung minh nhan dan|chung minh thu|dinh danh|ma dinh danh|so dinh danh|ho chieu|passport|mst|ma so thue|bhxh|bhyt|bao hiem xa hoi|bao hiem y te|ma so bao hiem|the bao hiem|gplx|giay phep lai xe|bang lai|bang lai xe|id card|so giay to|so ho so|ma so ca nhan|so hieu ca nhan';
const ACCOUNT = 'stk|so tk|so tai khoan|so the(?! gioi)|the atm|so the atm|so the tin dung|the tin dung|the visa|iban|account number';
const ACCOUNT_WEAK =
  'tai khoan|tk|ck|chuyen khoan|ngan hang|vietcombank|vcb|techcombank|tcb|mb|mb bank|mbbank|agribank|agri|bidv|vietinbank|ctg|acb|tpbank|sacombank|vpbank|vib|shb|hdbank|scb|ocb|seabank|lpbank|eximbank|msb|abbank|momo|napas|visa|mastercard|bank|ung ho';

function pattern(words: string): RegExp {
  const longestFirst = words.split('|').toSorted((a, b) => b.length - a.length);
  return new RegExp(String.raw`(?<![a-z0-9])(?:${longestFirst.join('|').replaceAll(' ', ' {1,2}')})(?![a-z])`, 'g');
}

export const LABELS = {
  phone: pattern(PHONE),
  identity: pattern(IDENTITY),
  account: pattern(ACCOUNT),
  accountWeak: pattern(ACCOUNT_WEAK),
} as const;

/** One run that a label announces; `gap` is what stands between them. */
export interface Labelled {
  readonly run: NumberRun;
  readonly gap: string;
}

/** The run that follows each label within `reach` units on the same line. Both lists ascend, so one walk finds all. */
export function labelledRuns(text: string, runs: readonly NumberRun[], label: RegExp, reach: number): Labelled[] {
  const found: Labelled[] = [];
  let next = 0;
  for (const match of text.matchAll(label)) {
    const end = match.index + match[0].length;
    while (next < runs.length && (runs[next]?.[0]?.start ?? 0) < end) next += 1;
    const run = runs[next];
    const start = run?.[0]?.start;
    if (!run || start === undefined) break;
    if (start - end > reach) continue;
    const gap = text.slice(end, start);
    if (!gap.includes('\n') && !gap.includes('\ue000')) found.push({ run, gap });
  }
  return found;
}
