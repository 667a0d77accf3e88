import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { formatOf } from '../../../src/crawlers/import/open-table.ts';
import { readXlsx } from '../../../src/crawlers/import/read-xlsx.ts';
import { makeZip, workbookParts, type BookOptions } from './make-xlsx.ts';

const folder = mkdtempSync(join(tmpdir(), 'du-luan-xlsx-'));
afterAll(() => rmSync(folder, { recursive: true }));

function save(bytes: Uint8Array): string {
  const file = join(folder, 'so.xlsx');
  writeFileSync(file, bytes);
  return file;
}

function book(options: BookOptions): string {
  return save(makeZip(workbookParts(options)));
}

async function cellsOf(file: string, sheet?: string): Promise<readonly (readonly string[])[]> {
  return (await Array.fromAsync(readXlsx(file, sheet))).map(({ cells }) => cells);
}

describe('readXlsx', () => {
  it('reads shared, inline and computed texts, and leaves gaps where cells are missing', async () => {
    const file = book({
      strings: '<si><t>Nội dung</t></si><si><r><t>Đèn đỏ </t></r><r><t xml:space="preserve">&amp; vỉa hè</t></r><rPh><t>đọc</t></rPh></si>',
      rows: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Mã</t></is></c></row>
        <row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5" t="b"><v>1</v></c><c r="C5"><v>17</v></c><c r="D5" t="str"><f>WEBSERVICE("http://evil.example/")</f><v>kết quả</v></c><c r="E5" t="e"><v>#N/A</v></c></row>`,
    });
    expect(await Array.fromAsync(readXlsx(file))).toEqual([
      { number: 1, cells: ['Nội dung', '', 'Mã'], fault: null },
      { number: 5, cells: ['Đèn đỏ & vỉa hè', '1', '17', 'kết quả', ''], fault: null },
    ]);
    expect(await formatOf(file)).toBe('xlsx');
  });

  it('reads cells and rows that do not say where they stand', async () => {
    expect(
      await cellsOf(book({ rows: '<row><c><v>1</v></c><c><v>2</v></c></row><row><c t="inlineStr"><is><t>x</t></is></c></row>' })),
    ).toEqual([['1', '2'], ['x']]);
  });

  it('shows as a date what Excel shows as one, in both of its calendars', async () => {
    const cell = (style: number, value: string): string => `<c s="${style}"><v>${value}</v></c>`;
    const serial = '46347.34375';
    const rows = `<row>${cell(0, serial)}${cell(1, serial)}${cell(2, serial)}${cell(3, serial)}<c t="d"><v>2026-11-21T08:15:00</v></c>${cell(1, '9e99')}</row>`;
    expect(await cellsOf(book({ rows }))).toEqual([
      [serial, '2026-11-21 08:15:00', '2026-11-21 08:15:00', serial, '2026-11-21 08:15:00', '9e99'],
    ]);
    expect(await cellsOf(book({ rows: `<row>${cell(1, '44885.34375')}</row>`, date1904: true }))).toEqual([['2026-11-21 08:15:00']]);
  });

  it('reads the sheet that is named', async () => {
    const file = book({ rows: '' });
    expect(await cellsOf(file, 'Ghi chú')).toEqual([['Trang hai']]);
    await expect(cellsOf(file, 'Trang ba')).rejects.toThrow(/no sheet Trang ba; it has Phản ánh, Ghi chú/);
  });

  it('expands no entity of a DTD', async () => {
    const parts = workbookParts({ rows: '' });
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="str"><v>&b;&f;</v></c></row></sheetData></worksheet>';
    const [[text] = []] = await cellsOf(save(makeZip({ ...parts, 'xl/worksheets/sheet1.xml': bomb })));
    expect(text).not.toMatch(/ha|root/);
  });

  it.each([
    ['that says how large it is', {}],
    ['that lies about it', { 'xl/worksheets/sheet1.xml': 1_000 }],
  ])('refuses a zip bomb %s', async (_, declared) => {
    const rows = `<row><c t="str"><v>${' '.repeat(5_000_000)}</v></c></row>`;
    const file = save(makeZip(workbookParts({ rows }), declared));
    await expect(Array.fromAsync(readXlsx(file, undefined, { sheet: 1_000_000, strings: 1_000_000 }))).rejects.toThrow(
      /larger|many bytes|size/i,
    );
  });

  it('refuses shared texts that would fill memory', async () => {
    const file = book({ rows: '', strings: `<si><t>${'x'.repeat(2_000_000)}</t></si>` });
    await expect(Array.fromAsync(readXlsx(file, undefined, { sheet: 1e9, strings: 1_000_000 }))).rejects.toThrow(
      /sharedStrings.xml is larger/,
    );
  });

  it.each([
    ['no zip at all', Buffer.from('PK\u0003\u0004 but nothing more')],
    ['a zip that breaks off', makeZip(workbookParts({ rows: '<row/>' })).subarray(0, 900)],
    ['another zip', makeZip({ 'word/document.xml': '<x/>' })],
    ['nothing', Buffer.alloc(0)],
  ])('says why it cannot read %s', async (_, bytes) => {
    await expect(cellsOf(save(bytes))).rejects.toThrow(/./);
  });

  it('is not filled by a cell far to the right', async () => {
    expect((await cellsOf(book({ rows: '<row><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>' })))[0]).toEqual(['1']);
  });
});
