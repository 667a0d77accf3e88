import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { competentBody, type Petition } from '../../src/digest/competent-body.ts';
import { bodyRuleSchema } from '../../src/domain/competent-body.ts';
import { loadProfile } from '../../src/profiles/load-profile.ts';

const PROFILES = join(import.meta.dirname, '../../profiles');
const haiPhong = await loadProfile(PROFILES, 'hai-phong');
const haTinh = await loadProfile(PROFILES, 'ha-tinh');
const rules = [...haiPhong.bodies, ...haTinh.bodies];
const units = new Map([...haiPhong.places, ...haTinh.places].map((unit) => [unit.id, unit]));

function bodyOf(petition: Partial<Omit<Petition, 'places'>> & { places?: string[] }): string | null {
  const { topics = ['infrastructure'], acts = ['complaint'], text = '' } = petition;
  const places = (petition.places ?? []).flatMap((id) => units.get(id) ?? []);
  return competentBody(rules, { topics, acts, places, text })?.name ?? null;
}

describe('the body that answers a petition', () => {
  const leChan = ['hai-phong/phuong/le-chan'];

  test.each<[string, Parameters<typeof bodyOf>[0], string | null]>([
    ['a road is the department’s', { places: leChan, text: 'Mặt đường Thiên Lôi lún' }, 'Sở Xây dựng thành phố Hải Phòng'],
    ['an alley is the ward’s', { places: leChan, text: 'Đèn trong ngõ 12 hỏng' }, 'UBND phường Lê Chân'],
    ['a motorway is the country’s', { places: leChan, text: 'Cao tốc thiếu trạm dừng' }, 'Cục Đường bộ Việt Nam'],
    ['a pavement is the ward’s', { topics: ['street-space'], places: leChan }, 'UBND phường Lê Chân'],
    [
      'conduct of officers goes to the police itself',
      { topics: ['enforcement'], places: leChan, text: 'Tổ chốt thái độ hách dịch' },
      'Công an thành phố Hải Phòng',
    ],
    [
      'a wish for a check goes to the traffic police',
      { topics: ['enforcement'], acts: ['proposal'], places: leChan, text: 'Xem lại thái độ người vi phạm' },
      'Phòng Cảnh sát giao thông, Công an thành phố Hải Phòng',
    ],
    ['buses', { topics: ['transport'], places: ['ha-tinh/xa/can-loc'] }, 'Sở Xây dựng tỉnh Hà Tĩnh'],
    [
      'overloaded lorries',
      { topics: ['transport'], places: ['ha-tinh/xa/can-loc'], text: 'xe ben chay ca dem, qua tai' },
      'Phòng Cảnh sát giao thông, Công an tỉnh Hà Tĩnh',
    ],
    ['inspection', { topics: ['vehicles-licences'], places: leChan, text: 'Đăng kiểm chờ cả ngày' }, 'Sở Xây dựng thành phố Hải Phòng'],
    [
      'a licence',
      { topics: ['vehicles-licences'], places: leChan, text: 'Đổi bằng lái' },
      'Phòng Cảnh sát giao thông, Công an thành phố Hải Phòng',
    ],
    [
      'a school gate',
      { topics: ['schools-youth'], places: ['ha-tinh/phuong/thanh-sen'], text: 'Cổng trường tắc' },
      'UBND phường Thành Sen',
    ],
    [
      'a level crossing',
      { topics: ['rail-waterway'], places: ['hai-phong/xa/phu-thai'], text: 'Rào chắn hỏng' },
      'Tổng công ty Đường sắt Việt Nam',
    ],
    [
      'a ferry',
      { topics: ['rail-waterway'], places: ['hai-phong/dac-khu/cat-hai'], text: 'Phà Gót đông' },
      'Sở Xây dựng thành phố Hải Phòng',
    ],
    [
      'the law is the ministry’s, wherever one is',
      { topics: ['law-penalties'], acts: ['proposal'] },
      'Bộ Công an (Cục Cảnh sát giao thông)',
    ],
  ])('%s', (_, petition, expected) => {
    expect(bodyOf(petition)).toBe(expected);
  });

  test('is not told for a text that neither complains nor proposes', () => {
    expect(bodyOf({ acts: [], places: leChan })).toBeNull();
    expect(bodyOf({ acts: ['question'], places: leChan })).toBeNull();
  });

  test('is not told without a topic, nor where no place of the province is named', () => {
    expect(bodyOf({ topics: [], places: leChan })).toBeNull();
    expect(bodyOf({ text: 'Đường hỏng' })).toBeNull();
  });

  test('only the main topic counts', () => {
    expect(bodyOf({ topics: ['street-space', 'enforcement'], places: leChan })).toBe('UBND phường Lê Chân');
  });

  test('a former district has no committee any more, so the ward is left open', () => {
    expect(bodyOf({ topics: ['street-space'], places: ['hai-phong/quan/le-chan'] })).toBe('UBND phường, xã nơi xảy ra');
    expect(bodyOf({ topics: ['street-space'], places: ['hai-phong/quan/le-chan', ...leChan] })).toBe('UBND phường Lê Chân');
  });

  test('a word within another word is none', () => {
    expect(bodyOf({ places: leChan, text: 'Biển báo ngõng ra đường' })).toBe('Sở Xây dựng thành phố Hải Phòng');
  });

  test('says for what, and whether anybody has checked it', () => {
    const rule = bodyRuleSchema.parse({
      profile: 'hai-phong',
      petition: 'Vỉa hè',
      topics: ['street-space'],
      level: 'commune',
      body: 'UBND {unit}',
      checked: '2026-11-27',
    });
    const place = units.get('hai-phong/phuong/le-chan');
    const petition: Petition = { topics: ['street-space'], acts: ['complaint'], places: place ? [place] : [], text: '' };
    expect(competentBody([rule], petition)).toEqual({ name: 'UBND phường Lê Chân', petition: 'Vỉa hè', isVerified: true });
    expect(competentBody([{ ...rule, checked: 'unverified' }], petition)?.isVerified).toBe(false);
  });
});
