import { describe, expect, it } from 'vitest';
import { jsonLines } from '../../src/cli/json-lines.ts';

async function read(...chunks: (string | Uint8Array)[]): Promise<unknown[]> {
  async function* stream(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  }
  const lines = await Array.fromAsync(jsonLines(stream()));
  return lines.map((line) => (line.error ? `${line.number}: ${line.error.code}` : line.value));
}

describe('jsonLines', () => {
  it('gives nothing for nothing', async () => {
    expect(await read()).toEqual([]);
    expect(await read('\n\n \n')).toEqual([]);
  });

  it('joins lines across chunks, in the middle of a character too', async () => {
    const bytes = Buffer.from('{"a":"đường"}\n{"a":2}');
    expect(await read(bytes.subarray(0, 7), bytes.subarray(7, 9), bytes.subarray(9))).toEqual([{ a: 'đường' }, { a: 2 }]);
  });

  it('ends a line at \\n only: U+2028 inside a string is data, \\r\\n is one end', async () => {
    expect(await read('{"a":"x\u2028y"}\r\n{"a":1}\r\n')).toEqual([{ a: 'x\u2028y' }, { a: 1 }]);
  });

  it('names the broken line and goes on', async () => {
    expect(await read('{"a":1}\n{broken\n{"a":3}\n')).toEqual([{ a: 1 }, '2: BAD_INPUT', { a: 3 }]);
  });

  it('passes over a byte order mark', async () => {
    expect(await read('\ufeff{"a":1}')).toEqual([{ a: 1 }]);
  });

  it('refuses a line of more than 64 MB without holding it, and reads the next', async () => {
    const lump = new Uint8Array(8 * 1_024 * 1_024).fill(0x61);
    expect(await read(lump, lump, lump, lump, lump, lump, lump, lump, lump, '\n{"a":1}')).toEqual(['1: BAD_INPUT', { a: 1 }]);
  });
});
