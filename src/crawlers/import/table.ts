/** A row of a table. `cells` are as written, not trimmed; a row that cannot be read says why. Dates of a spreadsheet are text of the wall clock. */
export interface TableRow {
  /** Where it begins: line of the file for CSV, row of the sheet for XLSX. 1-based. */
  readonly number: number;
  readonly cells: readonly string[];
  /** For a person; null when the row is whole. */
  readonly fault: string | null;
}

/** A table that is read while it streams. Times are those of Asia/Ho_Chi_Minh unless they carry a zone. */
export type Table = AsyncGenerator<TableRow>;

/** A cell above this is a quote that was never closed, or no opinion. */
export const LONGEST_CELL = 1_000_000;
/** Exports have tens of columns; Excel allows 16,384, and a hostile file fills them. */
export const MOST_COLUMNS = 1_000;

/** Whether nothing stands in any cell. Spreadsheets end in thousands of such rows. */
export function isBlank({ cells, fault }: TableRow): boolean {
  return fault === null && cells.every((cell) => cell.trim() === '');
}
