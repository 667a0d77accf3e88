import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { correctItem, undoCorrection } from '../../src/domain/correct-item.ts';
import { mergeLabels, type CorrectableField, type Labels } from '../../src/domain/correction.ts';
import { loadAnalyser } from '../../src/pipeline/analysis/analyse.ts';
import { correctedSamples } from '../../src/training/corrected-samples.ts';
import { train } from '../../src/training/train.ts';
import { readTrainingSamples } from '../../src/training/training-samples.ts';
import type { Sample } from '../../src/training/gold.ts';
import { sampleItem } from '../contracts/sample-items.ts';
import { makeGoldFolder, TINY_SILVER, tinyComments, tinyNews, type GoldFolder } from './tiny-gold.ts';

let gold: GoldFolder;
beforeAll(() => {
  gold = makeGoldFolder();
  gold.write('comments-train.jsonl', tinyComments('c', 'train'));
  gold.writeSilver(TINY_SILVER);
  gold.write('news-train.jsonl', tinyNews('n', 'train'));
  gold.write('comments-dev.jsonl', [{ ...tinyComments('d', 'dev')[0], text: 'câu này thuộc tập phát triển' }]);
  gold.write('held-out-ids.txt', `${createHash('sha1').update('câu này để dành').digest('hex').slice(0, 12)}\n`);
});
afterAll(() => rmSync(gold.corporaDir, { recursive: true, force: true }));

const decision = { id: 'c', at: 1, by: 'bien-tap', note: '' };

function corrected(text: string, field: CorrectableField, to: unknown, threadTitle: string | null = null): Labels {
  return correctItem(sampleItem(text, { kind: 'comment', title: '', text, threadTitle }), { field, to }, decision);
}

function samplesWith(...corrections: Labels[]): readonly Sample[] {
  return readTrainingSamples({ corporaDir: gold.corporaDir, withoutCorpora: ['written'], corrections }).samples;
}

describe('what editors have corrected', () => {
  test('labels only what was corrected, and is marked as picked', () => {
    const [sample] = correctedSamples([corrected('phạt thế còn nhẹ', 'stance', 'support')]);
    expect(sample).toMatchObject({ origin: 'corrected', isPicked: true, relevant: true, stance: 'support' });
    expect(sample).toMatchObject({ topics: null, tone: null, acts: null, checkable: null });
    expect(correctedSamples([corrected('xe đẹp', 'tone', 'positive')])[0]).toMatchObject({ relevant: null, tone: 'positive' });
    expect(correctedSamples([corrected('xe đẹp', 'relevant', false)])[0]).toMatchObject({ relevant: false, topics: [], stance: null });
    expect(correctedSamples([corrected('sửa đường đi', 'acts', ['proposal'])])[0]).toMatchObject({
      acts: { complaint: false, proposal: true, question: false },
    });
  });

  test('teaches nothing once it was taken back', () => {
    const labels = corrected('phạt thế còn nhẹ', 'stance', 'support');
    expect(correctedSamples([mergeLabels(labels, undoCorrection(labels, 'c', { ...decision, id: 'u', at: 2 }))])).toEqual([]);
  });

  test('goes to the fold of its thread, so that no post is split', () => {
    const [sample] = correctedSamples([corrected('câu khác', 'stance', 'support', 'Bài số 1')]);
    expect(samplesWith().some(({ post }) => post === sample?.post)).toBe(true);
  });

  test('wins over an older label of the same text, field by field, and leaves the same words elsewhere alone', () => {
    const text = 'phạt nặng vào cho chừa 1';
    const before = samplesWith();
    const after = samplesWith(corrected(text, 'stance', 'oppose', 'Bài số 1'));
    expect(after).toHaveLength(before.length);
    const same = after.filter(({ input }) => input.text === text);
    expect(same).toHaveLength(1);
    expect(same[0]).toMatchObject({ origin: 'corrected', isPicked: true, stance: 'oppose', tone: 'negative', topics: ['law-penalties'] });
    const elsewhere = samplesWith(corrected(text, 'stance', 'oppose', 'Bài khác')).filter(({ input }) => input.text === text);
    expect(new Set(elsewhere.map(({ stance }) => stance))).toEqual(new Set(['oppose', 'support']));
  });

  test('never brings a text of a development or held-out set into training', () => {
    const kept = [corrected('câu này thuộc tập phát triển', 'stance', 'oppose'), corrected('câu này để dành', 'stance', 'oppose')];
    expect(samplesWith(...kept)).toEqual(samplesWith());
    expect(samplesWith(...kept, corrected('câu này thì được', 'stance', 'oppose'))).toHaveLength(samplesWith().length + 1);
  });

  test('is what the trained model then says of such a text', () => {
    const texts = [
      'lắp thêm gờ giảm tốc',
      'lắp gờ giảm tốc đi',
      'gờ giảm tốc nên lắp sớm',
      'mong lắp gờ giảm tốc',
      'lắp gờ giảm tốc ngay',
      'gờ giảm tốc lắp ở đây',
    ];
    const corrections = texts.map((text) => corrected(text, 'stance', 'oppose'));
    const said = (modelsDir: string): unknown =>
      texts.map((text) => loadAnalyser(modelsDir).analyse({ kind: 'comment', title: '', text, threadTitle: null }, []).stanceGuess);
    const models = (name: string): string => join(gold.corporaDir, name);
    const options = { corporaDir: gold.corporaDir, version: '1', withoutCorpora: ['written'] as const };
    train({ ...options, modelsDir: models('before') });
    train({ ...options, modelsDir: models('after'), corrections });
    train({ ...options, modelsDir: models('again'), corrections: corrections.toReversed() });
    expect(said(models('before'))).not.toContain('oppose');
    expect(said(models('after'))).toEqual(texts.map(() => 'oppose'));
    const card = readFileSync(join(models('after'), 'stance-public-1/CARD.md'), 'utf8');
    expect(card).toContain('- 6 items collected by this installation');
    expect(card).toContain('--with-corrections');
    for (const file of ['model.bin', 'CARD.md'])
      expect(readFileSync(join(models('again'), 'stance-public-1', file))).toEqual(
        readFileSync(join(models('after'), 'stance-public-1', file)),
      );
    expect(readFileSync(join(models('before'), 'stance-public-1/CARD.md'), 'utf8')).not.toContain('corrections');
  });
});
