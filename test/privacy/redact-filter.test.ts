import { describe, expect, test } from 'vitest';
import { redactFilter } from '../../src/privacy/redact-filter.ts';

describe('redactFilter', () => {
  test('answers a line with its id, the masked text and where it was masked', () => {
    expect(redactFilter({ id: 7, text: 'Gọi 0987654321' })).toEqual({
      id: 7,
      text: 'Gọi [điện thoại]',
      redactions: [{ kind: 'phone', start: 4, end: 14 }],
    });
  });

  test('lets no other field pass', () => {
    expect(Object.keys(redactFilter({ id: 'a', text: '', author: '0987654321' }))).toEqual(['id', 'text', 'redactions']);
  });

  test.each([null, 5, 'x', [], {}, { id: 'a' }, { text: 'x' }, { id: 'a', text: 5 }, { id: {}, text: 'x' }])('refuses %j', (line) => {
    expect(() => redactFilter(line)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
  });
});
