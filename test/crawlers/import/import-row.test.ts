import { describe, expect, it } from 'vitest';
import { importRow } from '../../../src/crawlers/import/import-row.ts';
import { mappingSchema, placesOf, type Mapping } from '../../../src/crawlers/import/mapping.ts';
import type { RawItem } from '../../../src/domain/raw-item.ts';

const NOW = Date.parse('2026-11-22T00:00:00Z');
const HEADER = ['STT', 'Họ và tên', 'Điện thoại', 'Nội dung', 'Thời gian', 'Liên kết', 'Loại', 'Mã'];
const COLUMNS = { text: 'Nội dung', time: 'Thời gian', url: 'Liên kết', kind: 'Loại', id: 'Mã' };
const PERSON = ['1', 'Nguyễn Văn Ẩn Danh', '0912345678'];

function mapping(more: object = {}): Mapping {
  return mappingSchema.parse({ columns: COLUMNS, kind: 'post', ...more });
}

function row(cells: readonly string[], by: Mapping = mapping()): RawItem {
  const context = { mapping: by, places: placesOf(by, HEADER), sourceId: 'duong-day-nong', now: NOW };
  return importRow({ number: 2, cells: [...PERSON, ...cells], fault: null }, context);
}

describe('importRow', () => {
  it('takes the mapped columns and nothing of the person', () => {
    const item = row(['Đèn đỏ hỏng ở ngã tư, gọi 0912 345 678', '21/11/2026 08:15', '', '', 'PA-17']);
    expect(item).toMatchObject({
      key: 'duong-day-nong#PA-17',
      kind: 'post',
      text: 'Đèn đỏ hỏng ở ngã tư, gọi [điện thoại]',
      publishedAt: Date.parse('2026-11-21T01:15:00Z'),
    });
    expect(JSON.stringify(item)).not.toMatch(/Ẩn Danh|0912/);
  });

  it.each([
    ['21/11/2026', '2026-11-20T17:00:00Z'],
    ['2026-11-21 08:15:00', '2026-11-21T01:15:00Z'],
    ['08:15 | 21/11/2026', '2026-11-21T01:15:00Z'],
    ['2026-11-21T08:15:00+07:00', '2026-11-21T01:15:00Z'],
    ['46347.34375', '2026-11-21T01:15:00Z'],
    ['46347', '2026-11-20T17:00:00Z'],
  ])('reads the time %s', (written, iso) => {
    expect(row(['x', written, '', '', '1']).publishedAt).toBe(Date.parse(iso));
  });

  it('reads American dates only where the mapping says so', () => {
    const american = mapping({ dates: 'mdy' });
    expect(row(['x', '11/02/2026 8:15 AM', '', '', '1'], american).publishedAt).toBe(Date.parse('2026-11-02T01:15:00Z'));
    expect(row(['x', '11/02/2026', '', '', '1']).publishedAt).toBe(Date.parse('2026-02-10T17:00:00Z'));
    expect(row(['x', '2026-11-02', '', '', '1'], american).publishedAt).toBe(Date.parse('2026-11-01T17:00:00Z'));
  });

  it.each([
    ['Bình luận', 'comment'],
    ['bài đăng', 'post'],
    ['NEWS', 'news'],
    ['Báo chí', 'news'],
    ['', 'post'],
  ])('reads the kind %j', (written, kind) => {
    expect(row(['x', '', 'https://bao.vn/a', written, '1'], mapping({ kinds: { 'báo chí': 'news' } })).kind).toBe(kind);
  });

  it('knows an entry without a number again by what it says and when', () => {
    const same = [row(['Đèn đỏ hỏng', '21/11/2026', '', '', '']), row(['Đèn đỏ hỏng ', '21/11/2026', '', '', ''])];
    expect(same[0]?.key).toBe(same[1]?.key);
    expect(row(['Đèn đỏ hỏng', '20/11/2026', '', '', '']).key).not.toBe(same[0]?.key);
    expect(row(['Phạt đúng', '', 'https://bao.vn/a', 'Bình luận', '']).key).not.toBe(
      row(['Phạt sai', '', 'https://bao.vn/a', 'Bình luận', '']).key,
    );
    expect(row(['Tin', '', 'https://bao.vn/a?utm_source=x', 'Tin, bài', '']).key).toBe('https://bao.vn/a');
  });

  it('keeps no number that may lead to a person as the number of the entry, nor its hash', () => {
    const keys = ['0912345678', '0987654321'].map((id) => row(['Đèn đỏ hỏng', '21/11/2026', '', '', id]).key);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).not.toContain('09');
    expect(row(['Gọi 0912345678', '', '', '', '']).key).toBe(row(['Gọi 0987654321', '', '', '', '']).key);
  });

  it.each([
    ['nothing to read', ['  ', '21/11/2026', '', '', '1'], /both empty/],
    ['a time that is none', ['x', '31/02/2026', '', '', '1'], /time cannot be read/],
    ['an unknown kind', ['x', '', '', 'Khác', '1'], /kind/],
    ['an address that is none', ['x', '', 'javascript:alert(1)', '', '1'], /no web address/],
    ['an endless text', ['x'.repeat(200_001), '', '', '', '1'], /text/],
  ])('refuses %s and says why', (_, cells, reason) => {
    expect(() => row(cells)).toThrow(reason);
  });

  it('tells what was wrong with a broken row', () => {
    const context = { mapping: mapping(), places: placesOf(mapping(), HEADER), sourceId: 'x', now: NOW };
    expect(() => importRow({ number: 9, cells: [], fault: 'a quote is opened and not closed' }, context)).toThrow('a quote is opened');
  });

  it('reads short rows', () => {
    const context = { mapping: mapping(), places: placesOf(mapping(), HEADER), sourceId: 'x', now: NOW };
    expect(importRow({ number: 9, cells: ['', '', '', 'Chỉ có nội dung'], fault: null }, context).text).toBe('Chỉ có nội dung');
  });
});

describe('placesOf', () => {
  it('finds headings whatever their case, spaces and Unicode form', () => {
    expect(placesOf(mapping({ columns: { text: 'nội  dung' } }), [' Mã', 'NỘI DUNG '.normalize('NFD')])).toEqual({ text: 1 });
  });

  it('names every heading that is missing, and those that there are', () => {
    const wrong = mapping({ columns: { text: 'Ý kiến', time: 'Giờ', id: 'Mã' } });
    expect(() => placesOf(wrong, HEADER)).toThrow(/"Ý kiến", "Giờ".*STT \| Họ và tên/);
    expect(() => placesOf(wrong, [])).toThrow(/no headings/);
  });
});

describe('a mapping', () => {
  it.each([
    {},
    { columns: {}, kind: 'post' },
    { columns: { text: 'a', author: 'b' }, kind: 'post' },
    { columns: { text: 'a' }, kind: 'opinion' },
  ])('is not %j', (value) => {
    expect(mappingSchema.safeParse(value).success).toBe(false);
  });
});
