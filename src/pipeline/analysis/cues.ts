import { hintsOf, Hint } from './text-hints.ts';

/**
 * Signs that words alone do not show. Each is one more feature beside the words, never a rule: a model may find it useless. Names are hashed
 * into the model, so renaming one asks for new training. A pattern is tried where the text has one of the hints that it needs.
 */
const SIGNS: readonly (readonly [name: string, needs: number, pattern: RegExp])[] = [
  ['question', Hint.QUESTION, /\?/],
  ['questions', Hint.QUESTION, /\?\s*\?/],
  ['question-end', Hint.QUESTION, /\?\s*$/],
  ['exclamation', Hint.EXCLAMATION, /!/],
  ['exclamations', Hint.EXCLAMATION, /!\s*!/],
  ['dots', Hint.DOT, /\.\.\.|…/],
  ['quotes', Hint.QUOTE, /["“”]/],
  ['money', Hint.DIGIT, /\d+([.,]\d+)*\s*(tr|triệu|củ|k|nghìn|ngàn|đồng|đ|tỷ|tỉ)(?![\p{L}\p{N}])/iu],
  ['percent', Hint.DIGIT, /\d\s*%/],
  ['date', Hint.DIGIT, /\d{1,2}\/\d{1,2}(\/\d{2,4})?/],
  ['year', Hint.DIGIT, /(?<!\d)(19|20)\d{2}(?!\d)/],
  ['provision', Hint.DIGIT, /(điều|khoản|nghị định|thông tư|luật số|nđ)\s*\d+/iu],
  ['speed', Hint.DIGIT, /\d+\s*km/i],
  ['clock', Hint.DIGIT, /\d{1,2}(h|:)\d{0,2}(?!\d)/i],
  ['shouting', Hint.SHOUT, /\p{Lu}{4,}(\s+\p{Lu}{2,}){2,}/u],
  ['list', Hint.DIGIT | Hint.BULLET, /(^|\n)\s*(\d[.)]|[-+•])\s/],
  ['stretched', Hint.STRETCH, /(\p{L})\1\1/u],
  ['happy-sign', Hint.PICTURE | Hint.SMILEY, /:\)|=\)\)|:D|\^\^|❤|👍|👏|💪|🥰|😍|🌹/u],
  ['laughing-sign', Hint.ANY, /😂|🤣|😆|😁|😅|(ha|hi|he|ka){2,}/iu],
  ['sad-or-angry-sign', Hint.PICTURE | Hint.SMILEY, /:\(|😡|🤬|😠|👎|😤|😭|😢|💔|😱/u],
];

/** Emoji are features of their own; more than this many different ones say nothing new. */
const MOST_EMOJI = 8;
const EMOJI = /\p{Extended_Pictographic}/gu;

/** Names of the signs found in a cleaned (NFC) text, plus one for its length. In a fixed order, without repeats. */
export function findCues(text: string, wordCount: number): string[] {
  const hints = hintsOf(text);
  const found: string[] = [];
  for (const [name, needs, pattern] of SIGNS) if ((hints & needs) !== 0 && pattern.test(text)) found.push(name);
  const emoji = new Set((hints & Hint.PICTURE) === 0 ? [] : Array.from(text.matchAll(EMOJI), (match) => match[0]));
  for (const sign of [...emoji].slice(0, MOST_EMOJI)) found.push(`emoji ${sign}`);
  found.push(`length ${lengthClass(wordCount)}`);
  return found;
}

/** Doubling steps: 0, 1, 2–3, 4–7 … words. */
function lengthClass(wordCount: number): number {
  return wordCount === 0 ? 0 : 32 - Math.clz32(wordCount);
}
