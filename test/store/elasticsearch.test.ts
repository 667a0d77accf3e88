import { describe } from 'vitest';
import { describeLabelsContract } from '../contracts/labels-contract.ts';
import { describeStoreContract } from '../contracts/store-contract.ts';
import { serviceUrl } from '../services/need-service.ts';
import { elasticsearchGround } from './elasticsearch-ground.ts';

const url = serviceUrl('TEST_ELASTICSEARCH_URL', 'Elasticsearch');

describe.skipIf(url === null)('on a real Elasticsearch', () => {
  describeStoreContract('elasticsearch', async () => elasticsearchGround(url ?? ''));
  describeLabelsContract('elasticsearch', async () => elasticsearchGround(url ?? ''));
});
