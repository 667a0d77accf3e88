import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { readConfig } from '../../src/config.ts';
import { DuLuanError } from '../../src/domain/errors.ts';
import type { Analysis } from '../../src/domain/item.ts';
import type { Log } from '../../src/domain/log.ts';
import { holdBatch } from '../../src/pipeline/hold-batch.ts';
import { processBatch } from '../../src/pipeline/process-batch.ts';
import type { PipelineDeps } from '../../src/pipeline/pipeline-deps.ts';
import { startWorker } from '../../src/pipeline/worker.ts';
import { openEngine, type Engine } from '../../src/wiring.ts';
import { sampleItem } from '../contracts/sample-items.ts';
import { faultItem, poisonOf } from './fault-item.ts';

/**
 * A process that is there to be killed: a producer, a worker or both over the real engine that the environment names. What it is to do
 * comes as JSON in its first argument; what happens to it goes to standard output, one JSON line each.
 */
export interface ChildTask {
  readonly produce?: {
    readonly count: number;
    readonly batchSize: number;
    /** Between two batches, so that a run lasts as long as its faults. */
    readonly pauseMs: number;
    /** Ids whose `add` has resolved, one a line; a producer that starts anew goes on behind them. */
    readonly acknowledged: string;
  };
  readonly work?: {
    /** CPU time that the analysis of one item takes. */
    readonly burnMs: number;
    /** Titles as their analysis begins, one a line. */
    readonly begun: string;
    /** Shorter than the product's lease, where a test waits for many of them to end. */
    readonly leaseMs?: number;
  };
}

export type ChildEvent =
  | { readonly event: 'ready' }
  | { readonly event: 'fault'; readonly during: string; readonly code: string; readonly ms: number }
  | { readonly event: 'produced' };

const task = JSON.parse(process.argv[2] ?? '{}') as ChildTask; // written by the test that starts us

function tell(event: ChildEvent): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

function codeOf(error: unknown): string {
  return error instanceof DuLuanError ? error.code : String(error);
}

/** Batches that fail are logged by the worker; the test wants to know as what. */
const log: Log = {
  debug() {},
  info() {},
  warn() {},
  error: (fields) => {
    if ('err' in fields) tell({ event: 'fault', during: 'work', code: codeOf(fields.err), ms: 0 });
  },
};

async function produce(engine: Engine, { count, batchSize, pauseMs, acknowledged }: NonNullable<ChildTask['produce']>): Promise<void> {
  let next = existsSync(acknowledged) ? readFileSync(acknowledged, 'utf8').split('\n').length - 1 : 0;
  while (next < count) {
    const batch = Array.from({ length: Math.min(batchSize, count - next) }, (_, part) => faultItem(next + part));
    const startedAt = performance.now();
    try {
      await engine.queue.add(batch);
      appendFileSync(acknowledged, batch.map(({ id }) => `${id}\n`).join(''));
      next += batch.length;
      await pause(pauseMs);
    } catch (error) {
      tell({ event: 'fault', during: 'add', code: codeOf(error), ms: Math.round(performance.now() - startedAt) });
      await pause(100);
    }
  }
  tell({ event: 'produced' });
}

const ANALYSIS: Analysis = sampleItem('').analysis;

function analyse(title: string, { burnMs, begun }: NonNullable<ChildTask['work']>): Analysis {
  appendFileSync(begun, `${title}\n`);
  const poison = poisonOf(title);
  if (poison === 'throws') throw new Error('cannot be analysed');
  if (poison === 'ends-the-process') process.abort();
  if (poison === 'exhausts-memory') exhaustMemory();
  const end = performance.now() + (poison === 'slow' ? 60_000 : burnMs);
  while (performance.now() < end);
  return ANALYSIS;
}

function exhaustMemory(): never {
  const kept: number[][] = [];
  for (;;) kept.push(Array.from({ length: 100_000 }, (_, index) => index + kept.length));
}

/** The product's worker with another lease. */
async function workWithLease(deps: PipelineDeps, leaseMs: number): Promise<never> {
  for (;;) {
    try {
      const claimed = await deps.queue.claim(40, leaseMs);
      if (claimed.length > 0) await holdBatch(claimed, { ...deps, leaseMs }, () => processBatch(claimed, deps));
      else await pause(50);
    } catch (err) {
      log.error({ err }, 'batch failed');
      await pause(200);
    }
  }
}

const { produce: producing, work: working } = task;
const engine = await openEngine(readConfig(process.env), log);
tell({ event: 'ready' });
if (working) {
  const deps: PipelineDeps = { ...engine, log, findPlaces: () => [], analyse: ({ title }) => analyse(title, working) };
  if (working.leaseMs === undefined) startWorker(deps);
  else void workWithLease(deps, working.leaseMs);
}
if (producing) await produce(engine, producing);
if (!working) await engine.close();
