import { compareText } from '../../../language/compare-text.ts';
import { phraseRuns } from './phrase-runs.ts';

/**
 * The words of a phrase as they are mostly written in the texts that it stands in, capitals included; of equals the last in code unit order, which has
 * fewer capitals. The words as given when no text writes them so, as when all were typed without diacritics.
 */
export function writePhrase(words: readonly string[], texts: readonly string[]): string[] {
  const syllables = words.join(' ').split(' ');
  const forms = new Map<string, number>();
  for (const { runs } of texts.map(phraseRuns)) {
    for (const run of runs) {
      for (let at = 0; at + syllables.length <= run.length; at += 1) {
        if (!syllables.every((syllable, step) => run[at + step]?.toned === syllable)) continue;
        const form = run
          .slice(at, at + syllables.length)
          .map(({ written }) => written)
          .join(' ');
        forms.set(form, (forms.get(form) ?? 0) + 1);
      }
    }
  }
  const [best] = [...forms].toSorted(([a, x], [b, y]) => y - x || compareText(b, a));
  const written = (best?.[0] ?? syllables.join(' ')).split(' ');
  let from = 0;
  return words.map((word) => written.slice(from, (from += word.split(' ').length)).join(' '));
}
