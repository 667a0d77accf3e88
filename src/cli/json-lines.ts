import { DuLuanError } from '../domain/errors.ts';

export interface JsonLine {
  /** 1-based. */
  readonly number: number;
  /** Parsed value; undefined when the line is not JSON. */
  readonly value: unknown;
  readonly error: DuLuanError | null;
}

/** A single line above this is refused instead of filling memory; the largest page that the crawler accepts is 5 MB. */
const MAX_LINE_BYTES = 64 * 1_024 * 1_024;
const NEWLINE = 0x0a;

/**
 * Lines of a JSON Lines stream. A line ends at `\n` only: U+2028 inside a string is data, where Node's readline would split. Empty lines
 * are passed over; a last line without `\n` counts. Bytes that are no UTF-8 become U+FFFD.
 */
export async function* jsonLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<JsonLine> {
  let number = 0;
  let parts: Uint8Array[] = [];
  let held = 0;
  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      number += 1;
      const line = parse([...parts, chunk.subarray(start, end)], held + end - start, number);
      if (line) yield line;
      parts = [];
      held = 0;
      start = end + 1;
    }
    if (start < chunk.length) {
      held += chunk.length - start;
      // What is over the limit will be refused anyway; only its length is kept.
      if (held <= MAX_LINE_BYTES) parts.push(chunk.subarray(start));
    }
  }
  const last = held > 0 ? parse(parts, held, number + 1) : null;
  if (last) yield last;
}

function parse(parts: readonly Uint8Array[], bytes: number, number: number): JsonLine | null {
  if (bytes > MAX_LINE_BYTES) return refuse(number, `longer than ${MAX_LINE_BYTES} bytes`);
  const text = Buffer.concat(parts)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim();
  if (text === '') return null;
  try {
    return { number, value: JSON.parse(text), error: null };
  } catch (error) {
    return refuse(number, error instanceof Error ? error.message : String(error));
  }
}

function refuse(number: number, detail: string): JsonLine {
  return { number, value: undefined, error: new DuLuanError('BAD_INPUT', { line: number, detail }) };
}
