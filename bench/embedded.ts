import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Item } from '../src/domain/item.ts';
import { silentLog } from '../src/domain/log.ts';
import { FACETS, type ItemQuery } from '../src/domain/query.ts';
import { DAY_MS } from '../src/domain/time.ts';
import { openEmbedded, type Embedded } from '../src/embedded/open-embedded.ts';
import { indexedText } from '../src/language/search-terms.ts';
import { MONDAY, queued, sampleItem, saved } from '../test/contracts/sample-items.ts';
import { benchCorpus } from './bench-corpus.ts';

/**
 * Figures of the embedded engine: `node bench/embedded.ts [items]`, 100,000 by default, about two minutes. Settling and its limit, a
 * bare loop that folds the same texts, puts the words into FTS5 and does nothing else, take turns batch by batch, so that both
 * meet the same machine.
 */
const COUNT = Number(process.argv[2] ?? 100_000);
const BATCH = 100;

const { random, word, items } = benchCorpus();
const dir = mkdtempSync(join(tmpdir(), 'du-luan-bench-'));

async function settleBesideBareLoop(embedded: Embedded): Promise<void> {
  const bare = new DatabaseSync(join(dir, 'bare.sqlite'));
  bare.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;
    CREATE VIRTUAL TABLE fts USING fts5 (toned, bare, plain, content = '', contentless_delete = 1, tokenize = 'ascii')`);
  const insert = bare.prepare('INSERT INTO fts (toned, bare, plain) VALUES (?, ?, ?)');
  let batch: Item[] = [];
  let oursMs = 0;
  let bareMs = 0;
  let bytes = 0;
  for (const item of items(COUNT)) {
    batch.push(item);
    bytes += Buffer.byteLength(item.text);
    if (batch.length < BATCH) continue;
    oursMs += await timed(() => embedded.store.settle(saved(...batch)));
    bareMs += await timed(() => {
      bare.exec('BEGIN');
      for (const { title, text } of batch) {
        const { toned, bare: folded, plain } = indexedText(title, text);
        insert.run(toned, folded, plain);
      }
      bare.exec('COMMIT');
    });
    batch = [];
  }
  bare.close();
  const [ours, limit] = [(COUNT / oursMs) * 1_000, (COUNT / bareMs) * 1_000];
  print('settle, docs/s', ours, `texts of ${Math.round(bytes / COUNT)} bytes, ${BATCH} a transaction; goal 2,000`);
  print(
    'bare FTS5 loop, docs/s',
    limit,
    `the same texts folded and indexed only; settle reaches ${Math.round((100 * ours) / limit)} %, goal 70 %`,
  );
}

/** Small items all the way: added in tens as crawlers do, claimed by hundreds, settled and acknowledged in one transaction. */
async function passThrough({ queue, commit }: Embedded): Promise<void> {
  const total = 20_000;
  const names = Array.from({ length: total }, (_, index) => queued(`pass-${index}`, { text: 'Một câu ngắn về giao thông.' }));
  let added = 0;
  let done = 0;
  const addAll = async (): Promise<void> => {
    while (added < total) {
      const batch = names.slice(added, added + 10);
      added += batch.length;
      await queue.add(batch);
    }
  };
  const workAll = async (): Promise<void> => {
    while (done < total) {
      const claimed = await queue.claim(100, 60_000);
      done += claimed.length;
      const settlements = saved(...claimed.map(({ item }) => sampleItem('', item)));
      if (claimed.length > 0) await commit({ settlements, done: claimed.map(({ id }) => id) });
      else await new Promise(setImmediate);
    }
  };
  const ms = await timed(() => Promise.all([...Array.from({ length: 20 }, addAll), workAll(), workAll()]));
  print('enqueue → claim → commit, items/s', (total / ms) * 1_000, 'items of 30 bytes, 20 adders, 2 workers; goal 5,000');
}

async function acknowledgeOnly({ queue }: Embedded): Promise<void> {
  const total = 20_000;
  const entries = Array.from({ length: total }, (_, index) => queued(`ack-${index}`));
  let done = 0;
  const work = async (): Promise<void> => {
    while (done < total) {
      const claimed = await queue.claim(100, 60_000);
      done += claimed.length;
      await queue.complete(claimed.map(({ id }) => id));
    }
  };
  const ms = await timed(async () => {
    await Promise.all(Array.from({ length: total / 100 }, (_, index) => queue.add(entries.slice(index * 100, index * 100 + 100))));
    await Promise.all([work(), work()]);
  });
  print('enqueue → claim → ack, items/s', (total / ms) * 1_000, 'the queue alone, hundreds at a time; goal 5,000');
}

async function answer({ store }: Embedded): Promise<void> {
  const queries = Array.from({ length: 120 }, randomQuery);
  const asked: readonly [string, (query: ItemQuery) => Promise<unknown>][] = [
    ['search, first page of 20 and exact total', (query) => store.search(query, { limit: 20, cursor: null })],
    ['nine facets', (query) => store.facets(query, FACETS)],
    ['trend by topic', (query) => store.trend(query, 'topic')],
    ['stories, 20 largest', (query) => store.stories(query, 20)],
  ];
  for (const [name, ask] of asked) {
    const times: number[] = [];
    for (const query of queries) times.push(await timed(() => ask(query)));
    times.sort((a, b) => a - b);
    const at = (share: number): number => times[Math.floor(times.length * share)] ?? NaN;
    print(
      `${name}, p95 ms`,
      at(0.95),
      `median ${at(0.5).toFixed(1)}, worst ${(times.at(-1) ?? NaN).toFixed(0)}; ${queries.length} mixed queries over ${COUNT} items`,
    );
  }
  print('nine facets of everything, ms', await timed(() => store.facets({}, FACETS)), 'no filter');
  print('facets of a word that is nearly everywhere, ms', await timed(() => store.facets({ text: 'duong' }, FACETS)), '"duong"');
}

/** A third of them have a text, half a week, the rest closed lists. */
function randomQuery(): ItemQuery {
  const from = MONDAY + Math.floor(random() * 50) * DAY_MS;
  return {
    ...(random() < 0.33 && { text: Array.from({ length: 1 + Math.floor(random() * 3) }, word).join(' ') }),
    ...(random() < 0.5 && { from, to: from + 7 * DAY_MS }),
    ...(random() < 0.3 && { kinds: ['news'] as const satisfies ItemQuery['kinds'] }),
    ...(random() < 0.3 && { topics: ['accidents', 'transport'] as const satisfies ItemQuery['topics'] }),
    ...(random() < 0.2 && { reprints: false }),
  };
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function print(name: string, value: number, note: string): void {
  console.log(`${name.padEnd(52)}${value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 }).padStart(10)}   ${note}`);
}

const embedded = await openEmbedded(join(dir, 'data'), silentLog);
try {
  await acknowledgeOnly(embedded);
  await settleBesideBareLoop(embedded);
  await answer(embedded);
  await passThrough(embedded);
  print('load of the machine, last 5 minutes', loadavg()[1] ?? NaN, 'above the number of cores, the figures tell of the others, too');
} finally {
  await embedded.close();
  rmSync(dir, { recursive: true, force: true });
}
