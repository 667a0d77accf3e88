import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ItemView, SearchView } from '../../src/domain/views.ts';
import { loadProfile } from '../../src/profiles/load-profile.ts';
import { sampleItem } from '../contracts/sample-items.ts';
import { apiGround, PROFILE, type ApiGround } from './api-ground.ts';

const { places, bodies } = await loadProfile(join(import.meta.dirname, '../../profiles'), 'hai-phong');
const LE_CHAN = { unit: 'hai-phong/phuong/le-chan', profile: 'hai-phong', written: 'phường Lê Chân' };

describe('an item shows who answers it', () => {
  let ground: ApiGround;
  beforeAll(async () => {
    const about = { topics: ['street-space' as const], places: [LE_CHAN] };
    ground = await apiGround(
      [
        sampleItem('phan-anh', { title: 'Vỉa hè bị chiếm', analysis: { ...about, acts: ['complaint'] } }),
        sampleItem('khen', { title: 'Vỉa hè thông thoáng', analysis: { ...about, acts: [] } }),
        sampleItem('khong-noi', { title: 'Lòng đường bị chiếm', analysis: { ...about, acts: ['proposal'], places: [] } }),
      ],
      { profile: { ...PROFILE, places, bodies } },
    );
  });
  afterAll(() => ground.destroy());

  it('in the list and alone, for a complaint about a place, and says that nobody has checked the name', async () => {
    const { items } = await ground.get<SearchView>('/api/items?limit=10');
    const of = (title: string): ItemView | undefined => items.find((item) => item.title === title);
    const expected = { name: 'UBND phường Lê Chân', petition: 'Lấn chiếm vỉa hè, lòng đường, trông giữ xe', isVerified: false };
    expect(of('Vỉa hè bị chiếm')?.competentBody).toEqual(expected);
    expect((await ground.get<ItemView>(`/api/items/${of('Vỉa hè bị chiếm')?.id}`)).competentBody).toEqual(expected);
    expect(of('Vỉa hè thông thoáng')?.competentBody).toBeNull();
    expect(of('Lòng đường bị chiếm')?.competentBody).toBeNull();
  });
});
