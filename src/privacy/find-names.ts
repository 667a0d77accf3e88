import type { Probe, Span } from './probe.ts';

/** Ends of addresses that people write out in words; with a real `@` any ending counts. */
const KNOWN_ENDINGS = 'com|vn|net|org|edu|gov|info|io|me|co|mil|asia|biz';
const AT_IN_WORDS = String.raw`\s?(?:\(at\)|\[at\]|\{at\}|<at>|\(a cong\)|\[a cong\])\s?|\s(?:at|a cong|acong)\s`;
const DOT_IN_WORDS = String.raw`\s?(?:\.|\(dot\)|\[dot\]|\{dot\}|\(cham\))\s?|\s(?:dot|cham)\s`;

/** Every quantifier is bounded, so that a long run of one character costs a constant per place. Lengths are those of RFC 5321. */
const EMAILS: readonly RegExp[] = [
  /(?<![a-z0-9])[a-z0-9_](?:[a-z0-9._%+-]{0,63})@(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}(?![a-z])/g,
  new RegExp(
    String.raw`(?<![a-z0-9])[a-z0-9_][a-z0-9._+-]{0,63}(?:\s?@\s?|${AT_IN_WORDS})[a-z0-9-]{1,63}(?:(?:${DOT_IN_WORDS})[a-z0-9-]{1,63}){0,3}(?:${DOT_IN_WORDS})(?:${KNOWN_ENDINGS})(?![a-z0-9])`,
    'g',
  ),
];

export function findEmails({ text }: Probe): Span[] {
  // Most texts say `công`, so only the sign as it is spelt out counts.
  if (!/@|\bat\b|\ba ?cong\b/.test(text)) return [];
  const spans: Span[] = [];
  for (const pattern of EMAILS) {
    for (const match of text.matchAll(pattern)) spans.push({ start: match.index, end: match.index + match[0].length });
  }
  return withoutOverlaps(spans);
}

/** Hosts on which a path names a person or page. YouTube and voz show much else, so only their profile paths count. */
const PROFILE_LINK = new RegExp(
  String.raw`(?<![a-z0-9.-])(?:https?:\/\/)?(?:(?:www|m|web|mobile|touch|vi-vn|mbasic|chat|vt)\.)?(?:` +
    String.raw`(?:facebook\.com|fb\.com|fb\.me|fb\.watch|m\.me|messenger\.com|zalo\.me|zaloapp\.com|t\.me|telegram\.me|telegram\.dog|instagram\.com|instagr\.am|twitter\.com|x\.com|threads\.net|threads\.com|tiktok\.com|wa\.me|linkedin\.com|viber\.me|line\.me|bsky\.app|locket\.cam)\s?\/\s?|` +
    String.raw`youtube\.com\/(?:@|c\/|channel\/|user\/)|voz\.vn\/u\/|otofun\.net\/members\/` +
    String.raw`)[^\s"'<>()[\]{}|,;\ue000]{1,300}`,
  'g',
);

export function findProfileLinks({ text }: Probe): Span[] {
  // A date has a stroke, too, but no ending of a host before it.
  if (!/\.[a-z]{2,5}\s?\//.test(text)) return [];
  return text.matchAll(PROFILE_LINK).map(trimmed).toArray();
}

/** The stop of a sentence is no part of a link. */
function trimmed(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].replace(/[.!?:]{1,5}$/, '').length };
}

/** Also the e-mail address without its ending: "nguyenvana@gmail". */
const HANDLE = /(?:(?<![a-z0-9])[a-z0-9_][a-z0-9._+-]{0,63})?@[a-z0-9_](?:[a-z0-9_.-]{0,38}[a-z0-9_])?/g;
/** "@15k" is a price. */
const PRICE = /^@\d{1,9}(?:k|tr|d|usd)?$/;
/** A name of an account after its platform; a digit, dot or underscore tells it from the words "Facebook: Công an thành phố". */
const NAMED_ACCOUNT =
  /(?<![a-z0-9])(?:fb|facebook|face|zalo|telegram|tele|instagram|insta|ig|tiktok|nick|skype|viber|wechat|username)(?: ?[:=] ?(?=[a-z0-9_])| (?=[a-z]))(?=[a-z0-9-]{0,38}[._0-9][a-z0-9_])([a-z0-9_][a-z0-9_.-]{1,38}[a-z0-9_])/g;
/** Words of a name that follow a capitalised first one: "@Nguyễn Văn An". */
const FURTHER_NAME_WORDS = /^(?:[ \u00a0]\p{Lu}[\p{L}\p{M}]{0,8}(?![\p{L}\p{M}])){1,4}/u;
/** No name begins a sentence like these; they are what the writer says to the person named. */
const NOT_A_NAME =
  /^[ \u00a0](?:Tôi|Bạn|Mình|Em|Anh|Chị|Ông|Bà|Bác|Chú|Cô|Thế|Đúng|Sai|Không|Ai|Sao|Nếu|Thì|Có|Phải|Cháu|Vậy)(?![\p{L}\p{M}])/u;

export function findHandles(probe: Probe, input: string): Span[] {
  const spans: Span[] = [];
  if (probe.text.includes('@')) {
    for (const match of probe.text.matchAll(HANDLE)) {
      const end = match.index + match[0].length;
      if (!PRICE.test(match[0])) spans.push({ start: match.index, end: endOfName(probe, input, match.index, end) });
    }
  }
  for (const match of probe.text.matchAll(NAMED_ACCOUNT)) {
    const end = match.index + match[0].length;
    spans.push({ start: end - (match[1]?.length ?? 0), end });
  }
  return withoutOverlaps(spans);
}

/** Takes in the further words of a name that is tagged with its blanks. A name in capitals alone cannot be told from shouting. */
function endOfName(probe: Probe, input: string, start: number, end: number): number {
  const written = input.slice(probe.starts[start], probe.ends[end - 1]);
  if (!/^@\p{Lu}[\p{Ll}\p{M}]*$/u.test(written)) return end;
  const from = probe.ends[end - 1] ?? 0;
  const rest = input.slice(from, from + 60);
  if (NOT_A_NAME.test(rest)) return end;
  const words = FURTHER_NAME_WORDS.exec(rest)?.[0] ?? '';
  let to = end;
  while (to < probe.ends.length && (probe.ends[to] ?? 0) <= from + words.length) to += 1;
  return to;
}

/** Sorted by start; of two that overlap the one that begins first, then the longer one, stays. */
function withoutOverlaps(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  }
  return kept;
}
