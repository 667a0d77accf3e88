import { Presets, SingleBar } from 'cli-progress';
import type { Tally } from '../collect/tally.ts';

export interface Progress {
  show(tally: Tally): void;
  stop(): void;
}

/** A bar on standard error for a person who waits; silent when standard error is no terminal. `expected` may be unknown (0). */
export function startProgress(expected: number): Progress {
  if (!process.stderr.isTTY) return { show() {}, stop() {} };
  const bar = new SingleBar(
    {
      stream: process.stderr,
      format: '{bar} {value}/{total} | saved {saved} · seen before {duplicates} · off topic {offTopic} · failed {failed}',
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  bar.start(expected, 0, { saved: 0, duplicates: 0, offTopic: 0, failed: 0 });
  return {
    show(tally) {
      bar.setTotal(Math.max(expected, tally.found));
      bar.update(tally.found - tally.pending, { ...tally });
    },
    stop() {
      bar.stop();
    },
  };
}
