import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { accountFor, until, workedOff } from './account.ts';
import { embeddedEngine, linesOf } from './fault-engine.ts';
import { byForm, report } from './faults-form.ts';
import { ProcessPack } from './process-pack.ts';

const ROUNDS = byForm(5, 1);
const ITEMS_PER_ROUND = 1_500;
/** One round's items need some 12 MB of file and log; the ballast leaves less than that. */
const DISK_MB = 16 + 16 * ROUNDS;
const FREE_MB = 5;
const MB = 1_024 * 1_024;

const folder = mkdtempSync(join(tmpdir(), 'du-luan-full-'));
const mount = join(folder, 'disk');
const isMounted = mountSmallDisk();

function mountSmallDisk(): boolean {
  mkdirSync(mount);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'du-luan-test', mount], { stdio: 'pipe' });
    return true;
  } catch (error) {
    console.warn(`skipped: a small disk cannot be mounted here (${String(error).split('\n')[0]})`);
    return false;
  }
}

/** Takes all room but `freeMb`, or all that it gets: the engine is writing at the same time. */
function fillDisk(freeMb: number): void {
  const chunk = Buffer.alloc(MB);
  try {
    while (freeBytes() > freeMb * MB) appendFileSync(join(mount, 'ballast'), chunk);
  } catch {
    // Full is what it is meant to be.
  }
}

function freeBytes(): number {
  const { bavail, bsize } = statfsSync(mount);
  return bavail * bsize;
}

describe.skipIf(!isMounted)('a full disk under the embedded engine', () => {
  const target = embeddedEngine(join(mount, 'data'));
  const pack = new ProcessPack();

  afterAll(async () => {
    await pack.disband();
    await target.destroy();
    execFileSync('umount', [mount]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('is told clearly, loses nothing that was acknowledged, and work resumes by itself', async () => {
    const startedAt = performance.now();
    const acknowledged = join(target.dir, 'acknowledged');
    const items = ITEMS_PER_ROUND * ROUNDS;
    const produce = { count: items, batchSize: 20, pauseMs: 20, acknowledged };
    const child = pack.startChild({ produce, work: { burnMs: 0, begun: join(target.dir, 'begun') } }, target.env);
    await child.ready;
    const toldOf = (during: string): number =>
      child.events.filter((event) => event.event === 'fault' && event.during === during && event.code === 'OUT_OF_SPACE').length;
    for (let round = 0; round < ROUNDS; round += 1) {
      const [adds, works] = [toldOf('add'), toldOf('work')];
      fillDisk(FREE_MB);
      await until(() => toldOf('add') > adds && toldOf('work') > works, 60_000, `nothing was told in round ${round}`);
      const during = linesOf(acknowledged).length;
      rmSync(join(mount, 'ballast'));
      await until(() => linesOf(acknowledged).length > during, 30_000, 'the producer did not resume');
    }
    await until(() => linesOf(acknowledged).length === items, 60_000, 'the producer did not finish');
    const opened = await target.open();
    await workedOff(opened, 60_000);
    const account = await accountFor(opened, linesOf(acknowledged));
    await opened.close();
    report({
      fault: 'disk full',
      engine: target.name,
      rounds: ROUNDS,
      items,
      lost: account.lost,
      duplicates: account.duplicates,
      seconds: (performance.now() - startedAt) / 1_000,
      seen: `OUT_OF_SPACE to ${toldOf('add')} adds and ${toldOf('work')} batches; the same process resumed`,
    });
    expect(account).toEqual({ lost: 0, duplicates: 0, documents: items, quarantined: 0 });
    expect(child.isAlive()).toBe(true);
    expect([...new Set(child.events.flatMap((event) => (event.event === 'fault' ? event.code : [])))]).toEqual(['OUT_OF_SPACE']);
  }, 300_000);
});
