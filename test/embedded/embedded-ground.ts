import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../src/domain/log.ts';
import { openEmbedded, type Embedded } from '../../src/embedded/open-embedded.ts';

export interface EmbeddedGround {
  readonly dir: string;
  readonly path: string;
  open(now?: () => number): Promise<Embedded>;
  destroy(): Promise<void>;
}

/** A folder for one test, with all that was opened in it. */
export function embeddedGround(): EmbeddedGround {
  const dir = mkdtempSync(join(tmpdir(), 'du-luan-embedded-'));
  const opened: Embedded[] = [];
  return {
    dir,
    path: join(dir, 'du-luan.sqlite'),
    open: async (now) => {
      const embedded = await openEmbedded(dir, silentLog, now);
      opened.push(embedded);
      return embedded;
    },
    destroy: async () => {
      await Promise.all(opened.map((embedded) => embedded.close()));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
