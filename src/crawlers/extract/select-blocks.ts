import type { TextBlock } from './text-blocks.ts';

const HEADING = /^h[1-6]$/;
const WORD = /[\p{L}\p{N}]+/gu;
/** An address printed as text is part of the article; other blocks of nothing but links lead away from it. */
const BARE_ADDRESS = /^(?:https?:\/\/|www\.)\S+$/;
const ALL_LINKED = 0.9;
/** Labels of buttons and advertisements that stand alone in a block. */
const LABEL =
  /^(?:advert(?:isement)?|quảng cáo|iklan|anzeige|publicidad|publicité|comments?|text size|image (?:copyright|source|caption)|continue reading(?: below)?|explore further|trending(?: news)?|bình luận|chia sẻ|từ khóa|share(?: this)?|close|print|email)\s*[:：]?$/iu;
/** Openings of lines that point to other articles, alone or before a colon. */
const POINTER =
  /^(?:related(?: (?:articles?|stor(?:y|ies)|posts?|roundup|content|links))?|more(?: (?:from|on|in)[^:]{0,40})?|read(?: more| also| next)?|(?:see )?also(?: read)?|tags?|topics?|filed under|categor(?:y|ies)|mehr zum thema|lesen sie auch|lire aussi|xem thêm|đọc thêm|mời bạn đọc|tin liên quan|bài liên quan)\s*(?:[:：].{0,150})?$/iu;
const LONGEST_LABEL = 200;
/** Vietnamese newspapers sign at the right edge; a signature is shorter than any paragraph. */
const RIGHT_ALIGNED = /text-align\s*:\s*right/i;
const LONGEST_SIGNATURE = 60;
/** Words are compared up to here: outlets cut descriptions at different places. */
const COMPARED_CHARS = 60;
const SHORTEST_DESCRIPTION = 40;
/** Elsewhere a shorter line above the body is a subtitle that repeats the headline. */
const SHORTEST_FOREIGN_LEAD = 180;

/** Nobody writes a sentence of that length three times in one article; boxes of a template stand so often. */
const SHORTEST_REPEATED = 25;
const FEWEST_REPEATS = 3;

/** Words of a text in lower case, for comparing lines whatever their punctuation. */
export function wordsOf(text: string): string {
  return (text.toLowerCase().match(WORD) ?? []).join(' ');
}

/** Blocks that belong to the article: no headline, signature, label, pointer elsewhere, nor heading without anything under it. */
export function selectBlocks(blocks: readonly TextBlock[], title: string): TextBlock[] {
  const headline = wordsOf(title);
  const counts = new Map<string, number>();
  for (const { text } of blocks) counts.set(text, (counts.get(text) ?? 0) + 1);
  const isHeadline = ({ text }: TextBlock): boolean =>
    text.length >= headline.length && text.length <= 2 * headline.length + COMPARED_CHARS && wordsOf(text) === headline;
  const isRepeated = ({ text }: TextBlock): boolean => text.length >= SHORTEST_REPEATED && (counts.get(text) ?? 0) >= FEWEST_REPEATS;
  const kept = blocks.filter((block) => !leadsAway(block) && !isLabel(block) && !isRepeated(block) && !isHeadline(block));
  const last = kept.findLastIndex((block) => !HEADING.test(block.holder.tag));
  return kept.slice(0, last + 1);
}

/**
 * The lead of the article where it stands above the body, known by its likeness to the meta description. Vietnamese newspapers print the
 * first paragraph so; null when the page has none.
 */
export function findLead(blocks: readonly TextBlock[], hints: { readonly description: string; readonly language: string }): string | null {
  const description = wordsOf(hints.description).slice(0, COMPARED_CHARS);
  if (description.length < SHORTEST_DESCRIPTION) return null;
  // Words are never longer than their text, and the first of them stand at its beginning: most blocks need not be read.
  const opens = ({ text }: TextBlock): boolean =>
    text.length >= description.length && wordsOf(text.slice(0, 4 * COMPARED_CHARS)).startsWith(description);
  const lead = blocks.find(opens)?.text ?? null;
  return lead !== null && (hints.language.startsWith('vi') || lead.length >= SHORTEST_FOREIGN_LEAD) ? lead : null;
}

function leadsAway(block: TextBlock): boolean {
  return block.linkShare >= ALL_LINKED && !BARE_ADDRESS.test(block.text);
}

function isLabel(block: TextBlock): boolean {
  if (block.text.length > LONGEST_LABEL) return false;
  if (LABEL.test(block.text) || POINTER.test(block.text)) return true;
  return block.text.length < LONGEST_SIGNATURE && RIGHT_ALIGNED.test(block.holder.attributes['style'] ?? '');
}
