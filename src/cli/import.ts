import { stat } from 'node:fs/promises';
import { SingleBar, Presets } from 'cli-progress';
import { addBatch, addFailures, newTally, type Tally } from '../collect/tally.ts';
import { formatOf } from '../crawlers/import/open-table.ts';
import { DuLuanError } from '../domain/errors.ts';
import type { RawItem } from '../domain/raw-item.ts';
import { keepStories } from '../pipeline/story-keeper.ts';
import { runBatch } from '../pipeline/topology.ts';
import { loadProfile } from '../profiles/load-profile.ts';
import { chooseMapping, withTerminal } from './choose-mapping.ts';
import { importJsonLines, importTable, type ImportLine } from './import-lines.ts';
import { openSession, pipelineOf } from './open-session.ts';

export interface ImportOptions {
  readonly source: string;
  readonly map?: string;
}

/** Lines that share one durable write. */
const HAND_OVER = 200;
/** Faults shown in full; the rest is counted. */
const SHOWN_FAULTS = 20;

/**
 * Takes a JSON Lines, CSV or XLSX file into queue and store. Faulty lines are named and passed over; the rest is kept. Prints one JSON line of
 * sums. A file may be imported again: what is known is counted as seen before.
 */
export async function importFile(file: string, options: ImportOptions): Promise<void> {
  const size = await sizeOf(file);
  let bytes = 0;
  const lines = await linesOf(file, options, (count) => {
    bytes = count;
  });
  const session = await openSession();
  const bar = new SingleBar({ stream: process.stderr, format: '{bar} {percentage}%', noTTYOutput: false }, Presets.shades_classic);
  try {
    const deps = pipelineOf(session, await loadProfile(session.config.profilesDir, session.config.profile));
    // What an earlier run left behind is worked off first, so that it is not counted among these lines.
    while (await runBatch(deps));
    const tally = newTally();
    if (process.stderr.isTTY) bar.start(size, 0);
    for await (const items of batches(lines, tally)) {
      const added = await deps.queue.add(items.map((item) => ({ id: item.key, item })));
      tally.duplicates += items.length - added;
      for (let batch = await runBatch(deps); batch; batch = await runBatch(deps)) addBatch(tally, batch);
      bar.update(bytes);
    }
    await keepStories(deps.store, null);
    bar.stop();
    const { found, saved, duplicates, offTopic, failed } = tally;
    console.log(JSON.stringify({ found, saved, duplicates, offTopic, failed }));
    if (failed > 0) process.exitCode = 1;
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

async function linesOf(file: string, options: ImportOptions, onBytes: (count: number) => void): Promise<AsyncGenerator<ImportLine>> {
  const format = await formatOf(file);
  const read = { sourceId: options.source, onBytes };
  if (format === 'xls') throw new DuLuanError('USAGE', { detail: `${file} is a workbook of the old kind; save it as .xlsx or CSV` });
  if (format !== 'jsonl') {
    const table = { file, format };
    return importTable(table, await withTerminal((dialogue) => chooseMapping(table, options, dialogue)), read);
  }
  if (options.map !== undefined) throw new DuLuanError('USAGE', { detail: '--map is for CSV and XLSX; JSON Lines name their fields' });
  return importJsonLines(file, read);
}

async function* batches(lines: AsyncIterable<ImportLine>, tally: Tally): AsyncGenerator<RawItem[]> {
  let items: RawItem[] = [];
  for await (const line of lines) {
    tally.found += 1;
    if ('item' in line) items.push(line.item);
    else {
      addFailures(tally, 'BAD_INPUT');
      if (tally.failed <= SHOWN_FAULTS) console.error(faultText(line.number, line.error));
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
