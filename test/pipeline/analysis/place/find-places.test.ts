import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PlaceUnit } from '../../../../src/domain/place.ts';
import { createPlaceFinder, type PlaceFinder } from '../../../../src/pipeline/analysis/place/find-places.ts';
import { loadProfile } from '../../../../src/profiles/load-profile.ts';
import { placeSentences } from './place-sentences.ts';

const PROFILES = join(import.meta.dirname, '../../../../profiles');
const profiles = { 'hai-phong': await loadProfile(PROFILES, 'hai-phong'), 'ha-tinh': await loadProfile(PROFILES, 'ha-tinh') };
const haiPhong = profiles['hai-phong'].places;
const haTinh = profiles['ha-tinh'].places;
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

describe('a finder that knows landmarks', () => {
  const withLandmarks = createPlaceFinder(profiles['hai-phong'].places, 'hai-phong', profiles['hai-phong'].landmarks);

  test.each([
    ['Cầu Bính cấm xe tải từ 6h', ['phuong/hong-bang', 'phuong/thuy-nguyen']],
    ['kẹt cứng ở cầu bính mấy hôm nay', ['phuong/hong-bang', 'phuong/thuy-nguyen']],
    ['lach tray sang nay tac dai', ['phuong/gia-vien', 'phuong/le-chan']],
    ['Đường Lạch Tray, phường Gia Viên, bị đào lên', ['phuong/gia-vien']],
    ['Xe cháy trên đường Quang Trung', []],
    ['Xe cháy trên đường Quang Trung, Hà Nội', []],
    ['Hải Phòng: xe cháy trên đường Quang Trung', ['thanh-pho/hai-phong', 'phuong/hong-bang']],
    ['Hai người được đưa vào Bệnh viện Việt Tiệp điều trị', []],
    ['Cổng Bệnh viện Việt Tiệp thành bãi taxi', ['phuong/an-bien', 'phuong/le-chan']],
    ['Anh Ba (30 tuổi, trú tại đường Lạch Tray) ngã xe', []],
    ['bên hp nhiều xe container quá', ['thanh-pho/hai-phong']],
    ['Động cơ 150 HP mạnh mẽ', []],
    ['phải làm theo cấu kiện đúng chuẩn', []],
  ])('%s', (sentence, expected) => {
    expect(units(withLandmarks, sentence)).toEqual(expected);
  });

  test('a landmark whose name others bear, too, is ours in a local outlet', () => {
    expect(units(withLandmarks, 'Xe cháy trên đường Quang Trung', { outlet: 'hai-phong' })).toEqual(['phuong/hong-bang']);
    expect(units(withLandmarks, 'Xe cháy trên đường Quang Trung, Hà Nội', { outlet: 'hai-phong' })).toEqual([]);
  });
});

describe('what stands around a name', () => {
  test.each([
    [
      'the type holds for a whole list',
      'Các xã Chấn Hưng, Hùng Thắng và Tiên Lãng ở Hải Phòng',
      ['xa/chan-hung', 'xa/hung-thang', 'xa/tien-lang'],
    ],
    ['but not for the district around the first one', 'Xã Chấn Hưng, Tiên Lãng, Hải Phòng', ['xa/chan-hung', 'huyen/tien-lang']],
    ['a name that occurs once in the country needs no type', 'Quán Toan mưa là ngập', ['phuong/hong-an']],
    ['nor a province', 'phường Đồng Hòa đào đường suốt', ['quan/kien-an']],
    ['one that others bear needs one', 'Xã Tân An có cầu mới', []],
    ['a plate says where a vehicle is from', 'Xe tải mang biển số Hải Phòng lật ở Huế', []],
    ['ends of a run are no places', 'Cần xe từ Hải Phòng đi Hà Nội', []],
    ['a comparison is no witness against', 'Quán Toan đông như Hà Nội', ['phuong/hong-an']],
    ['nor is a road of that name', 'Ở Sao Đỏ, đường Hồ Chí Minh hẹp lắm', ['phuong/chu-van-an']],
    ['small letters do for a district after a locative', 'đi đồ sơn chơi mà tắc cả buổi', ['quan/do-son']],
    ['but not elsewhere', 'mua đồ sơn lại xe', []],
  ])('%s', (_, sentence, expected) => {
    const said = units(inHaiPhong, sentence).filter((unit) => unit !== 'thanh-pho/hai-phong');
    expect(said).toEqual(expected);
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
