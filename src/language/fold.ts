/**
 * Folding makes spellings that a Vietnamese reader takes for the same word the same string. It happens once, here, for search,
 * models and duplicates alike: SQLite's FTS5 does not fold đ, and Elasticsearch would need a plugin.
 */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/u;
const QUALITY_MARKS = /[\u0302\u0306\u031B]/u;
const MARKS = /[\u0300-\u036f]/gu;
const VOWELS = /[aăâeêioôơuưy]/;
const CLOSED = /[bcdđghklmnpqrstvx]$/;
/** Characters that are not seen and only break words apart: soft hyphen, zero-width space and joiners, direction marks, BOM. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu;

const tonedMemo = new Map<string, string>();
/** Syllables repeat: some 20,000 spellings cover the language. A full memo is dropped, so memory stays bounded at about 10 MB. */
const MEMO_LIMIT = 60_000;

/** NFC without invisible characters; nothing else changes, so it is what may be stored and shown. */
export function cleanText(text: string): string {
  return text.replace(INVISIBLE, '').normalize('NFC');
}

/**
 * One word in lower case with the tone mark where the reformed spelling puts it, so that `hoà` and `hòa`, NFC and NFD give
 * the same string. Diacritics stay. Empty for empty.
 */
export function foldToned(word: string): string {
  const known = tonedMemo.get(word);
  if (known !== undefined) return known;
  const folded = placeTone(word.normalize('NFC').toLowerCase());
  if (tonedMemo.size >= MEMO_LIMIT) tonedMemo.clear();
  tonedMemo.set(word, folded);
  return folded;
}

/** A word or text in lower case without any diacritics, đ as d. */
export function foldBare(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').toLowerCase().replaceAll('đ', 'd');
}

/** Whether the text bears at least one Vietnamese diacritic. */
export function hasDiacritics(text: string): boolean {
  return /[đĐ]/.test(text) || /[\u0300-\u036f]/u.test(text.normalize('NFD'));
}

/** Takes the tone mark off and sets it again by rule; a word without exactly one tone mark and a vowel is left alone. */
function placeTone(word: string): string {
  if (/^[\u0020-\u007e]*$/.test(word)) return word;
  let tone = '';
  let bare = '';
  for (const char of word.normalize('NFD')) {
    if (!TONES.test(char)) bare += char;
    else if (tone) return word;
    else tone = char;
  }
  const letters = [...bare.normalize('NFC')];
  if (!tone) return letters.join('');
  const at = tonePosition(letters);
  if (at < 0) return word;
  letters[at] = `${letters[at]}${tone}`.normalize('NFC');
  return letters.join('');
}

/** Index of the letter that bears the tone in the spelling of school books (hòa, thủy, quý, giữ), -1 without a vowel. */
function tonePosition(letters: readonly string[]): number {
  let start = letters.findIndex((letter) => VOWELS.test(letter));
  if (start < 0) return -1;
  let end = start;
  while (end < letters.length && VOWELS.test(letters[end] ?? '')) end += 1;
  const initial = letters.slice(0, start).join('');
  // The u of qu and the i of gi belong to the consonant when another vowel follows.
  if (end - start > 1 && ((initial === 'q' && letters[start] === 'u') || (initial === 'g' && letters[start] === 'i'))) start += 1;
  for (let at = end - 1; at >= start; at -= 1) if (QUALITY_MARKS.test((letters[at] ?? '').normalize('NFD'))) return at;
  const count = end - start;
  if (count === 1) return start;
  if (count >= 3) return start + 1;
  return CLOSED.test(letters.at(-1) ?? '') && end < letters.length ? end - 1 : start;
}
