import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCorrections } from '../../src/domain/apply-corrections.ts';
import { correctItem, undoCorrection } from '../../src/domain/correct-item.ts';
import { labelsSchema, mergeLabels, type CorrectableField, type Labels } from '../../src/domain/correction.ts';
import { sampleItem } from '../contracts/sample-items.ts';

const comment = sampleItem('a', { kind: 'comment', analysis: { stance: null } });
const by = (id: string, at = 1): { id: string; at: number; by: string; note: string } => ({ id, at, by: 'bien-tap', note: '' });

const STEP = fc.oneof(
  fc.record({ field: fc.constant('stance' as const), to: fc.constantFrom('support', 'oppose', 'concern', 'none') }),
  fc.record({ field: fc.constant('tone' as const), to: fc.constantFrom('negative', 'neutral', 'positive') }),
  fc.record({ field: fc.constant('checkable' as const), to: fc.boolean() }),
);

describe('correcting an item', () => {
  it.each<[CorrectableField, unknown]>([
    ['stance', null],
    ['stance', 'angry'],
    ['topics', []],
    ['topics', ['accidents', 'accidents']],
    ['topics', ['accidents', 'transport', 'directive', 'campaigns']],
    ['acts', ['shout']],
    ['relevant', 'yes'],
  ])('refuses as %s the value %j', (field, to) => {
    expect(() => correctItem(comment, { field, to }, by('x'))).toThrow(expect.objectContaining({ code: 'CORRECTION_REFUSED' }));
  });

  it.each<[CorrectableField, unknown]>([
    ['stance', 'support'],
    ['acts', []],
    ['checkable', true],
  ])('refuses %s of news, which has none', (field, to) => {
    expect(() => correctItem(sampleItem('n'), { field, to }, by('x'))).toThrow(/news/);
    expect(() => correctItem(comment, { field, to }, by('x'))).not.toThrow();
  });

  it('names a desk and no person', () => {
    const { corrections, ...rest } = correctItem(comment, { field: 'tone', to: 'positive' }, by('x'));
    for (const name of ['Nguyễn Văn A', 'Nguyen Van A', 'a@b.vn', ''])
      expect(labelsSchema.safeParse({ ...rest, corrections: corrections.map((each) => ({ ...each, by: name })) }).success).toBe(false);
  });

  it('is taken back once, and an undo not at all', () => {
    const labels = correctItem(comment, { field: 'stance', to: 'oppose' }, by('x'));
    const undone = mergeLabels(labels, undoCorrection(labels, 'x', by('u', 2)));
    expect(undone.corrections[1]).toMatchObject({ from: 'oppose', to: null, undoes: 'x' });
    for (const id of ['x', 'u'])
      expect(() => undoCorrection(undone, id, by('v', 3))).toThrow(expect.objectContaining({ code: 'CORRECTION_REFUSED' }));
    expect(() => undoCorrection(undone, 'y', by('v', 3))).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });

  it('gives the same for every order of arrival, and the models their word back when all is undone', () => {
    fc.assert(
      fc.property(
        fc.array(STEP, { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (steps, draw) => {
          const parts: Labels[] = [];
          let all: Labels | null = null;
          let { analysis } = comment;
          const add = (labels: Labels): void => {
            parts.push(labels);
            all = mergeLabels(all, labels);
            analysis = applyCorrections(analysis, all.corrections);
          };
          steps.forEach((step, at) => add(correctItem({ ...comment, analysis }, step, by(`c${at}`, at))));
          const last = new Map(steps.map(({ field, to }) => [field, to]));
          expect(analysis).toEqual({
            ...comment.analysis,
            ...Object.fromEntries(last),
            corrected: expect.arrayContaining([...last.keys()]),
          });

          const shuffled = parts
            .map((part) => ({ part, key: draw.next().value ?? 0 }))
            .toSorted((a, b) => a.key - b.key)
            .reduce<Labels | null>((kept, { part }) => mergeLabels(kept, part), null);
          expect(shuffled?.corrections).toEqual((all as Labels | null)?.corrections);
          // A new analysis, and one that is corrected already, come to the same.
          expect(applyCorrections(comment.analysis, shuffled?.corrections ?? [])).toEqual(analysis);
          expect(applyCorrections(analysis, shuffled?.corrections ?? [])).toEqual(analysis);

          steps.forEach((_, at) => all && add(undoCorrection(all, `c${at}`, by(`u${at}`, 100 + at))));
          expect(analysis).toEqual(comment.analysis);
        },
      ),
    );
  });
});
