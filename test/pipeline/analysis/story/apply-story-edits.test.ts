import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitStoryId, type StoryEdit } from '../../../../src/domain/story-edit.ts';
import type { StoryAssignment } from '../../../../src/domain/story.ts';
import { applyStoryEdits } from '../../../../src/pipeline/analysis/story/apply-story-edits.ts';
import type { StoryInput } from '../../../../src/pipeline/analysis/story/cluster-stories.ts';

function merge(id: string, at: number, ...storyIds: string[]): StoryEdit {
  return { id, kind: 'merge', at, by: 'bien-tap', storyIds };
}

function split(id: string, at: number, ...itemIds: string[]): StoryEdit {
  return { id, kind: 'split', at, by: 'bien-tap', itemIds };
}

function input(id: string, answers: string | null = null): StoryInput {
  const kind = answers === null ? 'news' : 'comment';
  return { id, kind, title: '', text: '', publishedAt: 0, url: `https://x.example/${id}`, outlet: null, threadUrl: answers, places: [] };
}

/** `a` and `b` in one story, `c` and `d` in another; `r` repeats `b`, `k` answers it. */
const FOUND: readonly StoryAssignment[] = [
  ...['a', 'b'].map((itemId) => ({ itemId, storyId: 's-a', reprintOf: null })),
  ...['c', 'd'].map((itemId) => ({ itemId, storyId: 's-c', reprintOf: null })),
  { itemId: 'r', storyId: 's-a', reprintOf: 'b' },
  { itemId: 'k', storyId: 's-a', reprintOf: null },
];
const INPUTS = [...['a', 'b', 'c', 'd', 'r'].map((id) => input(id)), input('k', 'https://x.example/b#y')];

function storyOf(...edits: readonly StoryEdit[]): Record<string, string | null> {
  return Object.fromEntries(applyStoryEdits(FOUND, edits, INPUTS).map(({ itemId, storyId }) => [itemId, storyId]));
}

describe('applyStoryEdits', () => {
  test('without edits nothing changes', () => {
    expect(applyStoryEdits(FOUND, [], INPUTS)).toEqual(FOUND);
  });

  test('a merge puts everything into the first story', () => {
    expect(storyOf(merge('e', 1, 's-c', 's-a'))).toEqual({ a: 's-c', b: 's-c', c: 's-c', d: 's-c', r: 's-c', k: 's-c' });
  });

  test('a split takes the item out with its reprints and comments, and leaves the rest its id', () => {
    const own = splitStoryId({ id: 'e' });
    expect(storyOf(split('e', 1, 'b'))).toEqual({ a: 's-a', b: own, c: 's-c', d: 's-c', r: own, k: own });
    expect(storyOf(split('e', 1, 'a'))).toMatchObject({ a: own, b: 's-a' });
  });

  test('the later of two edits that disagree wins, whatever order they are given in', () => {
    const [apart, together] = [split('x', 1, 'b'), merge('y', 2, 's-a', splitStoryId({ id: 'x' }))];
    expect(storyOf(together, apart)).toMatchObject({ a: 's-a', b: 's-a', r: 's-a', k: 's-a' });
    const [joined, cut] = [merge('x', 1, 's-a', 's-c'), split('y', 2, 'd')];
    expect(storyOf(cut, joined)).toMatchObject({ a: 's-a', c: 's-a', d: splitStoryId({ id: 'y' }) });
  });

  test('a merge finds a story that was merged before, and one that an earlier item has renamed', () => {
    expect(storyOf(merge('x', 1, 's-a', 's-c'), merge('y', 2, 's-new', 's-c'))).toMatchObject({ a: 's-new', d: 's-new' });
    // `b` named the story when it was merged; `a` came in later.
    expect(storyOf(merge('x', 1, 's-c', 's-b'))).toMatchObject({ a: 's-c', b: 's-c' });
  });

  test('edits about what is not there change nothing', () => {
    const gone = storyOf(split('x', 1, 'gone'), merge('y', 2, 's-gone', 's-other'));
    expect(gone).toEqual(storyOf());
  });

  test('thousands of edits on thousands of items take less than a second, and a long chain of merges ends in one story', () => {
    const ids = Array.from({ length: 20_000 }, (_, place) => `i${place}`);
    const found = ids.map((itemId) => ({ itemId, storyId: `s-${itemId}`, reprintOf: null }));
    const chain = ids.slice(1, 5_000).map((id, at) => merge(`m${at}`, at, `s-${id}`, `s-i${at}`));
    const start = performance.now();
    const stories = applyStoryEdits(found, [...chain, split('z', 9_999, 'i7')], []);
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(new Set(stories.map(({ storyId }) => storyId)).size).toBe(20_000 - 5_000 + 2);
  });

  test('any edits end, keep every item in some story, and do not depend on the order in which they come', () => {
    const storyId = fc.constantFrom('s-a', 's-b', 's-c', 's-d', 's-split-0', 's-split-1', 's-gone');
    const anyEdit = fc.oneof(
      fc.uniqueArray(storyId, { minLength: 2, maxLength: 3 }).map((ids) => ({ kind: 'merge' as const, storyIds: ids })),
      fc
        .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'r', 'k'), { minLength: 1 })
        .map((ids) => ({ kind: 'split' as const, itemIds: ids })),
    );
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 8 }), (bodies) => {
        const edits = bodies.map((body, at) => ({ ...body, id: String(at), at, by: 'bien-tap' }));
        const found = applyStoryEdits(FOUND, edits, INPUTS);
        expect(applyStoryEdits(FOUND, edits.toReversed(), INPUTS)).toEqual(found);
        expect(found.map(({ itemId }) => itemId)).toEqual(FOUND.map(({ itemId }) => itemId));
        expect(found.every((each) => typeof each.storyId === 'string')).toBe(true);
        const last = edits.at(-1);
        const itemIds: readonly string[] = last?.kind === 'split' ? last.itemIds : [];
        const takenOut = found.filter(({ itemId }) => itemIds.includes(itemId));
        expect(takenOut.every(({ storyId }) => storyId === `s-split-${edits.length - 1}`)).toBe(true);
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});
