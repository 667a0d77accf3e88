import { setTimeout as pause } from 'node:timers/promises';
import { readConfig } from '../../src/config.ts';
import { silentLog } from '../../src/domain/log.ts';
import { pipelineOf } from '../../src/cli/open-session.ts';
import { startWorker } from '../../src/pipeline/worker.ts';
import { loadProfile } from '../../src/profiles/load-profile.ts';
import { openEngine } from '../../src/wiring.ts';
import { sampleCorpus } from '../contracts/sample-items.ts';

/**
 * One process at full load for ever: the queue never runs dry, the real analysis works it off, and somebody searches. Until it is told
 * to stop by SIGTERM.
 */
const DEEP = 500;
const BATCH = 100;
/** A dashboard that is looked at asks about this often. */
const SEARCH_EVERY_MS = 1_000;

const config = readConfig(process.env);
const profile = await loadProfile(config.profilesDir, config.profile);
const engine = await openEngine(config, silentLog);
const stopping = new AbortController();
process.on('SIGTERM', () => stopping.abort());
process.stdout.write(`${JSON.stringify({ event: 'ready' })}\n`);

async function produce(): Promise<void> {
  for (const item of sampleCorpus({ seed: 1, count: 100_000_000, length: 120 })) {
    const { key, kind, sourceId, outlet, url, title, text, publishedAt, seenAt, threadUrl, threadTitle, redactionCount } = item;
    batch.push({
      id: key,
      item: { key, kind, sourceId, outlet, url, title, text, publishedAt, seenAt, threadUrl, threadTitle, redactionCount },
    });
    if (batch.length < BATCH) continue;
    while (!stopping.signal.aborted && (await engine.queue.counts()).waiting > DEEP) await pause(20);
    if (stopping.signal.aborted) return;
    await engine.queue.add(batch.splice(0));
  }
}

async function search(): Promise<void> {
  while (!stopping.signal.aborted) {
    await engine.store.search({ text: 'mũ bảo hiểm' }, { limit: 20, cursor: null });
    await engine.store.facets({ kinds: ['comment'] }, ['topic', 'stance']);
    await pause(SEARCH_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => {});
  }
}

const batch: Parameters<typeof engine.queue.add>[0][number][] = [];
const worker = startWorker(pipelineOf({ config, log: silentLog, engine }, profile));
await Promise.all([produce(), search()]);
await worker.stop();
await engine.close();
