import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { SingleBar, Presets } from 'cli-progress';
import { addBatch, addFailures, newTally, type Tally } from '../collect/tally.ts';
import { importItem } from '../crawlers/import/import-item.ts';
import { DuLuanError } from '../domain/errors.ts';
import type { RawItem } from '../domain/raw-item.ts';
import { keepStories } from '../pipeline/story-keeper.ts';
import { runBatch } from '../pipeline/topology.ts';
import { activeProfile } from './active-profile.ts';
import { jsonLines } from './json-lines.ts';
import { openSession, pipelineOf } from './open-session.ts';

/** Lines that share one durable write. */
const HAND_OVER = 200;
/** Faults shown in full; the rest is counted. */
const SHOWN_FAULTS = 20;

/**
 * Takes a JSON Lines file into queue and store. Faulty lines are named and passed over; the rest is kept. Prints one JSON line of sums.
 * A file may be imported again: what is known is counted as seen before.
 */
export async function importFile(file: string, options: { source: string }): Promise<void> {
  const size = await sizeOf(file);
  const session = await openSession();
  const bar = new SingleBar({ stream: process.stderr, format: '{bar} {percentage}%', noTTYOutput: false }, Presets.shades_classic);
  try {
    const deps = pipelineOf(session, await activeProfile(session.config));
    // What an earlier run left behind is worked off first, so that it is not counted among these lines.
    while (await runBatch(deps));
    const tally = newTally();
    const stream = createReadStream(file);
    if (process.stderr.isTTY) bar.start(size, 0);
    for await (const items of batches(stream, options.source, tally)) {
      const added = await deps.queue.add(items.map((item) => ({ id: item.key, item })));
      tally.duplicates += items.length - added;
      for (let batch = await runBatch(deps); batch; batch = await runBatch(deps)) addBatch(tally, batch);
      bar.update(stream.bytesRead);
    }
    await keepStories(deps.store, null);
    bar.stop();
    console.log(
      JSON.stringify({
        found: tally.found,
        saved: tally.saved,
        duplicates: tally.duplicates,
        offTopic: tally.offTopic,
        failed: tally.failed,
      }),
    );
    if (tally.failed > 0) process.exitCode = 1;
  } finally {
    bar.stop();
    await session.engine.close();
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    throw new DuLuanError('USAGE', { detail: `${file} cannot be read` }, { cause: error });
  }
}

async function* batches(stream: AsyncIterable<Uint8Array>, sourceId: string, tally: Tally): AsyncGenerator<RawItem[]> {
  let items: RawItem[] = [];
  for await (const line of jsonLines(stream)) {
    tally.found += 1;
    try {
      if (line.error) throw line.error;
      items.push(importItem(line.value, { sourceId, now: Date.now() }));
    } catch (error) {
      addFailures(tally, 'BAD_INPUT');
      if (tally.failed <= SHOWN_FAULTS) console.error(faultText(line.number, error));
    }
    if (items.length >= HAND_OVER) {
      yield items;
      items = [];
    }
  }
  yield items;
}

function faultText(line: number, error: unknown): string {
  const fault =
    error instanceof DuLuanError
      ? error
      : new DuLuanError('BAD_INPUT', { line, detail: error instanceof Error ? error.message : String(error) });
  return `${fault.code}: ${fault.message}`;
}
