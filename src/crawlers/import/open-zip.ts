import yauzl from 'yauzl';

/** Parts of a zip file by name, read while they are unpacked. */
export interface OpenZip {
  readonly names: readonly string[];
  /** Bytes of a part. @throws Error, for a person, when it is absent, damaged or larger unpacked than `maxBytes`. */
  read(name: string, maxBytes: number): Promise<AsyncIterable<Uint8Array>>;
  close(): void;
}

/** A workbook has some tens of parts. */
const MOST_PARTS = 2_000;

/** Opens a zip file without unpacking anything. @throws Error, for a person, when it is none. */
export async function openZip(file: string): Promise<OpenZip> {
  const zip = await yauzl.openPromise(file, { autoClose: false });
  try {
    const entries = await listEntries(zip);
    return {
      names: [...entries.keys()],
      async read(name, maxBytes) {
        const entry = entries.get(name);
        if (!entry) throw new Error(`the part ${name} is missing`);
        if (entry.uncompressedSize > maxBytes) throw tooLarge(name, maxBytes);
        return limited((await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>, name, maxBytes); // no encoding is set on the stream
      },
      close: () => zip.close(),
    };
  } catch (err) {
    zip.close();
    throw err;
  }
}

async function listEntries(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  if (zip.entryCount > MOST_PARTS) throw new Error(`it has more than ${MOST_PARTS} parts`);
  const entries = new Map<string, yauzl.Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  return entries;
}

/** The declared size may lie, so what is unpacked is counted as well. */
async function* limited(bytes: AsyncIterable<Uint8Array>, name: string, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(name, maxBytes);
    yield chunk;
  }
}

function tooLarge(name: string, maxBytes: number): Error {
  return new Error(`the part ${name} is larger than ${maxBytes} bytes when it is unpacked`);
}
