import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { configurationPage, describeConfig, OPTIONS, readConfig } from '../src/config.ts';

describe('readConfig', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({ profile: 'hai-phong', port: 8723, host: '127.0.0.1', hostDelayMs: 1_000 });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ DU_LUAN_PORT: '' }).port).toBe(8723);
  });

  it('names every fault at once', () => {
    const read = () => readConfig({ DU_LUAN_PORT: 'eighty', DU_LUAN_LOG_LEVEL: 'loud', DU_LUAN_EGRESS_ALLOW: '127.0.0.1' });
    expect(read).toThrow(/DU_LUAN_PORT.*eighty/);
    expect(read).toThrow(/DU_LUAN_LOG_LEVEL.*loud/);
    expect(read).toThrow(/DU_LUAN_EGRESS_ALLOW.*host:port/);
  });

  it('refuses a misspelt name instead of taking the default in silence', () => {
    expect(() => readConfig({ DU_LUAN_PROFIL: 'ha-tinh' })).toThrow('DU_LUAN_PROFIL is not a setting');
  });

  it('splits lists and drops empty parts', () => {
    expect(readConfig({ DU_LUAN_EGRESS_ALLOW: ' 127.0.0.1:80,, [::1]:8080 ' }).egressAllow).toEqual(['127.0.0.1:80', '[::1]:8080']);
  });
});

describe('a secret', () => {
  const folder = mkdtempSync(join(tmpdir(), 'du-luan-config-'));
  const file = join(folder, 'key');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('may stand in a file, whose last line break does not count', () => {
    writeFileSync(file, 'AIza-from-file\r\n');
    expect(readConfig({ DU_LUAN_YOUTUBE_KEY_FILE: file }).youtubeKey).toBe('AIza-from-file');
    writeFileSync(file, 'http://user:secret@elastic:9200\n');
    expect(readConfig({ QUEUE_URL: 'redis://127.0.0.1', STORE_URL_FILE: file }).storeUrl).toBe('http://user:secret@elastic:9200');
  });

  it('is taken from one place only', () => {
    writeFileSync(file, 'x');
    expect(() => readConfig({ DU_LUAN_YOUTUBE_KEY: 'y', DU_LUAN_YOUTUBE_KEY_FILE: file })).toThrow(/DU_LUAN_YOUTUBE_KEY is set beside/);
  });

  it('whose file is missing is a fault beside the others', () => {
    const read = () => readConfig({ DU_LUAN_THREADS_TOKEN_FILE: '/does/not/exist', DU_LUAN_PORT: 'x' });
    expect(read).toThrow(/DU_LUAN_THREADS_TOKEN cannot be read.*\/does\/not\/exist/);
    expect(read).toThrow(/DU_LUAN_PORT/);
  });

  it('is never repeated, not when it is wrong and not in the listing', () => {
    expect(() => readConfig({ DU_LUAN_FACEBOOK_TOKEN: 'two words' })).toThrow(/DU_LUAN_FACEBOOK_TOKEN must be one word/);
    expect(() => readConfig({ DU_LUAN_FACEBOOK_TOKEN: 'two words' })).not.toThrow(/two words/);
    expect(JSON.stringify(describeConfig(readConfig({ DU_LUAN_FACEBOOK_TOKEN: 'EAAx' })))).not.toContain('EAAx');
  });

  it('only: other settings have no file', () => {
    expect(() => readConfig({ DU_LUAN_PORT_FILE: file })).toThrow('DU_LUAN_PORT_FILE is not a setting');
  });
});

describe('describeConfig', () => {
  it('lists every setting', () => {
    expect(describeConfig(readConfig({})).map((row) => row.variable)).toEqual(Object.values(OPTIONS).map((each) => each.variable));
  });
});

describe('docs/configuration.md', () => {
  it('is the page that the table writes', () => {
    expect(readFileSync(new URL('../docs/configuration.md', import.meta.url), 'utf8')).toBe(configurationPage());
  });
});
