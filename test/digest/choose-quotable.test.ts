import { describe, expect, it } from 'vitest';
import { chooseQuotable } from '../../src/digest/choose-quotable.ts';
import { sampleItem } from '../contracts/sample-items.ts';

const civil = (name: string) => sampleItem(name);
const rude = (name: string) => sampleItem(name, { analysis: { toxic: true } });

describe('chooseQuotable', () => {
  it('quotes civil voices before rude ones and keeps the order among each', () => {
    const items = [rude('a'), civil('b'), rude('c'), civil('d'), civil('e')];
    expect(chooseQuotable(items, 4)).toEqual([items[1], items[3], items[4], items[0]]);
    expect(chooseQuotable(items, 2)).toEqual([items[1], items[3]]);
  });

  it('lets a side speak that has nothing but rude voices', () => {
    const items = [rude('a'), rude('b')];
    expect(chooseQuotable(items, 4)).toEqual(items);
  });
});
