import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { overviewSchema } from '../../src/domain/views.ts';
import { readMetrics, type Series } from '../metrics/read-metrics.ts';
import { serviceUrl } from '../services/need-service.ts';
import { serviceGround, type ServiceGround, type ServiceProcess } from './service-ground.ts';

const redis = serviceUrl('TEST_REDIS_URL', 'Redis');
const elasticsearch = serviceUrl('TEST_ELASTICSEARCH_URL', 'Elasticsearch');

async function metricsOf(process: ServiceProcess): Promise<Series> {
  return readMetrics(await (await fetch(await process.said(/^Metrics: (\S+)$/m))).text());
}

function total(all: readonly Series[], name: string): number {
  return all.reduce((sum, series) => sum + (series.get(name) ?? 0), 0);
}

const healthSchema = z.object({ items: z.number(), queue: z.record(z.string(), z.number()) });

describe.skipIf(redis === null || elasticsearch === null)('five processes beside Redis and Elasticsearch', () => {
  let ground: ServiceGround;
  let processes: Record<'serve' | 'tend' | 'work' | 'secondWork' | 'crawl', ServiceProcess>;
  let api = '';

  beforeAll(async () => {
    ground = await serviceGround({ redis: redis ?? '', elasticsearch: elasticsearch ?? '' });
    // All at once, as compose starts them: each must cope with indices that another is making.
    processes = {
      crawl: ground.start('crawl'),
      work: ground.start('work'),
      secondWork: ground.start('work'),
      tend: ground.start('tend'),
      serve: ground.start('serve'),
    };
    api = await processes.serve.said(/^Dư Luận .*: (\S+)$/m);
  });
  afterAll(() => ground.destroy());

  async function get(path: string): Promise<unknown> {
    const answer = await fetch(new URL(path, api));
    expect(answer.status).toBe(200);
    return answer.json();
  }

  it('brings every item of every source through, shared among the workers, none twice', { timeout: 120_000 }, async () => {
    const workers = [processes.work, processes.secondWork];
    await expect
      .poll(
        async () => {
          const figures = await Promise.all(workers.map((worker) => metricsOf(worker)));
          return total(figures, 'du_luan_items_total{outcome="saved"}') + total(figures, 'du_luan_items_total{outcome="off-topic"}');
        },
        { timeout: 90_000, interval: 500 },
      )
      .toBe(ground.newsroom.itemCount);
    const figures = await Promise.all(workers.map((worker) => metricsOf(worker)));
    const saved = total(figures, 'du_luan_items_total{outcome="saved"}');
    // Elasticsearch shows to one process what another has written with its next refresh.
    await expect.poll(async () => healthSchema.parse(await get('/api/health')).items, { timeout: 10_000 }).toBe(saved);
    const health = healthSchema.parse(await get('/api/health'));
    expect(health.queue).toEqual({ waiting: 0, active: 0, delayed: 0, quarantined: 0 });
    expect(total(figures, 'du_luan_item_lag_seconds_count')).toBe(saved);
    for (const each of figures) expect(each.get('du_luan_batch_seconds_count')).toBeGreaterThan(0);
  });

  it('finds the stories in the one process that tends, and in no worker', { timeout: 60_000 }, async () => {
    await expect
      .poll(async () => overviewSchema.parse(await get('/api/overview')).stories.length, {
        timeout: 50_000,
        interval: 500,
      })
      .toBeGreaterThan(0);
    const [tend, ...others] = await Promise.all(
      [processes.tend, processes.work, processes.secondWork, processes.serve, processes.crawl].map((each) => metricsOf(each)),
    );
    expect(tend?.get('du_luan_chore_seconds_count{chore="stories"}')).toBeGreaterThan(0);
    expect(tend?.get('du_luan_chore_failures_total{chore="stories"}')).toBe(0);
    expect(total(others, 'du_luan_chore_seconds_count{chore="stories"}')).toBe(0);
  });

  it('shows the state of every source, on screen and to Prometheus', async () => {
    const { sources } = z.object({ sources: z.array(z.object({ id: z.string(), state: z.string() })) }).parse(await get('/api/sources'));
    expect(sources.map(({ id }) => id).toSorted()).toEqual(ground.newsroom.profile.sources.map(({ id }) => id).toSorted());
    expect(sources.filter(({ state }) => state === 'never-visited')).toEqual([]);
    const [shared, crawled] = await Promise.all([metricsOf(processes.serve), metricsOf(processes.crawl)]);
    for (const { id } of sources) {
      expect(shared.get(`du_luan_source_failures_in_row{source="${id}"}`)).toBe(0);
      expect(crawled.get(`du_luan_visits_total{source="${id}",state="ok"}`)).toBe(1);
    }
    expect(shared.get('du_luan_queue_items{state="waiting"}')).toBe(0);
    expect(crawled.get('du_luan_fetch_seconds_count{outcome="2xx"}')).toBeGreaterThan(100);
  });

  it('ends each process within 10 s of SIGTERM, with exit code 0 and nothing left active', { timeout: 60_000 }, async () => {
    const { serve, ...others } = processes;
    const ended = await Promise.all(Object.values(others).map((each) => each.terminate()));
    const health = healthSchema.parse(await get('/api/health'));
    expect(health.queue).toEqual({ waiting: 0, active: 0, delayed: 0, quarantined: 0 });
    ended.push(await serve.terminate());
    for (const { code, stderr, tookMs } of ended) {
      // Redis of the tests does not sync each write, which earns a warning; nothing is logged as an error.
      expect([code, /"level":[56]0/.test(stderr)]).toEqual([0, false]);
      expect(tookMs).toBeLessThan(10_000);
    }
  });
});
