import { describe, expect, it } from 'vitest';
import { foldReprints } from '../../../src/web/story/fold-reprints.ts';
import { items } from '../fixture-views.ts';

const [sample] = items;
if (!sample) throw new Error('no fixtures');
const news = (id: string, reprintOf: string | null = null) => ({ ...sample, id, reprintOf });
const shapeOf = (list: ReturnType<typeof news>[]) =>
  foldReprints(list).map(({ item, reprints }) => [item.id, reprints.map(({ id }) => id)]);

describe('reprints of a story', () => {
  it('stand below what they reprint', () => {
    expect(shapeOf([news('a'), news('b', 'a'), news('c')])).toEqual([
      ['a', ['b']],
      ['c', []],
    ]);
  });

  it('of a reprint stand below the first publication', () => {
    expect(shapeOf([news('a'), news('b', 'a'), news('c', 'b')])).toEqual([['a', ['b', 'c']]]);
  });

  it('stand for themselves when the original is not there', () => {
    expect(shapeOf([news('b', 'gone'), news('c', 'c')])).toEqual([
      ['b', []],
      ['c', []],
    ]);
  });
});
