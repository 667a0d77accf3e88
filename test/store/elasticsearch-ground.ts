import { randomUUID } from 'node:crypto';
import { Client, type ClientOptions } from '@elastic/elasticsearch';
import { silentLog } from '../../src/domain/log.ts';
import { openElasticsearchStore, type ElasticsearchOptions } from '../../src/store/elasticsearch/elasticsearch-store.ts';
import type { Store } from '../../src/store/store.ts';
import type { StoreGround } from '../contracts/store-contract.ts';

export interface ElasticsearchTestGround extends StoreGround {
  readonly prefix: string;
  /** For looking behind the store. */
  readonly client: Client;
}

/** Indices of one test on a real Elasticsearch, under a prefix of their own. */
export function elasticsearchGround(
  url: string,
  options: Partial<ElasticsearchOptions> = {},
  client = new Client(clientOptions(url, options.caPem ?? null)),
): ElasticsearchTestGround {
  const prefix = `test-${randomUUID()}`;
  const stores: Store[] = [];
  return {
    prefix,
    client,
    async open() {
      const store = await openElasticsearchStore({ url, prefix, caPem: null, patienceMs: 20_000, log: silentLog, ...options });
      stores.push(store);
      return store;
    },
    async destroy() {
      await Promise.all(stores.map((store) => store.close()));
      const indices = Object.keys(await client.indices.get({ index: `${prefix}-*` }));
      if (indices.length > 0) await client.indices.delete({ index: indices });
      await client.indices.deleteIndexTemplate({ name: `${prefix}-items` }, { ignore: [404] });
      await client.close();
    },
  };
}

/** The client takes a user from the address only when it is a URL object. */
function clientOptions(url: string, caPem: string | null): ClientOptions {
  const { username, password, origin } = new URL(url);
  return {
    node: origin,
    ...(username === '' ? {} : { auth: { username: decodeURIComponent(username), password: decodeURIComponent(password) } }),
    ...(caPem === null ? {} : { tls: { ca: caPem } }),
  };
}
