import { createHash } from 'node:crypto';

const FIRST = ['meo', 'gio', 'song', 'nang', 'rom', 'bien', 'cau', 'pho', 'tre', 'sen', 'muoi', 'doi', 'bep', 'xe', 'la', 'mua'];
const SECOND = ['luoi', 'vang', 'xanh', 'som', 'dem', 'cu', 'ben', 'nho', 'cong', 'dong', 'lang', 'que', 'ngoc', 'trang', 'hoa', 'bac'];

/** What a real forum or comment service would show of the writer, so that crawlers have something to leave alone. Invented: no one bears it. */
export interface InventedWriter {
  readonly name: string;
  readonly number: number;
}

/** Always the same writer for the same id. */
export function inventedWriter(id: string): InventedWriter {
  const bytes = createHash('sha256').update(`writer ${id}`).digest();
  const first = FIRST[bytes.readUInt8(0) % FIRST.length] ?? '';
  const second = SECOND[bytes.readUInt8(1) % SECOND.length] ?? '';
  const number = bytes.readUInt16BE(2);
  return { name: `${first}_${second}_${number % 100}`, number };
}
