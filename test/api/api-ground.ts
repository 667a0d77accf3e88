import type { ApiDeps } from '../../src/api/api-deps.ts';
import type { ApiApp } from '../../src/api/api-app.ts';
import { buildApi } from '../../src/api/build-api.ts';
import type { Item } from '../../src/domain/item.ts';
import { silentLog } from '../../src/domain/log.ts';
import { profileSchema, type Profile } from '../../src/domain/profile.ts';
import { DAY_MS } from '../../src/domain/time.ts';
import type { Overview } from '../../src/domain/views.ts';
import { MONDAY, saved } from '../contracts/sample-items.ts';
import { embeddedGround } from '../embedded/embedded-ground.ts';

/** Monday 7:45 after the two months of `sampleCorpus`. */
export const AFTER_CORPUS = MONDAY + 63 * DAY_MS + 7.75 * 3_600_000;

export const PROFILE: Profile = profileSchema.parse({
  id: 'hai-phong',
  name: 'Hải Phòng',
  department: 'Ban Tuyên giáo và Dân vận Thành ủy Hải Phòng',
  seat: 'Hải Phòng',
  minimumGroup: 5,
  outlets: [
    { id: 'bao-a', name: 'Báo A', family: 'nha-1', type: 'newspaper' },
    { id: 'bao-b', name: 'Báo B', family: 'nha-1', type: 'newspaper' },
    { id: 'bao-example', name: 'Báo Ví dụ', family: 'nha-2', type: 'newspaper' },
    { id: 'nen-tang', name: 'Nền tảng', family: 'nen-tang', type: 'platform' },
  ],
  sources: [
    { id: 'bao-a', name: 'RSS Báo A', kind: 'feed', url: 'https://a.example/rss', outlet: 'bao-a' },
    { id: 'bao-b', name: 'RSS Báo B', kind: 'feed', url: 'https://b.example/rss', outlet: 'bao-b' },
    { id: 'dien-dan', name: 'Diễn đàn', kind: 'forum', url: 'https://forum.example', outlet: 'nen-tang' },
    { id: 'binh-luan', name: 'Bình luận', kind: 'comments', url: 'https://c.example/api', outlet: null },
  ],
  places: [],
});

export const QUALITY: Overview['accuracy'] = [
  { task: 'stance', name: 'Thái độ', measure: 'F1', value: 0.71, low: 0.68, high: 0.74, set: 'gold-dev', on: '2026-11-20' },
];

export interface ApiGround {
  readonly app: ApiApp;
  readonly deps: ApiDeps;
  /** Body of a 200; throws with the body otherwise. */
  get<T>(path: string): Promise<T>;
  /** Number of items behind an address of the dashboard. */
  total(href: string): Promise<number>;
  destroy(): Promise<void>;
}

/** The real server on the real embedded store with these items. */
export async function apiGround(items: Iterable<Item>, over: Partial<ApiDeps> = {}): Promise<ApiGround> {
  const ground = embeddedGround();
  const { store, queue } = await ground.open();
  const all = [...items];
  await store.settle(saved(...all));
  await store.assignStories(all.map(({ id, storyId, reprintOf }) => ({ itemId: id, storyId, reprintOf })));
  const deps: ApiDeps = {
    store,
    queue,
    profile: PROFILE,
    quality: QUALITY,
    webDir: null,
    now: () => AFTER_CORPUS,
    log: silentLog,
    ...over,
  };
  const app = await buildApi(deps);
  const get = async <T>(path: string): Promise<T> => {
    const answer = await app.inject(path);
    if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}: ${answer.body}`);
    return answer.json<T>();
  };
  return {
    app,
    deps,
    get,
    total: async (href) => {
      if (!href.startsWith('/tim-kiem?')) throw new Error(`${href} is no search`);
      return (await get<{ total: number }>(`${href.replace('/tim-kiem', '/api/items')}&limit=1`)).total;
    },
    destroy: async () => {
      await app.close();
      await ground.destroy();
    },
  };
}
