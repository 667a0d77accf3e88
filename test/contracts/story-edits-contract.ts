import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoryEdit } from '../../src/domain/story-edit.ts';
import type { Store } from '../../src/store/store.ts';
import { sampleItem, saved } from './sample-items.ts';
import type { StoreGround } from './store-contract.ts';

const MERGE = { id: 'e2', kind: 'merge', at: 5, by: 'bien-tap', storyIds: ['s-a', 's-b'] } satisfies StoryEdit;
const SPLIT = { id: 'e3', kind: 'split', at: 4, by: 'bien-tap', itemIds: ['202608-a', 'mục lạ/#?'] } satisfies StoryEdit;

/** What every store does with splits and merges of stories, see store/store.ts. */
export function describeStoryEditsContract(name: string, make: () => Promise<StoreGround>): void {
  describe(`story edits contract: ${name}`, () => {
    let ground: StoreGround;
    let store: Store;

    beforeEach(async () => {
      ground = await make();
      store = await ground.open();
    });
    afterEach(() => ground.destroy());

    it('are given back as they were put, by time, then id', async () => {
      expect(await store.storyEdits()).toEqual([]);
      const sameTime: StoryEdit = { ...MERGE, id: 'e1' };
      for (const edit of [MERGE, sameTime, SPLIT]) await store.putStoryEdit(edit);
      expect(await store.storyEdits()).toEqual([SPLIT, sameTime, MERGE]);
    });

    it('stay as they were first put, however often', async () => {
      await store.putStoryEdit(MERGE);
      await store.putStoryEdit({ ...MERGE, at: 9, storyIds: ['s-c', 's-d'] });
      expect(await store.storyEdits()).toEqual([MERGE]);
    });

    it('are removed by id, once', async () => {
      await store.putStoryEdit(MERGE);
      await store.putStoryEdit(SPLIT);
      expect(await store.removeStoryEdit(MERGE.id)).toBe(true);
      expect(await store.removeStoryEdit(MERGE.id)).toBe(false);
      expect(await store.storyEdits()).toEqual([SPLIT]);
    });

    it('change no item, and outlive the items that they are about', async () => {
      const item = sampleItem('mot', { storyId: 's-a' });
      await store.settle(saved(item));
      await store.putStoryEdit({ ...SPLIT, itemIds: [item.id] });
      expect((await store.get(item.id))?.storyId).toBe('s-a');
      await store.dropMonths('209901');
      expect(await store.storyEdits()).toHaveLength(1);
    });

    it('are there after closing and opening again', async () => {
      await store.putStoryEdit(MERGE);
      await store.close();
      expect(await (await ground.open()).storyEdits()).toEqual([MERGE]);
    });

    it('have no place for a person', async () => {
      const named = { ...MERGE, by: 'Nguyễn Văn A' };
      await expect(store.putStoryEdit(named)).rejects.toThrow('by');
      await expect(store.putStoryEdit({ ...MERGE, editor: 'ai đó' } as StoryEdit)).rejects.toThrow('editor'); // what the type forbids
      expect(await store.storyEdits()).toEqual([]);
    });
  });
}
