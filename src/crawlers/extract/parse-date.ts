/** How to read what a date leaves unsaid. */
export interface DateOptions {
  /** Minutes east of UTC for a date without a zone. 420 by default: the wall clock of Asia/Ho_Chi_Minh. */
  readonly zoneOffsetMinutes?: number;
  /** UTC milliseconds that "4 giờ trước" counts from. Without it relative times are null. */
  readonly now?: number;
}

/** The text with what has been understood cut out; in the end nothing but known filler may be left. */
interface Reading {
  rest: string;
}

/** A date line of a page is short; a longer text is a paragraph that happens to hold a date. */
const MAX_CHARS = 160;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const HO_CHI_MINH_MINUTES = 420;
/** Zones reach from -12 to +14 hours. */
const MAX_OFFSET_MINUTES = 14 * 60;
/** Nothing on the web is older; a year beyond is a slip of the keyboard. */
const YEARS = { first: 1970, last: 2199 };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)';
/** Months in words, the longer first. "Tháng giêng" and "tháng chạp" are of the lunar year. */
const MONTH_WORDS = ['mười một', 'mười hai', 'một', 'hai', 'ba', 'tư', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười'];
const MONTH_NUMBERS: Readonly<Record<string, string>> = {
  'mười một': '11',
  'mười hai': '12',
  một: '1',
  hai: '2',
  ba: '3',
  tư: '4',
  năm: '5',
  sáu: '6',
  bảy: '7',
  tám: '8',
  chín: '9',
  mười: '10',
};
const MONTH_WORD = new RegExp(`(?<=\\d\\s?tháng )(${MONTH_WORDS.join('|')})(?=,? (?:năm )?\\d{4})`, 'u');
/** `21/11/26`: only with a `now`, in whose year or the one before it must lie. */
const SHORT_YEAR = /(?<![\d/.-])(\d{1,2}\/\d{1,2}\/)(\d{2})(?![\d/])/;
/** "Sáng 21/11/2026": which half of the day says no hour. */
const PART_OF_DAY = /^(?:sáng|trưa|chiều|tối)(?!\p{L})/u;
/** Abbreviations that mean one offset in news, in minutes. CST and IST mean several and are left out. */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  ict: 420,
  wib: 420,
  bst: 60,
  cet: 60,
  cest: 120,
  msk: 180,
  jst: 540,
  kst: 540,
  est: -300,
  edt: -240,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};

/** Each names its groups: `y`, `m` (a number) or `name` (an English month), `d`. */
const DAY_FORMS = [
  /(?<!\d)(?<d>\d{1,2})\s?(?:tháng|thg\.?)\s?(?<m>\d{1,2})(?:\s?(?:năm|,|\/|-)\s?|\s)(?<y>\d{4})(?!\d)/u,
  /(?<![\d/.-])(?<y>\d{4})(?<sep>[-/.])(?<m>\d{1,2})\k<sep>(?<d>\d{1,2})(?!\d)/,
  /(?<![\d/.-])(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?=t\d|$)/,
  /(?<![\d/.-])(?<d>\d{1,2})\s?(?<sep>[-/.])\s?(?<m>\d{1,2})\s?\k<sep>\s?(?<y>\d{4})(?!\d)/,
  new RegExp(`(?<!\\d)(?<d>\\d{1,2})(?:st|nd|rd|th)?[\\s-]${MONTH.replace('(', '(?<name>')}\\.?,?[\\s-](?<y>\\d{4}|\\d{2})(?!\\d)`),
  new RegExp(`\\b${MONTH.replace('(', '(?<name>')}\\.? (?<d>\\d{1,2})(?:st|nd|rd|th)?,? (?<y>\\d{4})(?!\\d)`),
];
/** `Thu Jan 1 19:48:21 2004`, as C writes it: the time stands inside the date. */
const ASCTIME = new RegExp(`^((?:[a-z]{3,9} )?)${MONTH} (\\d{1,2}) (\\d{1,2}:\\d{2}:\\d{2})((?: [a-z]{1,4})?) (\\d{4})$`);
const HALF = '(?:\\s?(?<half>sáng|chiều|tối|sa|ch|a\\.m\\.|p\\.m\\.|am|pm)(?!\\p{L}))?';
const TIME_FORMS = [
  new RegExp(
    `(?<!\\d)(?<h>\\d{1,2})\\s?(?::|h|g|giờ)\\s?(?<min>\\d{2})(?!\\d)(?::(?<s>\\d{2})(?:[.,]\\d{1,9})?)?(?:\\s?phút)?${HALF}`,
    'u',
  ),
  /(?<=t)(?<h>\d{2})(?<min>\d{2})(?<s>\d{2})?(?!\d)/,
  new RegExp(`(?<![\\d/.-])(?<h>\\d{1,2})\\s?(?:h|giờ)(?![\\p{L}\\d])${HALF}`, 'u'),
  /(?<![\d/.-])(?<h>\d{1,2})\s?(?<half>am|pm|sa|ch)\b/,
];
/** A sign alone is often a dash between two facts, so hours alone count only after `GMT`, or glued to a plus. */
const OFFSET_FORMS = [
  /\b(?:gmt|utc)\s?(?<sign>[+-])\s?(?<h>\d{1,2})(?::?(?<min>\d{2}))?(?!\d)/,
  /(?<sign>[+-])\s?(?<h>\d{2}):?(?<min>\d{2})(?!\d)/,
  /(?<sign>\+)(?<h>\d{1,2})(?!\d)/,
];
const ZONE_NAME = new RegExp(`\\b(${Object.keys(ZONES).join('|')})\\b`);
const FILLER = new RegExp(
  [
    '(?<!\\p{L})t\\.\\s?(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])(?!\\p{L})|thứ\\s(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\\s?nhật|\\bcn\\b|\\bt[2-7]\\b',
    '\\b(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\\b',
    'asia/(?:ho_chi_minh|saigon|bangkok)|giờ việt nam|thời gian|ngày|lúc|vào|hồi|đăng tải|đăng|xuất bản|cập nhật|phát hành',
    '\\b(?:publish(?:ed)?|updated?|posted|on|at|t)\\b',
    '[\\s,|–—•·()\\[\\]/:;.-]',
  ].join('|'),
  'gu',
);

/**
 * UTC milliseconds of a written date: ISO 8601, RFC 822 and what Vietnamese newspapers print; the day stands before the month. Broken zones
 * (`GMT+7`, `+ 07:00`) are understood. A date without a time is the start of that day. null for what names no single
 * possible instant: impossible dates, a month without a day, text with anything left that is not understood. Never throws.
 */
export function parseDate(text: string, options: DateOptions = {}): number | null {
  if (text.length > 2 * MAX_CHARS) return null;
  const written = text
    .normalize('NFC')
    .replaceAll(/[\s\u00a0\u200b]+/g, ' ')
    .trim()
    .toLowerCase();
  if (written === '' || written.length > MAX_CHARS) return null;
  const relative = options.now === undefined ? null : parseRelative(written, options.now);
  if (relative !== null) return relative;
  const reading: Reading = { rest: withLongYear(withMonthNumber(written), options.now).replace(ASCTIME, '$1$3 $2 $6 $4$5') };
  const dayAt = takeDay(reading);
  const timeMs = takeTime(reading);
  const offset = takeOffset(reading) ?? options.zoneOffsetMinutes ?? HO_CHI_MINH_MINUTES;
  if (dayAt === null || timeMs === null || Number.isNaN(offset)) return null;
  return reading.rest.replace(FILLER, '') === '' ? dayAt + timeMs - offset * MINUTE_MS : null;
}

function withMonthNumber(written: string): string {
  return written.replace(MONTH_WORD, (word) => MONTH_NUMBERS[word] ?? word);
}

/** Two digits name a year only beside the present one; elsewhere `21/11/26` may as well begin with the year. */
function withLongYear(written: string, now: number | undefined): string {
  if (now === undefined) return written;
  const year = new Date(now + HO_CHI_MINH_MINUTES * MINUTE_MS).getUTCFullYear();
  return written.replace(SHORT_YEAR, (short, dayAndMonth: string, digits: string) => {
    const full = 2000 + Number(digits);
    return full === year || full === year - 1 ? `${dayAndMonth}${full}` : short;
  });
}

/** Cuts the first form that is found out of the text and returns its groups. */
function take(reading: Reading, forms: readonly RegExp[]): Record<string, string | undefined> | null {
  for (const form of forms) {
    const match = form.exec(reading.rest);
    if (!match) continue;
    reading.rest = `${reading.rest.slice(0, match.index)} ${reading.rest.slice(match.index + match[0].length)}`;
    return match.groups ?? {};
  }
  return null;
}

/** UTC milliseconds of the day's midnight; null without a day that exists. */
function takeDay(reading: Reading): number | null {
  const found = take(reading, DAY_FORMS);
  if (!found) return null;
  const written = found['y'] ?? '';
  // RFC 2822: two digits below 50 belong to this century.
  const year = written.length === 2 ? Number(written) + (Number(written) < 50 ? 2000 : 1900) : Number(written);
  const month = found['name'] ? MONTHS.indexOf(found['name'].slice(0, 3)) : Number(found['m']) - 1;
  const day = Number(found['d']);
  const midnight = Date.UTC(year, month, day);
  const exists = new Date(midnight).getUTCMonth() === month && new Date(midnight).getUTCDate() === day;
  return exists && year >= YEARS.first && year <= YEARS.last ? midnight : null;
}

/** Milliseconds since midnight, 0 when no time is written; null for a time that does not exist. */
function takeTime(reading: Reading): number | null {
  const found = take(reading, TIME_FORMS);
  if (!found) {
    reading.rest = reading.rest.trimStart().replace(PART_OF_DAY, '');
    return 0;
  }
  const hour = hourOf(Number(found['h']), found['half']?.replaceAll('.', ''));
  const minute = Number(found['min'] ?? 0);
  const second = Number(found['s'] ?? 0);
  if (hour === null || hour > 23 || minute > 59 || second > 59) return null;
  return hour * HOUR_MS + minute * MINUTE_MS + second * 1000;
}

/** SA and sáng are the first half of the day, CH, chiều and tối the second; null when the hour contradicts that. */
function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour;
  if (half === 'sa' || half === 'sáng' || half === 'am') return hour > 12 ? null : hour % 12;
  return hour < 12 ? hour + 12 : hour;
}

/** Minutes east of UTC, null when no zone is written, NaN for an offset that no place has. */
function takeOffset(reading: Reading): number | null {
  const found = take(reading, OFFSET_FORMS);
  if (found) {
    // What follows an offset in brackets is its name: `GMT+0700 (Indochina Time)`.
    reading.rest = reading.rest.replace(/\([a-z ]+\)/, ' ').replace(ZONE_NAME, ' ');
    const minutes = Number(found['h']) * 60 + Number(found['min'] ?? 0);
    if (minutes > MAX_OFFSET_MINUTES || Number(found['min'] ?? 0) > 59) return Number.NaN;
    return found['sign'] === '-' ? -minutes : minutes;
  }
  const name = ZONE_NAME.exec(reading.rest)?.[1];
  if (name === undefined) return null;
  reading.rest = reading.rest.replace(ZONE_NAME, ' ');
  return ZONES[name] ?? Number.NaN;
}

const UNITS: Readonly<Record<string, number>> = {
  giây: 1000,
  phút: MINUTE_MS,
  giờ: HOUR_MS,
  tiếng: HOUR_MS,
  ngày: DAY_MS,
  tuần: 7 * DAY_MS,
};
const DAYS_BACK: Readonly<Record<string, number>> = { 'hôm nay': 0, 'hôm qua': 1, 'hôm kia': 2 };
const AGO = /^(?:khoảng |cách đây )?(\d{1,3}) (giây|phút|giờ|tiếng|ngày|tuần)(?: trước)?$/u;
const NAMED_DAY = /^(hôm nay|hôm qua|hôm kia)(?:,| lúc|,? vào lúc)?(?: (\d{1,2})(?::|h)(\d{2}))?$/u;

/** "4 giờ trước", "hôm qua lúc 08:15"; null for anything else. Months and years ago name no instant. */
function parseRelative(written: string, now: number): number | null {
  if (written === 'vừa xong' || written === 'mới đây') return now;
  const ago = AGO.exec(written);
  if (ago && (written.endsWith('trước') || written.startsWith('cách đây'))) return now - Number(ago[1]) * (UNITS[ago[2] ?? ''] ?? 0);
  const named = NAMED_DAY.exec(written);
  if (!named) return null;
  const shift = HO_CHI_MINH_MINUTES * MINUTE_MS;
  const today = Math.floor((now + shift) / DAY_MS) * DAY_MS - shift;
  const [hour, minute] = [Number(named[2] ?? 0), Number(named[3] ?? 0)];
  if (hour > 23 || minute > 59) return null;
  return today - (DAYS_BACK[named[1] ?? ''] ?? 0) * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS;
}
