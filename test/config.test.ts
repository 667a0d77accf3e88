import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
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
