import { closeLastWeek } from '../digest/close-week.ts';
import type { DigestDeps } from '../digest/build-snapshot.ts';
import type { Log } from '../domain/log.ts';
import { STORY_GAP_DAYS } from '../domain/story.ts';
import { DAY_MS, HOUR_MS } from '../domain/time.ts';
import type { Chore, Metrics } from '../metrics/create-metrics.ts';
import { keepStories } from '../pipeline/story-keeper.ts';
import type { StoreTotals } from '../store/store.ts';

export interface TendDeps extends DigestDeps {
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'chore'>;
}

export interface Tending {
  /** Says that items were saved here; stories will be found anew soon. */
  changed(saved: number): void;
  /** Ends the chore under way; finds stories a last time when something is waiting. */
  stop(): Promise<void>;
}

/** How far back new items may join a story: twice the longest gap within one, so that a story's last items are all seen. */
const STORY_WINDOW_DAYS = 2 * STORY_GAP_DAYS;
/** New items wait this long for their story: a burst of a crawl then costs one pass instead of many. */
const SETTLE_MS = 3_000;
/** Items of other processes are looked for this often; what is found waits `SETTLE_MS` like all. */
const LOOK_MS = 5_000;

/**
 * Finds stories after items were saved, and closes the week that is over. One process of a system does this, however many workers it
 * has: a second one would change nothing, since both results are functions of what the store holds, but would do the work twice.
 * `watchStore` looks for what other processes saved; without it only `changed` tells.
 */
export function startTending(deps: TendDeps, { watchStore }: { watchStore: boolean }): Tending {
  let settling: NodeJS.Timeout | null = null;
  let underWay: Promise<void> = Promise.resolve();
  const enqueue = (chore: Chore, work: () => Promise<unknown>): void => {
    underWay = underWay.then(() => runChore(chore, work, deps));
  };
  const findStories = (): void => {
    settling = null;
    enqueue('stories', () => keepStories(deps.store, deps.now() - STORY_WINDOW_DAYS * DAY_MS));
  };
  const changed = (saved: number): void => {
    if (saved > 0) settling ??= setTimeout(findStories, SETTLE_MS);
  };
  // What was saved before an earlier process died has not found its stories yet.
  changed(1);
  // Not at once: after an outage the crawlers get an hour to catch up before figures are frozen for good.
  const weeks = setInterval(() => enqueue('week', () => closeLastWeek(deps)), HOUR_MS);
  const looking = watchStore ? lookForItems(deps, changed) : null;
  return {
    changed,
    async stop() {
      clearInterval(weeks);
      await looking?.stop();
      if (settling) {
        clearTimeout(settling);
        findStories();
      }
      await underWay;
    },
  };
}

async function runChore(chore: Chore, work: () => Promise<unknown>, { log, metrics }: TendDeps): Promise<void> {
  const startedAt = performance.now();
  let failed = false;
  try {
    log.info({ chore, result: await work() }, 'chore done');
  } catch (error) {
    failed = true;
    log.error({ chore, err: error }, 'chore failed');
  }
  metrics.chore(chore, { seconds: (performance.now() - startedAt) / 1_000, failed });
}

/** Calls `changed` when the store holds other items than at the last look. */
function lookForItems({ store, log }: TendDeps, changed: (saved: number) => void): { stop(): Promise<void> } {
  let last: string | null = null;
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      const found = fingerprint(await store.totals());
      if (last !== null && found !== last) changed(1);
      last = found;
    } catch (error) {
      log.warn({ err: error }, 'store did not answer');
    }
  };
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, LOOK_MS);
  return {
    stop() {
      clearInterval(timer);
      return looking;
    },
  };
}

/** Of what items coming and going changes; not of stories and reprints, which this process writes itself. */
function fingerprint({ items, undated, oldestAt, newestAt }: StoreTotals): string {
  return JSON.stringify([items, undated, oldestAt, newestAt]);
}
