import { tokenize, type Token } from '../language/tokenize.ts';
import type { ItemKind } from '../domain/raw-item.ts';
import { BARRIER, type Probe, type Span } from './probe.ts';

/** Who writes: `press` names people in office and of public interest by its own rules; `public` is everybody else. */
export type Writer = 'press' | 'public';

/** Who writes an item of this kind. */
export function writerOf(kind: ItemKind): Writer {
  return kind === 'news' ? 'press' : 'public';
}

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** What stands before a private person's name. Without diacritics `co`, `ba`, `con` and `chi` are other words, so only the safe ones count. */
const ADDRESS = wordSet('anh chị ông bà cô chú bác em cháu cậu dì thím mợ thằng con bạn thầy cụ mẹ bố vợ chồng xế nhân sĩ');
const PLAIN_ADDRESS = wordSet('anh ong em chau cau thim thang thay cu');

/** The family names that nearly all Vietnamese bear (census of names, Lê Trung Hoa 2005), toned; a name begins with one of them. */
const FAMILY = wordSet(
  'nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý mạc đinh đào trương lương tô chu hà lưu mai trịnh đoàn phùng cao thái lâm tạ quách kiều đàm tăng nghiêm vương thạch la văn triệu',
);
const PLAIN_FAMILY = wordSet('nguyen tran le pham hoang huynh phan vu vo dang bui ngo duong dinh truong luong trinh doan phung');

/** In a text without capitals these tell a name: "nguyễn văn a". */
const MIDDLE = wordSet('văn thị hữu đức ngọc minh thanh quang xuân thu hồng đình công quốc hoàng van thi huu duc');

/** Places and national figures that begin like a name. */
const NOT_PRIVATE = new Set(['hà nội', 'hà tĩnh', 'hà nam', 'hà giang', 'lâm đồng', 'thái bình', 'thái nguyên', 'cao bằng', 'hồ chí minh']);

/** People in office act in public: a name that stands by its office is kept. */
const OFFICE =
  /(?:chủ tịch|bí thư|giám đốc|bộ trưởng|thứ trưởng|thủ tướng|đại biểu|nghị sĩ|trưởng (?:phòng|ban|công an)|phó (?:phòng|ban)|cục (?:trưởng|phó)|chi cục|chánh văn phòng|phát ngôn|đồng chí|thiếu tướng|trung tướng|đại tướng|viện trưởng)/i;
const OFFICE_REACH = 40;

/** "đường Nguyễn Văn Linh", "cầu Bà Trần": named after somebody, not about them. */
const THING = wordSet('đường phố cầu ngõ hẻm trường chợ phường xã quận ngã công viên duong pho cau');

const MOST_NAME_WORDS = 5;

/** Names of private persons after a form of address or family word, in posts and comments. The form itself stays. Linear in the text. */
export function findPeople(probe: Probe, input: string): Span[] {
  const tokens = tokenize(input);
  const spans: Span[] = [];
  for (let at = 0; at + 2 < tokens.length; at += 1) {
    if (!isAddress(tokens[at])) continue;
    // "bà con" are the people of a place.
    if (tokens[at]?.toned === 'con' && tokens[at - 1]?.toned === 'bà') continue;
    if (THING.has(tokens[at - 1]?.toned ?? '')) continue;
    const length = nameLength(input, tokens, at + 1);
    const [first, last] = [tokens[at + 1], tokens[at + length]];
    if (length < 2 || !first || !last || isInOffice(input, first.start, last.end)) continue;
    const span = spanOf(probe, first.start, last.end);
    if (span) spans.push(span);
    at += length;
  }
  return spans;
}

function isAddress(token: Token | undefined): boolean {
  return token !== undefined && (ADDRESS.has(token.toned) || PLAIN_ADDRESS.has(token.toned));
}

/** How many words from `from` on are one name; 0 for none. Capitals tell where it ends, else only family, middle and given name are taken. */
function nameLength(input: string, tokens: readonly Token[], from: number): number {
  const family = tokens[from];
  if (!family || !(FAMILY.has(family.toned) || PLAIN_FAMILY.has(family.toned)) || !follows(input, tokens, from)) return 0;
  if (NOT_PRIVATE.has(wordsOf(tokens, from, 2)) || NOT_PRIVATE.has(wordsOf(tokens, from, 3))) return 0;
  let length = 1;
  while (length < MOST_NAME_WORDS && isCapital(input, tokens[from + length]) && follows(input, tokens, from + length)) length += 1;
  if (isCapital(input, family) && length >= 2) return length;
  const isSpelt = MIDDLE.has(tokens[from + 1]?.toned ?? '') && follows(input, tokens, from + 1) && follows(input, tokens, from + 2);
  return isSpelt && tokens[from + 2] !== undefined ? 3 : 0;
}

function wordsOf(tokens: readonly Token[], from: number, count: number): string {
  return tokens
    .slice(from, from + count)
    .map(({ toned }) => toned)
    .join(' ');
}

/** Only blanks stand between this word and the one before it. */
function follows(input: string, tokens: readonly Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  return before !== undefined && token !== undefined && /^[ \u00a0]{1,2}$/.test(input.slice(before.end, token.start));
}

function isCapital(input: string, token: Token | undefined): boolean {
  return token !== undefined && /^\p{Lu}/u.test(input.slice(token.start, token.end));
}

function isInOffice(input: string, start: number, end: number): boolean {
  const around = `${input.slice(Math.max(0, start - OFFICE_REACH), start)}\n${input.slice(end, end + OFFICE_REACH)}`;
  return OFFICE.test(around.normalize('NFC'));
}

/** The probe's units of a passage of the input; null where a mask lies in it. */
function spanOf({ text, starts, ends }: Probe, from: number, to: number): Span | null {
  const start = firstAtLeast(starts, from);
  const end = firstAtLeast(ends, to) + 1;
  return starts[start] === from && !text.slice(start, end).includes(BARRIER) ? { start, end } : null;
}

function firstAtLeast(ascending: readonly number[], wanted: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
