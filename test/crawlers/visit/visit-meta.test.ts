import { afterEach, describe, expect, it } from 'vitest';
import { metaApi, metaRefusal, META_PERSON, type FakeMeta } from '../platforms/meta-api.ts';
import { openPlatform, platformSource, type PlatformBench } from '../platforms/platform-bench.ts';
import { NOW, visitAll } from './harness.ts';

const TOKEN = 'EAAtest123';
const PAGE = 'https://www.facebook.com/trang-thu/';
const SEARCH = 'https://www.threads.com/search?q=n%E1%BB%93ng%20%C4%91%E1%BB%99%20c%E1%BB%93n';
const AT = '2026-11-14T02:00:00+0000';
const open: PlatformBench[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

function page(more: Partial<FakeMeta> = {}): FakeMeta {
  return {
    token: TOKEN,
    calls: [],
    posts: [
      {
        id: '77_1',
        text: 'Ra quân xử lý vi phạm nồng độ cồn\nTừ tối nay, lực lượng chức năng lập chốt.',
        at: AT,
        comments: [
          { id: '1_11', text: `${META_PERSON.name} phạt thế là đúng 👍`, at: AT, tag: META_PERSON.name },
          { id: '1_12', text: 'Mức phạt cao quá', at: AT },
          { id: '1_13', text: 'Cần thêm camera ở ngã tư', at: AT },
        ],
      },
      { id: '77_2', text: 'Không ai nói gì', at: AT, comments: [] },
    ],
    found: [
      { id: 'a', text: 'Tối nay lại đo nồng độ cồn @kin.dao.1990', at: AT },
      { id: 'b', text: 'Phạt nặng là đúng', at: AT },
      { id: 'c', text: '', at: AT },
    ],
    ...more,
  };
}

async function bench(state: FakeMeta, token = TOKEN): Promise<PlatformBench> {
  const opened = await openPlatform(metaApi(state), token);
  open.push(opened);
  return opened;
}

describe('a Facebook Page', () => {
  it('becomes its posts and the comments below them, page after page', async () => {
    const state = page({ pageSize: 1 });
    const at = await bench(state);
    const { items, health } = await visitAll(at, platformSource('facebook-page', PAGE));
    expect(items.map(({ key, kind, text, threadTitle }) => [key, kind, text, threadTitle])).toEqual([
      ['facebook#1_11', 'comment', 'phạt thế là đúng 👍', 'Ra quân xử lý vi phạm nồng độ cồn'],
      ['facebook#1_12', 'comment', 'Mức phạt cao quá', 'Ra quân xử lý vi phạm nồng độ cồn'],
      ['facebook#1_13', 'comment', 'Cần thêm camera ở ngã tư', 'Ra quân xử lý vi phạm nồng độ cồn'],
      ['https://www.facebook.com/77_1', 'post', 'Ra quân xử lý vi phạm nồng độ cồn\nTừ tối nay, lực lượng chức năng lập chốt.', null],
      ['https://www.facebook.com/77_2', 'post', 'Không ai nói gì', null],
    ]);
    expect(items[0]?.url).toBe('https://www.facebook.com/77_1?comment_id=1_11#binh-luan-1_11');
    expect(state.calls).not.toContain('/fb/77_2/comments');
    expect(health).toMatchObject({ state: 'ok', found: 5, quota: { used: state.calls.length, limit: null } });
  });

  it('of an outlet writes news with a title', async () => {
    const at = await bench(page());
    const { items } = await visitAll(at, platformSource('facebook-page', PAGE, { outlet: 'bao-thu' }));
    expect(items.find(({ key }) => key.endsWith('/77_1'))).toMatchObject({
      kind: 'news',
      title: 'Ra quân xử lý vi phạm nồng độ cồn',
      outlet: 'bao-thu',
    });
  });

  it.each([
    ['an expired token', metaRefusal(190, 463), 'key-refused'],
    ['a token without the permission', metaRefusal(200, undefined, 403), 'key-refused'],
    ['a limit of the app', metaRefusal(4, undefined, 403), 'rate-limited'],
    ['a limit of the user', metaRefusal(17), 'rate-limited'],
    ['a limit of the Page', metaRefusal(32), 'rate-limited'],
    ['a limit of the business use case', metaRefusal(80_001), 'rate-limited'],
    ['a Page that nobody may see', metaRefusal(100, 33), 'http-error'],
    ['a fault of theirs', metaRefusal(2, undefined, 500), 'http-error'],
  ])('%s: %s', async (_, refusal, state) => {
    const at = await bench(page({ refusal }));
    const { health } = await visitAll(at, platformSource('facebook-page', PAGE));
    expect(health.state).toBe(state);
    expect(at.site.asked).toHaveLength(1);
    expect(JSON.stringify({ health, lines: at.lines })).not.toContain(META_PERSON.name);
  });

  it('is left alone for as long as it asks, an hour when it does not say', async () => {
    const usage = { 'x-business-use-case-usage': JSON.stringify({ '77': [{ type: 'pages', estimated_time_to_regain_access: 19 }] }) };
    const state = page({ refusal: { ...metaRefusal(32), headers: usage }, refuseAfter: 1 });
    const at = await bench(state);
    const first = await visitAll(at, platformSource('facebook-page', PAGE));
    expect(first.health).toMatchObject({ state: 'rate-limited', notBefore: NOW + 19 * 60_000 });
    expect(first.items.map(({ key }) => key)).toContain('https://www.facebook.com/77_1');
    const asked = at.site.asked.length;
    await visitAll(at, platformSource('facebook-page', PAGE), first.health);
    expect(at.site.asked).toHaveLength(asked);
    const other = await bench(page({ refusal: { ...metaRefusal(4), headers: { 'x-business-use-case-usage': 'nonsense' } } }));
    expect((await visitAll(other, platformSource('facebook-page', PAGE))).health.notBefore).toBe(NOW + 3_600_000);
  });

  it('without a token is not asked; a wrong one is never told', async () => {
    const silent = await bench(page(), '');
    expect((await visitAll(silent, platformSource('facebook-page', PAGE))).health.state).toBe('key-missing');
    expect(silent.site.asked).toEqual([]);
    const wrong = await bench(page(), 'EAAwrong');
    const { health } = await visitAll(wrong, platformSource('facebook-page', PAGE));
    expect(health.state).toBe('key-refused');
    expect(JSON.stringify({ health, lines: wrong.lines })).not.toContain('EAAwrong');
  });

  it('that cannot be reached names its address without the token', async () => {
    const at = await bench(page());
    await at.site.close();
    const { health } = await visitAll(at, platformSource('facebook-page', PAGE));
    expect(health.state).toBe('unreachable');
    expect(health.detail).toContain('/fb/trang-thu/posts');
    expect(health.detail).not.toContain(TOKEN);
  });
});

describe('a search of Threads', () => {
  it('becomes posts whose address names nobody', async () => {
    const at = await bench(page({ pageSize: 2 }));
    const { items, health } = await visitAll(at, platformSource('threads', SEARCH));
    expect(items.map(({ key, kind, text }) => [key, kind, text])).toEqual([
      ['https://www.threads.com/t/DXa', 'post', 'Tối nay lại đo nồng độ cồn'],
      ['https://www.threads.com/t/DXb', 'post', 'Phạt nặng là đúng'],
    ]);
    expect(health).toMatchObject({ state: 'ok', quota: { day: '2026-11-15', used: 2, limit: 2_200 } });
  });

  it('that has not changed is not read again', async () => {
    const at = await bench(page());
    const first = await visitAll(at, platformSource('threads', SEARCH));
    expect(first.health.etag).not.toBeNull();
    const second = await visitAll(at, platformSource('threads', SEARCH), first.health);
    expect(second.findings).toEqual([]);
    expect(second.health).toMatchObject({ state: 'not-modified', etag: first.health.etag, quota: { used: 2 } });
  });

  it('without words is a mistake of the profile', async () => {
    const at = await bench(page());
    expect((await visitAll(at, platformSource('threads', 'https://www.threads.com/search'))).health.state).toBe('broken-feed');
  });

  it('is refused by its own names', async () => {
    const at = await bench(page({ refusal: metaRefusal(190, 463, 401) }));
    const { health } = await visitAll(at, platformSource('threads', SEARCH));
    expect(health).toMatchObject({ state: 'key-refused' });
    expect(health.detail).toMatch(/DU_LUAN_THREADS_TOKEN.*expired/);
  });
});
