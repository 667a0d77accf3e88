import type { Probe, Span } from './probe.ts';

/** Two digits of the province, from 11 on. */
const PROVINCE = String.raw`(?:1[1245-9]|[2-9]\d)`;
/** Series: A, AA, B1, MĐ1, LD, NG, NN … */
const SERIES = '[a-z]{1,2}[0-9]??';
const CIVIL = new RegExp(
  String.raw`(?:(?<![a-z0-9]|\d[.,-])|(?<=\bbks|\bbs))(${PROVINCE})([ -]?)(${SERIES}| ?[a-z] [0-9])( ?[-.:] ?| |)(\d{3}(?:\. ?| )\d{2}|\d{2}\.\d{3}|\d{5}|\d{4})(?![0-9]|[.,-]\d|\/(?!\d{2}[a-z]))`,
  'g',
);
/** Foreign missions: 80-123-NG-45, 41-291-NN-01. */
const FOREIGN = /(?<![a-z0-9])\d{2}[ -]?(?:\d{3}[ -]?(?:ng|nn|qt|cv)|(?:ng|nn|qt|cv)[ -]?\d{3})[ -]?\d{2}(?!\d)/g;
/** The letters of a mission first: NG 80-123-45, NN-12-345. */
const FOREIGN_FIRST = /(?<![a-z0-9])(?:ng|nn|qt|cv)[ -]?\d{2}[ -]\d{3}(?:[ -]\d{2})?(?![0-9])/g;
/** A flight's number looks like an army plate: chuyến bay VN 12-34. */
const FLIGHT = /(?:bay|hang|so hieu)[ :]{1,2}(?:so |mang )?(?:so hieu )?$/;
const FOREIGN_LONG = /^(?:ng|nn)[ -]?\d{2}[ -]\d{3}[ -]\d{2}$/;
/** Army: TM 12-34. The letters mean much else, so a word about vehicles or the army must stand before. */
const MILITARY = /(?<![a-z0-9])[abhkpqtcdvn][a-z][ -]?\d{2}[-. ]?\d{2}(?![a-z0-9]|[.,/-]\d)/g;

const VEHICLE_WORDS =
  /(?:bien|bks|bsx|bs|bien so|bien kiem soat|xe|xe may|oto|o to|quan doi|quan su|quan khu|bo quoc phong|mang|deo)[ :,.("'“]{0,4}(?:[a-z]{1,8}[ :.("'“]{1,3}){0,3}$/;
/** Classes, rooms and blocks are numbered like series: lớp 12A 2023, phòng 12A-1234. */
const OTHER_THINGS =
  /(?<![a-z])(?:lop|khoi|khoa|phong|can|can ho|toa|lo|block|tuyen|tuyen buyt|duong|ql|tl|dt|so nha|ngo|hem|kiet|thong tu|quyet dinh|nghi dinh|tau|chuyen)[ :]{1,2}(?:so )?$/;
/** Letters that are a unit after a number: 15h 1234, 50k 12345, 20t, 12m, 10đ. */
const UNIT_LETTER = /^[hkmtgdlcp]$/;

export function findPlates(probe: Probe, input: string): Span[] {
  const { text, runs } = probe;
  if (runs.length === 0) return [];
  const spans: Span[] = [];
  for (const match of text.matchAll(CIVIL)) {
    if (isPlate(match, probe, input)) spans.push({ start: match.index, end: match.index + match[0].length });
  }
  for (const match of text.matchAll(FOREIGN)) spans.push({ start: match.index, end: match.index + match[0].length });
  for (const match of [...text.matchAll(MILITARY), ...text.matchAll(FOREIGN_FIRST)]) {
    const isCapital = /^\p{Lu}{2}/u.test(input.slice(probe.starts[match.index], (probe.starts[match.index] ?? 0) + 2));
    if (
      isCapital &&
      !FLIGHT.test(before(text, match.index)) &&
      (FOREIGN_LONG.test(match[0]) || VEHICLE_WORDS.test(before(text, match.index)))
    )
      spans.push({ start: match.index, end: match.index + match[0].length });
  }
  return spans.toSorted((a, b) => a.start - b.start).filter((span, at, all) => at === 0 || span.start >= (all[at - 1]?.end ?? 0));
}

/**
 * A dot before the last two digits is enough, as nothing else is written so. Otherwise a hyphen, a capital or a word about vehicles must
 * speak for it.
 */
function isPlate(match: RegExpExecArray, probe: Probe, input: string): boolean {
  const [, , , series = '', joint = '', number = ''] = match;
  const left = before(probe.text, match.index);
  if (OTHER_THINGS.test(left)) return false;
  if (/\d{3}\./.test(number)) return true;
  const isNamed = VEHICLE_WORDS.test(left);
  if (isNamed) return true;
  if (/^[a-z]/.test(probe.text[match.index + match[0].length] ?? '')) return false;
  if (UNIT_LETTER.test(series) && joint.trim() === '') return false;
  const from = probe.starts[match.index] ?? 0;
  const isCapital = /\p{Lu}/u.test(input.slice(from, from + 8));
  const isYear = /^(?:19|20)\d{2}$/.test(number);
  if (number.includes(' ')) return isCapital && joint.includes('-');
  if (joint.includes('-')) return !(isYear && !isCapital) && !(UNIT_LETTER.test(series) && !isCapital && number.length === 4);
  return number.length === 5 && (isCapital || joint === '');
}

function before(text: string, at: number): string {
  return text.slice(Math.max(0, at - 40), at);
}
