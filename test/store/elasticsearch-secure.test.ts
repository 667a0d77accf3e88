import { readFileSync } from 'node:fs';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import type { Log } from '../../src/domain/log.ts';
import { FACETS } from '../../src/domain/query.ts';
import { openElasticsearchStore, type ElasticsearchOptions } from '../../src/store/elasticsearch/elasticsearch-store.ts';
import type { Store } from '../../src/store/store.ts';
import { sampleCase, sampleHealth, sampleSnapshot } from '../contracts/sample-records.ts';
import { sampleCorpus, sampleItem, saved } from '../contracts/sample-items.ts';
import { runCli } from '../e2e/run-cli.ts';
import { embeddedGround } from '../embedded/embedded-ground.ts';
import { certificateFile, serviceUrl } from '../services/need-service.ts';
import { elasticsearchGround } from './elasticsearch-ground.ts';

const url = serviceUrl('TEST_ELASTICSEARCH_SECURE_URL', 'an Elasticsearch with sign-in and TLS') ?? '';
const FIRST_PAGE = { limit: 1, cursor: null };
const WRONG = 'sai-mật-khẩu/42';

describe.skipIf(url === '')('an Elasticsearch with sign-in and TLS', () => {
  const caPem = url === '' ? null : readFileSync(certificateFile(), 'utf8');

  /** Everything that was logged, as JSON lines at the finest level. */
  function recordedLog(): { log: Log; lines: string[] } {
    const lines: string[] = [];
    return { log: pino({ level: 'trace' }, { write: (line: string) => lines.push(line) }), lines };
  }

  function open(over: Partial<ElasticsearchOptions>): Promise<Store> {
    const { log } = recordedLog();
    return openElasticsearchStore({ url, prefix: 'test-secure', caPem, patienceMs: 20_000, log, ...over });
  }

  function withAccount(name: string, password: string): string {
    const address = new URL(url);
    address.username = name;
    address.password = encodeURIComponent(password);
    return address.href;
  }

  it('serves an account that may do no more than the store needs', async () => {
    const ground = elasticsearchGround(url, { caPem });
    const store = await ground.open();
    const items = [...sampleCorpus({ seed: 41, count: 120 })];
    expect(await store.settle(saved(...items))).toEqual({ saved: 120, offTopic: 0, duplicates: 0 });
    expect((await store.search({ text: 'xe máy' }, { limit: 5, cursor: null })).total).toBeGreaterThan(0);
    expect((await store.facets({}, FACETS)).kind).toHaveLength(3);
    expect((await store.stories({}, 5)).length).toBeGreaterThan(0);
    await store.assignStories([{ itemId: items[0]?.id ?? '', storyId: 'mới', reprintOf: null }]);
    await store.putCase(sampleCase('k', 0));
    await store.putSourceHealth(sampleHealth('s', 'ok'));
    await store.putSnapshot(sampleSnapshot('p', '2026-W34'));
    expect(await store.dropMonths('209912')).toBe(120);
    await ground.destroy();
  });

  it('says at once that a password is wrong, and repeats it nowhere', async () => {
    const { log, lines } = recordedLog();
    const fault: unknown = await open({ url: withAccount('du-luan', WRONG), log }).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'STORE_FORBIDDEN', message: expect.stringContaining('du-luan') });
    log.error({ err: fault }, 'as the program logs it');
    expectUnsaid([...lines, JSON.stringify(fault), String(fault)].join('\n'), WRONG);
  });

  it('logs no text of an item when a write is refused', async () => {
    const { log, lines } = recordedLog();
    const ground = elasticsearchGround(url, { caPem, log });
    const store = await ground.open();
    const immense = sampleItem('a', { text: 'giao thông', storyId: 'x'.repeat(40_000) });
    const refused: unknown = await store.settle(saved(immense)).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'STORE_REFUSED' });
    // A request that is refused as a whole.
    const whole: unknown = await store
      .search({ text: 'giao thông', kinds: Array.from({ length: 70_000 }, () => 'news' as const) }, FIRST_PAGE)
      .catch((error: unknown) => error);
    expect(whole).toBeInstanceOf(Error);
    for (const err of [refused, whole]) log.error({ err }, 'as the program logs it');
    expectUnsaid(lines.join('\n'), 'giao thông');
    expect(lines.join('\n')).not.toContain('authorization');
    await ground.destroy();
  });

  it('says what an account may not do', async () => {
    const guest = url.replace('//du-luan:', '//nothing:');
    await expect(open({ url: guest })).rejects.toMatchObject({ code: 'STORE_FORBIDDEN', message: expect.stringContaining('unauthorized') });
    await expect(open({ prefix: 'elsewhere' })).rejects.toMatchObject({ code: 'STORE_FORBIDDEN' });
  });

  it('does not talk to a node whose certificate nobody vouches for, and names the setting', async () => {
    await expect(open({ caPem: null })).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
      message: expect.stringContaining('DU_LUAN_STORE_CA_FILE'),
    });
  });

  it('takes a password that was written without escapes', async () => {
    const address = new URL(url);
    const plain = decodeURIComponent(address.password);
    // An address keeps the first colon, the first slash and the last @ for itself; the rest may stand as it is.
    await expect(open({ url: `https://du-luan:${plain.replace('/', '%2F')}@${address.host}`, prefix: 'elsewhere' })).rejects.toMatchObject({
      message: expect.stringContaining('unauthorized'),
    });
  });

  it('is reached from the command line by configuration alone, and a wrong password is told without being shown', async () => {
    const folder = embeddedGround();
    const { store, close } = await folder.open();
    await store.settle(saved(...sampleCorpus({ seed: 43, count: 30 })));
    await close();
    const ground = elasticsearchGround(url, { caPem });
    const env = {
      QUEUE_URL: 'redis://127.0.0.1:1',
      STORE_URL: url,
      DU_LUAN_DATA_DIR: folder.dir,
      DU_LUAN_STORE_PREFIX: ground.prefix,
      DU_LUAN_STORE_CA_FILE: certificateFile(),
      DU_LUAN_LOG_LEVEL: 'debug',
    };
    const copied = await runCli(['copy'], env);
    expect(copied).toMatchObject({ code: 0, stdout: expect.stringContaining('"copied":30') });
    const refused = await runCli(['copy'], { ...env, STORE_URL: withAccount('du-luan', WRONG) });
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^STORE_FORBIDDEN: /m) });
    expectUnsaid(refused.stderr, WRONG);
    await ground.destroy();
    await folder.destroy();
  });
});

/** Neither as it is, nor escaped, nor as the header of HTTP carries it. */
function expectUnsaid(text: string, password: string): void {
  const header = Buffer.from(`du-luan:${password}`).toString('base64');
  for (const form of [password, encodeURIComponent(password), encodeURI(password), header]) expect(text).not.toContain(form);
}
