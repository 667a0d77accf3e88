import { Presets, SingleBar } from 'cli-progress';
import type { CopyProgress } from '../store/copy-store.ts';

/** A bar on standard error for a person who waits; silent when standard error is no terminal. */
export function startCopyBar(): { show: CopyProgress; stop(): void } {
  if (!process.stderr.isTTY) return { show() {}, stop() {} };
  const bar = new SingleBar(
    { stream: process.stderr, format: '{phase} {bar} {value}/{total} | {eta_formatted} left', hideCursor: true },
    Presets.shades_classic,
  );
  let current = '';
  return {
    show(phase, done, total) {
      if (phase !== current) {
        bar.stop();
        bar.start(total, 0, { phase });
        current = phase;
      }
      // Keys that retention has dropped are copied too and not known beforehand.
      bar.setTotal(Math.max(total, done));
      bar.update(done);
    },
    stop() {
      bar.stop();
    },
  };
}
