import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { openBench, visitAll, type Bench } from './harness.ts';
import { forumIndex, forumThread } from './pages.ts';

const open: Bench[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function bench(routes: Record<string, string | RequestListener>): Promise<Bench> {
  const opened = await openBench(routes);
  open.push(opened);
  return opened;
}

function comment(cid: number, body: string): object {
  return { cid, body, at: 1_790_000_000, full_name: 'Nguyễn Văn A', avatar: '/a.jpg' };
}

describe('a forum', () => {
  const routes = {
    '/f': forumIndex(['/threads/via-he.1/', '/threads/den-do.2/'], '/f?p=2'),
    '/f?p=2': forumIndex(['/threads/via-he.1/', '/threads/gone.3/']),
    '/threads/via-he.1': forumThread(
      'Vỉa hè bị lấn chiếm',
      [
        { id: '11', text: 'Vỉa hè phố tôi bị chiếm hết rồi, đi bộ phải xuống lòng đường.', at: 1_790_000_000 },
        { id: '12', text: 'Đồng ý, xử phạt nghiêm là đúng. Gọi tôi 0912345678.', at: 1_790_000_100 },
      ],
      '/threads/via-he.1/page-2',
    ),
    '/threads/via-he.1/page-2': forumThread('Vỉa hè bị lấn chiếm', [{ id: '13', text: 'Nhưng hàng rong thì biết đi đâu?' }]),
    '/threads/den-do.2': forumThread('Đèn đỏ lâu quá', [{ id: '21', text: 'Đèn đỏ ngã tư chờ hơn hai phút.' }]),
  };

  it('becomes opening posts and comments with their thread, page after page', async () => {
    const at = await bench(routes);
    const { items, findings, health } = await visitAll(at, at.source('forum', '/f'));
    const thread = `${at.site.origin}/threads/via-he.1`;
    expect(items.map(({ key, kind, url, title, threadUrl, threadTitle }) => ({ key, kind, url, title, threadUrl, threadTitle }))).toEqual(
      [
        {
          key: thread.replace('via-he.1', 'den-do.2'),
          kind: 'post',
          url: thread.replace('via-he.1', 'den-do.2'),
          title: 'Đèn đỏ lâu quá',
          threadUrl: null,
          threadTitle: null,
        },
        { key: thread, kind: 'post', url: thread, title: 'Vỉa hè bị lấn chiếm', threadUrl: null, threadTitle: null },
        {
          key: 'nguon-thu#12',
          kind: 'comment',
          url: `${thread}#binh-luan-12`,
          title: '',
          threadUrl: thread,
          threadTitle: 'Vỉa hè bị lấn chiếm',
        },
        {
          key: 'nguon-thu#13',
          kind: 'comment',
          url: `${thread}#binh-luan-13`,
          title: '',
          threadUrl: thread,
          threadTitle: 'Vỉa hè bị lấn chiếm',
        },
      ].toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    );
    expect(items.find((item) => item.key === 'nguon-thu#12')).toMatchObject({ redactionCount: 1, publishedAt: 1_790_000_100_000 });
    expect(findings).toContainEqual(expect.objectContaining({ type: 'failed', code: 'FETCH_HTTP' }));
    expect(health).toMatchObject({ state: 'partly-failed', found: 5, failed: 1 });
  });

  it('tells known posts as known', async () => {
    const at = await bench(routes);
    at.known.set('nguon-thu#12', 'saved').set(`${at.site.origin}/threads/via-he.1`, 'off-topic');
    const { findings } = await visitAll(at, at.source('forum', '/f'));
    expect(findings.filter((each) => each.type === 'known')).toHaveLength(2);
    expect(findings.filter((each) => each.type === 'item')).toHaveLength(2);
  });
});

describe('a comment endpoint', () => {
  const fields = {
    threads: 'data.articles',
    threadId: 'id',
    threadUrl: 'link',
    threadTitle: 'name',
    comments: 'data.items',
    commentId: 'cid',
    text: 'body',
    time: 'at',
    next: 'data.next',
  };
  const routes = {
    '/threads?page=1': JSON.stringify({ data: { articles: [{ id: 7, link: '/bai-7.htm?utm_source=x', name: 'Bài bảy' }], next: 2 } }),
    '/threads?page=2': JSON.stringify({ data: { articles: [{ id: 8, link: '/bai-8.htm', name: 'Bài tám' }], next: '' } }),
    '/c/7/1': JSON.stringify({ data: { items: [comment(1, 'Phạt nặng là đúng'), comment(2, 'Mức phạt quá cao')], next: 2 } }),
    '/c/7/2': JSON.stringify({ data: { items: [comment(2, 'Mức phạt quá cao'), comment(3, 'Cần thêm camera')], next: 3 } }),
    '/c/7/3': JSON.stringify({ data: { items: [], next: 4 } }),
    '/c/8/1': 'Internal error',
  };

  it('becomes comments with their article as context, across pages of both lists', async () => {
    const at = await bench(routes);
    const source = at.source('comments', '/threads?page={page}', { commentsUrl: `${at.site.origin}/c/{threadId}/{page}`, fields });
    const { items, findings, health } = await visitAll(at, source);
    expect(items.map(({ key, url, text, threadUrl, threadTitle }) => ({ key, url, text, threadUrl, threadTitle }))).toEqual(
      ['Phạt nặng là đúng', 'Mức phạt quá cao', 'Cần thêm camera'].map((text, index) => ({
        key: `nguon-thu#${index + 1}`,
        url: `${at.site.origin}/bai-7.htm#binh-luan-${index + 1}`,
        text,
        threadUrl: `${at.site.origin}/bai-7.htm`,
        threadTitle: 'Bài bảy',
      })),
    );
    expect(findings).toContainEqual(expect.objectContaining({ type: 'failed', code: 'FEED_BROKEN', url: `${at.site.origin}/c/8/1` }));
    expect(health).toMatchObject({ state: 'partly-failed', found: 4, failed: 1 });
    expect(at.site.asked).not.toContain('/c/7/4');
  });

  it('that is not configured is broken, not a crash', async () => {
    const at = await bench(routes);
    expect((await visitAll(at, at.source('comments', '/threads'))).health).toMatchObject({ state: 'broken-feed' });
  });
});
