import { setTimeout as pause } from 'node:timers/promises';
import type { Crawler, Finding } from '../crawlers/crawler.ts';
import type { Log } from '../domain/log.ts';
import type { RawItem } from '../domain/raw-item.ts';
import type { Source, SourceHealth } from '../domain/source.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import { addFailures, type Tally } from './tally.ts';

export interface CollectDeps {
  readonly crawler: Crawler;
  readonly queue: Queue;
  readonly store: Store;
  readonly tally: Tally;
  /** Pause while more items than this wait in the queue. */
  readonly queueLimit: number;
  readonly log: Log;
}

/** Items handed to the queue at once: one durable write for many. */
const HAND_OVER = 25;
/** How often a pausing crawler looks whether the queue has room again. */
const LOOK_AGAIN_MS = 50;

/**
 * Visits one source and hands what it finds to the queue. The source's health, which holds the validators of the next conditional
 * request, is stored only after the queue has taken everything: a crash before that repeats the visit instead of losing items.
 */
export async function collectSource(source: Source, previous: SourceHealth | null, deps: CollectDeps): Promise<SourceHealth> {
  const visit = deps.crawler.visit(source, previous);
  let waiting: RawItem[] = [];
  for (;;) {
    const step = await visit.next();
    if (step.done) {
      await handOver(waiting, deps);
      await deps.store.putSourceHealth(step.value);
      deps.log.info({ sourceId: source.id, state: step.value.state, found: step.value.found }, 'source visited');
      return step.value;
    }
    count(step.value, deps.tally);
    if (step.value.type === 'item') waiting.push(step.value.item);
    if (waiting.length >= HAND_OVER) {
      await handOver(waiting, deps);
      waiting = [];
    }
  }
}

function count(finding: Finding, tally: Tally): void {
  tally.found += 1;
  if (finding.type === 'failed') addFailures(tally, finding.code);
  else if (finding.type === 'known') tally[finding.previous === 'saved' ? 'duplicates' : 'offTopic'] += 1;
}

async function handOver(items: readonly RawItem[], deps: CollectDeps): Promise<void> {
  if (items.length === 0) return;
  while ((await deps.queue.counts()).waiting > deps.queueLimit) await pause(LOOK_AGAIN_MS);
  // Counted before the hand-over: the worker may finish an item before `add` comes back.
  deps.tally.pending += items.length;
  const added = await deps.queue.add(items.map((item) => ({ id: item.key, item })));
  // What another source has put into the queue already is the same address seen twice.
  deps.tally.pending -= items.length - added;
  deps.tally.duplicates += items.length - added;
}
