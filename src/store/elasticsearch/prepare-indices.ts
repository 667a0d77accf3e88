import { errors, type estypes } from '@elastic/elasticsearch';
import { ITEM_MAPPING, LABELS_MAPPING, OUTCOME_MAPPING, RECORD_MAPPING } from './mappings.ts';
import type { ElasticsearchGround } from './settle-batch.ts';
import { withBackOff } from './with-back-off.ts';

/**
 * One shard per index: a month of a national feed is some tens of gigabytes at most, and exact counts come cheapest from few shards.
 * Replicas follow the cluster (0 on a single node, where a replica could never be placed).
 */
const SETTINGS: estypes.IndicesIndexSettings = { number_of_shards: 1, auto_expand_replicas: '0-1' };

/** Template for the months, the small indices, and a first month so that the alias exists before the first item. Safe to repeat. */
export async function prepareIndices(ground: ElasticsearchGround): Promise<void> {
  const { client, names, backOff } = ground;
  await withBackOff(
    () =>
      client.indices.putIndexTemplate({
        name: names.items,
        index_patterns: [names.itemsPattern],
        template: { settings: SETTINGS, mappings: ITEM_MAPPING, aliases: { [names.items]: {} } },
      }),
    backOff,
  );
  // Never written to: it only holds the alias.
  await create(ground, `${names.items}-000000`, null);
  // Months that an older version made lack the fields added since, and a strict mapping refuses them.
  await withBackOff(() => client.indices.putMapping({ index: names.itemsPattern, properties: ITEM_MAPPING.properties ?? {} }), backOff);
  await create(ground, names.outcomes, OUTCOME_MAPPING);
  await create(ground, names.labels, LABELS_MAPPING);
  for (const name of [names.health, names.cases, names.snapshots, names.storyEdits]) await create(ground, name, RECORD_MAPPING);
}

async function create({ client, backOff }: ElasticsearchGround, index: string, mappings: estypes.MappingTypeMapping | null): Promise<void> {
  try {
    await withBackOff(() => client.indices.create({ index, settings: SETTINGS, ...(mappings ? { mappings } : {}) }), backOff);
  } catch (error) {
    if (error instanceof errors.ResponseError && error.message.includes('resource_already_exists_exception')) return;
    throw error;
  }
}
