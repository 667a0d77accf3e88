import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSilverToxicity } from '../../src/training/read-silver-toxicity.ts';
import { makeGoldFolder, tinyComments } from './tiny-gold.ts';
import type { GoldFolder } from './tiny-gold.ts';

const idOf = (text: string): string => createHash('sha1').update(text.normalize('NFC')).digest('hex').slice(0, 12);

describe('readSilverToxicity', () => {
  let gold: GoldFolder;
  const [seen] = tinyComments('d', 'dev') as { text: string }[]; // the rows have a text
  beforeAll(() => {
    gold = makeGoldFolder();
    gold.write('comments-dev.jsonl', tinyComments('d', 'dev'));
    gold.write('held-out-ids.txt', `${idOf('câu này để dành')}\n`);
    gold.writeSilver([
      ['mày là đồ tồi', 'OFFENSIVE', 'Một bài'],
      ['biến khỏi nước này đi', 'HATE', 'Một bài'],
      ['cầu mới đẹp', 'CLEAN', ''],
      ['câu này để dành'.normalize('NFD'), 'HATE', 'Một bài'],
      [seen?.text ?? '', 'CLEAN', 'Một bài'],
      ['lúc thế này lúc thế kia', 'CLEAN', 'Bài một'],
      ['lúc thế này lúc thế kia', 'HATE', 'Bài hai'],
      ['lúc thế này lúc thế kia', 'HATE', 'Bài ba'],
    ]);
  });
  afterAll(() => rmSync(gold.corporaDir, { recursive: true, force: true }));

  test('takes offence and hate for toxic, and leaves out what is held out, belongs to a development set or bears two labels', () => {
    const found = readSilverToxicity(gold.corporaDir) ?? [];
    expect(new Map(found.map(({ input, isToxic }) => [input.text, isToxic]))).toEqual(
      new Map([
        ['mày là đồ tồi', true],
        ['biến khỏi nước này đi', true],
        ['cầu mới đẹp', false],
      ]),
    );
    expect(found.map(({ id }) => id)).toEqual(found.map(({ input }) => idOf(input.text)).toSorted());
    expect(found.every(({ relevant, stance, origin }) => relevant === null && stance === null && origin === 'safesense-silver')).toBe(true);
  });

  test('gives null without the corpus and refuses a table without the columns', () => {
    const other = makeGoldFolder();
    expect(readSilverToxicity(other.corporaDir)).toBeNull();
    other.writeSilver([]);
    expect(readSilverToxicity(other.corporaDir)).toEqual([]);
    rmSync(other.corporaDir, { recursive: true });
  });
});
