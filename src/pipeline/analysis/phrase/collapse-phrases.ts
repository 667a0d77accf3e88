import { foldBare } from '../../../language/fold.ts';
import { STOP_SYLLABLES } from '../stop-syllables.ts';

/** A phrase and the texts that it stands in, ascending. */
export interface FoundPhrase {
  readonly key: string;
  readonly texts: readonly number[];
}

/** Part of the smaller one's texts from which two phrases with a word in common are one thing said at different length. */
const LEAST_SHARED = 0.5;

/**
 * Of phrases that overlap leaves one: the longest, when it stands in at least half of the texts of the one that rose most, else that. `phrases` come with the
 * one that rose most first, and so does the result. Phrases overlap when they share a syllable that means something and half of their texts.
 */
export function collapsePhrases<Phrase extends FoundPhrase>(phrases: readonly Phrase[]): Phrase[] {
  const kept: { readonly first: Phrase; longest: Phrase }[] = [];
  for (const phrase of phrases) {
    const group = kept.find(({ first, longest }) => isOverlapping(first, phrase) || isOverlapping(longest, phrase));
    if (!group) kept.push({ first: phrase, longest: phrase });
    else if (isLonger(phrase, group.longest) && phrase.texts.length >= LEAST_SHARED * group.first.texts.length) group.longest = phrase;
  }
  return kept.map(({ longest }) => longest);
}

function isLonger(one: FoundPhrase, other: FoundPhrase): boolean {
  return one.key.length > other.key.length && ` ${one.key} `.includes(` ${other.key} `);
}

function isOverlapping(one: FoundPhrase, other: FoundPhrase): boolean {
  const syllables = new Set(meaningful(one));
  if (!meaningful(other).some((syllable) => syllables.has(syllable))) return false;
  const texts = new Set(one.texts);
  const shared = other.texts.filter((text) => texts.has(text)).length;
  return shared >= LEAST_SHARED * Math.min(one.texts.length, other.texts.length);
}

/** Without diacritics, so that a phrase that is only met without any overlaps with its toned neighbours. */
function meaningful({ key }: FoundPhrase): string[] {
  return key
    .split(' ')
    .filter((syllable) => !STOP_SYLLABLES.has(syllable))
    .map(foldBare);
}
