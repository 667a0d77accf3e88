import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@elastic/elasticsearch';
import { Redis } from 'ioredis';
import { readConfig } from '../../src/config.ts';
import { silentLog } from '../../src/domain/log.ts';
import { openEngine, type Engine } from '../../src/wiring.ts';

/** One engine's data, as its own processes and the test itself open it. */
export interface FaultEngine {
  readonly name: 'embedded' | 'Redis + Elasticsearch';
  /** Scratch folder for what children note. */
  readonly dir: string;
  /** The settings that lead a process to this data. */
  readonly env: Readonly<Record<string, string>>;
  open(): Promise<Engine>;
  /** Removes the data. Processes must have ended. */
  destroy(): Promise<void>;
}

export function embeddedEngine(dataDir?: string): FaultEngine {
  const dir = mkdtempSync(join(tmpdir(), 'du-luan-faults-'));
  const env = { DU_LUAN_DATA_DIR: dataDir ?? join(dir, 'data') };
  return {
    name: 'embedded',
    dir,
    env,
    open: () => openEngine(readConfig(env), silentLog),
    async destroy() {
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** `through` replaces the address under which processes see Elasticsearch, by that of a fault proxy. */
export function servicesEngine(redisUrl: string, elasticsearchUrl: string, through: string = elasticsearchUrl): FaultEngine {
  const dir = mkdtempSync(join(tmpdir(), 'du-luan-faults-'));
  const prefix = `faults-${randomUUID()}`;
  const settings = (storeUrl: string): Record<string, string> => ({
    QUEUE_URL: redisUrl,
    STORE_URL: storeUrl,
    DU_LUAN_STORE_PREFIX: prefix,
    DU_LUAN_DATA_DIR: join(dir, 'data'),
  });
  return {
    name: 'Redis + Elasticsearch',
    dir,
    env: settings(through),
    open: () => openEngine(readConfig(settings(elasticsearchUrl)), silentLog),
    async destroy() {
      await removeServicesData(prefix, redisUrl, elasticsearchUrl);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function removeServicesData(prefix: string, redisUrl: string, elasticsearchUrl: string): Promise<void> {
  const redis = new Redis(redisUrl);
  const keys = await redis.keys(`bull:${prefix}*`);
  if (keys.length > 0) await redis.del(keys);
  await redis.quit();
  const client = new Client({ node: elasticsearchUrl });
  const indices = Object.keys(await client.indices.get({ index: `${prefix}-*` }));
  if (indices.length > 0) await client.indices.delete({ index: indices });
  await client.indices.deleteIndexTemplate({ name: `${prefix}-items` }, { ignore: [404] });
  await client.close();
}

/** Whole lines of a note that a child has written; a line that its death cut short is none. */
export function linesOf(path: string): string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
}
