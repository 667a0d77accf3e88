import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../src/domain/time.ts';
import type { Item } from '../../src/domain/item.ts';
import { keepStories } from '../../src/pipeline/story-keeper.ts';
import type { Store } from '../../src/store/store.ts';
import { MONDAY, sampleItem, saved } from '../contracts/sample-items.ts';
import { embeddedGround, type EmbeddedGround } from '../embedded/embedded-ground.ts';

const CRASH = 'Xe đầu kéo va chạm xe máy tại nút giao Chùa Vẽ, một người tử vong';
const CRASH_TEXT =
  'Khoảng 7 giờ 40, xe đầu kéo va chạm với hai xe máy tại nút giao Chùa Vẽ khiến một người tử vong và hai người bị thương.';

function news(name: string, day: number, over: Partial<Item> = {}): Item {
  return sampleItem(name, { title: CRASH, text: CRASH_TEXT, publishedAt: MONDAY + day * DAY_MS, ...over });
}

const other = sampleItem('khac', {
  title: 'Khánh thành cầu Nguyễn Trãi bắc qua sông Cấm',
  text: 'Sáng nay thành phố khánh thành cầu Nguyễn Trãi nối trung tâm với khu đô thị Bắc sông Cấm sau hai năm thi công.',
  publishedAt: MONDAY + DAY_MS,
});

describe('keepStories', () => {
  let ground: EmbeddedGround;
  let store: Store;

  beforeEach(async () => {
    ground = embeddedGround();
    store = (await ground.open()).store;
  });
  afterEach(() => ground.destroy());

  async function storyOf(item: Item): Promise<{ storyId: string | null | undefined; reprintOf: string | null | undefined }> {
    const kept = await store.get(item.id);
    return { storyId: kept?.storyId, reprintOf: kept?.reprintOf };
  }

  it('joins reprints with their original, and a comment with the news that it answers', async () => {
    const [original, reprint] = [news('goc', 0), news('lai', 1)];
    const comment = sampleItem('bl', {
      kind: 'comment',
      title: '',
      text: 'Thương quá',
      publishedAt: MONDAY + 2 * DAY_MS,
      threadUrl: original.url,
    });
    await store.settle(saved(reprint, other, comment, original));
    expect(await keepStories(store, null)).toBe(4);
    const story = await storyOf(original);
    expect(story).toEqual({ storyId: expect.any(String), reprintOf: null });
    expect(await storyOf(reprint)).toEqual({ storyId: story.storyId, reprintOf: original.id });
    expect(await storyOf(comment)).toEqual({ storyId: story.storyId, reprintOf: null });
    expect((await storyOf(other)).storyId).not.toBe(story.storyId);
  });

  it('changes nothing when it is asked again', async () => {
    await store.settle(saved(news('goc', 0), news('lai', 1), other));
    await keepStories(store, null);
    expect(await keepStories(store, null)).toBe(0);
    expect(await keepStories(store, MONDAY - DAY_MS)).toBe(0);
  });

  it('keeps the id and the original of a story that began before the window', async () => {
    const [first, second, third] = [news('mot', 0), news('hai', 4), news('ba', 8)];
    await store.settle(saved(first, second));
    await keepStories(store, null);
    const { storyId } = await storyOf(first);
    await store.settle(saved(third));
    await keepStories(store, MONDAY + 3 * DAY_MS);
    expect(await storyOf(second)).toEqual({ storyId, reprintOf: first.id });
    expect((await storyOf(third)).storyId).toBe(storyId);
  });

  it('keeps what editors split and merged, in a window as well, until it is undone', async () => {
    const [first, second] = [news('mot', 0), news('hai', 1, { title: `${CRASH} sáng nay`, text: `${CRASH_TEXT} Công an đang làm rõ.` })];
    await store.settle(saved(first, second, other));
    await keepStories(store, null);
    const [story, otherStory] = [(await storyOf(first)).storyId ?? '', (await storyOf(other)).storyId ?? ''];
    await store.putStoryEdit({ id: 'm', kind: 'merge', at: 1, by: 'bien-tap', storyIds: [otherStory, story] });
    await store.putStoryEdit({ id: 't', kind: 'split', at: 2, by: 'bien-tap', itemIds: [first.id] });
    for (const since of [null, MONDAY + DAY_MS / 2, null]) {
      await keepStories(store, since);
      expect((await storyOf(first)).storyId).toBe('s-split-t');
      expect((await storyOf(other)).storyId).toBe(otherStory);
    }
    for (const id of ['m', 't']) expect(await store.removeStoryEdit(id)).toBe(true);
    await keepStories(store, null);
    expect((await storyOf(first)).storyId).toBe(story);
    expect((await storyOf(other)).storyId).toBe(otherStory);
  });

  it('does not let an item that was taken out draw the others after it, when the window cuts through both stories', async () => {
    const [first, second, third, fourth] = [news('mot', 0), news('hai', 4), news('ba', 1), news('bon', 5)];
    await store.settle(saved(first, second, third, fourth));
    await store.putStoryEdit({ id: 't', kind: 'split', at: 1, by: 'bien-tap', itemIds: [third.id, second.id] });
    await keepStories(store, null);
    const { storyId } = await storyOf(first);
    for (const since of [MONDAY + 3 * DAY_MS, null, MONDAY + 3 * DAY_MS]) {
      await keepStories(store, since);
      expect((await storyOf(fourth)).storyId).toBe(storyId);
      for (const item of [second, third]) expect((await storyOf(item)).storyId).toBe('s-split-t');
    }
  });
});
