import { words } from '../../../language/tokenize.ts';
import { eventTerms, vectorOf, vocabularyOf, type EventVector, type Vocabulary } from './event-vectors.ts';

/** What is compared of a news item. */
export interface EventInput {
  readonly title: string;
  readonly lead: string;
  /** UTC milliseconds. */
  readonly at: number;
  /** Unit ids. */
  readonly places: readonly string[];
}

/** A news item ready to be compared with others of the same set. Terms are given by their numbers, ascending. */
export interface EventItem {
  /** Title and lead. */
  readonly vector: EventVector;
  readonly title: EventVector;
  readonly names: Uint32Array;
  /** Pairs of neighbours that few items of the set have. */
  readonly rareTerms: Uint32Array;
  /** Amounts, counts and the like that few items of the set have: neither days and months nor years. */
  readonly rareNumbers: Uint32Array;
  readonly at: number;
  readonly places: readonly string[];
  /** Headed like something that appears every day: prices, lots, weather, fixtures. */
  readonly isColumn: boolean;
  /** Tells of police or a court at work. */
  readonly isCase: boolean;
}

/** Items that share a rare term are few: this part of the set, or so many in a small one. Half or twice as much does worse on our labels. */
const RARE_SHARE = 0.007;
const FEWEST_AS_RARE = 20;

/** Up to here a number may be a day, a month, an hour. */
const LARGEST_DATE = 31;
const YEAR = /^(?:19|20)\d\d$/;

/** Made from headings that come back daily in the press; the dates beside them make them alike without one event behind them. */
const COLUMN =
  /giá (?:vàng|bạc|usd|bitcoin|heo hơi|xăng|cà phê)|xổ số|vietlott|lịch âm|thời tiết|điểm tin|bản tin|tin tức|xem nhanh|toàn cảnh|lịch (?:thi đấu|trực tiếp|sự kiện)|nhận định|dự đoán|chứng khoán|chiến sự/u;
/** One case goes on for weeks under these words: a fire is followed by a charge, the charge by a trial. */
const CASE =
  /khởi tố|bắt giữ|bị bắt|tạm giam|tạm giữ|truy tố|xét xử|hầu tòa|ra tòa|bị cáo|bị can|phiên tòa|cáo trạng|điều tra|tuyên án|lãnh án|công an|khai (?:nhận|rằng|đã|báo)/u;

/** Rarity is that among the given items, so the same items in any order are described the same. */
export function describeEvents(inputs: readonly EventInput[]): EventItem[] {
  const terms = inputs.map(({ title, lead }) => eventTerms(title, lead));
  const vocabulary = vocabularyOf(terms.map(({ all }) => all.keys()));
  const figures = inputs.map(({ title, lead }) => namedNumbers(`${title} ${lead}`));
  const numbers = vocabularyOf(figures);
  return inputs.map(({ title, lead, at, places }, index) => {
    const own = terms[index] ?? eventTerms(title, lead);
    const pairs = [...own.all.keys()].filter((term) => term.includes(' '));
    const heading = words(title).join(' ');
    return {
      vector: vectorOf(own.all, vocabulary),
      title: vectorOf(own.title, vocabulary),
      names: numbered(own.names, vocabulary),
      rareTerms: rareOnes(numbered(pairs, vocabulary), vocabulary),
      rareNumbers: rareOnes(numbered(figures[index] ?? [], numbers), numbers),
      at,
      places,
      isColumn: COLUMN.test(heading),
      isCase: CASE.test(`${heading} ${words(lead).join(' ')}`),
    };
  });
}

/** As whole numbers or decimals without marks between thousands: `1.902` and `1902` are one thousand nine hundred and two. */
function namedNumbers(text: string): ReadonlySet<string> {
  const found = [...text.matchAll(/\d+(?:[.,]\d{3})*(?:[.,]\d+)?/g)].map(([written]) =>
    written.replaceAll(/[.,](?=\d{3}(?!\d))/g, '').replace(',', '.'),
  );
  return new Set(found.filter((number) => Number(number) > LARGEST_DATE && !YEAR.test(number)));
}

function numbered(terms: Iterable<string>, { numberOf }: Vocabulary): Uint32Array {
  return Uint32Array.from(terms, (term) => numberOf.get(term) ?? 0).toSorted();
}

/** A term that only one item has is shared by none and left out. */
function rareOnes(terms: Uint32Array, { frequency, texts }: Vocabulary): Uint32Array {
  const most = Math.max(FEWEST_AS_RARE, texts * RARE_SHARE);
  return terms.filter((term) => (frequency[term] ?? 0) > 1 && (frequency[term] ?? 0) <= most);
}
