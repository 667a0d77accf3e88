import { afterEach, describe, expect, it } from 'vitest';
import type { Source } from '../../src/domain/source.ts';
import { metaApi, META_PERSON, metaRefusal } from './platforms/meta-api.ts';
import { openPlatform, platformSource, type PlatformBench } from './platforms/platform-bench.ts';
import { YOUTUBE_PERSON, youtubeApi } from './platforms/youtube-api.ts';
import { visitAll } from './visit/harness.ts';

const KEY = 'key-4711';
const AT = '2026-11-14T02:00:00+0000';
/** None may come out of the crawler. `SENT` of them stand in the text itself, where no `fields` can keep them away. */
const IN_TEXT = ['@nguyenvankin1975', META_PERSON.name, '0912345678', 'kin.dao@example.com'];
const BESIDE_TEXT = [
  'avatar-kin',
  'UCkin',
  META_PERSON.id,
  META_PERSON.picture,
  'authorDisplayName',
  '"from"',
  '"username"',
  '"name"',
  'permalink',
];
const text = `@${META_PERSON.username} ${META_PERSON.name} nói phải, @nguyenvankin1975 cũng vậy, gọi 0912345678 hoặc kin.dao@example.com`;
const message = { id: '1_1', text, at: AT, tag: META_PERSON.name };

const SOURCES: readonly [Source['kind'], string][] = [
  ['youtube', 'https://www.youtube.com/results?search_query=x'],
  ['facebook-page', 'https://www.facebook.com/trang-thu'],
  ['threads', 'https://www.threads.com/search?q=x'],
];
const open: PlatformBench[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function bench(kind: Source['kind'], more: { ignoresFields: boolean; sent: string[] }): Promise<PlatformBench> {
  const comments = [
    {
      id: 'c1',
      text: text.replace(META_PERSON.name, ''),
      at: '2026-11-14T02:00:00Z',
      replies: [{ id: 'c2', text: '@nguyenvankin1975 đúng', at: AT }],
    },
  ];
  const videos = [{ id: 'video00001', title: 'Ra quân', at: '2026-11-14T00:00:00Z', comments }];
  const listener =
    kind === 'youtube'
      ? youtubeApi({ key: KEY, calls: [], videos, ...more })
      : metaApi({
          token: KEY,
          calls: [],
          posts: [{ ...message, id: '7_1', comments: [message] }],
          found: [{ id: 'a', text: text.replace(META_PERSON.name, ''), at: AT }],
          ...more,
        });
  const opened = await openPlatform(listener, KEY);
  open.push(opened);
  return opened;
}

describe('whoever wrote on a platform', () => {
  it.each(SOURCES)('leaves no trace in what comes out of %s, even where everything is sent', async (kind, url) => {
    const sent: string[] = [];
    const at = await bench(kind, { ignoresFields: true, sent });
    const { findings, items, health } = await visitAll(at, platformSource(kind, url));
    expect(items.length).toBeGreaterThan(0);
    const everything = JSON.stringify({ findings, health, lines: at.lines }).normalize('NFC');
    expect([...IN_TEXT, ...BESIDE_TEXT, KEY].filter((trace) => everything.includes(trace))).toEqual([]);
    expect(BESIDE_TEXT.some((trace) => sent.join('\n').includes(trace))).toBe(true);
  });

  it.each(SOURCES)('is not even asked for from %s', async (kind, url) => {
    const sent: string[] = [];
    const at = await bench(kind, { ignoresFields: false, sent });
    expect((await visitAll(at, platformSource(kind, url))).items.length).toBeGreaterThan(0);
    expect(BESIDE_TEXT.filter((trace) => sent.join('\n').includes(trace))).toEqual([]);
  });

  it('is not told by what a platform says when it refuses', async () => {
    const opened = await openPlatform(metaApi({ token: KEY, calls: [], refusal: metaRefusal(1, 99) }), KEY);
    open.push(opened);
    const { health } = await visitAll(opened, platformSource('facebook-page', 'https://www.facebook.com/trang-thu'));
    expect(JSON.stringify({ health, lines: opened.lines })).not.toContain(META_PERSON.name);
    expect(YOUTUBE_PERSON.authorDisplayName).toBe(IN_TEXT[0]);
  });
});
