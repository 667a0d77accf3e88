import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanWithOffsets } from '../../src/language/clean-with-offsets.ts';
import { cleanText } from '../../src/language/fold.ts';

const unit = fc.oneof(
  fc.constantFrom(
    'a',
    'ơ',
    'Đ',
    ' ',
    '\n',
    '\u0301',
    '\u0323',
    '\u031b',
    '\u00ad',
    '\u200b',
    '\ufeff',
    '\u200d',
    '👍',
    '가',
    '\u1100',
    '\u1161',
    '\u11a8',
    '\ud800',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }),
);

describe('cleanWithOffsets', () => {
  it('gives the text that cleanText gives, with an offset for each unit and one for the end, never going back', () => {
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 30 }), (parts) => {
        const written = parts.join('');
        const { text, offsets } = cleanWithOffsets(written);
        expect(text).toBe(cleanText(written));
        expect(offsets).toHaveLength(text.length + 1);
        expect(offsets.every((offset, at) => at === 0 || offset >= (offsets[at - 1] ?? 0))).toBe(true);
      }),
      { seed: 5, numRuns: 2_000 },
    );
  });

  it('leads back to the words as they were written', () => {
    const written = `${'Hòa'.normalize('NFD')} b\u00adình👍 tốt`;
    const { text, offsets } = cleanWithOffsets(written);
    const at = text.indexOf('bình');
    expect(written.slice(offsets[at], offsets[at + 4])).toBe('b\u00adình');
    expect(written.slice(offsets[0], offsets[3])).toBe('Hòa'.normalize('NFD'));
    expect(written.slice(offsets[text.indexOf('tốt')])).toBe('tốt');
  });
});
