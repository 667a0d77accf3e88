import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenize } from '../../src/language/tokenize.ts';

/** The definition of a word; the tokenizer reads a table instead, because that is faster. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200b-\u200d\u2060\ufeff]*/gu;

function spansByDefinition(text: string): [number, number][] {
  return Array.from(text.matchAll(WORD), (match) => [match.index, match.index + match[0].length]);
}

function spansOf(text: string): [number, number][] {
  return tokenize(text).map(({ start, end }) => [start, end]);
}

test('words are runs of letters, marks, digits and invisible joiners in every script, broken pairs included', () => {
  const unit = fc.oneof(
    fc.constantFrom('a', 'Đ', 'ộ', '7', ' ', '.', '\u0301', '\u00ad', '\u200d', '\ufeff', '𝐀', '😀', '\ud835', '\udc00', '한', '_'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 40 }), fc.nat(40), (units, cut) => {
      const text = units.join('');
      expect(spansOf(text)).toEqual(spansByDefinition(text));
      // A slice may end within a pair.
      expect(spansOf(text.slice(0, cut))).toEqual(spansByDefinition(text.slice(0, cut)));
    }),
    { numRuns: 2_000 },
  );
});

test('each character alone is a word or none, as the definition says', () => {
  const wrong: string[] = [];
  for (let code = 0; code < 0x2_0000; code += 1) {
    const text = `a${String.fromCodePoint(code)}b`;
    if (JSON.stringify(spansOf(text)) !== JSON.stringify(spansByDefinition(text))) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});
