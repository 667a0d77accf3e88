import { describe, expect, it } from 'vitest';
import { ITEM_MAPPING } from '../../src/store/elasticsearch/mappings.ts';
import { describeLabelsContract } from '../contracts/labels-contract.ts';
import { describeStoryEditsContract } from '../contracts/story-edits-contract.ts';
import { describeStoreContract } from '../contracts/store-contract.ts';
import { sampleEvent, sampleItem, saved } from '../contracts/sample-items.ts';
import { serviceUrl } from '../services/need-service.ts';
import { elasticsearchGround } from './elasticsearch-ground.ts';

const url = serviceUrl('TEST_ELASTICSEARCH_URL', 'Elasticsearch');

describe.skipIf(url === null)('on a real Elasticsearch', () => {
  describeStoreContract('elasticsearch', async () => elasticsearchGround(url ?? ''));
  describeLabelsContract('elasticsearch', async () => elasticsearchGround(url ?? ''));
  describeStoryEditsContract('elasticsearch', async () => elasticsearchGround(url ?? ''));

  it('adds the fields of today to a month that an older version made, whose items have no kind and no events', async () => {
    const ground = elasticsearchGround(url ?? '');
    const item = sampleItem('new', { analysis: { newsKind: 'advert', events: [sampleEvent('plan')] } });
    const index = `${ground.prefix}-items-${item.id.slice(0, 6)}`;
    const { newsKind: _, events: __, ...properties } = ITEM_MAPPING.properties ?? {};
    await ground.client.indices.create({ index, mappings: { ...ITEM_MAPPING, properties }, aliases: { [`${ground.prefix}-items`]: {} } });
    const old = sampleItem('old');
    const { newsKind: ___, events: ____, ...analysis } = old.analysis;
    await ground.client.index({ index, id: old.id, document: { id: old.id, kind: 'news', doc: { ...old, analysis } } });
    const store = await ground.open();
    await store.settle(saved(item));
    expect(await store.get(old.id)).toMatchObject({ analysis: { newsKind: null, events: [] } });
    expect(await store.get(item.id)).toEqual(item);
    expect((await store.search({ newsKinds: ['advert'], events: ['plan'] }, { limit: 9, cursor: null })).total).toBe(1);
    await ground.destroy();
  });
});
