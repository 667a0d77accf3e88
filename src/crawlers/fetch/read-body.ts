import { pipeline, type Readable } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { DuLuanError } from '../../domain/errors.ts';

/** What we ask for; zstd is left out because servers that send it send these too. */
export const ACCEPTED_ENCODINGS = 'gzip, br, deflate';

/** More layers than one come from a proxy that compresses twice; more than two only from somebody who wants to keep us busy. */
const MOST_LAYERS = 2;

/** A page that breaks off is worth its beginning: browsers show it too. */
const LENIENT = { finishFlush: constants.Z_SYNC_FLUSH };
const LENIENT_BROTLI = { finishFlush: constants.BROTLI_OPERATION_FLUSH };

/**
 * Reads and decompresses a body while it streams, and stops at `maxBytes` decompressed: 510 kB of gzip can hold 646 MB.
 * @throws DuLuanError FETCH_TOO_LARGE; FETCH_UNREACHABLE for an encoding that is unknown.
 */
export async function readBody(
  body: Readable,
  encoding: string,
  limit: { readonly url: string; readonly maxBytes: number },
): Promise<Uint8Array> {
  const layers = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (layers.length > MOST_LAYERS)
    throw new DuLuanError('FETCH_UNREACHABLE', { url: limit.url, detail: `encoding ${encoding.slice(0, 60)}` });
  let source: Readable = body;
  for (const layer of layers.toReversed()) source = await decompressed(source, layer, limit.url);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      // No decoder is set on any stream here, so chunks are bytes.
      size += chunk.length;
      if (size > limit.maxBytes) throw new DuLuanError('FETCH_TOO_LARGE', { url: limit.url, maxBytes: limit.maxBytes });
      chunks.push(chunk);
    }
  } finally {
    body.destroy();
  }
  return Buffer.concat(chunks, size);
}

async function decompressed(source: Readable, layer: string, url: string): Promise<Readable> {
  // The callback is where pipeline reports faults; the reader of the last stream gets them as well.
  const through = (decoder: NodeJS.ReadWriteStream & Readable): Readable => pipeline(source, decoder, () => {});
  if (layer === 'gzip' || layer === 'x-gzip') return through(createGunzip(LENIENT));
  if (layer === 'br') return through(createBrotliDecompress(LENIENT_BROTLI));
  if (layer !== 'deflate') throw new DuLuanError('FETCH_UNREACHABLE', { url, detail: `encoding ${layer.slice(0, 30)}` });
  return through((await startsLikeZlib(source)) ? createInflate(LENIENT) : createInflateRaw(LENIENT));
}

/** `deflate` means zlib in the standard and raw deflate in old servers; the first byte tells them apart. */
async function startsLikeZlib(source: Readable): Promise<boolean> {
  if (source.readableLength === 0 && !source.readableEnded)
    await new Promise<void>((ready) => void source.once('readable', ready).once('error', ready));
  const first: unknown = source.read(1);
  if (!(first instanceof Uint8Array)) return true;
  source.unshift(first);
  return ((first[0] ?? 0) & 0x0f) === 8;
}
