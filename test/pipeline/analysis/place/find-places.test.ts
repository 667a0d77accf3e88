import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PlaceUnit } from '../../../../src/domain/place.ts';
import { createPlaceFinder, type PlaceFinder } from '../../../../src/pipeline/analysis/place/find-places.ts';
import { loadProfile } from '../../../../src/profiles/load-profile.ts';
import { placeSentences } from './place-sentences.ts';

const PROFILES = join(import.meta.dirname, '../../../../profiles');
const haiPhong = (await loadProfile(PROFILES, 'hai-phong')).places;
const haTinh = (await loadProfile(PROFILES, 'ha-tinh')).places;
const inHaiPhong = createPlaceFinder(haiPhong, 'hai-phong');
const inHaTinh = createPlaceFinder(haTinh, 'ha-tinh');
const inBoth = createPlaceFinder([...haiPhong, ...haTinh], 'hai-phong');

function units(find: PlaceFinder, text: string, more: { title?: string; outlet?: string } = {}): string[] {
  return find(more.title ?? '', text, more.outlet ?? null).map((mention) => mention.unit.replace(/^[^/]+\//, ''));
}

function unit(id: string, name: string, district?: string, formerUnits: string[] = []): PlaceUnit {
  const type = id.startsWith('xa') ? 'xa' : 'huyen';
  const formerDistricts = district === undefined ? [] : [district];
  return {
    id: `tinh-a/${id}`,
    profile: 'tinh-a',
    type,
    name,
    lat: null,
    lon: null,
    formerProvince: 'Tỉnh A',
    formerDistricts,
    formerUnits,
  };
}

describe('a finder for one province', () => {
  test.each(placeSentences)('%s', (sentence, haiPhongUnits, haTinhUnits) => {
    expect(units(inHaiPhong, sentence)).toEqual(haiPhongUnits);
    expect(units(inHaTinh, sentence)).toEqual(haTinhUnits);
  });

  test('tells the words of the text, with the type', () => {
    expect(inHaiPhong('Ùn tắc', 'Xe dừng tại P. Lê Chân , TP.Hải Phòng', null)).toEqual([
      { unit: 'hai-phong/phuong/le-chan', profile: 'hai-phong', written: 'P. Lê Chân' },
      { unit: 'hai-phong/thanh-pho/hai-phong', profile: 'hai-phong', written: 'TP.Hải Phòng' },
    ]);
  });

  test('names a unit once, where it is named first', () => {
    expect(inHaiPhong('Hải Phòng họp', 'Thành phố Hải Phòng họp về giao thông. Hải Phòng sẽ', null)).toEqual([
      { unit: 'hai-phong/thanh-pho/hai-phong', profile: 'hai-phong', written: 'Hải Phòng' },
    ]);
  });

  test('a province in the title witnesses the communes of the text', () => {
    expect(units(inHaiPhong, 'Vụ việc xảy ra tại phường Trần Hưng Đạo.', { title: 'Hải Phòng: xe tải lật' })).toEqual([
      'thanh-pho/hai-phong',
      'phuong/tran-hung-dao',
    ]);
    expect(units(inHaiPhong, 'Vụ việc xảy ra tại phường Trần Hưng Đạo.', { title: 'Hà Nội: xe tải lật' })).toEqual([]);
  });

  test('a local outlet witnesses too, but not against the words beside the name', () => {
    const text = 'Sáng nay tại phường Trần Hưng Đạo có xe cháy.';
    expect(units(inHaiPhong, text, { outlet: 'hai-phong' })).toEqual(['phuong/tran-hung-dao']);
    expect(units(inHaiPhong, text, { outlet: 'ha-tinh' })).toEqual([]);
    expect(units(inHaiPhong, 'Xe cháy tại phường Trần Hưng Đạo, Quảng Ninh', { outlet: 'hai-phong' })).toEqual([]);
  });

  test('of communes with one name the one in the district that is named', () => {
    const communes = [unit('xa/mot', 'Xã Một', 'Huyện Đông', ['Xã Hồng Phong']), unit('xa/hai', 'Xã Hai', 'Huyện Tây', ['Xã Hồng Phong'])];
    const find = createPlaceFinder(communes, 'tinh-a');
    const withDistricts = createPlaceFinder(
      [...communes, unit('huyen/dong', 'Huyện Đông (cũ)'), unit('huyen/tay', 'Huyện Tây (cũ)')],
      'tinh-a',
    );
    expect(units(withDistricts, 'Xã Hồng Phong, huyện Tây')).toEqual(['xa/hai', 'huyen/tay']);
    expect(units(withDistricts, 'Xã Hồng Phong (huyện Đông)')).toEqual(['xa/mot', 'huyen/dong']);
    expect(units(find, 'Xã Hồng Phong')).toEqual([]);
  });
});

describe('a finder for two provinces', () => {
  test('a name of both goes where the text says', () => {
    expect(inBoth('', 'Phường Trần Phú, Hà Tĩnh', null).map((mention) => mention.unit)).toEqual([
      'ha-tinh/phuong/tran-phu',
      'ha-tinh/tinh/ha-tinh',
    ]);
    expect(inBoth('', 'Huyện Kỳ Anh và quận Lê Chân', null).map((mention) => mention.unit)).toEqual([
      'ha-tinh/huyen/ky-anh',
      'hai-phong/quan/le-chan',
    ]);
  });
});

describe('odd input', () => {
  test('no text and no units give nothing', () => {
    expect(inHaiPhong('', '', null)).toEqual([]);
    expect(createPlaceFinder([], 'x')('Hải Phòng', 'quận Lê Chân', null)).toEqual([]);
  });

  test('NFD and zero-width characters do not hide a name, and written keeps them', () => {
    const text = 'ở qu\u1eadn L\u00ea Ch\u200b\u00e2n'.normalize('NFD');
    const [mention] = inHaiPhong('', text, null);
    expect(mention?.unit).toBe('hai-phong/quan/le-chan');
    expect(text).toContain(mention?.written);
  });

  test.each([
    'Hải Phòng, ',
    'quận ',
    'Lê Chân - ',
    'Lê ',
    'TP. ',
    'cao tốc Hà Nội - ',
    '(',
    'A, ',
    `${'A'.repeat(55)}! Lê Chân `,
    'trú TP. TP. TP. TP. TP. TP. TP. TP. TP. TP. TP. TP. TP. TP. x Hải Phòng ',
  ])('a megabyte of %j ends', (unit) => {
    expect(inHaiPhong('', unit.repeat(Math.ceil(1_000_000 / unit.length)), null).length).toBeLessThan(3);
  });
});
