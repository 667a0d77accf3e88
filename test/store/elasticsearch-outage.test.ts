import { randomUUID } from 'node:crypto';
import { Client } from '@elastic/elasticsearch';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/domain/log.ts';
import { openElasticsearchStore } from '../../src/store/elasticsearch/elasticsearch-store.ts';
import type { Store } from '../../src/store/store.ts';
import { sampleItem, saved } from '../contracts/sample-items.ts';
import { startFaultProxy, type FaultProxy } from '../faults/fault-proxy.ts';
import { serviceUrl } from '../services/need-service.ts';

const url = serviceUrl('TEST_ELASTICSEARCH_URL', 'Elasticsearch');

describe.skipIf(url === null)('an outage of Elasticsearch', () => {
  let proxy: FaultProxy;
  let prefix: string;
  const stores: Store[] = [];

  beforeEach(async () => {
    proxy = await startFaultProxy(url ?? '');
    prefix = `test-${randomUUID()}`;
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await proxy.close();
    const client = new Client({ node: url ?? '' });
    const indices = Object.keys(await client.indices.get({ index: `${prefix}-*` }));
    if (indices.length > 0) await client.indices.delete({ index: indices });
    await client.indices.deleteIndexTemplate({ name: `${prefix}-items` }, { ignore: [404] });
    await client.close();
  });

  async function open(patienceMs: number): Promise<Store> {
    const store = await openElasticsearchStore({ url: proxy.url, prefix, caPem: null, patienceMs, log: silentLog });
    stores.push(store);
    return store;
  }

  it.each(['refuse', 'answer-429', 'answer-503'] as const)('that lasts longer than our patience is told: %s', async (mode) => {
    const store = await open(300);
    proxy.set(mode);
    await expect(store.settle(saved(sampleItem('a')))).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
    await expect(store.search({}, { limit: 1, cursor: null })).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
    await expect(open(300)).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
    proxy.set('pass');
    expect(await store.settle(saved(sampleItem('a')))).toMatchObject({ saved: 1 });
  });

  it('that is shorter is not noticed', async () => {
    const store = await open(20_000);
    proxy.set('answer-429');
    const settling = store.settle(saved(sampleItem('a'), sampleItem('b')));
    await expect.poll(() => proxy.met()).toBeGreaterThan(1);
    proxy.set('pass');
    expect(await settling).toEqual({ saved: 2, offTopic: 0, duplicates: 0 });
  });

  it('that swallows the answer to a write leaves one document', async () => {
    const store = await open(20_000);
    const item = sampleItem('a');
    proxy.set('swallow-answers');
    const settling = store.settle(saved(item));
    await expect.poll(() => proxy.met()).toBeGreaterThan(1);
    proxy.set('pass');
    await settling;
    expect(await store.search({}, { limit: 10, cursor: null })).toMatchObject({ total: 1, items: [item] });
  });

  it('does not keep the store from being closed', async () => {
    const store = await open(60_000);
    proxy.set('hang');
    const settling = store.settle(saved(sampleItem('a')));
    const told = settling.catch((error: unknown) => error);
    await expect.poll(() => proxy.met()).toBeGreaterThan(0);
    await store.close();
    expect(await told).toMatchObject({ code: 'STORE_CLOSED' });
  });
});
