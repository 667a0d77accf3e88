import { afterEach, describe, expect, it } from 'vitest';
import type { Log } from '../../src/domain/log.ts';
import type { Source } from '../../src/domain/source.ts';
import { openBench, visitAll, type Bench } from './visit/harness.ts';
import { article, feed, forumIndex, forumThread } from './visit/pages.ts';

/** Every string here belongs to a person. None may come out of the crawler, in no item, finding or log line. */
const NAMES = ['Nguyễn Văn Ẩn Danh', 'Trần Thị Kín', 'phóng viên Lê Giấu'];
const TRACES = [
  ...NAMES,
  'an_danh_88',
  'kin.tran',
  '@an_danh_88',
  'avatar-4711',
  'members/4711',
  'u-4711',
  'an.danh@example.com',
  '0912345678',
  '15A-123.45',
];

const [first = '', second = '', reporter = ''] = NAMES;
const open: Bench[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const FIELDS = {
  threads: 'list',
  threadId: 'id',
  threadUrl: 'link',
  threadTitle: 'title',
  comments: 'items',
  commentId: 'id',
  text: 'content',
  time: 'time',
  next: '',
};

const ROUTES = {
  '/rss': feed([
    {
      path: '/a',
      extra: `<author>an.danh@example.com (${reporter})</author><dc:creator>${reporter}</dc:creator>`,
      summary: 'Tin ngắn của phường trong ngày hôm nay.',
    },
  ]),
  '/a': article({
    extra: `<p class="author" itemprop="author">${reporter}</p><img class="avatar" src="/avatar-4711.jpg" alt="${reporter}">`,
  }),
  '/f': forumIndex(['/threads/via-he.1/']),
  '/threads/via-he.1': forumThread('Vỉa hè bị lấn chiếm, ai lo?', [
    { id: '11', author: first, text: 'Vỉa hè phố tôi bị chiếm hết. Gọi 0912345678 hoặc an.danh@example.com, xe 15A-123.45.' },
    {
      id: '12',
      author: 'kin.tran',
      text: `<blockquote class="bbCodeBlock bbCodeBlock--quote" data-quote="${first}"><div class="bbCodeBlock-title">${first} nói:</div>Vỉa hè phố tôi</blockquote>
        <a class="username" href="/members/4711/" data-user-id="4711">@an_danh_88</a> Đúng vậy, @an_danh_88 nói phải.`,
    },
  ]),
  '/threads': JSON.stringify({ list: [{ id: 1, link: '/a', title: 'Phường ra quân', author: reporter }] }),
  '/c/1': JSON.stringify({
    items: [
      {
        id: 1,
        content: 'Phạt thế là đúng.',
        time: 1_790_000_000,
        full_name: first,
        user_id: 'u-4711',
        avatar: '/avatar-4711.jpg',
        profile: '/members/4711',
      },
      {
        id: 2,
        content: '@an_danh_88 tôi không đồng ý, gọi 0912 345 678 nhé',
        time: 1_790_000_000,
        user: { name: second, nick: 'kin.tran' },
      },
      { id: 3, content: '', full_name: second },
    ],
  }),
};

describe('whoever wrote it', () => {
  it.each<[Source['kind'], string, number]>([
    ['feed', '/rss', 1],
    ['forum', '/f', 2],
    ['comments', '/threads', 2],
  ])('leaves no trace in what comes out of a %s', async (kind, path, count) => {
    const lines: object[] = [];
    const keep = (fields: object, event: string): void => void lines.push({ fields, event });
    const log: Log = { debug: keep, info: keep, warn: keep, error: keep };
    const at = await openBench(ROUTES, { log });
    open.push(at);
    const more = kind === 'comments' ? { commentsUrl: `${at.site.origin}/c/{threadId}`, fields: FIELDS } : {};
    const { findings, items, health } = await visitAll(at, at.source(kind, path, more));
    expect(items).toHaveLength(count);
    const everything = JSON.stringify({ findings, health, lines }).normalize('NFC');
    expect(TRACES.filter((trace) => everything.includes(trace.normalize('NFC')))).toEqual([]);
  });

  it('would be noticed: the pages do hold every one of these traces', () => {
    const pages = Object.values(ROUTES).join('\n');
    expect(TRACES.filter((trace) => !pages.includes(trace))).toEqual([]);
  });

  it('has no field to stand in', async () => {
    const at = await openBench(ROUTES);
    open.push(at);
    const { items } = await visitAll(at, at.source('forum', '/f'));
    const allowed = [
      'key',
      'kind',
      'outlet',
      'publishedAt',
      'redactionCount',
      'seenAt',
      'sourceId',
      'text',
      'threadTitle',
      'threadUrl',
      'title',
      'url',
    ];
    for (const item of items) expect(Object.keys(item).toSorted()).toEqual(allowed);
  });
});
