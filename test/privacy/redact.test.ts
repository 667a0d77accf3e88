import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REDACTION_KIND_TABLE, type RedactionKind } from '../../src/domain/redaction-kind.ts';
import { redact } from '../../src/privacy/redact.ts';
import { keptPeople, maskedPeople } from './people-cases.ts';
import { keptCases, maskedCases } from './redact-cases.ts';

const corpora = process.env['DU_LUAN_CORPORA'];

describe.skipIf(!corpora)('the hostile set (set DU_LUAN_CORPORA to run it)', () => {
  interface Case {
    kind?: string;
    text: string;
  }
  const cases = corpora
    ? (JSON.parse(readFileSync(join(corpora, 'hostile/pii.json'), 'utf8')) as Record<'must_redact' | 'must_keep', Case[]>)
    : { must_redact: [], must_keep: [] };

  test.each(cases.must_redact)('masks $text', ({ text, kind }) => {
    const { redactions } = redact(text);
    expect(redactions).toHaveLength(1);
    expect(REDACTION_KIND_TABLE[redactions[0]?.kind ?? 'handle'].caseKinds).toContain(kind);
  });

  test.each(cases.must_keep)('keeps $text', ({ text }) => {
    expect(redact(text)).toEqual({ text, redactions: [] });
  });
});

describe('names in posts and comments', () => {
  test.each(maskedPeople)('%s → %s', (text, expected) => {
    expect(redact(text, 'public').text).toBe(expected);
    expect(redact(expected, 'public').text).toBe(expected);
    expect(redact(text.normalize('NFD'), 'public').redactions).toHaveLength(redact(text, 'public').redactions.length);
  });

  test.each(keptPeople)('keep: %s', (text) => {
    expect(redact(text, 'public').text).toBe(text);
  });

  test('are left to the press in its own texts', () => {
    for (const [text] of maskedPeople) expect(redact(text, 'press').redactions.some(({ kind }) => kind === 'person')).toBe(false);
  });
});

describe('redact', () => {
  test.each(maskedCases)('%s → %s', (text, expected) => {
    expect(redact(text).text).toBe(expected);
  });

  test.each(keptCases)('keeps %s', (text) => {
    expect(redact(text)).toEqual({ text, redactions: [] });
  });

  test('offsets lead to the passage in the input, in UTF-16 units', () => {
    const text = '😀 Gọi ０９１\u200b２ 345 678 hoặc a@b.vn nhé';
    const { redactions } = redact(text);
    expect(redactions.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
      ['phone', '０９１\u200b２ 345 678'],
      ['email', 'a@b.vn'],
    ]);
  });

  test('text in NFD is masked like text in NFC', () => {
    const text = 'Điện thoại 0912345678, số tài khoản: 19031234567890';
    expect(redact(text.normalize('NFD')).redactions.map(({ kind }) => kind)).toEqual(redact(text).redactions.map(({ kind }) => kind));
  });

  test('the empty text stays empty', () => {
    expect(redact('')).toEqual({ text: '', redactions: [] });
  });

  test('a broken surrogate neither throws nor is changed', () => {
    expect(redact('\ud83d 0912345678 \ude00').text).toBe('\ud83d [điện thoại] \ude00');
  });
});

const PIECES = [
  ...maskedCases.map(([text]) => text),
  ...keptCases,
  ...Object.values(REDACTION_KIND_TABLE).map(({ mask }) => mask),
  ' ',
  '',
  '.',
  '-',
  '@',
  '0',
  '84',
  '+',
  '(',
  ')',
  '\u200b',
  '\n',
  'a',
  'stk',
  'CCCD ',
  'không ',
  'chín ',
  '12',
  '345',
  '29A',
  'https://',
  '/',
];
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 5 })), { maxLength: 12 })
  .map((parts) => parts.join(''));

describe('any text', () => {
  test('redacting twice changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = redact(text).text;
        expect(redact(once)).toEqual({ text: once, redactions: [] });
      }),
      { seed: 23, numRuns: 3_000 },
    );
  });

  test('spans ascend, do not overlap, and everything between them stays as it was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: out, redactions } = redact(text);
        let rebuilt = '';
        let from = 0;
        for (const { kind, start, end } of redactions) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          rebuilt += text.slice(from, start) + REDACTION_KIND_TABLE[kind].mask;
          from = end;
        }
        expect(out).toBe(rebuilt + text.slice(from));
      }),
      { seed: 23, numRuns: 1_000 },
    );
  });

  test('a mobile number is masked whatever separators and invisible characters stand in it', () => {
    const digit = fc.constantFrom(...'0123456789');
    const joint = fc.constantFrom('', '', '', ' ', '.', '-', '\u200b', '\u00ad', ' - ', '\u00a0', '\u2011');
    const number = fc.tuple(fc.constantFrom('09', '03', '08'), fc.array(fc.tuple(digit, joint), { minLength: 8, maxLength: 8 }));
    fc.assert(
      fc.property(number, ([prefix, rest]) => {
        fc.pre(prefix !== '03' || '23456789'.includes(rest[0]?.[0] ?? ''));
        fc.pre(prefix !== '08' || '123456789'.includes(rest[0]?.[0] ?? ''));
        const written = prefix + rest.map(([each, sep], at) => each + (at < 7 ? sep : '')).join('');
        expect(redact(`Gọi ${written} nhé`).text).toBe('Gọi [điện thoại] nhé');
      }),
      { seed: 23, numRuns: 1_000 },
    );
  });
});

describe('hostile input', () => {
  // Steps that grow with the square of the length would take hours here; the runner's time limit is the test.
  const BYTES = 1_000_000;
  const units = [
    '1',
    '0',
    '0 ',
    '1.',
    '-',
    '@',
    '@a',
    'a',
    'a.',
    '29A-',
    'stk ',
    'không ',
    '0912345678 ',
    'http://',
    '(',
    '\u200b',
    'x.com/',
    'Gọi 84 ',
  ];
  test.each(units)('a megabyte of %j ends', (unit) => {
    const { text } = redact(unit.repeat(Math.ceil(BYTES / unit.length)));
    expect(text.length).toBeGreaterThan(0);
  });

  test('every kind has a mask that no rule matches', () => {
    for (const kind of Object.keys(REDACTION_KIND_TABLE) as RedactionKind[]) {
      const { mask } = REDACTION_KIND_TABLE[kind];
      expect(redact(`${mask}${mask} ${mask}`).redactions).toEqual([]);
    }
  });
});
