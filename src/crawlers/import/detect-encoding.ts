/** First bytes that are looked at for the zero bytes of UTF-16. */
const SNIFFED_BYTES = 4_096;

/**
 * Encoding of a text file, as a label of TextDecoder: byte order mark, zero bytes of UTF-16, UTF-8 when all bytes are valid UTF-8, and otherwise
 * windows-1258, which is what Vietnamese Excel writes as "CSV". Reads the file to its end: accents may first come in its last line.
 */
export async function detectEncoding(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  try {
    for await (const chunk of bytes) {
      const marked = isFirst ? utf16Of(chunk.subarray(0, SNIFFED_BYTES)) : null;
      if (marked !== null) return marked;
      isFirst = false;
      utf8.decode(chunk, { stream: true });
    }
    utf8.decode();
    return 'utf-8';
  } catch (err) {
    if (err instanceof TypeError) return 'windows-1258';
    throw err;
  }
}

/** Text has a zero byte in every other place only in UTF-16; which place tells the order. */
function utf16Of(head: Uint8Array): string | null {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (let at = 0; at < head.length; at += 1) if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (Math.max(even, odd) < head.length / 4) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** Decodes while it streams, without a byte order mark. Bytes that fit no character become U+FFFD. */
export async function* decoded(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
