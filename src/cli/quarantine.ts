import { DuLuanError } from '../domain/errors.ts';
import type { Queue } from '../queue/queue.ts';
import { withSession } from './open-session.ts';

/** Reasons are messages of errors; a long one may quote what it stumbled over. */
const REASON_CHARS = 200;
/** Items read at once; each brings its text along. */
const PAGE = 500;
const MOST_LISTED = 100_000;

/** Prints what is in quarantine, never its text. @throws USAGE */
export async function listQuarantine(options: { limit: string }): Promise<void> {
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_LISTED)
    throw new DuLuanError('USAGE', { detail: `--limit must be a whole number from 1 to ${MOST_LISTED}` });
  await withSession(async ({ engine: { queue } }) => {
    const now = Date.now();
    for (const { id, item, reason, quarantinedAt } of await queue.quarantined(limit)) {
      const ageSeconds = Math.max(0, Math.round((now - quarantinedAt) / 1_000));
      console.log(JSON.stringify({ id, sourceId: item.sourceId, ageSeconds, reason: reason.slice(0, REASON_CHARS) }));
    }
  });
}

/** Gives items back to the workers with fresh counters and prints how many. @throws USAGE without ids or --all, or with both */
export async function replayQuarantine(ids: readonly string[], options: { all?: true }): Promise<void> {
  if (ids.length > 0 === (options.all === true)) throw new DuLuanError('USAGE', { detail: 'Give ids, or --all' });
  await withSession(async ({ engine: { queue } }) => {
    const replayed = options.all ? await replayAll(queue, Date.now()) : await queue.replay(ids);
    console.log(JSON.stringify({ replayed, left: (await queue.counts()).quarantined }));
  });
}

/** What a worker puts aside again meanwhile is left alone, else a poison would go round for ever. */
async function replayAll(queue: Queue, before: number): Promise<number> {
  let replayed = 0;
  for (;;) {
    const page = await queue.quarantined(PAGE);
    const old = page.filter((each) => each.quarantinedAt <= before).map((each) => each.id);
    if (old.length === 0) return replayed;
    replayed += await queue.replay(old);
  }
}
