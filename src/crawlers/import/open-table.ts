import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { decoded, detectEncoding } from './detect-encoding.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import type { Table } from './table.ts';

/** What a file is, told by its beginning and not by its name. `xls` is the old binary workbook, which is not read. */
export type FileFormat = 'jsonl' | 'csv' | 'xlsx' | 'xls';

/** Bytes that tell the format. */
const HEAD_BYTES = 512;

/** @throws Error when the file cannot be read. */
export async function formatOf(file: string): Promise<FileFormat> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead).toString('latin1');
    if (head.startsWith('PK\u0003\u0004')) return 'xlsx';
    if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) return 'xls';
    // Zero bytes are those of UTF-16, the rest the UTF-8 mark.
    return head
      .replaceAll('\0', '')
      .replace(/^\u00ef\u00bb\u00bf/, '')
      .trimStart()
      .startsWith('{')
      ? 'jsonl'
      : 'csv';
  } finally {
    await handle.close();
  }
}

/** Rows of a CSV or XLSX file, of the first sheet unless one is named. `onBytes` is told how much of a CSV file has been read. */
export async function* openTable(
  file: string,
  format: 'csv' | 'xlsx',
  options: { readonly sheet?: string | undefined; readonly onBytes?: (count: number) => void } = {},
): Table {
  if (format === 'xlsx') {
    yield* readXlsx(file, options.sheet);
    return;
  }
  const encoding = await detectEncoding(createReadStream(file));
  const stream = createReadStream(file);
  for await (const row of readCsv(decoded(stream, encoding))) {
    options.onBytes?.(stream.bytesRead);
    yield row;
  }
}
