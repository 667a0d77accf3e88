import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CrawlLease } from '../queue/crawl-lease.ts';
import { processStamp } from '../queue/embedded/process-stamp.ts';

/**
 * A right that a file in the data folder stands for, with the process that has it. It falls to the next one as soon as that process has ended,
 * however it ended: no clock is involved. All processes must see each other's numbers, as the embedded queue demands, too.
 */
export function openFileLease(file: string): CrawlLease {
  const mine = `${process.pid} ${processStamp(process.pid) ?? ''}`;
  const owner = (): string | null => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return null; // Nobody has it, or it is not ours to read; writing will tell.
    }
  };
  return {
    async hold() {
      const found = owner();
      if (found === mine) return true;
      if (found !== null && lives(found)) return false;
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        if (found !== null) rmSync(file, { force: true });
        writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      } catch {
        return false; // Another one was faster.
      }
      // Two that found the same dead owner may have removed each other's file: the last writer has it.
      return owner() === mine;
    },
    async release() {
      if (owner() === mine) rmSync(file, { force: true });
    },
  };
}

function lives(owner: string): boolean {
  const [pid = '', stamp = ''] = owner.split(' ');
  return Number(pid) > 0 && processStamp(Number(pid)) === stamp;
}
