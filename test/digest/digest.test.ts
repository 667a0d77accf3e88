import { afterEach, describe, expect, it } from 'vitest';
import { buildSnapshot, type DigestDeps } from '../../src/digest/build-snapshot.ts';
import { closeLastWeek, closeWeek, figuresOfWeek, isOver, lastWeekOver, weekToShow } from '../../src/digest/close-week.ts';
import { renderHtml } from '../../src/digest/render-html.ts';
import { renderWeek } from '../../src/digest/render-week.ts';
import { snapshotSchema } from '../../src/domain/snapshot.ts';
import type { Item } from '../../src/domain/item.ts';
import type { SourceHealth } from '../../src/domain/source.ts';
import { DAY_MS, HOUR_MS, startOfDay } from '../../src/domain/time.ts';
import { MONDAY, sampleCorpus, sampleItem, saved } from '../contracts/sample-items.ts';
import { embeddedGround, type EmbeddedGround } from '../embedded/embedded-ground.ts';
import { PROFILE, QUALITY } from '../api/api-ground.ts';

const WEEK = '2026-W34';
const END = MONDAY + 7 * DAY_MS;
const OPTIONS = { baseUrl: 'https://du-luan.example', isClosed: true };

let ground: EmbeddedGround | null = null;
afterEach(async () => {
  await ground?.destroy();
  ground = null;
});

async function depsWith(items: readonly Item[], over: Partial<DigestDeps> = {}): Promise<DigestDeps> {
  ground = embeddedGround();
  const { store } = await ground.open();
  await store.settle(saved(...items));
  await store.assignStories(items.map(({ id, storyId, reprintOf }) => ({ itemId: id, storyId, reprintOf })));
  return { store, profile: PROFILE, quality: QUALITY, now: () => END + 7 * HOUR_MS, ...over };
}

function opinions(count: number, stance: 'support' | 'oppose' | 'concern', from = 0): Item[] {
  return Array.from({ length: count }, (_, at) =>
    sampleItem(`${stance}-${from + at}`, {
      kind: 'comment',
      title: '',
      outlet: 'nen-tang',
      analysis: { stance, topics: ['law-penalties'] },
    }),
  );
}

const plain = (page: string): string =>
  page
    .replace(/<style>[^]*<\/style>/, '')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/\s+/g, ' ');

describe('a snapshot', () => {
  it('keeps to its schema and to the week: Monday 0:00 counts, the next Monday 0:00 does not', async () => {
    const deps = await depsWith([
      sampleItem('first', { publishedAt: MONDAY }),
      sampleItem('last', { publishedAt: END - 1 }),
      sampleItem('before', { publishedAt: MONDAY - 1 }),
      sampleItem('after', { publishedAt: END }),
      sampleItem('undated', { publishedAt: null }),
    ]);
    const snapshot = await buildSnapshot(deps, WEEK);
    expect(snapshotSchema.parse(snapshot)).toEqual(snapshot);
    expect(snapshot.totals).toEqual({ news: 2, public: 0, reprints: 0, undated: 1, offTopic: 0 });
    expect(snapshot.previous).toEqual({ weeks: 1, news: 1, public: 0 });
    expect(snapshot.models).toEqual(['tone-1', 'topic-1']);
  });

  it('counts reprints apart', async () => {
    const deps = await depsWith([sampleItem('a'), sampleItem('b', { reprintOf: 'a' }), sampleItem('c', { reprintOf: 'a' })]);
    const snapshot = await buildSnapshot(deps, WEEK);
    expect(snapshot.totals).toMatchObject({ news: 1, reprints: 2 });
    expect(plain(renderHtml(snapshot, OPTIONS))).toContain('báo chí đăng 1 tin, bài');
    expect(plain(renderHtml(snapshot, OPTIONS))).toContain('kể cả các lượt đăng lại là 3.');
  });

  it('has a fingerprint of what was counted, whatever the order of arrival', async () => {
    const items = [...sampleCorpus({ seed: 51, count: 60 })];
    const first = await buildSnapshot(await depsWith(items), WEEK);
    await ground?.destroy();
    const second = await buildSnapshot(await depsWith(items.toReversed()), WEEK);
    await ground?.destroy();
    const fewer = await buildSnapshot(
      await depsWith(items.filter((item) => item.reprintOf !== null || item.publishedAt === null || item.publishedAt > END)),
      WEEK,
    );
    expect(second).toEqual(first);
    expect(fewer.itemsHash).not.toBe(first.itemsHash);
  });

  it.each(['', '2026', '2026-W00', '2026-W54', '2025-W53', '2026-w34', '9999-W52', '0001-W01', "2026-W34' OR 1"])(
    'refuses %j as a week',
    async (week) => {
      const deps = await depsWith([]);
      await expect(buildSnapshot(deps, week)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    },
  );
});

describe('closing a week', () => {
  it('waits six hours after Sunday', async () => {
    expect(isOver(WEEK, END + 6 * HOUR_MS - 1)).toBe(false);
    expect(isOver(WEEK, END + 6 * HOUR_MS)).toBe(true);
    const deps = await depsWith([sampleItem('a')], { now: () => END + 5 * HOUR_MS });
    await expect(closeWeek(deps, WEEK)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(await closeLastWeek(deps)).toBeNull();
    expect(await deps.store.getSnapshot('hai-phong', WEEK)).toBeNull();
  });

  it('freezes the figures: what comes later changes neither them nor one byte of the page', async () => {
    const deps = await depsWith([sampleItem('a'), ...opinions(40, 'oppose')]);
    const closed = await closeWeek(deps, WEEK);
    const page = renderHtml(closed, OPTIONS);
    await deps.store.settle(saved(sampleItem('late'), ...opinions(9, 'support')));
    const later = { ...deps, now: () => END + 30 * DAY_MS };
    expect(await closeWeek(later, WEEK)).toEqual(closed);
    const { snapshot, isClosed } = await figuresOfWeek(later, WEEK);
    expect(isClosed).toBe(true);
    expect(renderHtml(snapshot, OPTIONS)).toBe(page);
    expect((await buildSnapshot(later, WEEK)).itemsHash).not.toBe(closed.itemsHash);
  });

  it('gives both of two that close at once what the first one froze', async () => {
    let clock = END + 7 * HOUR_MS;
    const deps = await depsWith([sampleItem('a')], { now: () => (clock += 1) });
    const [one, two] = await Promise.all([closeWeek(deps, WEEK), closeWeek(deps, WEEK)]);
    expect(one).toEqual(two);
    expect(await deps.store.getSnapshot('hai-phong', WEEK)).toEqual(one);
  });

  it('by timer closes the last week once, and never an empty one', async () => {
    const deps = await depsWith([sampleItem('a')]);
    expect(await closeLastWeek({ ...deps, now: () => END + 15 * DAY_MS })).toBeNull();
    expect(await closeLastWeek(deps)).toBe(WEEK);
    expect(await closeLastWeek(deps)).toBeNull();
  });

  it('is not done by looking', async () => {
    const deps = await depsWith([sampleItem('a')]);
    expect((await figuresOfWeek(deps, WEEK)).isClosed).toBe(false);
    expect(await deps.store.getSnapshot('hai-phong', WEEK)).toBeNull();
  });

  it('shows the last week that is over, else the newest with items', async () => {
    expect(lastWeekOver(END + 5 * HOUR_MS)).toBe('2026-W33');
    const deps = await depsWith([sampleItem('a')]);
    expect(await weekToShow(deps)).toBe(WEEK);
    expect(await weekToShow({ ...deps, now: () => END - 1 })).toBe(WEEK);
    expect(await weekToShow({ ...deps, now: () => END + 100 * DAY_MS })).toBe(WEEK);
    expect(await weekToShow({ ...deps, now: () => startOfDay('2026-01-08') })).toBe('2026-W02');
  });
});

describe('the page of a digest', () => {
  it('has the form of a Party document, with number and signature blank', async () => {
    const page = renderHtml(await buildSnapshot(await depsWith([sampleItem('a')]), WEEK), OPTIONS);
    const text = plain(page);
    const order = [
      'THÀNH ỦY HẢI PHÒNG',
      'BAN TUYÊN GIÁO VÀ DÂN VẬN',
      '*',
      'Số-BC/BTGDVTU',
      'ĐẢNG CỘNG SẢN VIỆT NAM',
      'Hải Phòng, ngày 24 tháng 08 năm 2026',
      'DỰ THẢO',
      'BÁO CÁO',
      '(từ ngày 17/08/2026 đến ngày 23/08/2026)',
      'I- Tình hình chung',
      'II- Những vấn đề dư luận quan tâm',
      'III- Công tác tuyên truyền của báo chí',
      'Nơi nhận:',
      'Phụ lục 1. Nguồn tin',
      '2. Cách thống kê',
      '3. Độ chính xác',
      'F1 0,71 (khoảng tin cậy 0,68–0,74',
      '4. Giới hạn',
      'không đại diện cho toàn bộ người dân',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).not.toContain('CỘNG HÒA');
    expect(text).not.toContain('tạm tính');
    expect(page).toMatch(/^<!doctype html>\n<html lang="vi">/);
  });

  it('says by rule how widely a view is held, with counts and shares', async () => {
    const deps = await depsWith([...opinions(60, 'oppose'), ...opinions(25, 'support'), ...opinions(15, 'concern')]);
    expect(plain(renderHtml(await buildSnapshot(deps, WEEK), OPTIONS))).toContain(
      'Trong 100 ý kiến có nêu thái độ, đa số ý kiến phản đối (60 ý kiến, 60 %, khoảng 50–70 %); một số ý kiến tán thành (25 ý kiến, 25 %, khoảng 17–35 %); một số ý kiến băn khoăn (15 ý kiến, 15 %, khoảng 9–24 %).',
    );
  });

  it('quotes each stream of a topic verbatim, and opens what it quotes', async () => {
    const deps = await depsWith([
      ...opinions(6, 'support'),
      ...opinions(6, 'oppose').map((item) => ({ ...item, text: 'Đường xấu như thế mà mức phạt lại cao quá' })),
    ]);
    const { html } = await renderWeek(deps, WEEK, 'https://du-luan.example');
    const quotes = [...html.matchAll(/<li>([^<]*): “<a href="https:\/\/du-luan\.example\/tin\/([^"]+)">([^<]*)<\/a>”<\/li>/g)];
    expect(quotes.map(([, stance, , words]) => [stance, words])).toEqual([
      ['Tán thành', 'Lực lượng chức năng ra quân.'],
      ['Phản đối', 'Đường xấu như thế mà mức phạt lại cao quá'],
    ]);
    for (const [, , id = '', words = ''] of quotes) expect((await deps.store.get(decodeURIComponent(id)))?.text).toContain(words);
  });

  it('keeps the figures of a closed week and loses the words when the items leave the store', async () => {
    const deps = await depsWith(opinions(8, 'oppose'));
    const closed = await closeWeek(deps, WEEK);
    expect(JSON.stringify(closed)).not.toContain('ra quân');
    const before = await renderWeek(deps, WEEK, '');
    expect(before.html).toContain('ra quân');
    await deps.store.dropMonths('210001');
    const after = await renderWeek(deps, WEEK, '');
    expect(after.html).not.toContain('ra quân');
    expect(plain(after.html)).toContain('Trong 8 ý kiến có nêu thái độ, 8 ý kiến phản đối.');
  });

  it('uses no words of breadth and no percentage under 30', async () => {
    const deps = await depsWith([...opinions(20, 'oppose'), ...opinions(9, 'support')]);
    const text = plain(renderHtml(await buildSnapshot(deps, WEEK), OPTIONS)).split('Phụ lục')[0];
    expect(text).toContain('Trong 29 ý kiến có nêu thái độ, 20 ý kiến phản đối; 9 ý kiến tán thành.');
    expect(text).not.toMatch(/đa số|nhiều ý kiến|một số ý kiến|%/);
  });

  it('escapes everything that came from outside', async () => {
    const evil = `"><script>alert('x')</script><img src=x onerror=alert(1)>&amp;\u0000`;
    const items = [1, 2, 3].map((at) => sampleItem(`e${at}`, { title: evil, storyId: `"><b>${at % 1}`, outlet: `<i>${evil}` }));
    const deps = await depsWith(items, {
      profile: {
        ...PROFILE,
        department: evil,
        seat: evil,
        outlets: [{ id: 'x', name: evil, family: 'x', type: 'newspaper' }],
        sources: PROFILE.sources.map((source) => ({ ...source, name: evil })),
      },
      quality: QUALITY.map((row) => ({ ...row, name: evil, set: evil })),
    });
    const page = renderHtml(await buildSnapshot(deps, WEEK), { baseUrl: 'https://x.example/"><script>', isClosed: false });
    expect(page).not.toMatch(/<script|<img|<b>0|<i>"/i);
    expect(page).not.toContain('\u0000');
    expect(page).toContain('&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;');
    expect(page.match(/<a /g)).toHaveLength(page.match(/<\/a>/g)?.length ?? 0);
  });

  it('loads nothing and links only to the dashboard', async () => {
    const page = renderHtml(await buildSnapshot(await depsWith([...sampleCorpus({ seed: 52, count: 200 })]), WEEK), OPTIONS);
    expect(page).not.toMatch(/<(script|link|img|iframe|object|embed|form)|@import|url\(|\sstyle=/i);
    const hrefs = [...page.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? '');
    expect(hrefs.filter((href) => !/^https:\/\/du-luan\.example\/(tim-kiem\?|vu-viec\/|tin\/|nguon-tin$)/.test(href))).toEqual([]);
    expect(Buffer.byteLength(page)).toBeLessThan(100_000);
  });

  it.each([
    'javascript:alert(1)//',
    'data:text/html,x',
    'du-luan.example',
    '//evil.example',
    'https://x.example/?a=1',
    'https://x.example/#a',
  ])('refuses %j as its base', async (baseUrl) => {
    const snapshot = await buildSnapshot(await depsWith([]), WEEK);
    expect(() => renderHtml(snapshot, { baseUrl, isClosed: true })).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
  });

  it('says what is missing: no items, no sources, no answers, no comments, no accuracy', async () => {
    const empty = await depsWith([], { quality: [] });
    const text = plain(renderHtml(await buildSnapshot(empty, WEEK), { ...OPTIONS, isClosed: false }));
    expect(text).toContain('Số liệu tạm tính đến 07:00 ngày 24/08/2026; tuần chưa chốt');
    expect(text).toContain('Trong tuần không ghi nhận tin, bài hoặc ý kiến công khai nào');
    expect(text).toContain('Không có nguồn tin nào trong 4 nguồn tin trả lời');
    expect(text).toContain('không đủ căn cứ để nêu các luồng ý kiến');
    expect(text).toContain('Chưa có số đo độ chính xác');
    const unsourced = await buildSnapshot({ ...empty, profile: { ...PROFILE, sources: [] } }, WEEK);
    expect(plain(renderHtml(unsourced, OPTIONS))).toContain('Chưa có nguồn tin nào được khai báo');
    await empty.store.settle(saved(sampleItem('only-news')));
    expect(plain(renderHtml(await buildSnapshot(empty, WEEK), OPTIONS))).toContain(
      'Trong tuần không ghi nhận ý kiến công khai nào của người dân.',
    );
  });

  it('names sources that failed or fell silent, and outlets without an item', async () => {
    const deps = await depsWith([sampleItem('a', { outlet: 'bao-a' })]);
    const health: SourceHealth = {
      sourceId: 'bao-a',
      state: 'ok',
      stateSince: MONDAY,
      checkedAt: END,
      lastGoodAt: END,
      lastNewAt: END,
      failuresInRow: 0,
      found: 1,
      failed: 0,
      detail: null,
      etag: null,
      lastModified: null,
    };
    await deps.store.putSourceHealth(health);
    await deps.store.putSourceHealth({ ...health, sourceId: 'bao-b', state: 'timed-out' });
    await deps.store.putSourceHealth({ ...health, sourceId: 'dien-dan', state: 'empty-feed' });
    const snapshot = await buildSnapshot(deps, WEEK);
    expect(snapshot.coverage).toEqual({ sources: 4, answered: 1, silent: 1, failed: 1, neverVisited: 1 });
    const text = plain(renderHtml(snapshot, OPTIONS));
    expect(text).toContain('Số liệu dựa trên 1 nguồn tin hoạt động trong tổng số 4 nguồn tin');
    expect(text).toContain('RSS Báo B: Quá thời gian chờ');
    expect(text).toContain('Diễn đàn: Nguồn tin trả lời nhưng không có mục nào');
    expect(text).toContain('Bình luận: Chưa thu thập lần nào');
    expect(text).not.toContain('RSS Báo A');
    expect(text).toContain('Chưa ghi nhận tin, bài trong tuần của: Báo B; Báo Ví dụ.');
  });
});
