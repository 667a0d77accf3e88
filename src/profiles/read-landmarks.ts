import type { Landmark } from '../domain/place.ts';
import { listOf } from './read-places.ts';

const COLUMNS = ['name', 'kind', 'spellings', 'units', 'alone', 'checked'];

/** A landmarks.tsv without a landmark. */
export const NO_LANDMARKS = `${COLUMNS.join('\t')}\n`;

const TRUTHS = new Map([
  ['yes', true],
  ['no', false],
]);

/** Not yet checked by `landmarkSchema`. */
export type LandmarkRow = Omit<Landmark, 'kind' | 'checked'> & { readonly kind: string; readonly checked: string };

/**
 * Reads landmarks.tsv: one landmark per line, tab-separated, columns as in COLUMNS, lists joined by `; `. `fault` makes the error that is thrown for another
 * header, a line with another number of columns, and an `alone` that is neither yes nor no.
 */
export function readLandmarks(table: string, fault: (detail: string) => Error): LandmarkRow[] {
  const [header = '', ...lines] = table.split(/\r?\n/);
  if (header !== COLUMNS.join('\t')) throw fault(`line 1 must name the columns ${COLUMNS.join(', ')}`);
  const rows: LandmarkRow[] = [];
  for (const [at, line] of lines.entries())
    if (line !== '') rows.push(readRow(line.normalize('NFC'), (detail) => fault(`line ${at + 2}: ${detail}`)));
  return rows;
}

function readRow(line: string, fault: (detail: string) => Error): LandmarkRow {
  const cells = line.split('\t');
  if (cells.length !== COLUMNS.length) throw fault(`${cells.length} columns instead of ${COLUMNS.length}`);
  const [name = '', kind = '', spellings = '', units = '', alone = '', checked = ''] = cells;
  const isKnownAlone = TRUTHS.get(alone);
  if (isKnownAlone === undefined) throw fault(`alone is yes or no, not ${alone}`);
  return { name, kind, spellings: listOf(spellings), units: listOf(units), isKnownAlone, checked };
}
