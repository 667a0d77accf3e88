import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DuLuanError } from '../../../src/domain/errors.ts';
import { loadAnalyser } from '../../../src/pipeline/analysis/analyse.ts';
import { analyseFilter } from '../../../src/pipeline/analysis/analyse-filter.ts';
import { loadModels } from '../../../src/pipeline/analysis/classifiers.ts';
import { itemExplainer } from '../../../src/pipeline/analysis/explain-item.ts';
import type { AnalysedLine } from '../../../src/pipeline/analysis/analyse-filter.ts';

const MODELS = join(import.meta.dirname, '../../../models');
const analyser = loadAnalyser(MODELS);
const FIELDS = ['id', 'relevant', 'topics', 'tone', 'stance', 'acts', 'checkable', 'toxic', 'newsKind', 'events', 'places', 'confidence'];

function run(line: unknown): AnalysedLine {
  return analyseFilter(line, analyser, () => []);
}

describe('analyseFilter', () => {
  test('writes exactly the fields of the filter, and a guess only where it abstains', () => {
    const texts = ['Phạt nặng vào', 'ừ', 'Kẹt xe quá, đề nghị mở đường', 'hay', 'có nên phạt không', 'thế cũng được', ''];
    for (const text of texts) {
      const written = run({ id: 'a', kind: 'comment', title: 'Mức phạt mới', text });
      const guesses = [...(written.tone === null ? ['toneGuess'] : []), ...(written.stance === null ? ['stanceGuess'] : [])];
      expect(Object.keys(written)).toEqual([...FIELDS, ...guesses]);
      expect(Object.keys(written.confidence).toSorted()).toEqual(['checkable', 'relevant', 'stance', 'tone', 'topic']);
    }
  });

  test('takes the title of a comment for the title of its thread', () => {
    const asked: string[] = [];
    analyseFilter({ id: 1, kind: 'comment', title: 'Kẹt xe ở Lê Chân', text: 'buồn' }, analyser, (title, text) => {
      asked.push(title, text);
      return [];
    });
    expect(asked).toEqual(['', 'buồn']);
    const { toxic: _, ...confidence } = analyser.analyse(
      { kind: 'comment', title: '', text: 'buồn', threadTitle: 'Kẹt xe ở Lê Chân' },
      [],
    ).confidence;
    expect(run({ id: 1, kind: 'comment', title: 'Kẹt xe ở Lê Chân', text: 'buồn' }).confidence).toEqual(confidence);
  });

  test('says which words spoke for its labels only when it is asked', () => {
    const line = { id: 'a', kind: 'comment', title: 'Tăng mức phạt', text: 'Tôi ủng hộ phạt nặng' };
    expect(run(line)).not.toHaveProperty('explanation');
    const { explanation = [], stance } = analyseFilter(line, analyser, () => [], itemExplainer(loadModels(MODELS)));
    const reason = explanation.find(({ field }) => field === 'stance');
    expect(reason?.label).toBe(stance);
    expect(reason?.for.map(({ text }) => text).join()).toContain('ủng hộ');
  });

  test('hands the places found to the result', () => {
    const places = [{ unit: 'ha-tinh/xa/thach-ha', profile: 'ha-tinh', written: 'Thạch Hà' }];
    expect(analyseFilter({ id: 'x', kind: 'news', title: 'Tai nạn ở Thạch Hà', text: '' }, analyser, () => places).places).toEqual(places);
  });

  test('accepts a line without a title and keeps a numeric id', () => {
    expect(run({ id: 7, kind: 'post', text: 'Đường hỏng' }).id).toBe(7);
    expect(run({ id: 8, kind: 'post', title: null, text: 'Đường hỏng' }).id).toBe(8);
  });

  test.each([
    ['null', null],
    ['a string', 'x'],
    ['no kind', { id: 'a', title: '', text: '' }],
    ['an unknown kind', { id: 'a', kind: 'tweet', title: '', text: '' }],
    ['a text that is no text', { id: 'a', kind: 'news', title: '', text: 5 }],
  ])('refuses %s with BAD_REQUEST', (_, line) => {
    expect(() => run(line)).toThrow(DuLuanError);
    expect(() => run(line)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
  });
});
