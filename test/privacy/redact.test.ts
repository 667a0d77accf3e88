import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { redact } from '../../src/privacy/redact.ts';

const corpora = process.env['DU_LUAN_CORPORA'];

describe.skipIf(!corpora)('the hostile set (set DU_LUAN_CORPORA to run it)', () => {
  const cases = corpora
    ? (JSON.parse(readFileSync(join(corpora, 'hostile/pii.json'), 'utf8')) as Record<
        'must_redact' | 'must_keep',
        { kind?: string; text: string }[]
      >)
    : { must_redact: [], must_keep: [] };
  test.each(cases.must_redact)('masks $text', ({ text, kind }) => {
    const result = redact(text);
    expect(
      result.redactions.map((r) => r.kind),
      kind,
    ).toHaveLength(1);
  });
  test.each(cases.must_keep)('keeps $text', ({ text }) => {
    expect(redact(text).text).toBe(text);
  });
});
