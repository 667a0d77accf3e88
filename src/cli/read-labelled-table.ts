import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { decoded, detectEncoding } from '../crawlers/import/detect-encoding.ts';
import { headingKey } from '../crawlers/import/mapping.ts';
import { formatOf, openTable } from '../crawlers/import/open-table.ts';
import { isBlank, type TableRow } from '../crawlers/import/table.ts';
import { DuLuanError } from '../domain/errors.ts';
import type { LabelledText } from '../training/corpus/labelled-text.ts';
import { jsonLines } from './json-lines.ts';

/** Names of the columns, or of the fields of JSON Lines; of columns, case and surrounding space do not matter. */
export interface LabelledColumns {
  readonly text: string;
  readonly label: string;
  /** What the text answers; null when it answers nothing. */
  readonly title: string | null;
}

export interface LabelledTable {
  readonly texts: readonly LabelledText[];
  /** Rows without a label or without a text. */
  readonly passedOver: number;
}

/** A text takes some 40 kB while it teaches: 2 GB for so many. */
const MOST_ROWS = 50_000;
/** So many rows of a comment's length are 25 MB; what is far larger is another kind of file. */
const MOST_BYTES = 256 * 1_024 * 1_024;

/** One row by the order of the columns wanted: text, label, title. A cell that is not there is empty. */
type Cells = readonly [text: string, label: string, title: string];

/**
 * The labelled texts of a CSV, TSV, XLSX or JSON Lines file in any encoding that `import` reads. A `.tsv` file knows no quotes, as its media type says.
 * @throws USAGE when it cannot be read, TABLE_UNFIT when a column is missing or it is too large, BAD_INPUT for a faulty row: half a corpus teaches something else
 */
export async function readLabelledTable(file: string, columns: LabelledColumns): Promise<LabelledTable> {
  const texts: LabelledText[] = [];
  let passedOver = 0;
  try {
    for await (const [text, label, title] of await openRows(file, columns)) {
      if (text === '' || label === '') passedOver += 1;
      else texts.push({ text, label, title });
      if (texts.length > MOST_ROWS) throw unfit(file, `it has more than ${MOST_ROWS} rows; give it a part of them`);
    }
  } catch (cause) {
    if (cause instanceof DuLuanError) throw cause;
    // What comes here is about the file as a whole: it is not there, or no whole workbook.
    throw new DuLuanError(
      'USAGE',
      { detail: `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}` },
      { cause },
    );
  }
  return { texts, passedOver };
}

async function openRows(file: string, columns: LabelledColumns): Promise<AsyncIterable<Cells>> {
  const { size } = await stat(file);
  if (size > MOST_BYTES) throw unfit(file, `it is larger than ${MOST_BYTES / 1_024 / 1_024} MB; give it a part of it`);
  if (size === 0) throw unfit(file, 'it is empty');
  const format = await formatOf(file);
  if (format === 'xls') throw new DuLuanError('USAGE', { detail: `${file} is a workbook of the old kind; save it as .xlsx or CSV` });
  if (format === 'jsonl') return jsonRows(file, columns);
  return tableRows(file, columns, file.toLowerCase().endsWith('.tsv') ? unquotedRows(file) : openTable(file, format));
}

/** Of the columns in a row; -1 for none. */
interface Places {
  readonly text: number;
  readonly label: number;
  readonly title: number;
}

async function* tableRows(file: string, columns: LabelledColumns, rows: AsyncIterable<TableRow>): AsyncGenerator<Cells> {
  let places: Places | null = null;
  for await (const row of rows) {
    if (isBlank(row)) continue;
    if (row.fault !== null) throw new DuLuanError('BAD_INPUT', { line: row.number, detail: `${file}: ${row.fault}` });
    const cell = (at: number): string => row.cells[at]?.trim() ?? '';
    if (places) yield [cell(places.text), cell(places.label), cell(places.title)];
    else places = placesIn(file, columns, row.cells);
  }
}

function placesIn(file: string, columns: LabelledColumns, header: readonly string[]): Places {
  const keys = header.map(headingKey);
  const missing = namesOf(columns).filter((name) => !keys.includes(headingKey(name)));
  if (missing.length > 0) throw unfit(file, noColumn(missing, header));
  const at = (name: string): number => keys.indexOf(headingKey(name));
  return { text: at(columns.text), label: at(columns.label), title: columns.title === null ? -1 : at(columns.title) };
}

function namesOf({ text, label, title }: LabelledColumns): string[] {
  return title === null ? [text, label] : [text, label, title];
}

async function* jsonRows(file: string, columns: LabelledColumns): AsyncGenerator<Cells> {
  const seen = new Set<string>();
  for await (const { number, value, error } of jsonLines(utf8(file))) {
    if (error) throw new DuLuanError('BAD_INPUT', { line: number, detail: `${file}: ${error.facts['detail'] ?? ''}` }, { cause: error });
    if (typeof value !== 'object' || value === null)
      throw new DuLuanError('BAD_INPUT', { line: number, detail: `${file}: it is no JSON object` });
    const fields = new Map<string, unknown>(Object.entries(value));
    for (const name of fields.keys()) if (seen.size < MOST_NAMES) seen.add(name);
    const field = (name: string | null): string => (name === null ? '' : written(fields.get(name)));
    yield [field(columns.text), field(columns.label), field(columns.title)];
  }
  const missing = namesOf(columns).filter((name) => !seen.has(name));
  if (missing.length > 0) throw unfit(file, noColumn(missing, [...seen]));
}

/** Fields that are remembered for the message about one that is missing. */
const MOST_NAMES = 1_000;

function written(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value).trim() : '';
}

/** Rows of tab-separated values without quotes. */
async function* unquotedRows(file: string): AsyncGenerator<TableRow> {
  const text = (await Array.fromAsync(decodedFile(file))).join('');
  for (const [at, line] of text.split(/\r\n|\n|\r/).entries()) yield { number: at + 1, cells: line.split('\t'), fault: null };
}

async function* utf8(file: string): AsyncGenerator<Uint8Array> {
  for await (const part of decodedFile(file)) yield Buffer.from(part);
}

async function* decodedFile(file: string): AsyncGenerator<string> {
  yield* decoded(createReadStream(file), await detectEncoding(createReadStream(file)));
}

function unfit(file: string, detail: string): DuLuanError {
  return new DuLuanError('TABLE_UNFIT', { file, detail });
}

function noColumn(missing: readonly string[], found: readonly string[]): string {
  const names = found.map((name) => name.trim()).filter(Boolean);
  return `there is no column "${missing.join('", "')}"; it has ${names.join(' | ') || 'none'}`;
}
