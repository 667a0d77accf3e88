import { randomUUID } from 'node:crypto';
import { Client } from '@elastic/elasticsearch';
import { describe } from 'vitest';
import { silentLog } from '../../src/domain/log.ts';
import { openElasticsearchStore } from '../../src/store/elasticsearch/elasticsearch-store.ts';
import type { Store } from '../../src/store/store.ts';
import { describeStoreContract, type StoreGround } from '../contracts/store-contract.ts';
import { serviceUrl } from '../services/need-service.ts';

const url = serviceUrl('TEST_ELASTICSEARCH_URL', 'Elasticsearch');

async function elasticsearchGround(address: string): Promise<StoreGround> {
  const prefix = `test-${randomUUID()}`;
  const stores: Store[] = [];
  return {
    async open() {
      const store = await openElasticsearchStore({ url: address, prefix, caPem: null, patienceMs: 20_000, log: silentLog });
      stores.push(store);
      return store;
    },
    async destroy() {
      await Promise.all(stores.map((store) => store.close()));
      const client = new Client({ node: address });
      const indices = Object.keys(await client.indices.get({ index: `${prefix}-*` }));
      await client.indices.delete({ index: indices });
      await client.indices.deleteIndexTemplate({ name: `${prefix}-items` });
      await client.close();
    },
  };
}

describe.skipIf(url === null)('on a real Elasticsearch', () => {
  describeStoreContract('elasticsearch', () => elasticsearchGround(url ?? ''));
});
