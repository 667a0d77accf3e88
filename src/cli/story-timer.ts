import type { Log } from '../domain/log.ts';

export interface StoryTimer {
  /** Says that items were saved; stories will be found anew soon. */
  changed(saved: number): void;
  /** Finds stories a last time when something is waiting. */
  stop(): Promise<void>;
}

/** New items wait this long for their story: a burst of a crawl then costs one pass instead of many. */
const SETTLE_MS = 3_000;

export function startStoryTimer(keep: () => Promise<number>, log: Log): StoryTimer {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    timer = null;
    running = running.then(keep).then(
      (changed) => log.info({ changed }, 'stories found'),
      (error: unknown) => log.error({ err: error }, 'stories failed'),
    );
  };
  return {
    changed(saved) {
      if (saved > 0) timer ??= setTimeout(run, SETTLE_MS);
    },
    async stop() {
      if (timer) {
        clearTimeout(timer);
        run();
      }
      await running;
    },
  };
}
