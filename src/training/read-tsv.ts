import { readFileSync } from 'node:fs';
import { DuLuanError } from '../domain/errors.ts';

/** One line of a table by the names of its columns; what a short line lacks is empty. */
export type TsvRow = Readonly<Record<string, string>>;

/**
 * Reads a table of tab-separated values whose first line names the columns: no quoting, one line per row, empty lines skipped. Throws BAD_INPUT
 * when a wanted column is missing.
 */
export function readTsv(path: string, wanted: readonly string[]): TsvRow[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  const columns = head.split('\t');
  const missing = wanted.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw new DuLuanError('BAD_INPUT', {
      line: 1,
      detail: `${path}: there is no column ${missing.join(', ')}; there are ${columns.join(', ')}`,
    });
  }
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const cells = line.split('\t');
      return Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? '']));
    });
}
