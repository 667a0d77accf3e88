import { describe, expect, it } from 'vitest';
import { DuLuanError } from '../../../src/domain/errors.ts';
import type { CommentFields } from '../../../src/domain/source.ts';
import { parseComments, parseThreads } from '../../../src/crawlers/parse/parse-comments.ts';

const URL = 'https://api.bao.example.vn/comments?thread=1';
const FIELDS: CommentFields = {
  threads: 'data.threads', threadId: 'id', threadUrl: 'share.url', threadTitle: 'title',
  comments: 'data.items', commentId: 'comment_id', text: 'content', time: 'creation_time', next: 'data.next',
}; // prettier-ignore
const detailOf = (run: () => unknown): string => {
  try {
    run();
    return 'no error';
  } catch (error) {
    return error instanceof DuLuanError ? `${error.code} ${error.facts['detail'] ?? ''}` : String(error);
  }
};

describe('parseComments', () => {
  it('gives id, text and time and nothing else of a comment', () => {
    const item = {
      comment_id: 7,
      content: '<p>Đường xấu &amp; tối</p><p>Mong sửa sớm</p>',
      creation_time: 1_795_137_300,
      full_name: 'Minh Khôi',
      avatar: 'a.jpg',
    };
    expect(parseComments({ data: { items: [item], next: 'p2' } }, FIELDS, URL)).toEqual({
      comments: [{ id: '7', text: 'Đường xấu & tối\nMong sửa sớm', publishedAt: 1_795_137_300_000 }],
      next: 'p2',
    });
  });

  it.each([
    ['2026-11-20T08:15:00+07:00', Date.parse('2026-11-20T08:15:00+07:00')],
    [1_795_137_300, 1_795_137_300_000],
    ['1795137300', 1_795_137_300_000],
    [1_795_137_300_123, 1_795_137_300_123],
    ['/Date(1795137300123+0700)/', 1_795_137_300_123],
    ['20/11/2026 08:15', Date.parse('2026-11-20T08:15:00+07:00')],
    ['2 giờ trước', null],
    [null, null],
    [{}, null],
    [Number.NaN, null],
  ])('reads the time %j', (time, expected) => {
    const { comments } = parseComments({ data: { items: [{ comment_id: 'a', content: 'x', creation_time: time }] } }, FIELDS, URL);
    expect(comments[0]?.publishedAt).toBe(expected);
  });

  it('counts a relative time from now, and does not know it without', () => {
    const json = { data: { items: [{ comment_id: 'a', content: 'x', creation_time: '2 giờ trước' }] } };
    const now = Date.UTC(2026, 10, 21);
    const timeOf = (given?: number): number | null | undefined => parseComments(json, FIELDS, URL, given).comments[0]?.publishedAt;
    expect([timeOf(now), timeOf()]).toEqual([now - 7_200_000, null]);
  });

  it('drops the people a comment speaks to', () => {
    const texts = ['@Nguyễn Văn An: đồng ý', 'Đúng như @Lê Thị Bình nói', '@taylai_88 chuẩn', 'Gửi về a@b.vn nhé'];
    const items = texts.map((content, at) => ({ comment_id: at + 1, content }));
    expect(parseComments({ data: { items } }, FIELDS, URL).comments.map((comment) => comment.text)).toEqual([
      'đồng ý',
      'Đúng như nói',
      'chuẩn',
      'Gửi về a@b.vn nhé',
    ]);
  });

  it('passes over single entries without id or text', () => {
    const items = [{ comment_id: 1, content: 'A' }, { comment_id: 2 }, { content: 'C' }, null, 'x', { comment_id: 3, content: '<img>' }];
    expect(parseComments({ data: { items } }, FIELDS, URL).comments).toEqual([{ id: '1', text: 'A', publishedAt: null }]);
  });

  it('names the missing path when the shape is another', () => {
    expect(detailOf(() => parseComments({ data: {} }, FIELDS, URL))).toContain('data.items');
    expect(detailOf(() => parseComments(null, FIELDS, URL))).toContain('FEED_BROKEN');
    expect(detailOf(() => parseComments({ data: { items: [{ comment_id: 1, body: 'A' }] } }, FIELDS, URL))).toContain(
      'data.items[].content',
    );
    expect(detailOf(() => parseComments({}, { ...FIELDS, comments: '__proto__.items' }, URL))).toContain('FEED_BROKEN');
  });

  it('ends where next is absent, empty or not configured', () => {
    for (const next of [undefined, '', null, {}]) expect(parseComments({ data: { items: [], next } }, FIELDS, URL).next).toBeNull();
    expect(parseComments({ data: { items: [], next: 'p2' } }, { ...FIELDS, next: '' }, URL).next).toBeNull();
    expect(parseComments({ data: { items: [], next: 2 } }, FIELDS, URL).next).toBe('2');
  });

  it('reads a list that is the whole answer', () => {
    expect(parseComments([{ comment_id: 1, content: 'A' }], { ...FIELDS, comments: '' }, URL).comments).toHaveLength(1);
  });
});

describe('parseThreads', () => {
  it('gives threads with absolute addresses', () => {
    const threads = [
      { id: 5, share: { url: '/bai-5.html' }, title: 'Phạt &lt;nguội&gt;' },
      { id: 6 },
      { id: 7, share: { url: 'javascript:1' } },
      { share: { url: '/x' } },
    ];
    expect(parseThreads({ data: { threads } }, FIELDS, URL)).toEqual({
      threads: [{ id: '5', url: 'https://api.bao.example.vn/bai-5.html', title: 'Phạt <nguội>' }],
      next: null,
    });
  });

  it('names the missing path', () => {
    expect(detailOf(() => parseThreads({ data: [] }, FIELDS, URL))).toContain('data.threads');
  });
});
