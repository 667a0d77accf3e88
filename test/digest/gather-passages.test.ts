import { afterEach, describe, expect, it } from 'vitest';
import { gatherPassages } from '../../src/digest/gather-passages.ts';
import type { Item } from '../../src/domain/item.ts';
import type { Store } from '../../src/store/store.ts';
import { sampleItem, saved } from '../contracts/sample-items.ts';
import { embeddedGround, type EmbeddedGround } from '../embedded/embedded-ground.ts';

let ground: EmbeddedGround | null = null;
afterEach(async () => {
  await ground?.destroy();
  ground = null;
});

async function storeWith(items: readonly Item[]): Promise<Store> {
  ground = embeddedGround();
  const { store } = await ground.open();
  await store.settle(saved(...items));
  return store;
}

const opinion = (name: string, text: string, over: Partial<Item> = {}): Item =>
  sampleItem(name, { kind: 'comment', title: '', text, ...over, analysis: { stance: 'oppose' } });

const COARSE = 'Lũ dốt nát chỉ giỏi chửi chứ biết gì đâu mà nói lắm';
const CALM = 'Đường xấu như thế mà mức phạt lại cao quá';

/** The same store, for the time when the classifiers say of an item that it is toxic. */
function callingToxic(store: Store, text: string): Pick<Store, 'search' | 'scan'> {
  return {
    search: (query, page) => store.search(query, page),
    async *scan(query) {
      for await (const item of store.scan(query)) {
        yield item.text === text ? { ...item, analysis: Object.assign(item.analysis, { toxic: true }) } : item;
      }
    },
  };
}

describe('passages of a search', () => {
  it('are of the stance and of the public, and no passage is toxic', async () => {
    const store = await storeWith([
      opinion('a', COARSE),
      opinion('b', CALM),
      sampleItem('news', { text: CALM, analysis: { stance: 'none' } }),
    ]);
    const ofAll = await gatherPassages(store, {}, 3);
    expect(ofAll.map(({ stance, passages }) => [stance, passages.length])).toEqual([
      ['support', 0],
      ['concern', 0],
      ['oppose', 2],
    ]);
    const [, , oppose] = await gatherPassages(callingToxic(store, COARSE), {}, 3);
    expect(oppose?.passages.map(({ end }) => end)).toEqual([CALM.length]);
  });

  it('are looked for in a fixed sample of a very large stream, and that is said', async () => {
    const store = await storeWith(Array.from({ length: 2_400 }, (_, at) => opinion(`c-${at}`, `${CALM} ${at}`)));
    const [support, , oppose] = await gatherPassages(store, {}, 2);
    expect([support?.isSample, oppose?.isSample]).toEqual([false, true]);
    expect(await gatherPassages(store, {}, 2)).toEqual(await gatherPassages(store, {}, 2));
  });
});
