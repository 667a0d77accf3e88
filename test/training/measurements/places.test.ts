import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadProfile } from '../../../src/profiles/load-profile.ts';
import { measurePlaces, readWrittenPlaces, unitCounter } from '../../../src/training/measurements/places.ts';

const { places } = await loadProfile(join(import.meta.dirname, '../../../profiles'), 'hai-phong');
const LE_CHAN = 'hai-phong/phuong/le-chan';
const AN_BIEN = 'hai-phong/phuong/an-bien';
const DISTRICT = 'hai-phong/quan/le-chan';
const CITY = 'hai-phong/thanh-pho/hai-phong';

describe('units are counted', () => {
  test.each<[string, string[][], string[], { right: number; wrong: number; missed: number }]>([
    ['one found, one missed, one too much', [[LE_CHAN], ['hai-phong/xa/an-lao']], [LE_CHAN, AN_BIEN], { right: 1, wrong: 1, missed: 1 }],
    ['none to find and none said', [], [], { right: 0, wrong: 0, missed: 0 }],
    ['the province around a unit adds nothing', [[LE_CHAN]], [LE_CHAN, CITY], { right: 1, wrong: 0, missed: 0 }],
    ['but the province alone is not the unit', [[LE_CHAN]], [CITY], { right: 0, wrong: 0, missed: 1 }],
    ['a unit is not the province', [[CITY]], [LE_CHAN], { right: 0, wrong: 1, missed: 1 }],
    ['either of two is right, and both are', [[LE_CHAN, AN_BIEN]], [AN_BIEN], { right: 1, wrong: 0, missed: 0 }],
    ['both of two are one hit', [[LE_CHAN, AN_BIEN]], [LE_CHAN, AN_BIEN], { right: 1, wrong: 0, missed: 0 }],
    ['the former district around both is right', [[LE_CHAN, AN_BIEN]], [DISTRICT], { right: 1, wrong: 0, missed: 0 }],
    ['but not the city', [[LE_CHAN, AN_BIEN]], [CITY], { right: 0, wrong: 0, missed: 1 }],
    ['the former district around one unit is not', [[LE_CHAN]], [DISTRICT], { right: 0, wrong: 0, missed: 1 }],
  ])('%s', (_, truth, said, expected) => {
    expect(unitCounter(places)(truth, said)).toEqual(expected);
  });
});

test.each(['hai-phong', 'ha-tinh'])('%s has at least 150 written items of known units, half of them kept apart', async (id) => {
  const items = readWrittenPlaces(id);
  const profile = await loadProfile(join(import.meta.dirname, '../../../profiles'), id);
  const known = new Set(profile.places.map((unit) => unit.id));
  const outlets = new Set(profile.outlets.map((outlet) => outlet.id));
  expect(items.length).toBeGreaterThanOrEqual(150);
  expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
  expect(items.flatMap((item) => item.units.flatMap((unit) => unit.split('|'))).filter((unit) => !known.has(unit))).toEqual([]);
  expect(items.filter(({ outlet }) => outlet !== null && !outlets.has(outlet))).toEqual([]);
});

test('places are found as promised in every half, and the same seed gives the same figures', async () => {
  const options = { corporaDir: '', modelsDir: '', seed: 7 };
  const { rows, missing } = await measurePlaces(options);
  expect(missing).toEqual([]);
  expect(rows.filter(({ measure }) => measure === 'unit F1').map(({ set }) => set)).toEqual([
    'hai-phong written, developed on',
    'hai-phong written, kept apart',
    'ha-tinh written, developed on',
    'ha-tinh written, kept apart',
  ]);
  for (const { measure, value, low, high } of rows) {
    expect(value).toBeGreaterThanOrEqual(measure === 'unit F1' ? 0.9 : 0);
    expect(low ?? 1).toBeLessThanOrEqual(value);
    expect(high ?? 0).toBeGreaterThanOrEqual(value);
  }
  expect(await measurePlaces(options)).toEqual({ rows, missing });
});
