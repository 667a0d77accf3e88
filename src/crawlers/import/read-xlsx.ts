import { posix } from 'node:path';
import { dateOfSerial, isDateFormat } from './excel-date.ts';
import { openZip, type OpenZip } from './open-zip.ts';
import { readXml, streamXml } from './read-xml-parts.ts';
import { LONGEST_CELL, MOST_COLUMNS, type TableRow } from './table.ts';

/** How much of a workbook is unpacked at most, in bytes. */
export interface XlsxLimits {
  /** The sheet streams, so this bounds time and not memory: 500 MB are some four million rows and half a minute. */
  readonly sheet: number;
  /** Texts that cells share are held in memory. */
  readonly strings: number;
}

const LIMITS: XlsxLimits = { sheet: 500_000_000, strings: 200_000_000 };
/** Styles, relations and the list of sheets. */
const SMALL_PART = 20_000_000;

/** What cells refer to. */
interface Workbook {
  readonly strings: readonly string[];
  /** By number of the cell's style: whether it shows a day. */
  readonly isDate: readonly boolean[];
  readonly calendar: 1900 | 1904;
}

/**
 * Rows of one sheet of an .xlsx workbook, the first when none is named. Of formulas the result that was saved is read, nothing is computed;
 * macros, links and pictures are not even unpacked. Numbers that show a day become `YYYY-MM-DD HH:MM:SS`.
 * @throws Error, for a person, when the file is no workbook, is damaged, is larger unpacked than the limits, or has no such sheet.
 */
export async function* readXlsx(file: string, sheet?: string, limits: XlsxLimits = LIMITS): AsyncGenerator<TableRow> {
  const zip = await openZip(file);
  try {
    const { part, calendar } = await findSheet(zip, sheet);
    const strings = zip.names.includes('xl/sharedStrings.xml') ? await readStrings(zip, limits.strings) : [];
    const isDate = zip.names.includes('xl/styles.xml') ? await readStyles(zip) : [];
    yield* readSheet(await zip.read(part, limits.sheet), { strings, isDate, calendar });
  } finally {
    zip.close();
  }
}

/** Names of the sheets, in the order of their tabs. */
async function findSheet(zip: OpenZip, wanted: string | undefined): Promise<{ part: string; calendar: 1900 | 1904 }> {
  const sheets: { name: string; relation: string }[] = [];
  let calendar: 1900 | 1904 = 1900;
  await readXml(await zip.read('xl/workbook.xml', SMALL_PART), {
    open(name, attributes) {
      if (name === 'sheet') sheets.push({ name: attributes['name'] ?? '', relation: attributes['r:id'] ?? '' });
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes['date1904'] ?? '')) calendar = 1904;
    },
  });
  const targets = new Map<string, string>();
  await readXml(await zip.read('xl/_rels/workbook.xml.rels', SMALL_PART), {
    open(_, attributes) {
      const { Id: id, Target: target } = attributes;
      if (id !== undefined && target !== undefined) targets.set(id, posix.join(target.startsWith('/') ? '/' : '/xl', target).slice(1));
    },
  });
  const found = wanted === undefined ? sheets[0] : sheets.find(({ name }) => name === wanted);
  const part = found && targets.get(found.relation);
  if (part === undefined)
    throw new Error(`there is no sheet ${wanted ?? ''}; it has ${sheets.map(({ name }) => name).join(', ') || 'none'}`);
  return { part, calendar };
}

async function readStrings(zip: OpenZip, maxBytes: number): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let phonetic = 0;
  await readXml(await zip.read('xl/sharedStrings.xml', maxBytes), {
    open(name) {
      if (name === 'si') text = '';
      // How a text is pronounced is no part of it.
      if (name === 'rPh') phonetic += 1;
      isText = name === 't' && phonetic === 0;
    },
    text(part) {
      if (isText && text.length <= LONGEST_CELL) text += part;
    },
    close(name) {
      if (name === 'si') strings.push(text);
      if (name === 'rPh') phonetic -= 1;
      if (name === 't') isText = false;
    },
  });
  return strings;
}

async function readStyles(zip: OpenZip): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const isDate: boolean[] = [];
  let inCells = false;
  await readXml(await zip.read('xl/styles.xml', SMALL_PART), {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'cellXfs') inCells = true;
      const id = Number(attributes['numFmtId'] ?? 0);
      if (name === 'xf' && inCells) isDate.push(isDateFormat(id, codes.get(id)));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return isDate;
}

async function* readSheet(bytes: AsyncIterable<Uint8Array>, book: Workbook): AsyncGenerator<TableRow> {
  let rows: TableRow[] = [];
  let number = 0;
  let cells: string[] = [];
  let cell = { column: 0, type: '', style: 0, value: '' };
  let isValue = false;
  const chunks = streamXml(bytes, {
    open(name, attributes) {
      if (name === 'row') {
        number = Number(attributes['r'] ?? number + 1);
        cells = [];
        cell = { ...cell, column: -1 };
      } else if (name === 'c') {
        const column = columnOf(attributes['r'] ?? '') ?? cell.column + 1;
        cell = { column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), value: '' };
      } else isValue = name === 'v' || name === 't';
    },
    text(part) {
      if (isValue && cell.value.length <= LONGEST_CELL) cell.value += part;
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false;
      if (name === 'c' && cell.column < MOST_COLUMNS) {
        while (cells.length < cell.column) cells.push('');
        cells[cell.column] = textOf(cell, book);
      }
      if (name === 'row') rows.push({ number, cells, fault: null });
    },
  });
  for await (const _ of chunks) {
    yield* rows;
    rows = [];
  }
}

function textOf({ type, style, value }: { type: string; style: number; value: string }, book: Workbook): string {
  if (type === 's') return book.strings[Number(value)] ?? '';
  // `#N/A` and its kin say that there is no value.
  if (type === 'e') return '';
  if (type === 'd') return value.replace('T', ' ');
  return type === 'n' && value !== '' && book.isDate[style] ? (dateOfSerial(Number(value), book.calendar) ?? value) : value;
}

/** 0 for `A5`, 27 for `AB5`; null without letters. */
function columnOf(reference: string): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + (letter.codePointAt(0) ?? 0) - 64, 0) - 1;
}
