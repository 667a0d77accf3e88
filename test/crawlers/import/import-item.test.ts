import { describe, expect, it } from 'vitest';
import { importItem } from '../../../src/crawlers/import/import-item.ts';

const NOW = Date.parse('2026-11-22T00:00:00Z');
const from = { sourceId: 'duong-day-nong', now: NOW };

describe('importItem', () => {
  it('takes news by its address, redacted', () => {
    const item = importItem(
      {
        kind: 'news',
        title: 'Tin',
        text: 'Gọi 0912 345 678',
        url: 'https://bao.vn/a?utm_source=x',
        publishedAt: '2026-11-21T08:15:00+07:00',
      },
      from,
    );
    expect(item).toMatchObject({
      key: 'https://bao.vn/a',
      text: 'Gọi [điện thoại]',
      publishedAt: Date.parse('2026-11-21T01:15:00Z'),
      redactionCount: 1,
    });
  });

  it('takes what has only an id by source and id', () => {
    expect(importItem({ kind: 'post', text: 'Đèn đỏ hỏng', id: 17 }, from)).toMatchObject({
      key: 'duong-day-nong#17',
      url: 'import:duong-day-nong#17',
    });
  });

  it('does not look at the person', () => {
    const item = importItem({ kind: 'comment', text: 'Đồng ý', id: '1', author: 'Nguyễn Văn A', user: { name: 'A' } }, from);
    expect(JSON.stringify(item)).not.toContain('Nguyễn');
  });

  it('drops a time in the future', () => {
    expect(importItem({ kind: 'post', text: 'x', id: '1', publishedAt: '2027-01-01T00:00:00+07:00' }, from).publishedAt).toBeNull();
  });

  it.each([
    ['an empty object', {}, /kind/],
    ['a number', 7, /object/],
    ['neither title nor text', { kind: 'news', text: ' ', url: 'https://a.vn/' }, /empty/],
    ['neither address nor id', { kind: 'news', text: 'x' }, /neither url nor id/],
    ['no web address', { kind: 'news', text: 'x', url: 'file:///etc/passwd' }, /no web address/],
    ['a time without a zone', { kind: 'news', text: 'x', url: 'https://a.vn/', publishedAt: '2026-11-21 08:15' }, /publishedAt/],
    ['an endless text', { kind: 'news', text: 'x'.repeat(200_001), url: 'https://a.vn/' }, /text/],
  ])('refuses %s and says why', (_, value, reason) => {
    expect(() => importItem(value, from)).toThrow(reason);
  });
});
