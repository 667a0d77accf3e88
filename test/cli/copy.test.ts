import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { correctItem } from '../../src/domain/correct-item.ts';
import type { Case } from '../../src/domain/claim.ts';
import type { CopyReport } from '../../src/store/copy-store.ts';
import { queued, sampleCorpus, sampleItem, saved } from '../contracts/sample-items.ts';
import { sampleCase, sampleHealth, sampleSnapshot } from '../contracts/sample-records.ts';
import { killHard, runCli, startCli, type CliResult } from '../e2e/run-cli.ts';
import { embeddedGround, type EmbeddedGround } from '../embedded/embedded-ground.ts';
import { serviceUrl } from '../services/need-service.ts';
import { elasticsearchGround, type ElasticsearchTestGround } from '../store/elasticsearch-ground.ts';

const url = serviceUrl('TEST_ELASTICSEARCH_URL', 'Elasticsearch');

describe.skipIf(url === null)('copying between real engines', () => {
  let folder: EmbeddedGround;
  let cluster: ElasticsearchTestGround;

  beforeEach(() => {
    folder = embeddedGround();
    cluster = elasticsearchGround(url ?? '');
  });
  afterEach(async () => {
    await cluster.destroy();
    await folder.destroy();
  });

  const up = (...more: string[]): string[] => [
    'copy',
    '--from',
    `sqlite:${folder.dir}`,
    '--to',
    url ?? '',
    '--prefix',
    cluster.prefix,
    ...more,
  ];

  /** Every kind of thing that a store keeps, with the month of August dropped. */
  async function fill(count: number): Promise<void> {
    const { store, close } = await folder.open();
    await store.settle(saved(...sampleCorpus({ seed: 31, count }), sampleItem('odd', { title: 'nửa \ud800 chữ', text: 'x'.repeat(300) })));
    await store.settle([{ outcome: 'off-topic', key: 'off', sourceId: 'bao-a', seenAt: 5, reason: 'too-short' }]);
    await store.dropMonths('202609');
    const { items } = await store.search({ kinds: ['comment'] }, { limit: 2, cursor: null });
    for (const [at, item] of items.entries()) {
      const change = at === 0 ? { field: 'tone' as const, to: 'negative' } : { field: 'relevant' as const, to: false };
      await store.putLabels(correctItem(item, change, { id: `c${at}`, at, by: 'bien-tap', note: '' }));
    }
    for (const id of ['a', 'b']) await store.putSourceHealth(sampleHealth(id, 'ok'));
    for (const revision of [0, 1, 2]) await store.putCase({ ...sampleCase('k', revision), answer: `Bản ${revision}` } satisfies Case);
    for (const week of ['2026-W34', '2026-W35']) await store.putSnapshot(sampleSnapshot('hai-phong', week));
    const desk = { by: 'bien-tap', at: 1 };
    await store.putStoryEdit({ ...desk, id: 'e1', kind: 'merge', storyIds: ['s-a', 's-b'] });
    await store.putStoryEdit({ ...desk, id: 'e2', kind: 'split', itemIds: ['a'] });
    await close();
  }

  it('moves up and down again with nothing lost, and a second copy changes nothing', async () => {
    await fill(700);
    const first = reportOf(await runCli(up(), {}));
    expect(first).toMatchObject({
      copied: 702,
      skipped: 0,
      to: { offTopic: 1, sources: 2, cases: 1, snapshots: 2, corrected: 2, storyEdits: 2 },
    });
    expect(first.to).toEqual(first.from);
    // One of them is set aside.
    expect(first.to.items + first.to.expired).toBe(700);
    expect(first.to.expired).toBeGreaterThan(50);

    const again = reportOf(await runCli(up(), {}));
    expect(again).toEqual({ ...first, copied: 0, skipped: 702 });

    const other = embeddedGround();
    const down = ['copy', '--from', url ?? '', '--to', `sqlite:${other.dir}`, '--prefix', cluster.prefix];
    expect(reportOf(await runCli(down, {}))).toEqual(first);
    await other.destroy();
  });

  it('goes on where it was killed', async () => {
    await fill(6_000);
    const child = startCli(up(), {});
    await until(async () => (await copied()) > 500);
    killHard(child);
    await child.result;
    const before = await copied();
    const { from, to, copied: added, skipped } = reportOf(await runCli(up(), {}));
    expect(to).toEqual(from);
    expect(skipped).toBeGreaterThan(0);
    expect(added + skipped).toBe(6_002);
    expect(before).toBeLessThan(from.items);
  });

  it('never overwrites, and says that the stores differ', async () => {
    await fill(20);
    const mine = sampleItem('31-3', { text: 'Bản ở nơi đến' });
    const target = await cluster.open();
    await target.settle(saved(mine));
    await target.putSnapshot({ ...sampleSnapshot('hai-phong', '2026-W34'), closedAt: 99 });
    const { code, stdout, stderr } = await runCli(up(), {});
    expect(code).toBe(1);
    expect(stderr).toMatch(/^COPY_DIFFERS: /m);
    expect(JSON.parse(stdout)).toMatchObject({ to: { snapshots: 2 } });
    expect(await target.get(mine.id)).toEqual(mine);
    expect(await target.getSnapshot('hai-phong', '2026-W34')).toMatchObject({ closedAt: 99 });
  });

  it('leaves no item behind in the queue unless told to', async () => {
    await fill(5);
    const { queue, close } = await folder.open();
    await queue.add([queued('waiting'), queued('put-aside')]);
    await queue.claim(1, 60_000);
    await close();
    const refused = await runCli(up(), {});
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^QUEUE_NOT_EMPTY: .* 2 items: .*du-luan work/);
    expect(reportOf(await runCli(up('--leave-queue'), {})).copied).toBe(7);
  });

  async function copied(): Promise<number> {
    await cluster.client.indices.refresh({ index: `${cluster.prefix}-*` });
    const { count } = await cluster.client.count({ index: `${cluster.prefix}-items*`, ignore_unavailable: true });
    return count;
  }
});

describe('an address', () => {
  it.each([
    ['a folder without a database', ['--from', 'sqlite:/nonexistent/folder', '--to', 'sqlite:/tmp/x'], 'There is no database'],
    ['another kind of address', ['--from', 'postgres://x', '--to', 'sqlite:/tmp/x'], 'sqlite:FOLDER'],
    ['no address at all', [], '--to'],
    ['the same address twice', ['--from', 'sqlite:/tmp/x', '--to', 'sqlite:/tmp/x'], 'into itself'],
  ])('is refused when it is %s', async (_, args, words) => {
    const { code, stderr } = await runCli(['copy', ...args], { QUEUE_URL: '', STORE_URL: '' });
    expect(code).toBe(2);
    expect(stderr).toContain('USAGE');
    expect(stderr).toContain(words);
  });
});

function reportOf({ code, stdout, stderr }: CliResult): CopyReport {
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as CopyReport; // what `copy` prints
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(20);
}
