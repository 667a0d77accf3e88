import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { duplicatesFilter } from '../../../../src/pipeline/analysis/story/duplicates-filter.ts';
import { bandsOf } from '../../../../src/pipeline/analysis/story/min-hash.ts';
import { findNearDuplicates } from '../../../../src/pipeline/analysis/story/near-duplicates.ts';
import { sharedCount, shingles } from '../../../../src/pipeline/analysis/story/shingles.ts';
import { storiesFilter } from '../../../../src/pipeline/analysis/story/stories-filter.ts';

/** Sentences whose syllables hardly repeat. */
const TEXT = Array.from({ length: 120 }, (_, at) => `tiếng${at}`).join(' ');
const OTHER = Array.from({ length: 120 }, (_, at) => `lời${at}`).join(' ');
const cut = (text: string, from: number, to: number): string => text.split(' ').slice(from, to).join(' ');

describe('shingles', () => {
  test('are the same whatever the case, the spelling of the tone and the punctuation', () => {
    expect(shingles('Hoà giải, tại Thuỷ Nguyên!')).toEqual(shingles('hòa  giải tại thủy\nnguyên'.normalize('NFD')));
  });

  test('a text of two words has none', () => {
    expect(shingles('Hai chữ')).toHaveLength(0);
    expect(bandsOf(shingles(''))).toHaveLength(32);
  });

  test('shared ones are counted as sets count them', () => {
    const numbers = fc.uniqueArray(fc.nat(40)).map((list) => Uint32Array.from(list).toSorted());
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        expect(sharedCount(one, other)).toBe(new Set(one).intersection(new Set(other)).size);
      }),
      { seed: 3 },
    );
  });
});

describe('findNearDuplicates', () => {
  test('the first of equal texts is the original, by the order given', () => {
    const found = findNearDuplicates([
      { id: 'b', text: TEXT },
      { id: 'x', text: OTHER },
      { id: 'a', text: TEXT },
    ]);
    expect(found).toEqual([
      { id: 'b', duplicateOf: null, similarity: 0, how: null },
      { id: 'x', duplicateOf: null, similarity: 0, how: null },
      { id: 'a', duplicateOf: 'b', similarity: 1, how: 'jaccard' },
    ]);
  });

  test('a text with some sentences changed is found by Jaccard', () => {
    const [, second] = findNearDuplicates([
      { id: 'a', text: TEXT },
      { id: 'b', text: `${cut(TEXT, 0, 100)} ${cut(OTHER, 0, 15)}` },
    ]);
    expect(second).toMatchObject({ duplicateOf: 'a', how: 'jaccard' });
    expect(second?.similarity).toBeGreaterThan(0.6);
  });

  test('an excerpt is found by containment, whichever came first', () => {
    const whole = { id: 'whole', text: TEXT };
    const part = { id: 'part', text: cut(TEXT, 30, 75) };
    expect(findNearDuplicates([whole, part])[1]).toMatchObject({ duplicateOf: 'whole', how: 'containment', similarity: 1 });
    expect(findNearDuplicates([part, whole])[1]).toMatchObject({ duplicateOf: 'part', how: 'containment', similarity: 1 });
  });

  test('texts that share a passage are no duplicates', () => {
    const found = findNearDuplicates([
      { id: 'a', text: `${cut(TEXT, 0, 30)} ${cut(OTHER, 0, 60)}` },
      { id: 'b', text: cut(TEXT, 0, 90) },
    ]);
    expect(found[1]?.duplicateOf).toBeNull();
  });

  test('short texts must be equal', () => {
    const found = findNearDuplicates([
      { id: 'a', text: 'Phạt nặng vào mới sợ' },
      { id: 'b', text: 'Phạt nặng vào mới sợ chứ' },
      { id: 'c', text: 'phạt nặng vào, mới sợ!' },
    ]);
    expect(found.map((each) => each.duplicateOf)).toEqual([null, null, 'a']);
  });

  test('texts without words are never duplicates of each other', () => {
    expect(
      findNearDuplicates([
        { id: 'a', text: '' },
        { id: 'b', text: '' },
        { id: 'c', text: '!!!' },
      ]).every((each) => each.duplicateOf === null),
    ).toBe(true);
  });

  test('many texts with the same boilerplate end in time and stay apart', () => {
    const footer = cut(TEXT, 0, 30);
    const texts = Array.from({ length: 3_000 }, (_, at) => ({
      id: String(at),
      text: `${Array.from({ length: 60 }, (_, word) => `riêng${at}x${word}`).join(' ')} ${footer}`,
    }));
    expect(findNearDuplicates(texts).filter((each) => each.duplicateOf !== null)).toEqual([]);
  });
});

describe('the filters', () => {
  test('duplicates answers each line in order, also broken ones and repeated ids', () => {
    expect(duplicatesFilter([{ id: 1, text: TEXT }, { id: 2 }, 'x', { id: 1, text: TEXT }])).toEqual([
      { id: 1, duplicateOf: null, similarity: 0, how: null },
      { id: 2, error: { code: 'BAD_REQUEST', message: expect.stringContaining('text') } },
      { id: null, error: { code: 'BAD_REQUEST', message: expect.any(String) } },
      { id: 1, duplicateOf: 1, similarity: 1, how: 'jaccard' },
    ]);
  });

  test('stories takes summary or text, and any line without a time', () => {
    const answers = storiesFilter([
      { id: 'a', outlet: 'x', title: 'Một tiêu đề', summary: TEXT, seen_at: '2026-08-17T01:13:52+07:00' },
      { id: 'b', outlet: 'y', title: 'Một tiêu đề', text: TEXT },
      { id: 'c', title: 'Khác hẳn', text: OTHER, seen_at: 'hôm qua' },
    ]);
    expect(answers).toEqual([
      { id: 'a', story: 's-a' },
      { id: 'b', story: 's-a' },
      { id: 'c', error: { code: 'BAD_REQUEST', message: expect.stringContaining('seen_at') } },
    ]);
  });
});
