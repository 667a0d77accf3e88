import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/domain/log.ts';
import { openEmbedded } from '../../src/embedded/open-embedded.ts';
import { openSqliteFile, type SqliteFile } from '../../src/sqlite/sqlite-file.ts';
import { queued, sampleCorpus, saved } from '../contracts/sample-items.ts';

let dir: string;
let path: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'du-luan-sqlite-'));
  path = join(dir, 'du-luan.sqlite');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function fault(work: () => unknown): unknown {
  try {
    return work();
  } catch (cause) {
    return cause;
  }
}

describe('opening', () => {
  it('makes a folder that only its user may enter', async () => {
    const inner = join(dir, 'data', 'embedded');
    const embedded = await openEmbedded(inner, silentLog);
    expect(statSync(inner).mode & 0o777).toBe(0o700);
    await embedded.close();
    await embedded.close();
    expect(readdirSync(inner)).toEqual(['du-luan.sqlite']);
  });

  it('takes an empty file for a new one', () => {
    writeFileSync(path, '');
    const file = openSqliteFile(path);
    expect(countHealth(file)).toBe(0);
    file.close();
  });

  it('says clearly that a file is no database', () => {
    writeFileSync(path, 'không phải cơ sở dữ liệu '.repeat(500));
    expect(fault(() => openSqliteFile(path))).toMatchObject({ code: 'STORE_UNREADABLE', facts: { path } });
  });

  it('does not touch the database of another program', () => {
    const db = new DatabaseSync(path);
    db.exec('CREATE TABLE theirs (x)');
    db.close();
    expect(fault(() => openSqliteFile(path))).toMatchObject({
      code: 'STORE_UNREADABLE',
      message: expect.stringContaining('another program'),
    });
  });

  it('refuses the data of a newer program', () => {
    openSqliteFile(path).close();
    const db = new DatabaseSync(path);
    db.exec('PRAGMA user_version = 999');
    db.close();
    expect(fault(() => openSqliteFile(path))).toMatchObject({ code: 'STORE_TOO_NEW', facts: { path, found: 999 } });
  });

  it('says clearly that the folder is a file, or the file a folder', async () => {
    writeFileSync(path, '');
    await expect(openEmbedded(path, silentLog)).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });
    expect(fault(() => openSqliteFile(dir))).toMatchObject({ code: 'STORE_UNREADABLE' });
  });

  it('opens what it has made, again and again', async () => {
    for (let time = 0; time < 3; time += 1) {
      const embedded = await openEmbedded(dir, silentLog);
      expect(await embedded.queue.add([queued('a')])).toBe(time === 0 ? 1 : 0);
      await embedded.close();
    }
  });

  it('leaves the data alone when the disk permits reading only', ({ skip }) => {
    if (process.getuid?.() === 0) skip('root may write everywhere');
    openSqliteFile(path).close();
    chmodSync(path, 0o400);
    expect(fault(() => openSqliteFile(path))).toMatchObject({ code: 'STORE_UNREADABLE' });
  });
});

describe('a damaged file', () => {
  it('is told from a fault of ours wherever it shows', async () => {
    const embedded = await openEmbedded(dir, silentLog);
    await embedded.store.settle(saved(...sampleCorpus({ seed: 3, count: 300 })));
    await embedded.close();
    truncateSync(path, 64 * 1_024);
    const reading = async (): Promise<void> => {
      const broken = await openEmbedded(dir, silentLog);
      try {
        for await (const _ of broken.store.scan({}));
        await broken.store.facets({ text: 'đường' }, ['topic']);
      } finally {
        await broken.close().catch(() => undefined);
      }
    };
    await expect(reading()).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });
  });
});

describe('a full disk', () => {
  it('is told to everyone concerned, and what was acknowledged stays', async () => {
    const file = openSqliteFile(path);
    const put = (value: string): Promise<unknown> =>
      file.write(() => file.sql('INSERT INTO source_health (source_id, doc) VALUES (?, ?)').run(value, 'x'.repeat(2_000)));
    await put('first');
    file.exec(`PRAGMA max_page_count = ${Number(file.sql('PRAGMA page_count').get()?.['page_count']) + 3}`);
    const results = await Promise.allSettled(Array.from({ length: 40 }, (_, index) => put(`n${index}`)));
    const kept = 1 + results.filter(({ status }) => status === 'fulfilled').length;
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'OUT_OF_SPACE', facts: { path } });
    expect(countHealth(file)).toBe(kept);
    file.exec('PRAGMA max_page_count = 1000000');
    await put('after');
    expect(countHealth(file)).toBe(kept + 1);
    file.close();
  });
});

describe('another writer', () => {
  it('is waited for without blocking the event loop', async () => {
    const file = openSqliteFile(path);
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    let isDone = false;
    const writing = file.write(() => file.sql("INSERT INTO source_health (source_id, doc) VALUES ('a', '{}')").run());
    void writing.then(() => (isDone = true));
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resume) => setTimeout(resume, 5));
    expect(isDone).toBe(false);
    other.exec('COMMIT');
    other.close();
    await writing;
    expect(countHealth(file)).toBe(1);
    file.close();
  });
});

function countHealth(file: SqliteFile): number {
  return Number(file.sql('SELECT COUNT(*) AS count FROM source_health').get()?.['count']);
}
