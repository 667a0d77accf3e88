import type { MappedField, Mapping } from '../crawlers/import/mapping.ts';
import type { ItemKind } from '../domain/raw-item.ts';
import { redact } from '../privacy/redact.ts';

/** Someone who answers: a terminal, or a test. */
export interface Dialogue {
  readonly say: (line: string) => void;
  readonly ask: (question: string) => Promise<string>;
}

/** Headings and the first rows below them. */
export interface Sample {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Fields in the order of asking, with the headings that they usually have. A running number (STT) is no number of an entry: next week's file begins
 * with 1 again, and its rows would be taken for those of this week.
 */
const FIELDS: readonly { readonly field: MappedField; readonly question: string; readonly usual: RegExp }[] = [
  {
    field: 'text',
    question: 'Nội dung ở cột nào',
    usual: /^(nội dung|noi dung|text|content|message|body|ý kiến|bình luận|phản ánh|comment)/i,
  },
  { field: 'title', question: 'Tiêu đề ở cột nào', usual: /^(tiêu đề|tieu de|title|headline|chủ đề|subject)/i },
  {
    field: 'time',
    question: 'Thời gian ở cột nào',
    usual: /^(?!.*(?:sinh|birth)).*(thời gian|thoi gian|ngày|ngay|date|time|created|published)/i,
  },
  { field: 'url', question: 'Địa chỉ (liên kết) ở cột nào', usual: /(url|link|liên kết|đường dẫn|địa chỉ web)/i },
  { field: 'id', question: 'Mã số của từng mục ở cột nào', usual: /^(id|mã|ma|số phiếu)(?!\p{L})/iu },
  { field: 'kind', question: 'Loại (tin, bài đăng, bình luận) ở cột nào', usual: /^(loại|loai|kind|type)/i },
];
const KINDS: Readonly<Record<string, ItemKind>> = { '1': 'news', '2': 'post', '3': 'comment' };
const SHOWN_ROWS = 3;
const SHOWN_CHARS = 60;

/**
 * Asks which column holds what. Empty answers take what is proposed; `-` means that there is no such column. Columns about people are not asked
 * for, and what is shown of a table is redacted.
 */
export async function askMapping({ header, rows }: Sample, { say, ask }: Dialogue): Promise<Mapping> {
  say('Tệp có các cột sau (kèm nội dung của vài dòng đầu):');
  for (const [at, name] of header.entries()) {
    const shown = rows.slice(0, SHOWN_ROWS).map((row) => redact((row[at] ?? '').slice(0, SHOWN_CHARS).replaceAll(/\s+/g, ' ')).text);
    say(`  ${at + 1}. ${name.trim() || '(không có tên)'}: ${shown.filter(Boolean).join(' | ')}`);
  }
  say('Trả lời bằng số thứ tự của cột; Enter để nhận gợi ý, dấu - nếu không có. Không cần cột tên người, tài khoản hay số điện thoại.');
  const columns: Partial<Record<MappedField, string>> = {};
  const taken = new Set<number>();
  for (const { field, question, usual } of FIELDS) {
    const proposed = header.findIndex((name, at) => !taken.has(at) && usual.test(name.normalize('NFC').trim()));
    const at = await askColumn(question, { proposed, count: header.length, isNeeded: field === 'text' }, { say, ask });
    if (at === null) continue;
    taken.add(at);
    columns[field] = header[at]?.trim() ?? '';
  }
  const { text = '', ...others } = columns;
  return { columns: { text, ...others }, kind: await askKind({ say, ask }), kinds: {}, dates: 'dmy' };
}

/** Index of a column, null for none. */
async function askColumn(
  question: string,
  about: { readonly proposed: number; readonly count: number; readonly isNeeded: boolean },
  { say, ask }: Dialogue,
): Promise<number | null> {
  const proposal = about.proposed >= 0 ? String(about.proposed + 1) : about.isNeeded ? '' : '-';
  for (;;) {
    const answer = (await ask(`${question}${proposal === '' ? '' : ` [${proposal}]`}? `)).trim() || proposal;
    if (answer === '-' && !about.isNeeded) return null;
    const number = Number(answer);
    if (Number.isInteger(number) && number >= 1 && number <= about.count) return number - 1;
    say(`Hãy nhập một số từ 1 đến ${about.count}${about.isNeeded ? '' : ' hoặc dấu -'}.`);
  }
}

async function askKind({ say, ask }: Dialogue): Promise<ItemKind> {
  for (;;) {
    const answer = (await ask('Dòng không ghi loại là: 1 tin, bài; 2 bài đăng, phản ánh; 3 bình luận [2]? ')).trim() || '2';
    const kind = KINDS[answer];
    if (kind) return kind;
    say('Hãy nhập 1, 2 hoặc 3.');
  }
}
