/**
 * Writes profiles/<profile>/places.tsv from a table of units with the units they replaced:
 *   node scripts/make-places.ts units.tsv units-vietnam.tsv
 * Columns of the input: profile, type, name, lat, lon, former_province, former_districts, former_units; of the second, which holds the whole country, the
 * province stands first. It tells which names occur in one province only. profiles/ATTRIBUTION.md says where ours came from. The output also holds the province, the provinces merged into it and the districts that ended.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldBare } from '../src/language/fold.ts';

interface Row {
  readonly profile: string;
  readonly type: string;
  readonly name: string;
  readonly lat: string;
  readonly lon: string;
  readonly formerProvince: string;
  readonly formerDistricts: readonly string[];
  readonly formerUnits: readonly string[];
}

const HEADER = ['id', 'name', 'lat', 'lon', 'former_province', 'former_districts', 'former_units', 'unique_names'];

function readRows(path: string): Row[] {
  const lines = readFileSync(path, 'utf8').split('\n').slice(1);
  return lines.filter(Boolean).map((line) => {
    const [profile = '', type = '', name = '', lat = '', lon = '', province = '', districts = '', units = ''] = line.split('\t');
    const list = (text: string): string[] => text.split('; ').filter(Boolean).map(sentenceCase);
    return {
      profile,
      type: sentenceCase(type),
      name,
      lat,
      lon,
      formerProvince: sentenceCase(province),
      formerDistricts: list(districts),
      formerUnits: list(units),
    };
  });
}

/** "Thành Phố Hải Dương" → "Thành phố Hải Dương": the type word is no name. */
function sentenceCase(text: string): string {
  return text
    .replace(/^(Thành) Phố/u, '$1 phố')
    .replace(/^(Thị) (Xã|Trấn)/u, (_, first: string, second: string) => `${first} ${second.toLowerCase()}`)
    .replace(/^đặc khu/u, 'Đặc khu')
    .replace(/^(p|x)/u, (letter) => letter.toUpperCase());
}

const TYPES = /^(Phường|Xã|Đặc khu|Tỉnh|Thành phố|Quận|Huyện|Thị xã|Thị trấn) (.+)$/u;

function unitId(profile: string, fullName: string): string {
  const [, type = '', name = ''] = TYPES.exec(fullName) ?? [];
  return [profile, type, name].map((part) => foldBare(part).replaceAll(/[^a-z0-9]+/g, '-')).join('/');
}

function bareName(fullName: string): string {
  return TYPES.exec(fullName)?.[2] ?? fullName;
}

/** In which provinces of today a name occurs: among the districts that ended, and among all units. */
interface Bearers {
  readonly districts: ReadonlyMap<string, ReadonlySet<string>>;
  readonly all: ReadonlyMap<string, ReadonlySet<string>>;
}

function note(map: Map<string, Set<string>>, name: string, province: string): void {
  map.set(name, (map.get(name) ?? new Set()).add(province));
}

/** `country` has the name of the province where the table of units has the profile. */
function bearersOf(country: readonly Row[]): Bearers {
  const districts = new Map<string, Set<string>>();
  const all = new Map<string, Set<string>>();
  for (const row of country) {
    for (const name of row.formerDistricts.map(bareName)) note(districts, name, row.profile);
    for (const name of [row.name, ...[...row.formerUnits, ...row.formerDistricts].map(bareName)]) note(all, name, row.profile);
  }
  return { districts, all };
}

/** A name of two syllables at least that one province bears alone. */
function uniqueAmong(bearers: ReadonlyMap<string, ReadonlySet<string>>, names: readonly string[]): string {
  return [...new Set(names)].filter((name) => name.includes(' ') && bearers.get(name)?.size === 1).join('; ');
}

function placesOf(profile: string, rows: readonly Row[], bearers: Bearers): string[][] {
  const current = rows.map((row) => {
    const name = `${row.type} ${row.name}`;
    const unique = uniqueAmong(bearers.all, [row.name, ...row.formerUnits.map(bareName)]);
    const former = [row.formerProvince, row.formerDistricts.join('; '), row.formerUnits.join('; ')];
    return [unitId(profile, name), name, row.lat, row.lon, ...former, unique];
  });
  const provinces = [...new Set(rows.map((row) => row.formerProvince))].map((name) => {
    const isOwn = unitId(profile, name).endsWith(`/${profile}`);
    return [unitId(profile, name), isOwn ? name : `${name} (cũ)`, '', '', '', '', '', ''];
  });
  const districts = new Map(rows.flatMap((row) => row.formerDistricts.map((name) => [name, districtProvince(name, rows)] as const)));
  const ended = [...districts].map(([name, province]) => {
    const unique = uniqueAmong(bearers.districts, [bareName(name)]);
    return [unitId(profile, name), `${name} (cũ)`, '', '', province, '', '', unique];
  });
  return withOwnIds([...provinces, ...ended, ...current]).toSorted((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
}

/** Cẩm Giang and Cẩm Giàng share a slug: the one that comes later in the table gets a number. */
function withOwnIds(lines: readonly string[][]): string[][] {
  const seen = new Map<string, number>();
  return lines.map(([id = '', ...rest]) => {
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return [count === 1 ? id : `${id}-${count}`, ...rest];
  });
}

/** A unit may join districts of two provinces; most of the units that name a district lie in its province. */
function districtProvince(district: string, rows: readonly Row[]): string {
  const counts = new Map<string, number>();
  for (const row of rows)
    if (row.formerDistricts.includes(district)) counts.set(row.formerProvince, (counts.get(row.formerProvince) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

const rows = readRows(process.argv[2] ?? '');
const bearers = bearersOf(readRows(process.argv[3] ?? ''));
for (const profile of new Set(rows.map((row) => row.profile))) {
  const table = [
    HEADER,
    ...placesOf(
      profile,
      rows.filter((row) => row.profile === profile),
      bearers,
    ),
  ];
  writeFileSync(join('profiles', profile, 'places.tsv'), `${table.map((line) => line.join('\t')).join('\n')}\n`);
}
