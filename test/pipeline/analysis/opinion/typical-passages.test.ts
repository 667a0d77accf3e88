import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDrawn } from '../../../../src/pipeline/analysis/drawn-share.ts';
import type { SaidText } from '../../../../src/pipeline/analysis/opinion/passage-candidates.ts';
import { typicalPassages } from '../../../../src/pipeline/analysis/opinion/typical-passages.ts';

/** Comments by one id each, in the order in which they were published. */
const said = (...texts: string[]): SaidText[] => texts.map((text, at) => ({ id: `c-${at}`, text, publishedAt: at }));

const HEIGHT = [
  'Mức phạt này quá cao so với thu nhập của người chạy xe ôm',
  'Mức phạt cao quá, thu nhập một tháng của tôi không đủ nộp',
  'Thu nhập thấp mà mức phạt cao như vậy thì dân nghèo sống sao',
  'Phạt cao thế này so với thu nhập của lao động nghèo là quá sức',
];
const STRAY = 'Hôm nay trời mưa to ngoài biển gió thổi mạnh lắm các bác nhé';

function quoted(texts: readonly SaidText[], most: number): string[] {
  return typicalPassages(texts, most).map(({ id, start, end }) => texts.find((one) => one.id === id)?.text.slice(start, end) ?? '');
}

describe('typical passages', () => {
  it('are those closest to all others: never the stray one while there are others', () => {
    const found = quoted(said(STRAY, ...HEIGHT), 4);
    expect(HEIGHT).toContain(found[0]);
    expect(found.indexOf(STRAY)).toBe(found.includes(STRAY) ? found.length - 1 : -1);
  });

  it('are verbatim places in the texts, one of each', () => {
    const long = `${'Tôi đi làm qua đoạn đường này mỗi ngày và thấy nhiều điều lạ lùng. '.repeat(3)}${HEIGHT[0]}. ${HEIGHT[1]}! Hết.`;
    const texts = said(long, ...HEIGHT.slice(2));
    const found = typicalPassages(texts, 10);
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    for (const { id, start, end } of found) {
      const text = texts.find((one) => one.id === id)?.text.slice(start, end) ?? '';
      expect(text).toBe(text.trim());
      expect(text.length).toBeGreaterThan(20);
    }
  });

  it('do not become typical by being pasted again, and the first to say it is quoted', () => {
    const paste = 'Đề nghị bỏ ngay quy định vô lý này vì nó chẳng giúp ích gì cho ai cả';
    const found = quoted(said(...HEIGHT, ...Array.from({ length: 40 }, () => paste)), 3);
    expect(found[0]).not.toBe(paste);
    expect(typicalPassages(said(...Array.from({ length: 5 }, () => paste)), 3)).toEqual([{ id: 'c-0', start: 0, end: paste.length }]);
  });

  it('never quote where something was masked, nor what is too short or too long', () => {
    expect(typicalPassages(said('Ai bị phạt oan thì gọi tôi số [điện thoại] để cùng khiếu nại'), 3)).toEqual([]);
    expect(typicalPassages(said('Quá đúng rồi', ''), 3)).toEqual([]);
    expect(typicalPassages(said('phạt nặng vào '.repeat(60)), 3)).toEqual([]);
  });

  it('are the same whatever the order of the texts', () => {
    const texts = said(STRAY, ...HEIGHT, ...HEIGHT.map((text) => `${text} và còn phải chờ nộp phạt rất lâu`));
    fc.assert(
      fc.property(fc.shuffledSubarray(texts, { minLength: texts.length }), (mixed) => {
        expect(typicalPassages(mixed, 3)).toEqual(typicalPassages(texts, 3));
      }),
      { numRuns: 30 },
    );
  });
});

describe('drawing some of many', () => {
  it('draws all of few, and about as many as asked of many, the same each time', () => {
    const ids = Array.from({ length: 20_000 }, (_, at) => `202611-${at}`);
    expect(ids.slice(0, 2_000).every((id) => isDrawn(id, 2_000, 2_000))).toBe(true);
    const drawn = ids.filter((id) => isDrawn(id, 2_000, ids.length));
    expect(drawn.length).toBeGreaterThan(1_800);
    expect(drawn.length).toBeLessThan(2_200);
    expect(ids.filter((id) => isDrawn(id, 2_000, ids.length))).toEqual(drawn);
  });
});
