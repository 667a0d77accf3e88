import { describe, expect, it } from 'vitest';
import { decoded, detectEncoding } from '../../../src/crawlers/import/detect-encoding.ts';
import { readCsv } from '../../../src/crawlers/import/read-csv.ts';
import type { TableRow } from '../../../src/crawlers/import/table.ts';

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function rowsOf(text: string, size = 1 << 16): Promise<TableRow[]> {
  return Array.fromAsync(readCsv(pieces(text, size)));
}

async function* bytesOf(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

async function cellsOf(text: string): Promise<readonly (readonly string[])[]> {
  return (await rowsOf(text)).map(({ cells }) => cells);
}

describe('readCsv', () => {
  it.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons, with commas in the text', 'a;b\n1;2\n'],
    ['tabs', 'a\tb\n1\t2\n'],
    ['bars', 'a|b\n1|2\n'],
    ['Windows line ends', 'a;b\r\n1;2\r\n'],
    ['old Macintosh line ends', 'a;b\r1;2\r'],
    ['no line end at the end', 'a;b\n1;2'],
    ["Excel's own first line", 'sep=;\r\na;b\r\n1;2\r\n'],
  ])('reads %s', async (_, text) => {
    expect(await cellsOf(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('is not misled by commas within sentences', async () => {
    expect(await cellsOf('nội dung;ngày\nĐèn đỏ hỏng, kẹt xe, bụi;1\nỔ gà, ngập;2\n')).toEqual([
      ['nội dung', 'ngày'],
      ['Đèn đỏ hỏng, kẹt xe, bụi', '1'],
      ['Ổ gà, ngập', '2'],
    ]);
  });

  it('keeps quotes, delimiters and line breaks inside quotes, wherever a piece ends', async () => {
    const text = 'text,at\r\n"Anh nói: ""phạt nặng""\r\nlà đúng, tôi nghĩ",1\r\nxe 24" cũ,2\r\n"",3\r\n';
    const whole = await rowsOf(text);
    expect(whole.map(({ cells }) => cells)).toEqual([
      ['text', 'at'],
      ['Anh nói: "phạt nặng"\r\nlà đúng, tôi nghĩ', '1'],
      ['xe 24" cũ', '2'],
      ['', '3'],
    ]);
    expect(whole.map(({ number }) => number)).toEqual([1, 2, 4, 5]);
    const inPieces = await Promise.all([1, 2, 3, 5, 7].map((size) => rowsOf(text, size)));
    for (const rows of inPieces) expect(rows).toEqual(whole);
  });

  it('names a quote that is never closed and goes on behind a million characters', async () => {
    const text = `a,b\n"nobody closes this,1\n${'x,y\n'.repeat(300_000)}last,row\n`;
    const rows = await rowsOf(text);
    expect(rows[1]).toMatchObject({ number: 2, cells: [], fault: 'a quote is opened and not closed' });
    expect(rows.at(-1)).toMatchObject({ cells: ['last', 'row'], fault: null });
    expect(await rowsOf('a,b\n"open')).toMatchObject([{ number: 1 }, { number: 2, fault: 'a quote is opened and not closed' }]);
  });

  it('reads nothing from nothing, and empty lines as empty rows', async () => {
    expect(await rowsOf('')).toEqual([]);
    expect(await cellsOf('a\n\n')).toEqual([['a'], ['']]);
  });

  it('is not filled by a row of a million columns', async () => {
    const [row] = await rowsOf(','.repeat(1_000_000));
    expect(row?.cells).toHaveLength(1_000);
  });

  it('holds no more than a row of 100 MB in memory', async () => {
    const block = '"Đèn đỏ ngã tư chờ hơn hai phút, ai cũng vượt.";21/11/2026;7\n'.repeat(1_600);
    async function* big(): AsyncGenerator<string> {
      yield 'text;day;id\n';
      for (let count = 0; count < 1_000; count += 1) yield block;
    }
    const before = process.memoryUsage().heapUsed;
    let rows = 0;
    let most = 0;
    for await (const { cells } of readCsv(big())) {
      rows += cells.length === 3 ? 1 : 0;
      if (rows % 200_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed - before);
    }
    expect(rows).toBe(1_600_001);
    expect(most).toBeLessThan(150_000_000);
  });
});

/** Vietnamese letters as windows-1258 writes them: base letters and combining marks, one byte each. */
function windows1258(text: string): Uint8Array {
  const decoder = new TextDecoder('windows-1258');
  const codes = new Map(Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code]));
  const letters = [...text.normalize('NFC')].flatMap((char) => {
    if (codes.has(char)) return [char];
    const [base = '', ...marks] = char.normalize('NFD');
    // Tone marks have bytes of their own; ă, â, ê, ô, ơ, ư are letters.
    const tone = marks.find((mark) => '\u0300\u0301\u0303\u0309\u0323'.includes(mark)) ?? '';
    const letter = (base + marks.filter((mark) => mark !== tone).join('')).normalize('NFC');
    return [letter, tone];
  });
  return Uint8Array.from(letters.filter(Boolean).map((char) => codes.get(char) ?? 63));
}

describe('detectEncoding', () => {
  const text = 'Nội dung;Ngày\nĐường Lạch Tray kẹt xe, phạt nguội thế là đúng;21/11/2026\n';
  const utf8 = new TextEncoder().encode(text);
  const utf16 = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
  it.each([
    ['UTF-8', [utf8]],
    ['UTF-8 with a mark', [Uint8Array.of(0xef, 0xbb, 0xbf), utf8]],
    ['UTF-8 cut in the middle of a letter', [utf8.subarray(0, 2), utf8.subarray(2)]],
    ['UTF-16, as Excel saves "Unicode text"', [utf16]],
    ['UTF-16 without a mark', [utf16.subarray(2)]],
    ['UTF-16 in the other order', [new Uint8Array(Buffer.from(utf16).swap16())]],
    ['windows-1258', [windows1258(text)]],
    ['windows-1258 whose accents come late', [new TextEncoder().encode('x'.repeat(100_000)), windows1258(text)]],
  ])('reads %s', async (_, parts) => {
    const encoding = await detectEncoding(bytesOf(...parts));
    const read = (await Array.fromAsync(decoded(bytesOf(...parts), encoding))).join('').normalize('NFC');
    expect(read.replace(/^x+/, '')).toBe(text);
  });
});
