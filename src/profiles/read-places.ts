import type { PlaceUnit } from '../domain/place.ts';

const COLUMNS = ['id', 'name', 'lat', 'lon', 'former_province', 'former_districts', 'former_units', 'unique_names'];

/** Not yet checked by `placeUnitSchema`: the type comes out of the id as it stands there. */
export type PlaceRow = Omit<PlaceUnit, 'type'> & { readonly type: string };

/**
 * Reads places.tsv: one unit per line, tab-separated, columns as in COLUMNS, lists joined by `; `, empty for none. `fault` makes the
 * error that is thrown for a line with another number of columns, a coordinate that is no number, or an id of another profile.
 */
export function readPlaces(profile: string, table: string, fault: (detail: string) => Error): PlaceRow[] {
  const [header = '', ...lines] = table.split(/\r?\n/);
  if (header !== COLUMNS.join('\t')) throw fault(`line 1 must name the columns ${COLUMNS.join(', ')}`);
  const rows: PlaceRow[] = [];
  for (const [at, line] of lines.entries())
    if (line !== '') rows.push(readRow(profile, line, (detail) => fault(`line ${at + 2}: ${detail}`)));
  return rows;
}

function readRow(profile: string, line: string, fault: (detail: string) => Error): PlaceRow {
  const cells = line.split('\t');
  if (cells.length !== COLUMNS.length) throw fault(`${cells.length} columns instead of ${COLUMNS.length}`);
  const [id = '', name = '', lat = '', lon = '', formerProvince = '', districts = '', units = '', uniqueNames = ''] = cells;
  const [owner, type = ''] = id.split('/');
  if (owner !== profile) throw fault(`the id ${id} must begin with ${profile}/`);
  return {
    id,
    profile,
    type,
    name: name.normalize('NFC'),
    lat: degrees(lat, 90, fault),
    lon: degrees(lon, 180, fault),
    formerProvince,
    formerDistricts: listOf(districts),
    formerUnits: listOf(units),
    uniqueNames: listOf(uniqueNames),
  };
}

function degrees(cell: string, most: number, fault: (detail: string) => Error): number | null {
  if (cell === '') return null;
  const value = Number(cell);
  if (!Number.isFinite(value) || Math.abs(value) > most) throw fault(`${cell} is no coordinate`);
  return value;
}

/** A cell that holds several texts, joined by `; `. */
export function listOf(cell: string): string[] {
  return cell
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean);
}
