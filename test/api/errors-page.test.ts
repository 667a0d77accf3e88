import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERRORS } from '../../src/domain/errors.ts';

const PAGE = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
const ROWS = new Map(
  [...PAGE.matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \| (.+?) \| (.+?) \|$/gm)].map(([, code = '', status = '', what = '', todo = '']) => [
    code,
    { status: Number(status), what, todo },
  ]),
);

describe('docs/errors.md', () => {
  it.each(Object.entries(ERRORS))('says of %s what happened and what to do', (code, { status }) => {
    expect(ROWS.get(code)).toMatchObject({ status });
    expect(ROWS.get(code)?.todo.length).toBeGreaterThan(5);
  });

  it('lists no code that does not exist', () => {
    expect([...ROWS.keys()].filter((code) => !(code in ERRORS))).toEqual([]);
  });
});
