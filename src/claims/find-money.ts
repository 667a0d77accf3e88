import type { Sentence, Span } from './spoken-text.ts';

/**
 * How the amount bounds the fine: `exact` one figure, `range` both ends, `max` and `min` one end of the range ("tới 6 triệu", "từ 4 triệu"),
 * `above` and `below` somewhere beyond ("hơn", "gần"), `about` near it.
 */
export type MoneyKind = 'exact' | 'range' | 'max' | 'min' | 'above' | 'below' | 'about';

/** An amount in đồng. `min` equals `max` unless the kind is `range`. */
export interface Money extends Span {
  readonly min: number;
  readonly max: number;
  readonly kind: MoneyKind;
}

const DIGIT_WORDS: Readonly<Record<string, number>> = {
  mot: 1, hai: 2, ba: 3, bon: 4, tu: 4, nam: 5, lam: 5, sau: 6, bay: 7, tam: 8, chin: 9, muoi: 10,
}; // prettier-ignore
const WORD = '(?:mot|hai|ba|bon|nam|sau|bay|tam|chin)';
const SPELLED = `(?:${WORD} muoi(?: (?:mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin))?|muoi(?: (?:mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin))?|${WORD})`;
const FIGURE = String.raw`\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d{1,2})?|${SPELLED}`;
/** Units in đồng. Slang: củ and chai are a million, k, cành and lít (a hundred thousand) as the young say. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:ty|ti)$/, 1_000_000_000],
  [/^(?:trieu|trieiu|trieu|trịu|triu|tr|cu|chai|m)$/, 1_000_000],
  [/^(?:tram(?: nghin| ngan| k)?|lit|loet)$/, 100_000],
  [/^(?:nghin|ngan|k|canh|ngan)$/, 1_000],
  [/^(?:dong|d|vnd|vnđ|₫)$/, 1],
];
const UNIT =
  'trieu|triu|tr|cu|chai|ty|ti|tram nghin|tram ngan|tram k|tram|nghin|ngan|k|canh|lit(?! (?:khi|mau|xang|hoi|bia|ruou|nuoc))|loet|dong|vnd|d|₫';
/** "4tr5" and "4 triệu rưỡi", and "1 triệu 200 nghìn". */
const TAIL = String.raw`(?:\s?(ruoi)|\s?(\d)(?![\d.,]|\s?(?:-|den|toi|diem|thang|nam|ngay|km|mg|nguoi|${UNIT}))|\s(\d{3})\s?(?:nghin|ngan|k)\b)?`;
const AMOUNT = String.raw`(${FIGURE})\s?(${UNIT})(?![a-z])${TAIL}(?:\s?(?:dong|vnd|d)\b)?`;
const JOIN = String.raw`\s?\.?(?:-|~|->|den|toi|cho den|cho toi|to)\s?(?:duoi )?`;
const RANGE = new RegExp(
  String.raw`(?<![\w.,/])(?:(tu) )?(${FIGURE})\s?(?:(${UNIT})(?![a-z])${TAIL}(?:\s?(?:dong|vnd|d)\b)?)?${JOIN}${AMOUNT}`,
  'g',
);
/** "năm sáu triệu": two figures in a row mean about so many. */
const PAIR = new RegExp(String.raw`(?<![\w.,/])(${WORD}) (${WORD}) (${UNIT})(?![a-z])`, 'g');
const SINGLE = new RegExp(String.raw`(?<![\w.,/])${AMOUNT}`, 'g');

/** "800.000 - 1.000.000" and "5.000.000": from six figures on, a grouped number is money without its unit. */
const GROUPED = String.raw`\d{1,3}(?:[.,]\d{3})+`;
const PLAIN_RANGE = new RegExp(String.raw`(?<![\w.,/])(${GROUPED})${JOIN}(${GROUPED})(?![\d.,]*\d|\s?[a-z])`, 'g');
const PLAIN = new RegExp(String.raw`(?<![\w.,/])(${GROUPED})(?![\d.,]*\d|\s?(?:km|m|ty|tan|kg|xe|nguoi|truong|luot|vu))`, 'g');
const LEAST_PLAIN = 100_000;

/** Words right before an amount that say how it bounds the fine, the most telling first. */
const BOUNDS: readonly (readonly [RegExp, MoneyKind])[] = [
  [/(?:toi da|cao nhat|kich khung|nhieu nhat|khong qua)(?: \w+){0,4}$/, 'max'],
  [/(?:len toi|len den|len tan|toi tan|den tan|toi|den|tan)$/, 'max'],
  [/(?:toi thieu|thap nhat|it nhat)(?: \w+){0,4}$/, 'min'],
  [/(?:hon|tren|vuot)$/, 'above'],
  [/(?:gan|duoi|chua den|chua toi)$/, 'below'],
  [/(?:khoang|tam|chung|gan nhu|dau do)$/, 'about'],
  [/\btu$/, 'min'],
];

/** Units that look the same without diacritics: cú, cũ, cụ for củ; trạm for trăm. */
const MISREAD = /c[úũụứừử](?![\p{L}])|trạm|trầm|chài|chải|cảnh|cánh/u;

/** Amounts of money of a sentence, in order, none within another. A number without a unit is no amount unless it has six digits or more. */
export function findMoney(sentence: Sentence): Money[] {
  const text = sentence.bare;
  const found: Money[] = [];
  for (const match of text.matchAll(RANGE)) {
    const [whole, , lowFigure = '', lowUnit, lowHalf, lowDigit, lowRest, highFigure = '', highUnit, highHalf, highDigit, highRest] = match;
    const max = amountOf(highFigure, highUnit, [highHalf, highDigit, highRest]);
    const min = amountOf(lowFigure, lowUnit ?? borrowed(lowFigure, highUnit), [lowHalf, lowDigit, lowRest]);
    if (min !== null && max !== null && min < max && max >= 1_000)
      found.push({ start: match.index, end: match.index + whole.length, min, max, kind: 'range' });
  }
  found.push(...findPlain(text, found));
  for (const match of text.matchAll(PAIR)) {
    const unit = unitOf(match[3] ?? '');
    const min = (DIGIT_WORDS[match[1] ?? ''] ?? 0) * unit;
    const max = (DIGIT_WORDS[match[2] ?? ''] ?? 0) * unit;
    const span = { start: match.index, end: match.index + match[0].length };
    if (max - min === unit && isFree(span, found)) found.push({ ...span, min: (min + max) / 2, max: (min + max) / 2, kind: 'about' });
  }
  for (const match of text.matchAll(SINGLE)) {
    const amount = amountOf(match[1] ?? '', match[2], [match[3], match[4], match[5]]);
    const span = { start: match.index, end: match.index + match[0].length };
    if (amount !== null && amount >= 1_000 && isFree(span, found))
      found.push({ ...span, min: amount, max: amount, kind: boundBefore(text, span.start) });
  }
  for (const match of text.matchAll(PLAIN)) {
    const amount = amountOf(match[1] ?? '', 'dong', []) ?? 0;
    const span = { start: match.index, end: match.index + match[0].length };
    if (amount >= LEAST_PLAIN && isFree(span, found))
      found.push({ ...span, min: amount, max: amount, kind: boundBefore(text, span.start) });
  }
  return found.filter(({ start, end }) => !MISREAD.test(sentence.toned.slice(start, end))).toSorted((a, b) => a.start - b.start);
}

/** Ranges without a unit. Single amounts come with the others, once ranges are known. */
function findPlain(text: string, taken: readonly Span[]): Money[] {
  return [...text.matchAll(PLAIN_RANGE)]
    .map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      min: amountOf(match[1] ?? '', 'dong', []) ?? 0,
      max: amountOf(match[2] ?? '', 'dong', []) ?? 0,
      kind: 'range' as const,
    }))
    .filter((money) => money.min >= LEAST_PLAIN && money.min < money.max && isFree(money, taken));
}

function isFree(span: Span, taken: readonly Span[]): boolean {
  return taken.every((other) => span.end <= other.start || span.start >= other.end);
}

/** "400-600k" lends its unit to 400; "400.000 - 600.000 đồng" does too, as 1. */
function borrowed(figure: string, unit: string | undefined): string | undefined {
  return /^\d{1,3}(?:[.,]\d{3})+$/.test(figure) ? 'dong' : unit;
}

function amountOf(figure: string, unit: string | undefined, tail: readonly (string | undefined)[]): number | null {
  if (unit === undefined) return null;
  const grouped = /^\d{1,3}(?:[.,]\d{3})+$/.test(figure);
  const value = grouped ? Number(figure.replaceAll(/[.,]/g, '')) : numberOf(figure);
  const size = unitOf(unit);
  // "5.000.000 triệu" is a slip of the pen for đồng; "1.000 tỷ" is not.
  const whole = grouped && size === 1_000_000 && value >= 100_000 ? value : value * size;
  const [half, digit, rest] = tail;
  if (half) return whole + size / 2;
  if (digit) return whole + (Number(digit) * size) / 10;
  return rest ? whole + Number(rest) * 1_000 : whole;
}

/** A number in figures or in words without diacritics, up to 99. */
export function numberOf(figure: string): number {
  if (/^\d/.test(figure)) return Number(figure.replace(',', '.'));
  const parts = figure.split(' ');
  const tens = parts.indexOf('muoi');
  if (tens < 0) return DIGIT_WORDS[figure] ?? Number.NaN;
  const before = tens === 0 ? 1 : (DIGIT_WORDS[parts[0] ?? ''] ?? 1);
  return before * 10 + (DIGIT_WORDS[parts[tens + 1] ?? ''] ?? 0);
}

function unitOf(unit: string): number {
  return UNITS.find(([pattern]) => pattern.test(unit))?.[1] ?? 1;
}

function boundBefore(text: string, start: number): MoneyKind {
  const before = text.slice(Math.max(0, start - 40), start).trimEnd();
  return BOUNDS.find(([pattern]) => pattern.test(before))?.[1] ?? 'exact';
}
