import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { TOPICS } from '../../src/domain/topic.ts';
import { loadProfile } from '../../src/profiles/load-profile.ts';

const PROFILES = join(import.meta.dirname, '../../profiles');
const made: string[] = [];

afterEach(async () => {
  await Promise.all(made.splice(0).map((dir) => rm(dir, { recursive: true })));
});

/** A copy of a shipped profile in which one file is changed. */
async function changed(file: string, change: (text: string) => string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'profiles-'));
  made.push(dir);
  await cp(join(PROFILES, 'hai-phong'), join(dir, 'hai-phong'), { recursive: true });
  const path = join(dir, 'hai-phong', file);
  await writeFile(path, change(await readFile(path, 'utf8')));
  return dir;
}

describe('the profiles that ship', () => {
  test.each([
    ['hai-phong', 'Ban Tuyên giáo và Dân vận Thành ủy Hải Phòng', 114],
    ['ha-tinh', 'Ban Tuyên giáo và Dân vận Tỉnh ủy Hà Tĩnh', 69],
  ])('%s loads with its department and units', async (id, department, units) => {
    const profile = await loadProfile(PROFILES, id);
    expect(profile.department).toBe(department);
    expect(profile.minimumGroup).toBe(5);
    expect(profile.places.filter((place) => ['phuong', 'xa', 'dac-khu'].includes(place.type))).toHaveLength(units);
    expect(profile.places.every((place) => place.profile === id && place.name === place.name.normalize('NFC'))).toBe(true);
  });

  test.each(['hai-phong', 'ha-tinh'])('%s claims no check that nobody made', async (id) => {
    const { sources } = await loadProfile(PROFILES, id);
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.filter((source) => source.verified !== 'unverified' || source.checkedOn !== null)).toEqual([]);
    expect(new Set(sources.map((source) => source.url)).size).toBe(sources.length);
    expect(new Set(sources.map((source) => source.kind))).toEqual(new Set(['feed', 'section', 'comments', 'forum', 'youtube', 'threads']));
  });

  test.each(['hai-phong', 'ha-tinh'])('%s has landmarks and a body for every topic, and claims no check of them', async (id) => {
    const { landmarks, bodies } = await loadProfile(PROFILES, id);
    expect(landmarks.length).toBeGreaterThanOrEqual(40);
    expect(new Set(landmarks.map(({ name }) => name)).size).toBe(landmarks.length);
    expect(new Set(bodies.flatMap(({ topics }) => topics))).toEqual(new Set(TOPICS));
    expect([...landmarks, ...bodies].filter(({ checked }) => checked !== 'unverified')).toEqual([]);
  });

  test('of the names of a unit those are marked that no other province has', async () => {
    const { places } = await loadProfile(PROFILES, 'ha-tinh');
    const names = (unit: string): readonly string[] => places.find(({ id }) => id === unit)?.uniqueNames ?? [];
    expect(names('ha-tinh/xa/co-dam')).toContain('Cương Gián');
    expect(names('ha-tinh/phuong/tran-phu')).not.toContain('Trần Phú');
    expect(names('ha-tinh/xa/xuan-loc')).not.toContain('Xuân Lộc');
  });

  test('Hải Phòng knows the merged province, its districts and where they went', async () => {
    const { places } = await loadProfile(PROFILES, 'hai-phong');
    const byId = new Map(places.map((place) => [place.id, place]));
    expect(byId.get('hai-phong/tinh/hai-duong')?.name).toBe('Tỉnh Hải Dương (cũ)');
    expect(byId.get('hai-phong/quan/le-chan')?.name).toBe('Quận Lê Chân (cũ)');
    expect(byId.get('hai-phong/thanh-pho/hai-phong')?.name).toBe('Thành phố Hải Phòng');
    expect(byId.get('hai-phong/phuong/le-chan')?.formerDistricts).toContain('Quận Lê Chân');
    expect(byId.get('hai-phong/phuong/hoa-binh')?.lat).toBeCloseTo(20.9, 0);
  });
});

test('a folder without landmarks.tsv and bodies.json is a profile that has neither', async () => {
  const dir = await changed('profile.json', (text) => text);
  for (const file of ['landmarks.tsv', 'bodies.json']) await rm(join(dir, 'hai-phong', file));
  const profile = await loadProfile(dir, 'hai-phong');
  expect(profile.landmarks).toEqual([]);
  expect(profile.bodies).toEqual([]);
  expect(profile.places.length).toBeGreaterThan(114);
});

test('the local outlets of a province are marked', async () => {
  const { outlets } = await loadProfile(PROFILES, 'ha-tinh');
  expect(outlets.filter((outlet) => outlet.local).map((outlet) => outlet.id)).toEqual([
    'bao-ha-tinh',
    'httv',
    'cong-ha-tinh',
    'cong-an-ha-tinh',
  ]);
});

describe('a profile with a fault', () => {
  test.each<[string, string, (text: string) => string, RegExp]>([
    ['broken JSON', 'outlets.json', (text) => text.slice(0, -20), /outlets\.json: .*JSON/],
    ['a kind of source that does not exist', 'sources.json', (text) => text.replace('"feed"', '"fed"'), /sources\.json: [\s\S]*kind/],
    ['a field that is not known', 'profile.json', (text) => text.replace('{', '{"colour": 1,'), /profile\.json: [\s\S]*colour/],
    ['a minimum group of one', 'profile.json', (text) => text.replace(': 5', ': 1'), /profile\.json: [\s\S]*minimumGroup/],
    ['another id than its folder', 'profile.json', (text) => text.replace('"hai-phong"', '"hue"'), /profile\.json: the id is hue/],
    ['a source of an unknown outlet', 'sources.json', (text) => text.replace('"outlet": "thp"', '"outlet": "xyz"'), /names the outlet xyz/],
    ['an id that occurs twice', 'outlets.json', (text) => text.replace('"id": "thp"', '"id": "bao-hai-phong"'), /twice: bao-hai-phong/],
    [
      'a place with a wrong coordinate',
      'places.tsv',
      (text) => text.replace('20.133', '200.1'),
      /places\.tsv: line \d+: 200\.1 is no coordinate/,
    ],
    [
      'a place with a missing column',
      'places.tsv',
      (text) => text.replace('\t107.732', ''),
      /places\.tsv: line \d+: 7 columns instead of 8/,
    ],
    [
      'a place of another province',
      'places.tsv',
      (text) => text.replace('hai-phong/dac-khu', 'hue/dac-khu'),
      /must begin with hai-phong\//,
    ],
    [
      'a place of an unknown type',
      'places.tsv',
      (text) => text.replace('hai-phong/dac-khu/', 'hai-phong/dao/'),
      /places\.tsv: [\s\S]*type/,
    ],
    ['another header', 'places.tsv', (text) => text.replace('id\tname', 'name\tid'), /places\.tsv: line 1 must name/],
    ['an empty table', 'places.tsv', () => '', /places\.tsv: line 1/],
    ['a landmark of an unknown kind', 'landmarks.tsv', (text) => text.replace('\tbridge\t', '\tboat\t'), /landmarks\.tsv: [\s\S]*kind/],
    [
      'a landmark in a unit that is not there',
      'landmarks.tsv',
      (text) => text.replace('hai-phong/xa/mao-dien', 'hai-phong/xa/mao'),
      /landmarks\.tsv: Khu công nghiệp Tân Trường lies in hai-phong\/xa\/mao, which places\.tsv does not have/,
    ],
    [
      'a landmark that may or may not be known',
      'landmarks.tsv',
      (text) => text.replace('\tyes\t', '\tperhaps\t'),
      /landmarks\.tsv: line \d+: alone is yes or no, not perhaps/,
    ],
    ['a landmark with a missing column', 'landmarks.tsv', (text) => text.replace('\tunverified', ''), /line 2: 5 columns instead of 6/],
    ['a landmark checked on no day', 'landmarks.tsv', (text) => text.replace('unverified', 'yesterday'), /landmarks\.tsv: [\s\S]*checked/],
    ['a body for an unknown topic', 'bodies.json', (text) => text.replace('"enforcement"', '"fun"'), /bodies\.json: [\s\S]*topics/],
    [
      'a body that names a unit where none is known',
      'bodies.json',
      (text) => text.replace('"commune"', '"province"'),
      /bodies\.json: UBND \{unit\} names a unit, so its level is commune/,
    ],
  ])('with %s is refused by file and fault', async (_, file, change, message) => {
    const dir = await changed(file, change);
    await expect(loadProfile(dir, 'hai-phong')).rejects.toMatchObject({
      code: 'PROFILE_INVALID',
      message: expect.stringMatching(message),
    });
  });

  test('names the file that is absent', async () => {
    const dir = await changed('outlets.json', (text) => text);
    await rm(join(dir, 'hai-phong', 'outlets.json'));
    await expect(loadProfile(dir, 'hai-phong')).rejects.toMatchObject({
      code: 'PROFILE_INVALID',
      message: expect.stringMatching(/outlets\.json: there is no readable file/),
    });
  });

  test.each(['', '..', '../hai-phong', 'Hai-Phong', 'hai phong', 'thanh-hoa'])('the id %j is refused', async (id) => {
    await expect(loadProfile(PROFILES, id)).rejects.toMatchObject({ code: 'PROFILE_INVALID' });
  });

  test('Windows line ends and a byte order mark do no harm', async () => {
    const dir = await changed('places.tsv', (text) => `\ufeff${text.replaceAll('\n', '\r\n')}`);
    expect((await loadProfile(dir, 'hai-phong')).places.length).toBe((await loadProfile(PROFILES, 'hai-phong')).places.length);
  });
});
