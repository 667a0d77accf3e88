import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { askMapping } from '../../src/cli/ask-mapping.ts';
import { chooseMapping } from '../../src/cli/choose-mapping.ts';
import { runCli, type CliResult } from '../e2e/run-cli.ts';
import { makeZip, workbookParts } from '../crawlers/import/make-xlsx.ts';

const folder = mkdtempSync(join(tmpdir(), 'du-luan-import-'));
const env = { DU_LUAN_DATA_DIR: join(folder, 'data'), QUEUE_URL: '', STORE_URL: '' };
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function sums({ stdout }: CliResult): unknown {
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** Answers one question after the other, and keeps what was said. */
function person(answers: string[]): { said: string[]; say: (line: string) => void; ask: (question: string) => Promise<string> } {
  const said: string[] = [];
  return { said, say: (line) => void said.push(line), ask: async (question) => (said.push(question), answers.shift() ?? '') };
}

const SAMPLE = {
  header: ['STT', 'Họ tên', 'SĐT', 'Nội dung phản ánh', 'Ngày gửi', 'Link'],
  rows: [['1', 'Nguyễn Văn A', '0912345678', 'Đèn đỏ hỏng', '21/11/2026', 'https://bao.vn/a']],
};

describe('the questions about a table', () => {
  it('propose what the headings say, and Enter takes it', async () => {
    const to = person([]);
    expect(await askMapping(SAMPLE, to)).toEqual({
      columns: { text: 'Nội dung phản ánh', time: 'Ngày gửi', url: 'Link' },
      kind: 'post',
      kinds: {},
      dates: 'dmy',
    });
    expect(to.said.join('\n')).not.toContain('0912345678');
  });

  it('propose neither a running number as the number of an entry nor a birthday as its time', async () => {
    const header = ['STT', 'Ngày sinh', 'Mã phản ánh', 'Ý kiến', 'Ngày nhận', 'Malaysia'];
    expect((await askMapping({ header, rows: [] }, person([]))).columns).toEqual({ text: 'Ý kiến', time: 'Ngày nhận', id: 'Mã phản ánh' });
  });

  it('take numbers and dashes, and ask again for what is neither', async () => {
    const to = person(['9', 'x', '4', '-', '-', '-', '-', '-', '7', '3']);
    expect(await askMapping(SAMPLE, to)).toMatchObject({ columns: { text: 'Nội dung phản ánh' }, kind: 'comment' });
    expect(to.said).toContain('Hãy nhập một số từ 1 đến 6.');
    expect(to.said).toContain('Hãy nhập 1, 2 hoặc 3.');
  });

  it('are asked once: the answers are kept beside the file', async () => {
    const table = { file: file('hoi.csv', 'Nội dung;Ngày\nĐèn đỏ hỏng;21/11/2026\n'), format: 'csv' } as const;
    const first = await chooseMapping(table, { source: 'hoi' }, person([]));
    expect(first.columns).toEqual({ text: 'Nội dung', time: 'Ngày' });
    expect(existsSync(join(folder, 'mapping-hoi.json'))).toBe(true);
    expect(await chooseMapping(table, { source: 'hoi' }, null)).toEqual(first);
  });
});

describe('du-luan import', () => {
  const csv = file(
    'phan-anh.csv',
    '\ufeffHọ tên;Nội dung;Thời gian;Mã\r\nNguyễn Văn Ẩn Danh;"Đèn tín hiệu giao thông ở ngã tư hỏng,\r\nxe vượt đèn đỏ, tai nạn giao thông liên tục. Gọi 0912345678";21/11/2026 08:15;17\r\n' +
      'Trần Thị Kín;Công an xử phạt nồng độ cồn là đúng, tai nạn giao thông giảm hẳn;hôm nào đó;18\r\n;;;\r\n' +
      'Trần Thị Kín;Mức phạt vượt đèn đỏ quá cao so với thu nhập của người dân;20/11/2026;19\r\n',
  );
  const map = file('cach-doc.json', JSON.stringify({ columns: { text: 'Nội dung', time: 'Thời gian', id: 'Mã' }, kind: 'post' }));

  it('takes a CSV file, names the faulty row and passes over it; a second time saves nothing new', async () => {
    const first = await runCli(['import', csv, '--source', 'duong-day-nong', '--map', map], env);
    expect(first.stderr).toContain('BAD_INPUT: Line 4 cannot be read: its time cannot be read');
    expect(first.code).toBe(1);
    expect(sums(first)).toMatchObject({ found: 3, duplicates: 0, failed: 1 });
    const second = await runCli(['import', csv, '--source', 'duong-day-nong', '--map', map], env);
    expect(sums(second)).toEqual({ found: 3, saved: 0, duplicates: 2, offTopic: 0, failed: 1 });
    const kept = readdirSync(env.DU_LUAN_DATA_DIR)
      .map((name) => readFileSync(join(env.DU_LUAN_DATA_DIR, name), 'utf8'))
      .join('\n');
    expect(kept).toContain('duong-day-nong#19');
    for (const trace of ['Ẩn Danh', 'Thị Kín', '0912345678']) expect(`${kept}${first.stderr}${first.stdout}`).not.toContain(trace);
  });

  it('takes an XLSX file with the same entries for what it is: seen before', async () => {
    const rows = `<row r="1"><c r="A1" t="str"><v>Nội dung</v></c><c r="B1" t="str"><v>Thời gian</v></c><c r="C1" t="str"><v>Mã</v></c></row>
      <row r="2"><c r="A2" t="str"><v>Đèn tín hiệu giao thông ở ngã tư hỏng</v></c><c r="B2" s="2"><v>46347.34375</v></c><c r="C2"><v>17</v></c></row>`;
    const xlsx = file('phan-anh.xlsx', makeZip(workbookParts({ rows })));
    const result = await runCli(['import', xlsx, '--source', 'duong-day-nong', '--map', map], env);
    expect([result.code, sums(result)]).toEqual([0, { found: 1, saved: 0, duplicates: 1, offTopic: 0, failed: 0 }]);
  });

  it.each([
    ['no mapping and nobody to ask', () => [csv, '--source', 'khac'], /--map FILE.*mapping-khac\.json.*"columns"/],
    [
      'a mapping of another table',
      () => [csv, '--source', 'x', '--map', file('a.json', '{"columns":{"text":"Ý kiến"},"kind":"post"}')],
      /no column "Ý kiến"/,
    ],
    ['a mapping that is none', () => [csv, '--source', 'x', '--map', file('b.json', '{"columns":{}}')], /is no mapping such as/],
    ['a damaged workbook', () => [file('c.xlsx', 'PK\u0003\u0004rubbish'), '--source', 'x', '--map', map], /cannot be imported/],
    ['an old workbook', () => [file('d.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex')), '--source', 'x', '--map', map], /save it as \.xlsx/],
    ['a file that is not there', () => [join(folder, 'none.csv'), '--source', 'x'], /cannot be read/],
  ])('says what is wrong with %s', async (_, args, message) => {
    const result = await runCli(['import', ...args()], env);
    expect([result.code, result.stderr]).toEqual([2, expect.stringMatching(message)]);
  });
});
