import { describe, expect, it } from 'vitest';
import { cleanText, foldBare, foldToned, hasDiacritics } from '../../src/language/fold.ts';

describe('foldToned', () => {
  it.each([
    ['hoà', 'hòa'],
    ['thuỷ', 'thủy'],
    ['khoẻ', 'khỏe'],
    ['HÒA', 'hòa'],
    ['quý', 'quý'],
    ['quí', 'quí'],
    ['giữ', 'giữ'],
    ['gìn', 'gìn'],
    ['hoàn', 'hoàn'],
    ['hòan', 'hoàn'],
    ['thuế', 'thuế'],
    ['đường', 'đường'],
    ['ngoài', 'ngoài'],
    ['khuỷu', 'khuỷu'],
    ['mía', 'mía'],
    ['nguyễn', 'nguyễn'],
    ['2024', '2024'],
    ['', ''],
  ])('writes %s as %s', (written, folded) => {
    expect(foldToned(written)).toBe(folded);
    expect(foldToned(written.normalize('NFD'))).toBe(folded);
    expect(foldToned(folded)).toBe(folded);
  });

  it('leaves a word with two tone marks alone', () => {
    expect(foldToned('tàì')).toBe('tàì');
  });
});

describe('foldBare', () => {
  it('takes every mark off, đ included, from NFC and NFD alike', () => {
    expect(foldBare('Nồng độ cồn, ĐƯỜNG')).toBe('nong do con, duong');
    expect(foldBare('Nồng độ cồn, ĐƯỜNG'.normalize('NFD'))).toBe('nong do con, duong');
  });
});

describe('cleanText', () => {
  it('joins words broken by characters that are not seen, and composes marks', () => {
    expect(cleanText('nồ\u200bng đ\u00adộ'.normalize('NFD'))).toBe('nồng độ');
  });
});

describe('hasDiacritics', () => {
  it('sees đ and marks, and nothing in plain letters', () => {
    expect(hasDiacritics('di')).toBe(false);
    expect(hasDiacritics('đi')).toBe(true);
    expect(hasDiacritics('hoa\u0300')).toBe(true);
  });
});
