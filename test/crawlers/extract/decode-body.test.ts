import { describe, expect, it } from 'vitest';
import { decodeBody } from '../../../src/crawlers/extract/decode-body.ts';

const TEXT = 'Đường Lạch Tray thông xe';
const utf8 = new TextEncoder().encode(TEXT);

function utf16(text: string, order: 'le' | 'be'): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

const ascii = (text: string): number[] => [...new TextEncoder().encode(text)];

describe('decodeBody', () => {
  it('reads UTF-8 with and without a mark, whatever a wrong header says', () => {
    expect(decodeBody(utf8, '')).toBe(TEXT);
    expect(decodeBody(Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8), 'text/html; charset=iso-8859-1')).toBe(TEXT);
    expect(decodeBody(utf8, 'text/html; charset=iso-8859-1')).toBe(TEXT);
  });

  it('reads UTF-16 by its mark or by its zero bytes', () => {
    expect(decodeBody(utf16(`\uFEFF${TEXT}`, 'le'), '')).toBe(TEXT);
    expect(decodeBody(utf16(`\uFEFF${TEXT}`, 'be'), '')).toBe(TEXT);
    expect(decodeBody(utf16(`<p>${TEXT}`, 'le'), '')).toBe(`<p>${TEXT}`);
    expect(decodeBody(utf16(`<p>${TEXT}`, 'be'), 'text/html; charset=utf-8')).toBe(`<p>${TEXT}`);
  });

  it('reads windows-1258 where header, meta element or XML prolog declare it', () => {
    // 0xD0 is Đ and 0xD2 the hook above as a mark of its own, which NFC joins to its vowel.
    const body = [0xd0, 0x6f, 0xd2];
    expect(decodeBody(Uint8Array.from(body), 'text/html; charset="windows-1258"').normalize('NFC')).toBe('Đỏ');
    expect(decodeBody(Uint8Array.from([...ascii('<meta charset=windows-1258>'), ...body]), '').normalize('NFC')).toContain('Đỏ');
    expect(
      decodeBody(Uint8Array.from([...ascii('<?xml version="1.0" encoding="windows-1258"?>'), ...body]), '').normalize('NFC'),
    ).toContain('Đỏ');
  });

  it('passes over labels that no decoder knows', () => {
    expect(decodeBody(utf8, 'text/html; charset=tcvn-9999')).toBe(TEXT);
    expect(decodeBody(Uint8Array.of(0x41, 0xff), 'text/html; charset=none')).toBe('A\uFFFD');
  });

  it('keeps a body that was cut within a character', () => {
    expect(decodeBody(utf8.subarray(0, 1), 'text/html; charset=iso-8859-1')).toBe('');
    expect(decodeBody(utf8.subarray(0, utf8.length), '')).toBe(TEXT);
    expect(decodeBody(new Uint8Array(), 'text/html')).toBe('');
  });
});
