import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/metrics/create-metrics.ts';
import { apiGround, type ApiGround } from '../api/api-ground.ts';
import { readMetrics, type Series } from './read-metrics.ts';

let ground: ApiGround;
const metrics = createMetrics();

beforeAll(async () => {
  ground = await apiGround([], { metrics });
});
afterAll(() => ground.destroy());

async function scrape(): Promise<Series> {
  const answer = await ground.app.inject({ url: '/metrics' });
  expect(answer.statusCode).toBe(200);
  return readMetrics(answer.body);
}

const answers = (series: Series, route: string, status: number): number =>
  series.get(`du_luan_http_request_seconds_count{route="${route}",status="${status}"}`) ?? 0;

describe('GET /metrics', () => {
  it('counts answers by route pattern and status', async () => {
    await ground.app.inject({ url: '/api/health' });
    await ground.app.inject({ url: '/api/health?what=ever' });
    const series = await scrape();
    expect(answers(series, '/api/health', 200)).toBe(1);
    expect(answers(series, '/api/health', 400)).toBe(1);
  });

  it('holds nothing that a visitor wrote, however many addresses he makes up', async () => {
    const before = (await scrape()).size;
    for (let n = 0; n < 20; n += 1) await ground.app.inject({ url: `/api/nguyen-van-a-0912345678-${n}` });
    await ground.app.inject({ url: '/api/items?q=0912345678' });
    await ground.app.inject({ url: '/api/health', headers: { host: 'nguyen-van-a.example' } });
    const text = (await ground.app.inject({ url: '/metrics' })).body;
    expect(text).not.toMatch(/nguyen|0912345678/);
    const series = readMetrics(text);
    expect(answers(series, 'none', 404)).toBe(20);
    // One histogram for unknown addresses, one for the search, one for the refused host.
    expect(series.size - before).toBeLessThanOrEqual(3 * 15);
  });

  it('is answered to nobody who names a host that is not ours', async () => {
    expect((await ground.app.inject({ url: '/metrics', headers: { host: 'evil.example' } })).statusCode).toBe(421);
  });

  it('is not there when nothing is counted', async () => {
    const bare = await apiGround([]);
    expect((await bare.app.inject({ url: '/metrics' })).statusCode).toBe(404);
    await bare.destroy();
  });
});
