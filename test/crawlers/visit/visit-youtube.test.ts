import { afterEach, describe, expect, it } from 'vitest';
import { openPlatform, platformSource, type PlatformBench } from '../platforms/platform-bench.ts';
import { quotaExceeded, refused, youtubeApi, type FakeComment, type FakeYoutube } from '../platforms/youtube-api.ts';
import { NOW, visitAll } from './harness.ts';

const KEY = 'AIzaTest-Key_123';
const CHANNEL = 'https://www.youtube.com/channel/UCtest';
const open: PlatformBench[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

function comment(id: string, text: string, replies?: FakeComment[]): FakeComment {
  return { id, text, at: '2026-11-14T02:00:00Z', ...(replies ? { replies } : {}) };
}

function newsroom(more: Partial<FakeYoutube> = {}): FakeYoutube {
  return {
    key: KEY,
    calls: [],
    videos: [
      {
        id: 'videoA00001',
        title: 'Ra quân xử lý vi phạm nồng độ cồn',
        at: '2026-11-14T00:00:00Z',
        comments: [
          comment('c1', 'Phạt nặng là đúng rồi.', [
            comment('c1.r1', 'Tôi cũng nghĩ vậy'),
            comment('c1.r2', '@@kin1975 quá cao'),
            comment('c1.r3', 'Cao mới sợ'),
          ]),
          comment('c2', 'Mức phạt cao quá so với thu nhập.'),
          comment('c3', 'Gọi tôi 0912345678 để phản ánh.'),
        ],
      },
      { id: 'videoB00002', title: 'Khóa bình luận', at: '2026-11-13T00:00:00Z', comments: null },
      { id: 'videoOLD003', title: 'Cũ', at: '2026-09-01T00:00:00Z', comments: [comment('old', 'Bình luận cũ')] },
    ],
    ...more,
  };
}

async function bench(state: FakeYoutube, key = KEY): Promise<PlatformBench> {
  const opened = await openPlatform(youtubeApi(state), key);
  open.push(opened);
  return opened;
}

describe('a YouTube channel', () => {
  it('becomes comments and answers with their video, across pages, without videos older than 30 days', async () => {
    const state = newsroom({ pageSize: 2 });
    const at = await bench(state);
    const { items, findings, health } = await visitAll(at, platformSource('youtube', CHANNEL));
    expect(items.map(({ key, text }) => [key, text])).toEqual([
      ['youtube#c1', 'Phạt nặng là đúng rồi.'],
      ['youtube#c1.r1', 'Tôi cũng nghĩ vậy'],
      ['youtube#c1.r2', 'quá cao'],
      ['youtube#c1.r3', 'Cao mới sợ'],
      ['youtube#c2', 'Mức phạt cao quá so với thu nhập.'],
      ['youtube#c3', 'Gọi tôi [điện thoại] để phản ánh.'],
    ]);
    expect(items[0]).toMatchObject({
      kind: 'comment',
      url: 'https://www.youtube.com/watch?v=videoA00001&lc=c1#binh-luan-c1',
      threadUrl: 'https://www.youtube.com/watch?v=videoA00001',
      threadTitle: 'Ra quân xử lý vi phạm nồng độ cồn',
      publishedAt: Date.UTC(2026, 10, 14, 2),
    });
    expect(findings).toHaveLength(6);
    expect(state.calls.toSorted()).toEqual([
      'channels',
      'commentThreads',
      'commentThreads',
      'commentThreads@t2',
      'comments',
      'comments@t2',
      'playlistItems',
      'playlistItems@t2',
    ]);
    expect(health).toMatchObject({ state: 'ok', quota: { day: '2026-11-14', used: 8, limit: 10_000 } });
  });

  it('is found by its public name, too', async () => {
    const at = await bench(newsroom());
    expect((await visitAll(at, platformSource('youtube', 'https://www.youtube.com/@baothu'))).items).toHaveLength(6);
  });

  it('that does not exist is an HTTP error', async () => {
    const at = await bench(newsroom());
    expect((await visitAll(at, platformSource('youtube', 'https://www.youtube.com/channel/UCnobody'))).health.state).toBe('http-error');
  });

  it('is read no further than to what is known, and answers are asked for only below what is new', async () => {
    const state = newsroom({ pageSize: 2 });
    const at = await bench(state);
    const first = await visitAll(at, platformSource('youtube', CHANNEL));
    for (const { key } of first.items) at.known.set(key, 'saved');
    state.calls.length = 0;
    const { items, health } = await visitAll(at, platformSource('youtube', CHANNEL), first.health);
    expect(items).toEqual([]);
    expect(state.calls.filter((call) => call.startsWith('comment'))).toEqual(['commentThreads', 'commentThreads']);
    expect(health.quota).toEqual({ day: '2026-11-14', used: 13, limit: 10_000 });
  });

  it('starts a new count at midnight in California', async () => {
    const at = await bench(newsroom());
    const first = await visitAll(at, platformSource('youtube', CHANNEL));
    at.now = NOW + 7 * 3_600_000;
    const second = await visitAll(at, platformSource('youtube', CHANNEL), first.health);
    expect([first.health.quota?.day, second.health.quota?.day]).toEqual(['2026-11-14', '2026-11-15']);
    expect(second.health.quota?.used).toBeLessThanOrEqual(first.health.quota?.used ?? 0);
  });
});

describe('a YouTube search', () => {
  it('gives the same comment the same key as the channel does', async () => {
    const at = await bench(newsroom());
    const channel = await visitAll(at, platformSource('youtube', CHANNEL, { id: 'kenh' }));
    const search = await visitAll(at, platformSource('youtube', 'https://www.youtube.com/results?search_query=x', { id: 'tim' }));
    expect(search.items.map(({ key }) => key)).toEqual(channel.items.map(({ key }) => key));
  });

  it('costs 100 units and leads to the comments of what it found', async () => {
    const at = await bench(newsroom());
    const { items, health } = await visitAll(
      at,
      platformSource('youtube', 'https://www.youtube.com/results?search_query=n%E1%BB%93ng+%C4%91%E1%BB%99+c%E1%BB%93n'),
    );
    expect(items).toHaveLength(6);
    expect(health.quota?.used).toBe(103);
  });
});

describe('one video', () => {
  it('is read by its address', async () => {
    const at = await bench(newsroom());
    const { items } = await visitAll(at, platformSource('youtube', 'https://www.youtube.com/watch?v=videoOLD003'));
    expect(items.map(({ threadTitle }) => threadTitle)).toEqual(['Cũ']);
  });

  it.each([
    'https://www.youtube.com/',
    'https://www.youtube.com/watch?v=',
    'https://www.youtube.com/results',
    'https://www.youtube.com/channel/',
  ])('%s names nothing to read', async (url) => {
    const at = await bench(newsroom());
    expect((await visitAll(at, platformSource('youtube', url))).health.state).toBe('broken-feed');
  });
});

describe('a YouTube key', () => {
  it('that is missing is named, and nothing is asked', async () => {
    const state = newsroom();
    const at = await bench(state, '');
    const { findings, health } = await visitAll(at, platformSource('youtube', CHANNEL));
    expect(findings).toEqual([]);
    expect(health).toMatchObject({ state: 'key-missing', failuresInRow: 1 });
    expect(health.detail).toContain('DU_LUAN_YOUTUBE_KEY');
    expect(at.site.asked).toEqual([]);
  });

  it('that is wrong is refused once, and never told', async () => {
    const at = await bench(newsroom(), 'AIzaWrong');
    const { health } = await visitAll(at, platformSource('youtube', CHANNEL));
    expect(health.state).toBe('key-refused');
    expect(at.site.asked).toHaveLength(1);
    expect(JSON.stringify({ health, lines: at.lines, asked: at.site.asked })).not.toContain('AIzaWrong');
  });

  it.each([
    ['an API that is not switched on', refused(403, 'accessNotConfigured', 'disabled'), 'key-refused'],
    ['an expired key', refused(400, 'badRequest', 'API key expired', 'API_KEY_EXPIRED'), 'key-refused'],
    ['too many a minute', refused(429, 'rateLimitExceeded', 'slow down', 'RATE_LIMIT_EXCEEDED'), 'rate-limited'],
    ['a fault of theirs', refused(503, 'backendError', 'sorry'), 'http-error'],
    ['rubbish', { body: 'hallo' }, 'broken-feed'],
    ['a redirect', { status: 302, headers: { location: 'https://example.com/' }, body: '' }, 'http-error'],
    ['something else', refused(400, 'invalidParameter', 'bad'), 'http-error'],
  ])('%s: %s', async (_, refusal, state) => {
    const at = await bench(newsroom({ refusal }));
    expect((await visitAll(at, platformSource('youtube', CHANNEL))).health.state).toBe(state);
    expect(at.site.asked).toHaveLength(1);
  });
});

describe('a YouTube quota', () => {
  it('that is used up in the middle keeps what was read, and all of YouTube is left alone until midnight in California', async () => {
    const state = newsroom({ quota: 3 });
    const at = await bench(state);
    const { items, findings, health } = await visitAll(at, platformSource('youtube', CHANNEL, { id: 'mot' }));
    expect(items.map(({ key }) => key)).toContain('youtube#c2');
    expect(findings.filter(({ type }) => type === 'failed')).toEqual([]);
    expect(health).toMatchObject({ state: 'quota-used-up', notBefore: Date.UTC(2026, 10, 15, 8) });
    const asked = at.site.asked.length;
    const other = await visitAll(at, platformSource('youtube', CHANNEL, { id: 'hai' }));
    expect(other.health).toMatchObject({ state: 'quota-used-up', notBefore: Date.UTC(2026, 10, 15, 8) });
    expect(at.site.asked).toHaveLength(asked);
    delete state.quota;
    at.now = Date.UTC(2026, 10, 15, 8, 1);
    expect((await visitAll(at, platformSource('youtube', CHANNEL, { id: 'hai' }), other.health)).health.state).toBe('ok');
  });

  it.each([
    ['in the old form', quotaExceeded()],
    [
      'in the new form',
      {
        status: 429,
        body: {
          error: {
            code: 429,
            status: 'RESOURCE_EXHAUSTED',
            details: [
              {
                '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
                reason: 'RATE_LIMIT_EXCEEDED',
                metadata: { quota_unit: '1/d/{project}' },
              },
            ],
          },
        },
      },
    ],
  ])('is understood %s', async (_, refusal) => {
    const at = await bench(newsroom({ refusal }));
    expect((await visitAll(at, platformSource('youtube', CHANNEL))).health.state).toBe('quota-used-up');
  });
});
