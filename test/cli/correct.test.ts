import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleItem, saved } from '../contracts/sample-items.ts';
import { runCli, type CliResult } from '../e2e/run-cli.ts';
import { embeddedGround, type EmbeddedGround } from '../embedded/embedded-ground.ts';
import { makeGoldFolder, tinyComments, tinyNews } from '../training/tiny-gold.ts';

const item = sampleItem('mot', { kind: 'comment', title: '', text: 'mức này còn nhẹ', analysis: { stance: null } });
const news = sampleItem('tin');

describe('du-luan correct', () => {
  let ground: EmbeddedGround;

  beforeEach(async () => {
    ground = embeddedGround();
    const { store, close } = await ground.open();
    await store.settle(saved(item, news));
    await close();
  });
  afterEach(() => ground.destroy());

  const cli = (...args: string[]): Promise<CliResult> => runCli(args, { DU_LUAN_DATA_DIR: ground.dir, QUEUE_URL: '', STORE_URL: '' });
  const lines = ({ stdout }: CliResult): Record<string, unknown>[] =>
    stdout
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>); // the command prints objects

  it('corrects, lists, exports, trains, takes back and forgets', async () => {
    const made = await cli('correct', item.id, '--field', 'stance', '--to', 'oppose', '--note', 'người viết để số 0912345678');
    const [correction] = lines(made);
    expect(correction).toMatchObject({ itemId: item.id, field: 'stance', from: null, to: 'oppose', by: 'bien-tap', undoes: null });
    expect(correction?.['note']).toBe('người viết để số [điện thoại]');
    expect(lines(await cli('corrections', '--item', item.id))).toEqual([correction]);

    const file = join(ground.dir, 'nhan.jsonl');
    expect(lines(await cli('corrections', '--export', file))).toEqual([{ items: 1 }]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ text: { text: item.text }, corrections: [correction] });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await cli('corrections', '--export', file)).toMatchObject({ code: 2, stderr: expect.stringContaining('there already') });

    const gold = makeGoldFolder();
    gold.write('comments-train.jsonl', tinyComments('c', 'train'));
    gold.write('news-train.jsonl', tinyNews('n', 'train'));
    const train = (...from: string[]): Promise<CliResult> =>
      cli(
        'train',
        '--corpora',
        gold.corporaDir,
        '--without',
        'written',
        '--out',
        join(gold.corporaDir, 'models'),
        '--with-corrections',
        ...from,
      );
    for (const from of [[], [file]]) {
      expect((await train(...from)).stdout).toContain('1 corrected items were read');
      expect(readFileSync(join(gold.corporaDir, 'models/stance-public-1/CARD.md'), 'utf8')).toContain(
        '- 1 items collected by this installation',
      );
    }
    expect(await train(join(ground.dir, 'khong-co.jsonl'))).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no file') });
    rmSync(gold.corporaDir, { recursive: true });

    const [undo] = lines(await cli('uncorrect', item.id, String(correction?.['id'])));
    expect(undo).toMatchObject({ field: 'stance', from: 'oppose', to: null, undoes: correction?.['id'] });
    expect(lines(await cli('corrections'))).toEqual([correction, undo]);
    expect(lines(await cli('corrections', '--forget', item.id))).toEqual([{ forgotten: true }]);
    expect(lines(await cli('corrections'))).toEqual([]);
  }, 60_000);

  it.each([
    ['an unknown item', ['202608-khong-co', '--field', 'tone', '--to', 'positive'], 1, 'NOT_FOUND'],
    ['an unknown field', [item.id, '--field', 'author', '--to', 'x'], 2, 'USAGE'],
    ['an unknown value', [item.id, '--field', 'stance', '--to', 'angry'], 1, 'CORRECTION_REFUSED'],
    ['the stance of news', [news.id, '--field', 'stance', '--to', 'support'], 1, 'CORRECTION_REFUSED'],
    ['the name of a person', [item.id, '--field', 'tone', '--to', 'positive', '--by', 'Nguyễn Văn A'], 2, 'USAGE'],
  ])('refuses %s with its code', async (_, args, code, name) => {
    expect(await cli('correct', ...args)).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(new RegExp(`^${name}: `)) });
  });
});
