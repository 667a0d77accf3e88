import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { z } from 'zod';
import { MAPPING_EXAMPLE, mappingSchema, type Mapping } from '../crawlers/import/mapping.ts';
import { openTable } from '../crawlers/import/open-table.ts';
import { isBlank } from '../crawlers/import/table.ts';
import { DuLuanError } from '../domain/errors.ts';
import { isMissingFile } from '../domain/is-missing-file.ts';
import { askMapping, type Dialogue, type Sample } from './ask-mapping.ts';

/** Rows that are shown while asking. */
const SAMPLE_ROWS = 3;

/**
 * The mapping of a table: of the file that `--map` names, of `mapping-SOURCE.json` beside the table, or asked for in the terminal and then
 * written there for next time.
 * @throws USAGE when there is none and nobody to ask, or when it cannot be read
 */
export async function chooseMapping(
  table: { readonly file: string; readonly format: 'csv' | 'xlsx' },
  options: { readonly source: string; readonly map?: string },
  dialogue: Dialogue | null,
): Promise<Mapping> {
  const path = options.map ?? join(dirname(table.file), `mapping-${options.source}.json`);
  const written = await readMapping(path);
  if (written) return written;
  if (!dialogue)
    throw new DuLuanError('USAGE', {
      detail: `A table needs a mapping of its columns: --map FILE, or ${path}, such as ${MAPPING_EXAMPLE}. In a terminal you are asked`,
    });
  const mapping = await askMapping(await sampleOf(table), dialogue);
  await writeFile(path, `${JSON.stringify(mapping, null, 2)}\n`);
  dialogue.say(`Đã ghi cách đọc các cột vào ${path}; lần sau tệp của nguồn này được đọc theo đó.`);
  return mapping;
}

/** null when there is no such file. */
async function readMapping(path: string): Promise<Mapping | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (isMissingFile(cause)) return null;
    throw new DuLuanError('USAGE', { detail: `${path} cannot be read` }, { cause });
  }
  try {
    return mappingSchema.parse(JSON.parse(text.replace(/^\ufeff/, '')));
  } catch (cause) {
    const detail = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new DuLuanError('USAGE', { detail: `${path} is no mapping such as ${MAPPING_EXAMPLE}: ${detail}` }, { cause });
  }
}

async function sampleOf({ file, format }: { readonly file: string; readonly format: 'csv' | 'xlsx' }): Promise<Sample> {
  const rows: (readonly string[])[] = [];
  for await (const row of openTable(file, format)) {
    if (row.fault === null && !isBlank(row)) rows.push(row.cells);
    if (rows.length > SAMPLE_ROWS) break;
  }
  const [header, ...rest] = rows;
  if (!header) throw new DuLuanError('USAGE', { detail: `${file} holds no rows` });
  return { header, rows: rest };
}

/** Runs `work` with the terminal to talk to, or with null when there is none. */
export async function withTerminal<T>(work: (dialogue: Dialogue | null) => Promise<T>): Promise<T> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return work(null);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await work({ say: (line) => console.error(line), ask: (question) => lines.question(question) });
  } finally {
    lines.close();
  }
}
