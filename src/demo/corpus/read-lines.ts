import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { PassThrough } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** One line that is not blank. `text` is null when it is no UTF-8 or longer than any record. */
export interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string | null;
}

/** The longest article of a corpus is some 100 KB; what is longer is no record, and must not fill the memory. */
const MAX_LINE_BYTES = 8_000_000;
const NEWLINE = 0x0a;
const BOM = '\ufeff';

/**
 * Lines of a file, unpacked when its name ends in `.gz`, in memory one at a time. CRLF and a byte order mark are taken off, blank lines
 * are passed over. Rejects with the fault of the stream when the file cannot be read or breaks off, after the lines before.
 */
export async function* readLines(path: string): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let number = 0;
  for await (const bytes of splitLines(chunksOf(path))) {
    number += 1;
    const text = bytes === null ? null : decode(decoder, bytes, number === 1);
    if (text === null || text.trim() !== '') yield { number, text };
  }
}

async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  const out = new PassThrough();
  // A fault of any part destroys the others, and so ends the loop below with it.
  const flow = path.endsWith('.gz') ? pipeline(file, createGunzip(), out) : pipeline(file, out);
  flow.catch((err: unknown) => out.destroy(err instanceof Error ? err : new Error(String(err))));
  try {
    for await (const chunk of out) yield chunk as Buffer; // no encoding is set, so chunks are buffers
  } finally {
    file.destroy();
    out.destroy();
  }
}

/** null for a line that is too long; its bytes are let go as they come. */
async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer | null> {
  let parts: Buffer[] = [];
  let size = 0;
  const add = (part: Buffer): void => {
    size += part.length;
    if (size > MAX_LINE_BYTES) parts = [];
    else parts.push(part);
  };
  const take = (): Buffer | null => {
    const line = size > MAX_LINE_BYTES ? null : Buffer.concat(parts);
    parts = [];
    size = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    if (start < chunk.length) add(chunk.subarray(start));
  }
  if (size > 0) yield take();
}

function decode(decoder: TextDecoder, bytes: Buffer, isFirst: boolean): string | null {
  try {
    const text = decoder.decode(bytes);
    return isFirst && text.startsWith(BOM) ? text.slice(1) : text;
  } catch {
    // fatal: true throws for bytes that are no UTF-8; the caller counts the line.
    return null;
  }
}
