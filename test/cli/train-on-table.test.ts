import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readLabelledTable } from '../../src/cli/read-labelled-table.ts';
import { decodeModel } from '../../src/pipeline/analysis/linear-model.ts';
import { makeZip, workbookParts } from '../crawlers/import/make-xlsx.ts';
import { runCli } from '../e2e/run-cli.ts';
import { DISHES, reviews } from '../training/corpus/reviews.ts';

const folder = mkdtempSync(join(tmpdir(), 'du-luan-table-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function csv(dishes: readonly string[]): string {
  return `Nội dung,Nhãn\n${reviews(dishes)
    .map(({ text, label }) => `"${text}",${label}\n`)
    .join('')}`;
}

const COLUMNS = { text: 'Nội dung', label: 'Nhãn', title: null };
const TEXTS = [
  { text: 'món này ngon', label: 'khen', title: '' },
  { text: 'món kia "dở"', label: 'chê', title: '' },
];
const TABLE = 'nội dung ;Nhãn\r\nmón này ngon;khen\r\n"món kia ""dở""";chê\r\n;chê\r\nkhông có nhãn;\r\n';
/** Vietnamese of the old Windows: vowels are single bytes, tones are bytes that follow them. */
const WINDOWS_1258 = Buffer.from(
  'n\u00f4\u00f2i dung;Nha\u00den\r\nm\u00f3n n\u00e0y ngon;khen\r\nm\u00f3n kia d\u00f5\u00d2;ch\u00ea\r\n',
  'latin1',
);

describe('a labelled table', () => {
  test.each<[string, string, string | Uint8Array]>([
    ['CSV of Vietnamese Excel', 'a.csv', TABLE],
    ['UTF-16 with a byte order mark', 'b.csv', Buffer.from(`\ufeff${TABLE}`, 'utf16le')],
    ['tab-separated values, where quotes are letters', 'c.tsv', 'Nội dung\tNhãn\nmón này ngon\tkhen\nmón kia "dở"\tchê\n\tchê\nx\t\n'],
    [
      'JSON Lines',
      'd.jsonl',
      '{"Nội dung":"món này ngon","Nhãn":"khen","id":7}\n{"Nội dung":"món kia \\"dở\\"","Nhãn":"chê"}\n{"Nhãn":"chê"}\n{"Nội dung":"x","Nhãn":null}\n',
    ],
  ])('is read as %s; rows without label or text are counted', async (_, name, content) => {
    expect(await readLabelledTable(file(name, content), COLUMNS)).toEqual({ texts: TEXTS, passedOver: 2 });
  });

  test('is read from a workbook, and from the encoding of old Windows', async () => {
    const row = (...cells: string[]): string =>
      `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
    const book = file('e.xlsx', makeZip(workbookParts({ rows: row('Nội dung', 'Nhãn') + row('món này ngon', 'khen') })));
    expect((await readLabelledTable(book, COLUMNS)).texts).toEqual(TEXTS.slice(0, 1));
    const { texts } = await readLabelledTable(file('f.csv', WINDOWS_1258), COLUMNS);
    expect(texts.map(({ label, text }) => [label, text.normalize('NFC')])).toEqual([
      ['khen', 'món này ngon'],
      ['chê', 'món kia dở'],
    ]);
  });

  test('has numbers as labels, and what a text answers, where it is asked for', async () => {
    const path = file('g.jsonl', '{"text":"ừ","y":1,"title":"Có nên phạt?"}\n');
    expect((await readLabelledTable(path, { text: 'text', label: 'y', title: 'title' })).texts).toEqual([
      { text: 'ừ', label: '1', title: 'Có nên phạt?' },
    ]);
  });

  test.each<[string, string, string | Uint8Array, string, string]>([
    ['an empty file', 'h.csv', '', 'TABLE_UNFIT', 'it is empty'],
    ['no such column', 'i.csv', 'Nội dung,Loại\nx,y\n', 'TABLE_UNFIT', 'there is no column "Nhãn"; it has Nội dung | Loại'],
    ['no such field', 'j.jsonl', '{"Nội dung":"x","label":"y"}\n', 'TABLE_UNFIT', 'there is no column "Nhãn"; it has Nội dung | label'],
    ['a line that is no JSON', 'k.jsonl', '{"Nội dung":"x","Nhãn":"y"}\n{"Nội', 'BAD_INPUT', 'Line 2 cannot be read'],
    ['a quote that is never closed', 'l.csv', 'Nội dung,Nhãn\nx,y\n"x,y\n', 'BAD_INPUT', 'Line 3 cannot be read'],
    ['a damaged workbook', 'm.xlsx', 'PK\u0003\u0004 nothing', 'USAGE', 'cannot be read'],
    ['an old workbook', 'n.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'USAGE', 'save it as .xlsx'],
    ['too many rows', 'o.csv', `Nội dung,Nhãn\n${'x,y\n'.repeat(50_001)}`, 'TABLE_UNFIT', 'more than 50000 rows'],
  ])('that is %s says so', async (...[, name, content, code, detail]) => {
    await expect(readLabelledTable(file(name, content), COLUMNS)).rejects.toMatchObject({ code, message: expect.stringContaining(detail) });
  });

  test('that is huge is refused before it is read', async () => {
    const path = file('p.csv', 'Nội dung,Nhãn\n');
    truncateSync(path, 300 * 1_024 * 1_024);
    await expect(readLabelledTable(path, COLUMNS)).rejects.toMatchObject({
      code: 'TABLE_UNFIT',
      message: expect.stringContaining('larger than'),
    });
  });

  test('that is not there is named', async () => {
    await expect(readLabelledTable(join(folder, 'không có.csv'), COLUMNS)).rejects.toMatchObject({ code: 'USAGE' });
  });
});

describe('du-luan train --data', () => {
  const data = file('dạy.csv', csv(DISHES.slice(0, 8)));
  const columns = ['--label', 'Nhãn', '--text', 'Nội dung'];

  test('trains on one table, measures on another and keeps the model', async () => {
    const dev = file('đo.csv', csv(DISHES.slice(8)));
    const kept = join(folder, 'model');
    const { code, stdout, stderr } = await runCli(['train', '--data', data, ...columns, '--dev', dev, '--save', kept], {});
    expect(stderr).toContain('training on 64 texts, 2 labels');
    expect(code).toBe(0);
    expect(stdout).toContain('Measured on đo.csv');
    for (const measure of ['accuracy', 'weighted F1', 'macro-F1']) expect(stdout).toMatch(new RegExp(`32 +${measure} +(1|\\.9)`));
    expect(stdout).toMatch(/16 +bad +/);
    expect(stdout).toContain('Confusion (rows: true, columns: said)');
    expect(decodeModel(readFileSync(join(kept, 'model.bin')), 'kept').header.classes).toEqual(['bad', 'good']);
    expect(readFileSync(join(kept, 'REPORT.txt'), 'utf8')).toBe(stdout);
  });

  test('cross-validates without a second table, and prints the same again', async () => {
    const first = await runCli(['train', '--data', data, ...columns], {});
    expect(first.stdout).toContain('Measured by cross-validation');
    expect(first.stdout).toMatch(/64 +accuracy +(1|\.9)/);
    expect(await runCli(['train', '--data', data, ...columns], {})).toEqual(first);
  });

  test.each<[string, string[], string]>([
    ['one label only', ['--data', file('một.csv', 'text,y\na,1\nb,1\n'), '--label', 'y'], 'TABLE_UNFIT'],
    ['no label named', ['--data', data], 'USAGE'],
    ['a second table without a first', ['--dev', data], 'USAGE'],
    ['a second table without texts', ['--data', data, ...columns, '--dev', file('không.csv', 'Nội dung,Nhãn\n')], 'TABLE_UNFIT'],
  ])('%s: says what is wrong and trains nothing', async (_, args, code) => {
    const result = await runCli(['train', ...args], {});
    expect(result.stderr).toContain(`${code}: `);
    expect(result.code).not.toBe(0);
    expect(result.stdout).toBe('');
  });
});
