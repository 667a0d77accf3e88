import { join } from 'node:path';
import { z } from 'zod';
import type { PlaceUnit } from '../../domain/place.ts';
import type { Profile } from '../../domain/profile.ts';
import { itemKindSchema } from '../../domain/raw-item.ts';
import { createPlaceFinder } from '../../pipeline/analysis/place/find-places.ts';
import { loadProfile } from '../../profiles/load-profile.ts';
import { readLines } from '../gold.ts';
import { bootstrapInterval } from '../measures.ts';
import type { MeasuredRow, Measurement } from './measurement.ts';

/** Profiles that have written items, which lie beside this file. */
const MEASURED_PROFILES = ['hai-phong', 'ha-tinh'];
const SHIPPED_PROFILES = join(import.meta.dirname, '../../../profiles');

/**
 * One written item and the units that it is about. A unit is written `a|b` where either is right: a street of two wards, a bare name of
 * a ward and of the former district around it.
 */
const writtenItem = z.strictObject({
  id: z.string().regex(/^[a-z-]+-\d{3}$/),
  kind: itemKindSchema,
  title: z.string(),
  text: z.string(),
  outlet: z.string().nullable(),
  units: z.array(z.string()),
});
export type WrittenPlaceItem = z.infer<typeof writtenItem>;

/** What one item adds to the counts. */
export interface PlaceCounts {
  readonly right: number;
  /** Said, but the item is not about it. */
  readonly wrong: number;
  readonly missed: number;
}

/**
 * The gazetteer was worked on with the items whose id ends in an even digit; the others were only measured. Both halves were written before
 * the rules were read.
 */
const HALVES = [
  { name: 'developed on', has: (id: string) => Number(id.at(-1)) % 2 === 0 },
  { name: 'kept apart', has: (id: string) => Number(id.at(-1)) % 2 === 1 },
] as const;

/** Precision, recall and F1 of the units of written items, per profile and half. */
export const measurePlaces: Measurement = async ({ seed }) => {
  const rows: MeasuredRow[] = [];
  for (const id of MEASURED_PROFILES) {
    const profile = await loadProfile(SHIPPED_PROFILES, id);
    const judge = placeJudge(profile);
    const items = readWrittenPlaces(id);
    for (const half of HALVES) {
      const counts = items.filter((item) => half.has(item.id)).map(judge);
      rows.push(...rowsOf(`${id} written, ${half.name}`, counts, seed));
    }
  }
  return { rows, missing: [] };
};

/** The written items of a profile. Throws BAD_INPUT for a line that is none. */
export function readWrittenPlaces(profile: string): WrittenPlaceItem[] {
  return readLines(join(import.meta.dirname, `places-${profile}.jsonl`), (line) => writtenItem.parse(line));
}

/** Finds the units of an item and counts them against what is written there. */
export function placeJudge(profile: Profile): (item: WrittenPlaceItem) => PlaceCounts {
  const find = createPlaceFinder(profile.places, profile.id, profile.landmarks);
  const count = unitCounter(profile.places);
  const local = new Set(profile.outlets.filter((outlet) => outlet.local).map((outlet) => outlet.id));
  return (item) => {
    const outletProfile = item.outlet !== null && local.has(item.outlet) ? profile.id : null;
    const said = find(item.title, item.text, outletProfile).map(({ unit }) => unit);
    return count(
      item.units.map((unit) => unit.split('|')),
      said,
    );
  };
}

/**
 * Compares units. A unit around another one that is said as well is left out on both sides: it adds nothing to "phường Lê Chân, Hải Phòng".
 * Where a text leaves several units open, the former district around all of them is right, too.
 */
export function unitCounter(places: readonly PlaceUnit[]): (truth: readonly (readonly string[])[], said: readonly string[]) => PlaceCounts {
  const around = new Map(places.map((unit) => [unit.id, unitsAround(unit, places)]));
  const provinces = new Set(places.filter(isProvince).map(({ id }) => id));
  const outer = (ids: readonly string[]): Set<string> => new Set(ids.flatMap((id) => around.get(id) ?? []));
  const withDistrict = ([first = '', ...others]: readonly string[]): string[] => {
    const shared = (around.get(first) ?? []).filter((id) => !provinces.has(id) && others.every((other) => around.get(other)?.includes(id)));
    return others.length === 0 ? [first] : [first, ...others, ...shared];
  };
  return (truth, said) => {
    const aroundTruth = outer(truth.flat());
    const aroundSaid = outer(said);
    const wanted = truth.filter(([first = '', ...others]) => others.length > 0 || !aroundTruth.has(first)).map(withDistrict);
    const allowed = new Set(truth.flatMap(withDistrict));
    const right = wanted.filter((group) => group.some((id) => said.includes(id))).length;
    const wrong = said.filter((id) => !allowed.has(id) && !aroundSaid.has(id) && !aroundTruth.has(id)).length;
    return { right, wrong, missed: wanted.length - right };
  };
}

/** Ids of the former districts, the merged province and the province of today that a unit lies or lay in. */
function unitsAround(unit: PlaceUnit, places: readonly PlaceUnit[]): string[] {
  const names = new Set([...unit.formerDistricts, unit.formerProvince]);
  const isAround = (other: PlaceUnit): boolean => isToday(other) || names.has(other.name.replace(/ \(cũ\)$/u, ''));
  return places.filter((other) => other.id !== unit.id && isAround(other)).map(({ id }) => id);
}

/** Of today or merged. */
function isProvince(unit: PlaceUnit): boolean {
  return unit.formerProvince === '';
}

function isToday(unit: PlaceUnit): boolean {
  return isProvince(unit) && !unit.name.endsWith('(cũ)');
}

function rowsOf(set: string, counts: readonly PlaceCounts[], seed: number): MeasuredRow[] {
  const measures = [
    { measure: 'unit precision', of: precision, reach: '' },
    { measure: 'unit recall', of: recall, reach: '' },
    { measure: 'unit F1', of: f1, reach: '≥ .90' },
  ];
  return measures.map(({ measure, of, reach }) => ({
    what: 'places',
    set,
    measure,
    value: of(counts),
    ...bootstrapInterval(counts, of, seed),
    cases: counts.length,
    reach,
  }));
}

function sum(counts: readonly PlaceCounts[], of: keyof PlaceCounts): number {
  return counts.reduce((total, one) => total + one[of], 0);
}

function precision(counts: readonly PlaceCounts[]): number {
  const right = sum(counts, 'right');
  return right / Math.max(1, right + sum(counts, 'wrong'));
}

function recall(counts: readonly PlaceCounts[]): number {
  const right = sum(counts, 'right');
  return right / Math.max(1, right + sum(counts, 'missed'));
}

function f1(counts: readonly PlaceCounts[]): number {
  const right = sum(counts, 'right');
  return (2 * right) / Math.max(1, 2 * right + sum(counts, 'wrong') + sum(counts, 'missed'));
}
