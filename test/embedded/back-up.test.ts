import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/domain/log.ts';
import { backUp, restore, type BackupReport } from '../../src/embedded/back-up.ts';
import { openEmbedded, type Embedded } from '../../src/embedded/open-embedded.ts';
import { queued, sampleCorpus, sampleItem, saved } from '../contracts/sample-items.ts';
import { runCli } from '../e2e/run-cli.ts';
import { embeddedGround, type EmbeddedGround } from './embedded-ground.ts';

const scratch = mkdtempSync(join(tmpdir(), 'du-luan-backup-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let ground: EmbeddedGround;
let round = 0;
let to = '';
let target = '';
beforeEach(() => {
  ground = embeddedGround();
  round += 1;
  to = join(scratch, `backup-${round}.sqlite`);
  target = join(scratch, `data-${round}`);
});
afterEach(() => ground.destroy());

/** Everything that a reader could ask of the engine, as one checksum. */
async function checksum({ store, queue }: Embedded): Promise<string> {
  const hash = createHash('sha256');
  const say = (what: unknown): void => void hash.update(`${JSON.stringify(what)}\n`);
  const keys = [];
  for await (const item of store.scan({})) {
    say(item);
    keys.push(item.key);
  }
  say([...(await store.outcomes(keys))]);
  say(await store.facets({}, ['topic', 'outlet', 'tone']));
  // Folded words are an index of their own, so a search is asked, too.
  say((await store.search({ text: 'con nguoi' }, { limit: 100, cursor: null })).total);
  say((await store.search({ text: 'nồng độ' }, { limit: 100, cursor: null })).items.map((hit) => hit));
  say(await store.sourceHealth());
  say(await store.snapshots());
  say(await queue.quarantined(100));
  say(await queue.counts());
  return hash.digest('hex');
}

async function openAt(dir: string): Promise<Embedded> {
  return openEmbedded(dir, silentLog);
}

/** Every kind of thing that the engine keeps. */
async function fill(engine: Embedded): Promise<void> {
  await engine.store.settle(saved(...sampleCorpus({ seed: 7, count: 300 })));
  await engine.store.settle([{ outcome: 'off-topic', key: 'k', sourceId: 's', seenAt: 1, reason: 'off-topic' }]);
  await engine.queue.add(['a', 'b', 'c'].map((name) => queued(name)));
  const [first] = await engine.queue.claim(1, 60_000);
  await engine.queue.quarantine(first?.id ?? '', 'will not parse');
}

describe('a backup', () => {
  it('restores to a store and queue that answer the same, whatever is asked', async () => {
    const engine = await ground.open();
    await fill(engine);
    const before = await checksum(engine);
    const report = await backUp(ground.dir, to);
    expect(report).toMatchObject({ file: to, items: 300, queued: 3, bytes: statSync(to).size });
    expect(createHash('sha256').update(readFileSync(to)).digest('hex')).toBe(report.sha256);
    expect(await restore(to, target)).toMatchObject({ items: 300, queued: 3 });
    const restored = await openAt(target);
    expect(await checksum(restored)).toBe(before);
    await restored.store.settle(saved(sampleItem('after')));
    await restored.close();
    expect(await checksum(engine)).toBe(before);
  });

  it(
    'taken by another process during writes holds all that was written up to one instant, and nothing later',
    { timeout: 60_000 },
    async () => {
      const engine = await ground.open();
      await fill(engine);
      let written = 0;
      const over = new AbortController();
      const writing = (async () => {
        for (; !over.signal.aborted; written += 1) {
          // One item waits and one is kept in each step, so a torn copy would show different numbers of them.
          await engine.queue.add([queued(`waiting-${written}`)]);
          await engine.store.settle(saved(sampleItem(`kept-${written}`, { text: 'nồng độ cồn '.repeat(200) })));
          await pause(1);
        }
      })();
      await expect.poll(() => written).toBeGreaterThan(20);
      const before = written;
      const { code, stdout, stderr } = await runCli(['backup', '--to', to], { DU_LUAN_DATA_DIR: ground.dir });
      const after = written + 1;
      over.abort();
      await writing;
      expect([code, stderr]).toEqual([0, '']);
      expect(written).toBeGreaterThan(before);
      const report = JSON.parse(stdout) as BackupReport; // the line that the command promises
      await restore(to, target);
      const restored = await openAt(target);
      const kept = report.items - 300;
      const names = [];
      for await (const item of restored.store.scan({ sources: ['bao-example'] })) if (item.key.includes('/kept-')) names.push(item.key);
      await restored.close();
      expect(kept).toBeGreaterThanOrEqual(before);
      expect(kept).toBeLessThanOrEqual(after);
      expect(names.toSorted()).toEqual(Array.from({ length: kept }, (_, n) => `https://bao.example/kept-${n}`).toSorted());
      expect([kept, kept + 1]).toContain(report.queued - 3);
    },
  );

  it('is readable by its owner only and leaves nothing beside itself', async () => {
    await fill(await ground.open());
    await backUp(ground.dir, to);
    expect(statSync(to).mode & 0o777).toBe(0o600);
    expect(readdirSync(scratch).filter((name) => name.startsWith(`backup-${round}`))).toEqual([`backup-${round}.sqlite`]);
  });

  it('of a stopped program works, too', async () => {
    const engine = await ground.open();
    await fill(engine);
    await engine.close();
    expect(await backUp(ground.dir, to)).toMatchObject({ items: 300 });
  });

  it('never overwrites a file', async () => {
    await ground.open();
    writeFileSync(to, 'the only backup of last year');
    await expect(backUp(ground.dir, to)).rejects.toMatchObject({ code: 'USAGE' });
    expect(readFileSync(to, 'utf8')).toBe('the only backup of last year');
  });

  it('says what is missing: a database, a folder to write to', async () => {
    await expect(backUp(target, to)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await ground.open();
    await expect(backUp(ground.dir, join(scratch, 'no-such-folder', 'x'))).rejects.toMatchObject({ code: 'USAGE' });
  });
});

describe('restoring', () => {
  it('refuses a folder that holds a database, or only the log of one', async () => {
    await fill(await ground.open());
    await backUp(ground.dir, to);
    await expect(restore(to, ground.dir)).rejects.toMatchObject({ code: 'USAGE' });
    await restore(to, target);
    rmSync(join(target, 'du-luan.sqlite'));
    writeFileSync(join(target, 'du-luan.sqlite-wal'), 'old log');
    await expect(restore(to, target)).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('refuses what is damaged, empty, no database, or of another program, and leaves no trace', async () => {
    await fill(await ground.open());
    await backUp(ground.dir, to);
    const bytes = readFileSync(to);
    bytes.fill(0xaa, 40_960, 61_440);
    const other = join(scratch, `other-${round}`);
    const db = new DatabaseSync(other);
    db.exec('CREATE TABLE notes (text TEXT); PRAGMA user_version = 1');
    db.close();
    const cases = { damaged: bytes, cut: readFileSync(to).subarray(0, 20_000), empty: Buffer.alloc(0), text: Buffer.from('hello') };
    const files = Object.entries(cases).map(([name, content]) => {
      const file = join(scratch, `${name}-${round}`);
      writeFileSync(file, content);
      return file;
    });
    for (const file of [...files, other]) {
      await expect(restore(file, target)).rejects.toMatchObject({ code: 'STORE_UNREADABLE', facts: { path: file } });
      expect(readdirSync(target)).toEqual([]);
    }
    await expect(restore(join(scratch, 'absent'), target)).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('refuses a backup of a newer program', async () => {
    await ground.open();
    await backUp(ground.dir, to);
    const db = new DatabaseSync(to);
    db.exec('PRAGMA user_version = 9999');
    db.close();
    await expect(restore(to, target)).rejects.toMatchObject({ code: 'STORE_TOO_NEW' });
    expect(existsSync(join(target, 'du-luan.sqlite'))).toBe(false);
  });

  it('is not for Redis and Elasticsearch, and says so', async () => {
    const env = { QUEUE_URL: 'redis://127.0.0.1:1', STORE_URL: 'http://127.0.0.1:1' };
    const { code, stderr } = await runCli(['backup', '--to', to], env);
    expect(code).toBe(2);
    expect(stderr).toContain('docs/operations.md');
  });
});
