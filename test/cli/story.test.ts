import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepStories } from '../../src/pipeline/story-keeper.ts';
import { MONDAY, sampleItem, saved } from '../contracts/sample-items.ts';
import { runCli, type CliResult } from '../e2e/run-cli.ts';
import { embeddedGround, type EmbeddedGround } from '../embedded/embedded-ground.ts';

const blaze = sampleItem('chay', { title: 'Cháy kho ở cảng Lạch Huyện', text: 'Lửa bùng lên lúc ba giờ sáng.', publishedAt: MONDAY });
const charge = sampleItem('khoi-to', {
  title: 'Khởi tố chủ kho hàng',
  text: 'Chủ kho bị khởi tố vì vi phạm phòng cháy.',
  publishedAt: MONDAY + 1,
});

describe('du-luan story', () => {
  let ground: EmbeddedGround;

  beforeEach(async () => {
    ground = embeddedGround();
    const { store, close } = await ground.open();
    await store.settle(saved(blaze, charge));
    await keepStories(store, null);
    await close();
  });
  afterEach(() => ground.destroy());

  const cli = (...args: string[]): Promise<CliResult> =>
    runCli(['story', ...args], { DU_LUAN_DATA_DIR: ground.dir, QUEUE_URL: '', STORE_URL: '' });
  const lines = ({ stdout }: CliResult): Record<string, unknown>[] =>
    stdout
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>); // the command prints objects

  async function stories(): Promise<(string | null | undefined)[]> {
    const { store, close } = await ground.open();
    const found = await Promise.all([blaze, charge].map(async ({ id }) => (await store.get(id))?.storyId));
    await close();
    return found;
  }

  it('merges, splits, lists and undoes', async () => {
    const [a, b] = [`s-${blaze.id}`, `s-${charge.id}`];
    expect(await stories()).toEqual([a, b]);
    const [merged] = lines(await cli('merge', a, b));
    expect(merged).toMatchObject({ kind: 'merge', storyIds: [a, b], by: 'bien-tap' });
    expect(await stories()).toEqual([a, a]);
    const [cut] = lines(await cli('split', a, charge.id, '--by', 'thoi-su'));
    expect(cut).toMatchObject({ kind: 'split', itemIds: [charge.id], by: 'thoi-su' });
    expect(await stories()).toEqual([a, cut?.['storyId']]);
    expect(lines(await cli('edits'))).toEqual([merged, cut]);
    expect(lines(await cli('undo', String(cut?.['id'])))).toEqual([{ undone: cut?.['id'], itemsChanged: 1 }]);
    expect(await stories()).toEqual([a, a]);
    await cli('undo', String(merged?.['id']));
    expect(await stories()).toEqual([a, b]);
    expect(lines(await cli('edits'))).toEqual([]);
  }, 120_000); // six processes

  it.each([
    ['an unknown story', ['merge', `s-${blaze.id}`, 's-khac'], 'NOT_FOUND'],
    ['an unknown item', ['split', `s-${blaze.id}`, '202608-khac'], 'NOT_FOUND'],
    ['an item of another story', ['split', `s-${blaze.id}`, charge.id], 'USAGE'],
    ['everything of a story', ['split', `s-${blaze.id}`, blaze.id], 'USAGE'],
    ['a story with itself', ['merge', `s-${blaze.id}`, `s-${blaze.id}`], 'USAGE'],
    ['an unknown edit', ['undo', 'khac'], 'NOT_FOUND'],
    ['the name of a person', ['merge', `s-${blaze.id}`, `s-${charge.id}`, '--by', 'Nguyễn A'], 'USAGE'],
  ])('refuses %s and keeps nothing', async (_, args, code) => {
    const result = await cli(...args);
    expect(result.code).not.toBe(0);
    expect(result.stderr).toContain(code);
    expect(lines(await cli('edits'))).toEqual([]);
  });
});
