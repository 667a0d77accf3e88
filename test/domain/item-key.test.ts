import { describe, expect, it } from 'vitest';
import { canonicalUrl, commentKey, itemId } from '../../src/domain/item-key.ts';

describe('canonicalUrl', () => {
  it.each([
    ['HTTP://VnExpress.net:80/a//?utm_source=x&b=2&a=1#top', 'http://vnexpress.net/a?a=1&b=2'],
    ['https://bao.vn/tin/', 'https://bao.vn/tin'],
    ['https://bao.vn', 'https://bao.vn/'],
    ['https://user:secret@bao.vn/x?fbclid=1', 'https://bao.vn/x'],
    ['https://báo.vn/đường', 'https://xn--bo-mia.vn/%C4%91%C6%B0%E1%BB%9Dng'],
  ])('writes %s as %s', (address, canonical) => {
    expect(canonicalUrl(address)).toBe(canonical);
    expect(canonicalUrl(canonical)).toBe(canonical);
  });

  it('resolves against a base and refuses what is no web address', () => {
    expect(canonicalUrl('../x', 'https://bao.vn/a/b/c')).toBe('https://bao.vn/a/x');
    expect(canonicalUrl('javascript:alert(1)')).toBeNull();
    expect(canonicalUrl('mailto:a@b.vn')).toBeNull();
    expect(canonicalUrl('//')).toBeNull();
  });
});

describe('itemId', () => {
  it('begins with the month of first sight in Viet Nam', () => {
    expect(itemId('k', Date.parse('2026-08-31T17:00:00Z'))).toMatch(/^202609-[0-9a-f]{20}$/);
  });

  it('differs by key and not by the day of the month', () => {
    const first = Date.parse('2026-08-01T00:00:00Z');
    expect(itemId('a', first)).toBe(itemId('a', first + 86_400_000));
    expect(itemId('a', first)).not.toBe(itemId('b', first));
  });

  it('keeps comments of two sources apart', () => {
    expect(commentKey('a', '1')).not.toBe(commentKey('b', '1'));
  });
});
