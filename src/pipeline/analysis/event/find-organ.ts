import type { Sentence } from './split-sentences.ts';

/** Who acts in a sentence: a committee, an office, a union or a unit itself, `[start, end)` in the text. */
export interface Organ {
  readonly start: number;
  readonly end: number;
}

/** Beginnings of the names of those whom the plans of the provinces give something to do; folded, the longest first. */
const HEADS =
  'ban thường vụ thành ủy|ban thường vụ tỉnh ủy|ban thường vụ quận ủy|ban thường vụ huyện ủy|ban thường vụ thị ủy|ban thường vụ đảng ủy|ban thường vụ|ban chấp hành đảng bộ|ủy ban kiểm tra thành ủy|ủy ban kiểm tra tỉnh ủy|ủy ban kiểm tra|ban tuyên giáo và dân vận thành ủy|ban tuyên giáo và dân vận tỉnh ủy|ban tuyên giáo thành ủy|ban tuyên giáo tỉnh ủy|ban tuyên giáo|ban an toàn giao thông|ban atgt|ủy ban an toàn giao thông quốc gia|đảng ủy công an|đảng ủy ubnd|đảng ủy|đảng bộ|chi bộ|thành ủy|tỉnh ủy|quận ủy|huyện ủy|thị ủy|ủy ban nhân dân|ubnd|hđnd|ủy ban mttq|ủy ban mặt trận tổ quốc|mttq|mặt trận tổ quốc|bộ công an|bộ xây dựng|cục cảnh sát giao thông|cục csgt|phòng cảnh sát giao thông|phòng csgt|công an|sở giáo dục và đào tạo|sở giao thông vận tải|sở xây dựng|sở tư pháp|sở văn hóa thể thao và du lịch|sở y tế|sở nội vụ|thành đoàn|tỉnh đoàn|đoàn thanh niên|hội liên hiệp phụ nữ|hội phụ nữ|hội nông dân|hội cựu chiến binh|liên đoàn lao động|phòng giáo dục và đào tạo';
const TYPES = 'thành phố|tỉnh|quận|huyện|thị xã|phường|xã|thị trấn|đặc khu|tp';
const HEAD = new RegExp(`(?<= )(?:${HEADS})(?= )`, 'gu');
/** A unit that acts itself: "Huyện An Dương xây dựng …". */
const UNIT = new RegExp(`(?<= )(?:${TYPES})(?= )`, 'gu');
const AFTER_HEAD = new RegExp(`^(?:sở xây dựng|công an|ubnd|${TYPES})(?= )`, 'u');
/** Whose document it is: "kế hoạch của Ban Thường vụ" does not say who studies it. */
const OF_A_DOCUMENT = /(?<= )(?:chỉ thị|kế hoạch|chương trình|nghị quyết|kết luận|hướng dẫn) .*?của $/u;

/** Names have at most some six words after their beginning. */
const MOST_NAME_WORDS = 6;

/** The first one that acts in a sentence; null when none is named. Without a head or a unit, the place before the colon of a headline. */
export function findOrgan(text: string, sentence: Sentence): Organ | null {
  for (const kind of [HEAD, UNIT]) {
    for (const match of sentence.folded.matchAll(kind)) {
      if (OF_A_DOCUMENT.test(sentence.folded.slice(0, match.index))) continue;
      const organ = readName(text, sentence, { from: match.index, to: match.index + match[0].length });
      if (organ && (kind === HEAD || organ.isNamed)) return organ;
    }
  }
  const dateline = /^\s*(\p{Lu}[\p{L}\p{M}]*(?: \p{Lu}[\p{L}\p{M}]*){1,3}):/u.exec(text.slice(sentence.start, sentence.end));
  const name = dateline?.[1] ?? '';
  return name === '' ? null : { start: sentence.start, end: sentence.start + name.length };
}

/** Takes along the types and capitalised words that follow: "UBND" "phường" "Thành Sen". */
function readName(
  text: string,
  { folded, places, tokens }: Sentence,
  head: { from: number; to: number },
): (Organ & { isNamed: boolean }) | null {
  const first = tokens[places.indexOf(head.from)];
  let last = places.findLastIndex((place) => place < head.to);
  if (!first || !/^\p{Lu}/u.test(text.slice(first.start))) return null;
  let isNamed = false;
  for (let added = 0; added < MOST_NAME_WORDS;) {
    const next = tokens[last + 1];
    const gap = text.slice(tokens[last]?.end, next?.start);
    if (!next || !/^(?:\. ?| | {2}| - )$/.test(gap)) break;
    const type = AFTER_HEAD.exec(folded.slice(places[last + 1]));
    const isCapital = /^\p{Lu}/u.test(text.slice(next.start));
    if (!type && !isCapital) break;
    const taken = type ? type[0].split(' ').length : 1;
    isNamed ||= isCapital && !type;
    last += taken;
    added += taken;
  }
  return { start: first.start, end: tokens[last]?.end ?? first.end, isNamed };
}
