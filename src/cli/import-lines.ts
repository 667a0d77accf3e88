import { createReadStream } from 'node:fs';
import { importItem } from '../crawlers/import/import-item.ts';
import { importRow } from '../crawlers/import/import-row.ts';
import { placesOf, type Mapping, type Places } from '../crawlers/import/mapping.ts';
import { openTable } from '../crawlers/import/open-table.ts';
import { isBlank } from '../crawlers/import/table.ts';
import { DuLuanError } from '../domain/errors.ts';
import type { RawItem } from '../domain/raw-item.ts';
import { jsonLines } from './json-lines.ts';

/** One line or row of a file: the item that it holds, or why it holds none. */
export type ImportLine = { readonly number: number; readonly item: RawItem } | { readonly number: number; readonly error: unknown };

interface ReadOptions {
  readonly sourceId: string;
  /** Told how many bytes of the file have been read; never called for XLSX, which is not read in order. */
  readonly onBytes: (count: number) => void;
}

/** Items of a JSON Lines file. */
export async function* importJsonLines(file: string, { sourceId, onBytes }: ReadOptions): AsyncGenerator<ImportLine> {
  const stream = createReadStream(file);
  for await (const { number, value, error } of jsonLines(stream)) {
    onBytes(stream.bytesRead);
    yield error ? { number, error } : lineOf(number, () => importItem(value, { sourceId, now: Date.now() }));
  }
}

/** Items of a CSV or XLSX file, whose first row holds the headings. @throws USAGE when a mapped column is missing or the file cannot be read. */
export async function* importTable(
  table: { readonly file: string; readonly format: 'csv' | 'xlsx' },
  mapping: Mapping,
  { sourceId, onBytes }: ReadOptions,
): AsyncGenerator<ImportLine> {
  let places: Places | null = null;
  try {
    for await (const row of openTable(table.file, table.format, { sheet: mapping.sheet, onBytes })) {
      if (isBlank(row)) continue;
      const known = places;
      if (known) yield lineOf(row.number, () => importRow(row, { mapping, places: known, sourceId, now: Date.now() }));
      else places = placesOf(mapping, row.cells);
    }
  } catch (cause) {
    // Faults of single rows are answers; what comes here is about the file as a whole.
    const detail = `${table.file} cannot be imported: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new DuLuanError('USAGE', { detail }, { cause });
  }
}

function lineOf(number: number, read: () => RawItem): ImportLine {
  try {
    return { number, item: read() };
  } catch (error) {
    return { number, error };
  }
}
