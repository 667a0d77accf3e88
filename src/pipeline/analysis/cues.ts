/**
 * Signs that words alone do not show. Each is one more feature beside the words, never a rule: a model may find it useless. Names are hashed
 * into the model, so renaming one asks for new training.
 */
const SIGNS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['question', /\?/],
  ['questions', /\?\s*\?/],
  ['question-end', /\?\s*$/],
  ['exclamation', /!/],
  ['exclamations', /!\s*!/],
  ['dots', /\.\.\.|…/],
  ['quotes', /["“”]/],
  ['money', /\d+([.,]\d+)*\s*(tr|triệu|củ|k|nghìn|ngàn|đồng|đ|tỷ|tỉ)(?![\p{L}\p{N}])/iu],
  ['percent', /\d\s*%/],
  ['date', /\d{1,2}\/\d{1,2}(\/\d{2,4})?/],
  ['year', /(?<!\d)(19|20)\d{2}(?!\d)/],
  ['provision', /(điều|khoản|nghị định|thông tư|luật số|nđ)\s*\d+/iu],
  ['speed', /\d+\s*km/i],
  ['clock', /\d{1,2}(h|:)\d{0,2}(?!\d)/i],
  ['shouting', /\p{Lu}{4,}(\s+\p{Lu}{2,}){2,}/u],
  ['list', /(^|\n)\s*(\d[.)]|[-+•])\s/],
  ['stretched', /(\p{L})\1\1/u],
  ['happy-sign', /:\)|=\)\)|:D|\^\^|❤|👍|👏|💪|🥰|😍|🌹/u],
  ['laughing-sign', /😂|🤣|😆|😁|😅|(ha|hi|he|ka){2,}/iu],
  ['sad-or-angry-sign', /:\(|😡|🤬|😠|👎|😤|😭|😢|💔|😱/u],
];

/** Emoji are features of their own; more than this many different ones say nothing new. */
const MOST_EMOJI = 8;
const EMOJI = /\p{Extended_Pictographic}/gu;

/** Names of the signs found in a cleaned (NFC) text, plus one for its length. In a fixed order, without repeats. */
export function findCues(text: string, wordCount: number): string[] {
  const found = SIGNS.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
  const emoji = new Set(Array.from(text.matchAll(EMOJI), (match) => match[0]));
  for (const sign of [...emoji].slice(0, MOST_EMOJI)) found.push(`emoji ${sign}`);
  found.push(`length ${lengthClass(wordCount)}`);
  return found;
}

/** Doubling steps: 0, 1, 2–3, 4–7 … words. */
function lengthClass(wordCount: number): number {
  return wordCount === 0 ? 0 : 32 - Math.clz32(wordCount);
}
