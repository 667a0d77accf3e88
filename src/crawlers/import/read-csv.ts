import { LONGEST_CELL, MOST_COLUMNS, type TableRow } from './table.ts';

/** What separates cells. `;` is Vietnamese Excel's, because the comma is its decimal sign. */
const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Characters from which the delimiter is told. */
const SAMPLE_CHARS = 64 * 1_024;
const SAMPLE_ROWS = 10;
const UNCLOSED = 'a quote is opened and not closed';
/** First line by which Excel is told the delimiter. */
const SEP_LINE = /^sep=(.)\r?\n/i;

/**
 * Rows of a CSV text (RFC 4180, and what spreadsheets make of it): quotes doubled inside quotes, line breaks inside quotes, `\n`, `\r\n` and `\r`, a quote
 * in the middle of a cell as a plain character. The delimiter is told from the first rows. Memory is bounded by one row: a
 * quote that is never closed costs one named row, and reading goes on at the next line.
 */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<TableRow> {
  const chunks = text[Symbol.asyncIterator]();
  let head = '';
  let isOver = false;
  while (!isOver && head.length < SAMPLE_CHARS) {
    const step = await chunks.next();
    isOver = step.done === true;
    head += step.done ? '' : step.value;
  }
  const told = SEP_LINE.exec(head);
  const reader = createReader(told?.[1] ?? delimiterOf(head), told ? 2 : 1);
  yield* readChunk(reader, told ? head.slice(told[0].length) : head);
  for (let step = isOver ? null : await chunks.next(); step && !step.done; step = await chunks.next()) yield* readChunk(reader, step.value);
  yield* endText(reader);
}

/** The delimiter with which the first rows have the most columns, as even as possible. A comma when there is none. */
function delimiterOf(head: string): string {
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const widths = [...readChunk(createReader(delimiter, 1), head)].slice(0, SAMPLE_ROWS).map(({ cells }) => cells.length);
    // One row without a line break is still in the reader.
    if (widths.length === 0) widths.push(head.split(delimiter).length);
    const [first = 1] = widths;
    const same = widths.filter((width) => width === first).length / widths.length;
    const score = (first - 1) * same ** 2;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

type State = 'start' | 'plain' | 'quoted' | 'quote' | 'skip';

/** Where reading stands between two chunks. */
interface Reader {
  readonly delimiter: string;
  /** What ends a run of plain characters outside quotes. */
  readonly stop: RegExp;
  state: State;
  cells: string[];
  cell: string;
  fault: string | null;
  /** Line that is read, and in which the row began. */
  line: number;
  rowLine: number;
  /** The last character was `\r`: a `\n` that follows belongs to it. */
  afterReturn: boolean;
}

const QUOTED_STOP = /["\r\n]/g;
const LINE_STOP = /[\r\n]/g;

function createReader(delimiter: string, line: number): Reader {
  const stop = new RegExp(`[${delimiter.replace(/[\\\]^-]/, '\\$&')}\r\n]`, 'g');
  return { delimiter, stop, state: 'start', cells: [], cell: '', fault: null, line, rowLine: line, afterReturn: false };
}

function* readChunk(reader: Reader, chunk: string): Generator<TableRow> {
  for (let at = 0; at < chunk.length;) {
    const char = chunk[at] ?? '';
    const isSecondOfTwo = reader.afterReturn && char === '\n';
    reader.afterReturn = false;
    if (isSecondOfTwo) {
      if (reader.state === 'quoted') reader.cell += char;
      at += 1;
    } else if (reader.state === 'quote') {
      // A second quote is one quote of the text; anything else ends the quoted part and is read anew.
      reader.state = char === '"' ? 'quoted' : 'plain';
      if (char === '"') reader.cell += char;
      at += char === '"' ? 1 : 0;
    } else if (reader.state === 'start' && char === '"') {
      reader.state = 'quoted';
      at += 1;
    } else {
      const end = endOfRun(reader, chunk, at);
      if (end > at) takeRun(reader, chunk.slice(at, end));
      else if (takeMark(reader, char)) yield endRow(reader);
      at = Math.max(end, at + 1);
    }
  }
}

function* endText(reader: Reader): Generator<TableRow> {
  if (reader.state === 'quoted') reader.fault = UNCLOSED;
  if (reader.state !== 'start' || reader.cells.length > 0) yield endRow(reader);
}

/** Index of the next character that means something, or the length. */
function endOfRun({ state, stop }: Reader, chunk: string, from: number): number {
  const pattern = state === 'quoted' ? QUOTED_STOP : state === 'skip' ? LINE_STOP : stop;
  pattern.lastIndex = from;
  return pattern.exec(chunk)?.index ?? chunk.length;
}

function takeRun(reader: Reader, run: string): void {
  if (reader.state === 'skip') return;
  if (reader.state === 'start') reader.state = 'plain';
  reader.cell += run;
  if (reader.cell.length <= LONGEST_CELL) return;
  reader.fault = reader.state === 'quoted' ? UNCLOSED : `a cell is longer than ${LONGEST_CELL} characters`;
  reader.cell = '';
  reader.state = 'skip';
}

/** Takes a quote, delimiter or line break. True when it ends the row. */
function takeMark(reader: Reader, char: string): boolean {
  const isBreak = char === '\r' || char === '\n';
  reader.afterReturn = char === '\r';
  if (isBreak) reader.line += 1;
  if (reader.state === 'quoted') {
    if (char === '"') reader.state = 'quote';
    else reader.cell += char;
    return false;
  }
  if (!isBreak) endCell(reader);
  return isBreak;
}

function endCell(reader: Reader): void {
  if (reader.cells.length < MOST_COLUMNS) reader.cells.push(reader.cell);
  reader.cell = '';
  reader.state = 'start';
}

function endRow(reader: Reader): TableRow {
  endCell(reader);
  const { rowLine: number, cells, fault } = reader;
  reader.cells = [];
  reader.fault = null;
  reader.rowLine = reader.line;
  return { number, cells: fault === null ? cells : [], fault };
}
