import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Crawler } from '../../src/crawlers/crawler.ts';
import { DuLuanError } from '../../src/domain/errors.ts';
import type { Settlement } from '../../src/domain/outcome.ts';
import type { Source, SourceHealth } from '../../src/domain/source.ts';
import { createMetrics, type Metrics } from '../../src/metrics/create-metrics.ts';
import { measureCommit } from '../../src/metrics/measure-commit.ts';
import { measureCrawler } from '../../src/metrics/measure-crawler.ts';
import { serveMetrics } from '../../src/metrics/serve-metrics.ts';
import { readMetrics, type Series } from './read-metrics.ts';

async function seriesOf(metrics: Metrics): Promise<Series> {
  return readMetrics(await metrics.text());
}

const HEALTH: SourceHealth = {
  sourceId: 'bao-mot',
  state: 'ok',
  stateSince: 0,
  checkedAt: 5_000,
  lastGoodAt: 5_000,
  lastNewAt: null,
  failuresInRow: 0,
  found: 1,
  failed: 0,
  detail: null,
  etag: null,
  lastModified: null,
};
const SOURCE: Source = {
  id: 'bao-mot',
  name: 'Báo Một',
  kind: 'feed',
  url: 'https://bao-mot.example/rss',
  outlet: null,
  rendered: false,
  everyMinutes: 30,
  maxPages: 1,
  verified: 'verified',
  checkedOn: null,
};

const visiting = (end: () => SourceHealth): Crawler => ({
  async *visit() {
    yield { type: 'known', key: 'a', previous: 'saved' } as never; // what a finding is made of does not matter here
    return end();
  },
  close: async () => {},
});

const saved = (seenAt: number): Settlement => ({ outcome: 'saved', item: { seenAt } }) as Settlement; // only the time is read

const refuse = async (): Promise<never> => {
  throw new DuLuanError('STORE_UNREACHABLE', { detail: 'refused' });
};

describe('metrics', () => {
  it('is text that parses, with memory and event loop of the process, before anything has happened', async () => {
    const series = await seriesOf(createMetrics());
    expect(series.get('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
    expect(series.has('nodejs_eventloop_lag_seconds')).toBe(true);
    expect(series.get('du_luan_items_total{outcome="saved"}')).toBe(0);
    expect(series.get('du_luan_batch_failures_total')).toBe(0);
  });

  it('counts items by how they ended, batches and their faults', async () => {
    const metrics = createMetrics();
    metrics.batch({ saved: 3, offTopic: 2, duplicates: 1, failed: 1, postponed: 4 }, 0.02);
    metrics.batch({ saved: 1, offTopic: 0, duplicates: 0, failed: 0, postponed: 0 }, 20);
    metrics.batchFailed();
    const series = await seriesOf(metrics);
    expect(series.get('du_luan_items_total{outcome="saved"}')).toBe(4);
    expect(series.get('du_luan_items_total{outcome="off-topic"}')).toBe(2);
    expect(series.get('du_luan_items_total{outcome="duplicate"}')).toBe(1);
    expect(series.get('du_luan_items_total{outcome="quarantined"}')).toBe(1);
    expect(series.get('du_luan_items_total{outcome="postponed"}')).toBe(4);
    expect(series.get('du_luan_batch_seconds_count')).toBe(2);
    expect(series.get('du_luan_batch_seconds_bucket{le="0.025"}')).toBe(1);
    expect(series.get('du_luan_batch_seconds_bucket{le="10"}')).toBe(1);
    expect(series.get('du_luan_batch_failures_total')).toBe(1);
  });

  it('keeps two sets of figures apart in one process', async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.batchFailed();
    expect((await seriesOf(other)).get('du_luan_batch_failures_total')).toBe(0);
  });

  it('tells the state of the queue and of sources anew at each scrape', async () => {
    const metrics = createMetrics();
    let waiting = 7;
    const sources = [HEALTH, { ...HEALTH, sourceId: 'dien-dan', failuresInRow: 3, lastGoodAt: null }];
    metrics.watch({
      queue: { counts: async () => ({ waiting, active: 1, delayed: 0, quarantined: 2 }) },
      store: { sourceHealth: async () => sources },
    });
    const first = await seriesOf(metrics);
    expect(first.get('du_luan_queue_items{state="waiting"}')).toBe(7);
    expect(first.get('du_luan_queue_items{state="quarantined"}')).toBe(2);
    expect(first.get('du_luan_source_last_good_timestamp_seconds{source="bao-mot"}')).toBe(5);
    expect(first.get('du_luan_source_failures_in_row{source="dien-dan"}')).toBe(3);
    expect(first.has('du_luan_source_last_good_timestamp_seconds{source="dien-dan"}')).toBe(false);
    waiting = 0;
    sources.length = 1;
    const second = await seriesOf(metrics);
    expect(second.get('du_luan_queue_items{state="waiting"}')).toBe(0);
    expect(second.has('du_luan_source_failures_in_row{source="dien-dan"}')).toBe(false);
  });

  it('says that the queue is down instead of repeating its last depth', async () => {
    const metrics = createMetrics();
    let isDown = false;
    const counts = { waiting: 7, active: 0, delayed: 0, quarantined: 0 };
    metrics.watch({
      queue: {
        counts: async () => {
          if (isDown) throw new DuLuanError('QUEUE_UNREACHABLE', { detail: 'refused' });
          return counts;
        },
      },
      store: { sourceHealth: async () => [] },
    });
    expect((await seriesOf(metrics)).get('du_luan_shared_up{part="queue"}')).toBe(1);
    isDown = true;
    const series = await seriesOf(metrics);
    expect(series.get('du_luan_shared_up{part="queue"}')).toBe(0);
    expect(series.get('du_luan_shared_up{part="store"}')).toBe(1);
    expect(series.has('du_luan_queue_items{state="waiting"}')).toBe(false);
    expect(series.has('process_resident_memory_bytes')).toBe(true);
  });

  it('counts what is not ordinary text in a label without breaking the format', async () => {
    const metrics = createMetrics();
    metrics.answered({ route: '/a"b\\c\nd', status: 200, seconds: 0.001 });
    expect([...(await seriesOf(metrics)).keys()].some((name) => name.includes(String.raw`/a\"b\\c\nd`))).toBe(true);
  });
});

describe('a measured crawler', () => {
  it('gives the same findings and counts the visit with its state', async () => {
    const metrics = createMetrics();
    const visit = measureCrawler(
      visiting(() => ({ ...HEALTH, state: 'timed-out' })),
      metrics,
    ).visit(SOURCE, null);
    expect((await visit.next()).done).toBe(false);
    expect((await visit.next()).value).toMatchObject({ state: 'timed-out' });
    const series = await seriesOf(metrics);
    expect(series.get('du_luan_visits_total{source="bao-mot",state="timed-out"}')).toBe(1);
    expect(series.get('du_luan_visit_seconds_count')).toBe(1);
  });

  it('does not count a visit that the end of the program broke off', async () => {
    const metrics = createMetrics();
    const broken = visiting(() => {
      throw new DuLuanError('CRAWLER_CLOSED');
    });
    const visit = measureCrawler(broken, metrics).visit(SOURCE, null);
    await visit.next();
    await expect(visit.next()).rejects.toMatchObject({ code: 'CRAWLER_CLOSED' });
    expect((await seriesOf(metrics)).get('du_luan_visit_seconds_count')).toBe(0);
  });
});

describe('a measured commit', () => {
  it('observes how old items were when they became searchable, and never less than nothing', async () => {
    const metrics = createMetrics();
    const commit = measureCommit(
      async () => ({ saved: 2, offTopic: 0, duplicates: 0 }),
      metrics,
      () => 10_000,
    );
    await commit({ settlements: [saved(6_000), saved(11_000)], done: [] });
    const series = await seriesOf(metrics);
    expect(series.get('du_luan_item_lag_seconds_sum')).toBe(4);
    expect(series.get('du_luan_item_lag_seconds_count')).toBe(2);
  });

  it('observes nothing when the store refused', async () => {
    const metrics = createMetrics();
    await expect(measureCommit(refuse, metrics, () => 0)({ settlements: [saved(0)], done: [] })).rejects.toThrow('refused');
    expect((await seriesOf(metrics)).get('du_luan_item_lag_seconds_count')).toBe(0);
  });
});

describe('the metrics port', () => {
  it('serves the text and nothing else', async () => {
    const served = await serveMetrics(createMetrics(), { host: '127.0.0.1', port: 0 });
    const answer = await fetch(served.url);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(readMetrics(await answer.text()).size).toBeGreaterThan(20);
    expect((await fetch(new URL('/', served.url))).status).toBe(404);
    expect((await fetch(served.url, { method: 'POST' })).status).toBe(404);
    await served.close();
    await expect(fetch(served.url)).rejects.toThrow('fetch failed');
  });

  it('names the setting when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(serveMetrics(createMetrics(), { host: '127.0.0.1', port })).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      facts: { variable: 'DU_LUAN_METRICS_PORT' },
    });
    other.close();
  });
});
