import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Hint, hintsOf } from '../../../src/pipeline/analysis/text-hints.ts';

/** What a hint stands for: where one of these is found, the hint must not be missing. */
const MEANINGS: readonly (readonly [hint: number, pattern: RegExp])[] = [
  [Hint.ANY, /(?:)/],
  [Hint.DIGIT, /\d/],
  [Hint.QUESTION, /\?/],
  [Hint.EXCLAMATION, /!/],
  [Hint.DOT, /[.…]/],
  [Hint.QUOTE, /["“”]/],
  [Hint.BULLET, /[-+•]/],
  [Hint.SMILEY, /[:=^]/],
  [Hint.PICTURE, /\p{Extended_Pictographic}/u],
  [Hint.STRETCH, /(\p{L})\1\1/u],
  [Hint.SHOUT, /\p{Lu}{4}/u],
];

function missingHints(text: string): number[] {
  const hints = hintsOf(text);
  return MEANINGS.filter(([hint, pattern]) => pattern.test(text) && (hints & hint) === 0).map(([hint]) => hint);
}

test('no hint is missing, in any script', () => {
  const unit = fc.oneof(
    fc.constantFrom(...'aÁĐđ1?!.…"“-•:^=❤😡𝐀𝐚©ß', 'ươ', 'XE', 'ĐỪNG', 'ooo', '\ud835', '\udc00'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  );
  fc.assert(
    fc.property(
      fc
        .array(fc.tuple(unit, fc.integer({ min: 1, max: 4 })), { maxLength: 12 })
        .map((runs) => runs.map(([text, times]) => text.repeat(times)).join('')),
      (text) => {
        expect(missingHints(text)).toEqual([]);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('plain words give no hint, so that no pattern is tried on them in vain', () => {
  const told = hintsOf('hôm qua đường này lại tắc, các anh ơi. ĐÂY bb');
  expect(Object.values(Hint).filter((hint) => (told & hint) !== 0)).toEqual([Hint.ANY, Hint.DOT]);
});
