import { mkdtempSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crawlSettings } from '../../src/cli/crawl-settings.ts';
import { pipelineOf, type Session } from '../../src/cli/open-session.ts';
import { runOnce, type RunReport } from '../../src/collect/run-once.ts';
import { readConfig } from '../../src/config.ts';
import { createCrawler } from '../../src/crawlers/crawler.ts';
import type { Item } from '../../src/domain/item.ts';
import { silentLog } from '../../src/domain/log.ts';
import type { Source } from '../../src/domain/source.ts';
import { loadProfile } from '../../src/profiles/load-profile.ts';
import { openEngine } from '../../src/wiring.ts';
import { metaApi, META_PERSON } from '../crawlers/platforms/meta-api.ts';
import { platformSource } from '../crawlers/platforms/platform-bench.ts';
import { youtubeApi } from '../crawlers/platforms/youtube-api.ts';
import { serve, type Site } from '../crawlers/serve.ts';

const KEY = 'khoa-thu-123';
/** Interfaces tell whole seconds. */
const AT = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000).toISOString();
const SAYS = 'Cảnh sát giao thông phạt nồng độ cồn như vậy là đúng, gọi tôi 0912345678 nếu cần.';
const KEPT = 'Cảnh sát giao thông phạt nồng độ cồn như vậy là đúng, gọi tôi [điện thoại] nếu cần.';

/** All three platforms behind one port, as `/youtube`, `/fb` and `/th`. */
function platforms(): RequestListener {
  const youtube = youtubeApi({
    key: KEY,
    calls: [],
    videos: [
      {
        id: 'videoA00001',
        title: 'Cảnh sát giao thông Hải Phòng xử lý vi phạm nồng độ cồn',
        at: AT,
        comments: [
          { id: 'yt1', text: SAYS, at: AT, replies: [{ id: 'yt1.r1', text: 'Giá vé xe buýt ở Hải Phòng tăng quá nhanh', at: AT }] },
        ],
      },
    ],
  });
  const meta = metaApi({
    token: KEY,
    calls: [],
    posts: [
      {
        id: '77_1',
        text: 'Hải Phòng ra quân xử lý vi phạm nồng độ cồn, bảo đảm an toàn giao thông',
        at: AT,
        comments: [{ id: '1_11', text: `${META_PERSON.name} ${SAYS}`, at: AT, tag: META_PERSON.name }],
      },
    ],
    found: [{ id: 'a', text: `@${META_PERSON.username} ${SAYS}`, at: AT }],
  });
  return (request, response) => (request.url?.startsWith('/youtube') ? youtube : meta)(request, response);
}

describe('posts and comments of platforms, from the bytes of their interfaces to the store', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'du-luan-platforms-'));
  let site: Site;
  let session: Session;

  beforeAll(async () => {
    site = await serve(platforms());
    const config = readConfig({ DU_LUAN_DATA_DIR: dataDir });
    session = { config, log: silentLog, engine: await openEngine(config, silentLog) };
  });
  afterAll(async () => {
    await session.engine.close();
    await site.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** One run over the source with a crawler of its own, as after a restart. */
  async function collect(source: Source): Promise<{ report: RunReport; items: Item[] }> {
    const profile = await loadProfile(session.config.profilesDir, 'hai-phong');
    const api = (name: string): { base: string; key: string } => ({ base: `${site.origin}/${name}`, key: KEY });
    const crawler = createCrawler({
      log: silentLog,
      settings: {
        ...crawlSettings(session.config, [site.host]),
        maxRetries: 0,
        apis: { youtube: api('youtube'), facebook: api('fb'), threads: api('th') },
      },
      outcomes: (keys) => session.engine.store.outcomes(keys),
      now: Date.now,
    });
    const report = await runOnce([source], { ...pipelineOf(session, profile), crawler, queueLimit: 100, atOnce: 1 });
    await crawler.close();
    const items = await Array.fromAsync(session.engine.store.scan({ sources: [source.id] }));
    return { report, items };
  }

  it.each([
    {
      kind: 'youtube',
      url: 'https://www.youtube.com/channel/UCtest',
      itemKind: 'comment',
      address: 'https://www.youtube.com/watch?v=videoA00001&lc=yt1#binh-luan-yt1',
      found: 2,
    },
    {
      kind: 'facebook-page',
      url: 'https://www.facebook.com/trang-thu/',
      itemKind: 'comment',
      address: 'https://www.facebook.com/77_1?comment_id=1_11#binh-luan-1_11',
      found: 2,
    },
    { kind: 'threads', url: 'https://www.threads.com/search?q=csgt', itemKind: 'post', address: 'https://www.threads.com/t/DXa', found: 1 },
  ] as const)('$kind: found, masked, labelled and kept, and known the next time', async ({ kind, url, itemKind, address, found }) => {
    const source = platformSource(kind, url, { id: `nguon-${kind}` });
    const { report, items } = await collect(source);
    expect(report).toMatchObject({ found, failed: 0, failures: {} });
    expect(report.saved + report.offTopic).toBe(found);
    const voice = items.find((item) => item.url === address);
    expect(voice).toMatchObject({ kind: itemKind, sourceId: source.id, outlet: null, text: KEPT, publishedAt: Date.parse(AT) });
    expect(voice?.analysis.models).not.toBe('');
    const again = await collect(source);
    expect(again.report).toMatchObject({ saved: 0, failed: 0 });
    expect(again.items).toHaveLength(items.length);
  });

  it('keeps nobody’s name, handle, number or picture', async () => {
    const kept = JSON.stringify(await Array.fromAsync(session.engine.store.scan({})));
    for (const secret of [META_PERSON.id, META_PERSON.name, META_PERSON.username, META_PERSON.picture, '0912345678'])
      expect(kept).not.toContain(secret);
  });

  it('keeps the quota that was used with the health of the source', async () => {
    const health = await session.engine.store.sourceHealth();
    expect(health.map(({ sourceId, failuresInRow, quota }) => [sourceId, failuresInRow, (quota?.used ?? 0) > 0])).toEqual(
      ['nguon-facebook-page', 'nguon-threads', 'nguon-youtube'].map((id) => [id, 0, true]),
    );
  });
});
