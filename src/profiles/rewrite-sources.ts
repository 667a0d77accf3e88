import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Source } from '../domain/source.ts';

/** Fields of one row of sources.json as written there; null takes a field out. */
export type SourceRow = Readonly<Record<string, unknown>>;

const rowsSchema = z.array(z.looseObject({ id: z.string() }));

/** What differs in `wanted`: the fields with their new values, null for one that goes. Empty when the rows are the same. */
export function changedRow(source: Source, wanted: Source): SourceRow {
  const before: Record<string, unknown> = source;
  const after: Record<string, unknown> = wanted;
  const names = Object.keys({ ...before, ...after }).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(names.map((name) => [name, after[name] ?? null]));
}

/** Writes the changed fields into the rows of a sources.json, one row per line, everything else as it was. The old file stays until the new one is whole. */
export async function rewriteSources(path: string, changes: ReadonlyMap<string, SourceRow>): Promise<void> {
  const rows = rowsSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  const written = rows.map((row) => {
    const merged = Object.entries({ ...row, ...changes.get(row.id) });
    return oneLine(Object.fromEntries(merged.filter(([name, value]) => value !== null || name === 'outlet' || name === 'checkedOn')));
  });
  await writeFile(`${path}.new`, `[\n${written.map((row) => `  ${row}`).join(',\n')}\n]\n`);
  await rename(`${path}.new`, path);
}

/** JSON with a space after each colon and comma, as the profiles are written. */
function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, inner]) => `${JSON.stringify(name)}: ${oneLine(inner)}`)
    .join(', ')}}`;
}
