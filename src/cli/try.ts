import { once } from 'node:events';
import { DuLuanError } from '../domain/errors.ts';
import { createFilter, type Filter, type FilterOptions } from './create-filter.ts';
import { jsonLines, type JsonLine } from './json-lines.ts';

/** Answers are written in lumps of this many characters: one write per line would cost more than most steps. */
const LUMP_CHARS = 65_536;

/**
 * One step of the pipeline as a filter. One answer per input line, in order; a line that cannot be handled is answered with its
 * error and the run goes on.
 * @throws DuLuanError USAGE for an unknown step
 */
export async function tryStep(step: string, options: FilterOptions): Promise<void> {
  const filter = await createFilter(step, options);
  let lump = '';
  for await (const answer of answers(filter)) {
    lump += `${JSON.stringify(answer)}\n`;
    if (lump.length < LUMP_CHARS) continue;
    if (!process.stdout.write(lump)) await once(process.stdout, 'drain');
    lump = '';
  }
  process.stdout.write(lump);
}

async function* answers(filter: Filter): AsyncGenerator {
  if (filter.needs === 'all') yield* answerAll(await Array.fromAsync(jsonLines(process.stdin)), filter.run);
  else for await (const line of jsonLines(process.stdin)) yield await answerOne(line, filter.run);
}

async function answerOne(line: JsonLine, run: (value: unknown, number: number) => unknown): Promise<unknown> {
  if (line.error) return failure(line, line.error);
  try {
    return await run(line.value, line.number);
  } catch (error) {
    return failure(line, error);
  }
}

/** Steps that compare all lines see only the good ones; the broken ones keep their place in the answers. */
function* answerAll(lines: readonly JsonLine[], run: (values: readonly unknown[]) => readonly unknown[]): Generator {
  const good = lines.filter((line) => !line.error);
  const found = run(good.map((line) => line.value)).values();
  for (const line of lines) yield line.error ? failure(line, line.error) : found.next().value;
}

function failure(line: JsonLine, error: unknown): object {
  const value = line.value;
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
  const code = error instanceof DuLuanError ? error.code : 'INTERNAL';
  const message = error instanceof Error ? error.message : String(error);
  return { id, error: { code, message } };
}
