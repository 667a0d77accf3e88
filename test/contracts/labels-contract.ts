import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { correctItem, undoCorrection } from '../../src/domain/correct-item.ts';
import type { CorrectableField, Labels } from '../../src/domain/correction.ts';
import type { Item } from '../../src/domain/item.ts';
import { startOfDay } from '../../src/domain/time.ts';
import type { KeptLabels, Store } from '../../src/store/store.ts';
import { sampleItem, saved } from './sample-items.ts';
import type { StoreGround } from './store-contract.ts';

const ALL = { limit: 100, cursor: null };

function decision(id: string, at: number): { id: string; at: number; by: string; note: string } {
  return { id, at, by: 'bien-tap', note: '' };
}

/** What every store does with corrections, see store/store.ts. */
export function describeLabelsContract(name: string, make: () => Promise<StoreGround>): void {
  describe(`labels contract: ${name}`, () => {
    const item = sampleItem('mot', {
      kind: 'comment',
      title: '',
      text: 'phạt thế còn nhẹ',
      storyId: 's1',
      analysis: { topics: ['law-penalties'], stance: null },
    });
    let ground: StoreGround;
    let store: Store;

    beforeEach(async () => {
      ground = await make();
      store = await ground.open();
      await store.settle(saved(item, sampleItem('hai', { kind: 'comment' })));
    });
    afterEach(() => ground.destroy());

    async function correct(field: CorrectableField, to: unknown, id: string, at: number): Promise<void> {
      await store.putLabels(correctItem((await store.get(item.id)) ?? item, { field, to }, decision(id, at)));
    }

    async function undo(id: string, at: number): Promise<void> {
      const labels = await store.labels(item.id);
      if (!labels) throw new Error('nothing to take back');
      await store.putLabels(undoCorrection(withoutSetAside(labels), id, decision(`undo-${id}`, at)));
    }

    async function stances(): Promise<unknown> {
      const { stance } = await store.facets({}, ['stance']);
      const day = (await store.trend({}, 'stance')).map(({ value, count }) => ({ value, count }));
      expect(day.toSorted((a, b) => (a.value < b.value ? -1 : 1))).toEqual(stance?.toSorted((a, b) => (a.value < b.value ? -1 : 1)));
      return Object.fromEntries((stance ?? []).map(({ value, count }) => [value, count]));
    }

    it('change what is searched and counted at once, and say what was changed', async () => {
      expect(await stances()).toEqual({ abstained: 1, none: 1 });
      await correct('stance', 'support', 'c1', 5);
      await correct('topics', ['enforcement', 'alcohol-drugs'], 'c2', 6);
      await correct('acts', ['proposal'], 'c3', 7);
      await correct('checkable', true, 'c4', 8);
      await correct('tone', 'positive', 'c5', 9);
      expect(await stances()).toEqual({ support: 1, none: 1 });
      const changed = {
        ...item.analysis,
        stance: 'support',
        topics: ['enforcement', 'alcohol-drugs'],
        acts: ['proposal'],
        checkable: true,
        tone: 'positive',
        corrected: ['topics', 'tone', 'stance', 'acts', 'checkable'],
      };
      expect(await store.get(item.id)).toEqual({ ...item, analysis: changed });
      const query = { topics: ['alcohol-drugs'], acts: ['proposal'], checkable: true, tones: ['positive'], text: 'phạt' } as const;
      const found = await store.search({ ...query, topics: [...query.topics], acts: [...query.acts], tones: [...query.tones] }, ALL);
      expect(found.items.map(({ id }) => id)).toEqual([item.id]);
      expect((await store.search({ topics: ['law-penalties'] }, ALL)).total).toBe(0);
      expect((await store.story('s1'))?.mainTopic).toBe('enforcement');
    });

    it('are kept with the text that they label, and nothing of a person', async () => {
      await correct('stance', 'support', 'c1', 5);
      const kept = await store.labels(item.id);
      expect(kept).toEqual({
        itemId: item.id,
        text: { kind: 'comment', title: '', text: item.text, threadTitle: null },
        corrections: [
          {
            id: 'c1',
            itemId: item.id,
            field: 'stance',
            from: null,
            to: 'support',
            at: 5,
            by: 'bien-tap',
            models: item.analysis.models,
            note: '',
            undoes: null,
          },
        ],
        setAside: null,
      });
      expect(await store.labels('202608-unknown')).toBeNull();
      const tainted = { ...correctItem(item, { field: 'tone', to: 'positive' }, decision('c2', 6)), author: 'Ai đó' };
      await expect(store.putLabels(tainted)).rejects.toThrow('author');
    });

    it('go back to what was said before when they are taken back', async () => {
      await correct('stance', 'support', 'c1', 5);
      await correct('stance', 'oppose', 'c2', 6);
      await undo('c2', 7);
      expect((await store.get(item.id))?.analysis).toMatchObject({ stance: 'support', corrected: ['stance'] });
      await undo('c1', 8);
      expect(await store.get(item.id)).toEqual(item);
      expect((await store.labels(item.id))?.corrections.map(({ id }) => id)).toEqual(['c1', 'c2', 'undo-c2', 'undo-c1']);
    });

    it('take an item out of everything when it is off topic, and bring it back', async () => {
      await correct('relevant', false, 'c1', 5);
      expect((await store.search({}, ALL)).items.map(({ title }) => title)).toEqual(['Bài hai']);
      expect(await stances()).toEqual({ none: 1 });
      expect(await store.totals()).toMatchObject({ items: 1, stories: 0 });
      expect(await store.get(item.id)).toBeNull();
      expect(await store.story('s1')).toBeNull();
      expect(await gather(store.expired())).toEqual([]);
      expect((await store.outcomes([item.key])).get(item.key)).toBe('saved');
      expect(await store.settle(saved(item))).toEqual({ saved: 0, offTopic: 0, duplicates: 1 });
      await undo('c1', 6);
      expect(await store.get(item.id)).toEqual(item);
      expect((await store.search({ text: 'phạt', storyId: 's1' }, ALL)).total).toBe(1);
    });

    it('count from the latest on, in whatever order they arrive, and twice is once', async () => {
      const older = correctItem(item, { field: 'stance', to: 'support' }, decision('a', 5));
      const newer = correctItem(item, { field: 'stance', to: 'oppose' }, decision('b', 6));
      for (const labels of [newer, older, newer]) await store.putLabels(labels);
      expect((await store.get(item.id))?.analysis.stance).toBe('oppose');
      expect((await store.labels(item.id))?.corrections.map(({ id }) => id)).toEqual(['a', 'b']);
    });

    it('of many editors at once are all kept, and the latest counts', async () => {
      const values = ['support', 'oppose', 'concern', 'none', 'support', 'oppose', 'concern'] as const;
      const given = values.map((to, at) => correctItem(item, { field: 'stance', to }, decision(`c${at}`, at)));
      const hidden = correctItem(item, { field: 'relevant', to: false }, decision('off', 50));
      const back = undoCorrection({ ...hidden }, 'off', decision('on', 51));
      await Promise.all(
        [...given, hidden, { ...back, corrections: [...hidden.corrections, ...back.corrections] }].map((each) => store.putLabels(each)),
      );
      expect((await store.labels(item.id))?.corrections).toHaveLength(values.length + 2);
      expect((await store.get(item.id))?.analysis).toMatchObject({ stance: 'concern', corrected: ['stance'], relevant: true });
      expect((await store.labels(item.id))?.setAside).toBeNull();
      expect(await stances()).toEqual({ concern: 1, none: 1 });
    });

    it('outlive the item that retention drops, but not what was set aside of it', async () => {
      const old = sampleItem('cu', { kind: 'comment', seenAt: startOfDay('2026-01-05') });
      await store.settle(saved(old));
      await store.putLabels(correctItem(old, { field: 'relevant', to: false }, decision('c1', 5)));
      await correct('tone', 'negative', 'c2', 6);
      expect(await store.dropMonths('209912')).toBe(3);
      expect(await gather(store.allLabels())).toMatchObject([
        { itemId: old.id, setAside: null },
        { itemId: item.id, setAside: null },
      ]);
      expect((await gather(store.expired())).map(({ itemId }) => itemId)).toContain(old.id);
      await store.putLabels(correctItem(item, { field: 'tone', to: 'positive' }, decision('c3', 7)));
      expect((await store.labels(item.id))?.corrections).toHaveLength(2);
      expect(await store.get(item.id)).toBeNull();
    });

    it('are forgotten with their text when asked', async () => {
      await correct('relevant', false, 'c1', 5);
      expect(await store.forgetLabels(item.id)).toBe(true);
      expect(await store.forgetLabels(item.id)).toBe(false);
      expect(await store.labels(item.id)).toBeNull();
      expect(await gather(store.allLabels())).toEqual([]);
      expect((await store.outcomes([item.key])).get(item.key)).toBe('saved');
    });

    it('are listed in whole, by item, and are there when the store is opened again', async () => {
      const many: Item[] = Array.from({ length: 520 }, (_, at) => sampleItem(`n${at}`, { kind: 'comment' }));
      await store.settle(saved(...many));
      for (let at = 0; at < many.length; at += 40)
        await Promise.all(
          many.slice(at, at + 40).map((each) => store.putLabels(correctItem(each, { field: 'tone', to: 'negative' }, decision('c', 1)))),
        );
      await store.close();
      store = await ground.open();
      const ids = (await gather(store.allLabels())).map(({ itemId }) => itemId);
      expect(ids).toEqual(many.map(({ id }) => id).toSorted());
      expect((await store.facets({}, ['tone']))['tone']).toContainEqual({ value: 'negative', count: 520 });
    }, 30_000);
  });
}

async function gather<T>(all: AsyncIterable<T>): Promise<T[]> {
  return Array.fromAsync(all);
}

function withoutSetAside({ itemId, text, corrections }: KeptLabels): Labels {
  return { itemId, text, corrections };
}
