import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../../src/domain/time.ts';
import { assignStories, type StoryInput } from '../../../../src/pipeline/analysis/story/cluster-stories.ts';

const START = Date.UTC(2026, 7, 17);

function news(id: string, title: string, text: string, more: Partial<StoryInput> = {}): StoryInput {
  return {
    id,
    kind: 'news',
    title,
    text,
    publishedAt: START,
    url: `https://bao.example/${id}`,
    outlet: null,
    threadUrl: null,
    places: [],
    ...more,
  };
}

function comment(id: string, thread: string, text = 'Đồng ý', more: Partial<StoryInput> = {}): StoryInput {
  return { ...news(id, '', text, more), kind: 'comment', url: `${thread}#${id}`, threadUrl: thread };
}

const CRASH = news(
  'a1',
  'Xe container lật chắn ngang cầu Bính, giao thông ùn tắc kéo dài',
  'Sáng 17/8, xe container chở thép cuộn do tài xế Phạm Văn Tý điều khiển bị lật trên cầu Bính, chắn ngang cả hai chiều.',
);
const CRASH_AGAIN = news(
  'a2',
  'Lật xe container trên cầu Bính, hàng nghìn phương tiện mắc kẹt',
  'Chiếc container chở thép cuộn của tài xế Phạm Văn Tý lật ngang giữa cầu Bính khiến giao thông tê liệt suốt ba giờ.',
  { publishedAt: START + 3 * HOUR_MS },
);
const FERRY = news(
  'b1',
  'Phà Gót tăng chuyến phục vụ khách đi Cát Bà dịp nghỉ lễ',
  'Công ty quản lý bến phà cho biết từ cuối tuần này sẽ bố trí thêm bốn phà mỗi giờ tại bến Gót.',
  { publishedAt: START + HOUR_MS },
);
const SCHOOL = news(
  'c1',
  'Học sinh Hà Tĩnh được tặng mũ bảo hiểm trước năm học mới',
  'Hơn hai nghìn mũ bảo hiểm đạt chuẩn được trao cho học sinh lớp một các trường tiểu học miền núi.',
  { publishedAt: START + 2 * HOUR_MS },
);
const ALIKE_TITLE = 'Va chạm giữa xe máy và xe tải, một người bị thương';
const ALIKE_TEXT =
  'Vụ tai nạn giữa xe máy và xe tải xảy ra chiều nay tại xã …, người điều khiển xe máy bị thương nặng được đưa đi cấp cứu tại bệnh viện đa khoa tỉnh.';
const REPRINT = { ...CRASH, id: 'a3', url: 'https://khac.example/a3', publishedAt: START + 5 * HOUR_MS };

function storyOf(items: readonly StoryInput[]): Record<string, string | null> {
  return Object.fromEntries(assignStories(items).map((each) => [each.itemId, each.storyId]));
}

describe('assignStories', () => {
  test('puts news of one event together and leaves others alone, with the id of the earliest', () => {
    expect(storyOf([CRASH_AGAIN, FERRY, CRASH, SCHOOL])).toEqual({ a1: 's-a1', a2: 's-a1', b1: 's-b1', c1: 's-c1' });
  });

  test('a reprint points at the first publication and shares its story', () => {
    const found = assignStories([REPRINT, CRASH, FERRY]);
    expect(found.find((each) => each.itemId === 'a3')).toEqual({ itemId: 'a3', storyId: 's-a1', reprintOf: 'a1' });
    expect(found.find((each) => each.itemId === 'a1')?.reprintOf).toBeNull();
  });

  test('the id stays when later items join', () => {
    const before = storyOf([CRASH, FERRY]);
    const after = storyOf([CRASH, FERRY, CRASH_AGAIN, REPRINT, SCHOOL]);
    expect(after['a1']).toBe(before['a1']);
    expect(after['b1']).toBe(before['b1']);
  });

  test('the same words two weeks later are another event', () => {
    const later = { ...CRASH_AGAIN, publishedAt: START + 14 * DAY_MS };
    expect(storyOf([CRASH, later])).toEqual({ a1: 's-a1', a2: 's-a2' });
  });

  test('reports of alike accidents in different communes stay apart, even word for word', () => {
    const one = news('x1', ALIKE_TITLE, ALIKE_TEXT.replace('…', 'Kỳ Hoa'), { places: ['ha-tinh/xa/ky-hoa', 'ha-tinh/tinh/ha-tinh'] });
    const other = news('x2', ALIKE_TITLE, ALIKE_TEXT.replace('…', 'Cẩm Bình'), { places: ['ha-tinh/xa/cam-binh', 'ha-tinh/tinh/ha-tinh'] });
    expect(assignStories([one, other])).toEqual([
      { itemId: 'x1', storyId: 's-x1', reprintOf: null },
      { itemId: 'x2', storyId: 's-x2', reprintOf: null },
    ]);
  });

  test('comments belong to the story of the news that they answer', () => {
    const stories = storyOf([comment('k1', CRASH_AGAIN.url), CRASH, CRASH_AGAIN]);
    expect(stories['k1']).toBe('s-a1');
  });

  test('a comment that is older than its news does not give the story its id', () => {
    expect(storyOf([comment('k1', CRASH.url, 'Sợ thật', { publishedAt: START - DAY_MS }), CRASH])).toEqual({ k1: 's-a1', a1: 's-a1' });
  });

  test('a thread without news is a story of its own, opened by its post', () => {
    const post = { ...news('p1', 'Ngã tư Lạch Tray lại kẹt', 'Chiều nào cũng vậy'), kind: 'post' as const };
    const thread = [
      comment('k2', post.url, 'Đúng', { publishedAt: START + 2 }),
      comment('k1', post.url, 'Chuẩn', { publishedAt: START + 1 }),
    ];
    const other = comment('k3', 'https://dien-dan.example/khac');
    expect(storyOf([...thread, other, post])).toEqual({ p1: 's-p1', k1: 's-p1', k2: 's-p1', k3: 's-k3' });
  });

  test('equal comments and posts are never reprints', () => {
    const long = 'Mức phạt như thế này là hợp lý rồi, phải phạt thật nặng thì người ta mới sợ mà chấp hành luật giao thông cho nghiêm túc';
    const found = assignStories([comment('k1', CRASH.url, long), comment('k2', FERRY.url, long), CRASH, FERRY]);
    expect(found.map((each) => each.reprintOf)).toEqual([null, null, null, null]);
  });

  test('undated news joins a story only as a reprint, and is never the original of a dated one', () => {
    const undatedReprint = { ...REPRINT, publishedAt: null };
    const undatedOther = { ...CRASH_AGAIN, publishedAt: null };
    const found = assignStories([undatedReprint, undatedOther, CRASH]);
    expect(found).toContainEqual({ itemId: 'a3', storyId: 's-a1', reprintOf: 'a1' });
    expect(found).toContainEqual({ itemId: 'a2', storyId: 's-a2', reprintOf: null });
  });

  test('one false bridge does not merge two stories', () => {
    const bridge = news('z1', `${CRASH.title}; ${FERRY.title}`, `${CRASH.text} ${FERRY.text}`, { publishedAt: START + HOUR_MS });
    const crashes = [CRASH, CRASH_AGAIN];
    const ferries = [FERRY, { ...FERRY, id: 'b2', title: 'Bến Gót bố trí thêm phà cho khách ra Cát Bà', publishedAt: START + 2 * HOUR_MS }];
    const stories = storyOf([...crashes, ...ferries, bridge]);
    expect(stories['a2']).toBe(stories['a1']);
    expect(stories['b2']).toBe(stories['b1']);
    expect(stories['a1']).not.toBe(stories['b1']);
  });

  test('empty texts, nothing at all and an item given twice do no harm', () => {
    expect(assignStories([])).toEqual([]);
    expect(storyOf([news('e1', '', ''), news('e2', '', '')])).toEqual({ e1: 's-e1', e2: 's-e2' });
    expect(assignStories([CRASH, CRASH])).toHaveLength(1);
  });

  test('every item gets one assignment, whose story exists, and the order of the input does not matter', () => {
    const pool = [
      CRASH,
      CRASH_AGAIN,
      FERRY,
      SCHOOL,
      REPRINT,
      comment('k1', CRASH.url),
      comment('k2', 'https://x.example/t'),
      comment('k3', FERRY.url),
    ];
    const anyItems = fc.array(
      fc.record({
        base: fc.constantFrom(...pool),
        id: fc.stringMatching(/^[a-f0-9]{4}$/),
        hours: fc.option(fc.integer({ min: 0, max: 300 })),
      }),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(anyItems, fc.infiniteStream(fc.nat()), (rows, noise) => {
        const items = new Map(
          rows.map(({ base, id, hours }) => [id, { ...base, id, publishedAt: hours === null ? null : START + hours * HOUR_MS }]),
        );
        const given = [...items.values()];
        const shuffled = given.map((item) => [noise.next().value ?? 0, item] as const).toSorted((a, b) => a[0] - b[0]);
        const found = assignStories(given);
        expect(assignStories(shuffled.map(([, item]) => item))).toEqual(found);
        expect(found).toHaveLength(items.size);
        expect(found.filter(({ storyId }) => storyId === null || !items.has(storyId.slice(2)))).toEqual([]);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  test('a thousand copies of one text and a thousand texts of the same words end in time', () => {
    const copies = Array.from({ length: 1_000 }, (_, at) => ({ ...CRASH, id: `n${at}`, publishedAt: START + at }));
    const spam = Array.from({ length: 1_000 }, (_, at) => news(`m${at}`, `Giá xe ${at}`, 'giá xe hôm nay '.repeat(40)));
    expect(assignStories([...copies, ...spam])).toHaveLength(2_000);
  });
});
