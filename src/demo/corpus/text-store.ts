/** Texts kept as UTF-8 in large blocks: half the memory of strings, and nothing for the garbage collector to walk. */
export interface TextStore {
  /** Position of the text, counted from 0. */
  add(text: string): number;
  /** @throws RangeError for a position that was never given. */
  get(position: number): string;
}

/** Large enough that a corpus of 20 MB has some twenty of them. */
const BLOCK_BYTES = 1_048_576;

export function createTextStore(): TextStore {
  const blocks: Buffer[] = [];
  const places: { block: number[]; start: number[]; length: number[] } = { block: [], start: [], length: [] };
  let used = BLOCK_BYTES;
  return {
    add(text) {
      const length = Buffer.byteLength(text);
      const last = blocks.at(-1);
      let block = last;
      if (!block || used + length > block.length) {
        block = Buffer.allocUnsafe(Math.max(BLOCK_BYTES, length));
        blocks.push(block);
        used = 0;
      }
      block.write(text, used);
      places.block.push(blocks.length - 1);
      places.start.push(used);
      places.length.push(length);
      used += length;
      return places.start.length - 1;
    },
    get(position) {
      const block = blocks[places.block[position] ?? -1];
      if (!block) throw new RangeError(`there is no text ${position}`);
      const start = places.start[position] ?? 0;
      return block.toString('utf8', start, start + (places.length[position] ?? 0));
    },
  };
}
