import { describe, expect, it } from 'vitest';
import { findHits, indexedText, searchTerms } from '../../src/language/search-terms.ts';
import { tokenize } from '../../src/language/tokenize.ts';

describe('tokenize', () => {
  it('gives words with their offsets in the text as it was given', () => {
    const text = 'Nghị định 168/2024/NĐ-CP: “nồng độ”!';
    const tokens = tokenize(text);
    expect(tokens.map((token) => token.toned)).toEqual(['nghị', 'định', '168', '2024', 'nđ', 'cp', 'nồng', 'độ']);
    for (const token of tokens) expect(tokenize(text.slice(token.start, token.end))[0]?.toned).toBe(token.toned);
  });

  it('keeps offsets in decomposed text', () => {
    const text = 'đường hoà'.normalize('NFD');
    const last = tokenize(text).at(-1);
    expect(last).toMatchObject({ toned: 'hòa', bare: 'hoa', end: text.length });
  });

  it('gives nothing for text without words', () => {
    expect(tokenize(' … 😀 — ')).toEqual([]);
  });
});

describe('searchTerms', () => {
  it('means every look-alike when typed without diacritics', () => {
    expect(searchTerms('nong do con')).toEqual([{ words: ['nong', 'do', 'con'], exact: false, toned: false }]);
  });

  it('means what it says when typed with diacritics', () => {
    expect(searchTerms('Nồng độ con')).toEqual([{ words: ['nồng', 'độ', 'con'], exact: false, toned: true }]);
  });

  it('keeps phrases apart from other words, whatever the quotes', () => {
    expect(searchTerms('phạt “nguội hoà” csgt')).toEqual([
      { words: ['phạt'], exact: false, toned: true },
      { words: ['nguội', 'hòa'], exact: true, toned: true },
      { words: ['csgt'], exact: false, toned: false },
    ]);
  });

  it('has no terms without words', () => {
    expect(searchTerms(' "" ?! ')).toEqual([]);
  });
});

describe('indexedText', () => {
  it('repeats the words of texts typed without diacritics in the plain field only', () => {
    expect(indexedText('', 'phat nang vao').plain).toBe('phat nang vao');
    expect(indexedText('', 'phạt nang vao').plain).toBe('');
  });
});

describe('findHits', () => {
  it('marks the words that were searched for, in either spelling', () => {
    const text = 'Hoà giải và hòa bình';
    expect(findHits(text, searchTerms('hoà')).map(([start, end]) => text.slice(start, end))).toEqual(['Hoà', 'hòa']);
  });
});
