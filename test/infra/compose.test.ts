import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { readConfig } from '../../src/config.ts';
import { infraText, interpolate, readCompose, readEnvFile, ROOT, variablesOf } from './read-infra.ts';

const base = readCompose('compose.yaml');
const monitoring = readCompose('compose.monitoring.yaml');
const all = Object.entries({ ...base.services, ...monitoring.services });
const ours = Object.entries(base.services).filter(([, { image }]) => image.startsWith('du-luan:'));
const example = readEnvFile('.env.example');
const secrets = { REDIS_PASSWORD: 'r3dis', STORE_PASSWORD: 'st0re', ELASTIC_PASSWORD: 'e1astic', GRAFANA_PASSWORD: 'gr4fana' };

describe('compose.yaml', () => {
  it('runs the four kinds of process from one image, workers in any number and what tends once', () => {
    expect(ours.map(([name]) => name).toSorted()).toEqual(['api', 'crawler', 'tender', 'worker']);
    expect(new Set(ours.map(([, { image }]) => image)).size).toBe(1);
    expect(base.services['tender']?.deploy.replicas).toBe(1);
    expect(base.services['worker']?.deploy.replicas).toBeGreaterThan(1);
  });

  it.each(ours)('%s runs a command that exists', (_, { command }) => {
    const [name, ...rest] = command ?? [];
    expect(createProgram().commands.map((each) => each.name())).toContain(name);
    expect(rest).toEqual([]);
  });

  it.each(ours)('%s has a configuration that the program accepts', (_, { environment }) => {
    const env = Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [name, interpolate(value, { ...example, ...secrets })]),
    );
    const config = readConfig(env);
    expect([config.queueUrl, config.storeUrl]).toEqual(['redis://:r3dis@redis:6379', 'http://du-luan:st0re@elasticsearch:9200']);
    expect(config.profile).toBe('hai-phong');
    // The healthcheck and Prometheus ask there.
    expect(config.metricsPort).toBe(9464);
  });

  it('says what is missing when a password is', () => {
    expect(() => interpolate(infraText('compose.yaml'), { ...example, REDIS_PASSWORD: 'x', ELASTIC_PASSWORD: 'x' })).toThrow(
      'STORE_PASSWORD',
    );
  });

  it('publishes the API on loopback and nothing else', () => {
    const published = Object.values(base.services).flatMap(({ ports }) => ports.map((port) => interpolate(port, example)));
    expect(published).toEqual(['127.0.0.1:8723:8723']);
    const watching = Object.values(monitoring.services).flatMap(({ ports }) => ports);
    expect(watching.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
  });

  it('lets only who must reach out of the machine', () => {
    expect(base.networks['inside']?.internal).toBe(true);
    const outside = all.filter(([, { networks }]) => networks.includes('outside')).map(([name]) => name);
    // Who publishes a port needs a network that is not internal; the crawler visits the web.
    expect(outside.toSorted()).toEqual(['api', 'crawler', 'grafana']);
  });

  it('keeps a queue that Redis may not forget', () => {
    const command = base.services['redis']?.command?.join(' ') ?? '';
    for (const setting of ['--appendonly yes', '--appendfsync always', '--maxmemory-policy noeviction', '--maxmemory 512mb'])
      expect(command).toContain(setting);
  });

  it('runs Elasticsearch with security on, in the version that the suites run against', () => {
    const elasticsearch = base.services['elasticsearch'];
    expect(elasticsearch?.environment['xpack.security.enabled']).toBe('true');
    const [, tested] = /ELASTICSEARCH_VERSION=(\S+)/.exec(infraText('ci/install.sh')) ?? [];
    expect(elasticsearch?.image.endsWith(`:${tested}`)).toBe(true);
    expect(base.services['elasticsearch-account']?.image).toBe(elasticsearch?.image);
  });
});

describe.each(all)('the container of %s', (name, service) => {
  it('is pinned by version', () => {
    expect(service.image).toMatch(/:v?\d+\.\d+\.\d+/);
  });

  it('has no rights to lose: no capability, no new privileges, no root, a read-only root file system', () => {
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toContain('no-new-privileges:true');
    // Elasticsearch's image runs as its own user, and its start writes a keystore beside the configuration.
    if (name === 'elasticsearch') return;
    expect(service.user).toMatch(/^(?!0|root)/);
    expect(service.read_only).toBe(true);
  });

  it('is bounded in memory and processes, and comes back after a fault', () => {
    expect(service.deploy.resources.limits.memory).toMatch(/^\d+[mg]$/);
    expect(service.pids_limit).toBeGreaterThan(0);
    expect(service.restart).toBe(name === 'elasticsearch-account' ? 'on-failure' : 'unless-stopped');
  });

  it('tells whether it is well, unless it ends by itself', () => {
    expect(service.healthcheck === undefined).toBe(name === 'elasticsearch-account');
    expect(service.healthcheck?.test.length).not.toBe(1);
  });

  it('mounts volumes that are declared and files that are there', () => {
    const sources = service.volumes.map((volume) => interpolate(volume, example).split(':')[0] ?? '');
    const declared = Object.keys({ ...base.volumes, ...monitoring.volumes });
    // An absolute path is the machine's own.
    const named = sources.filter((from) => !from.startsWith('/'));
    const missing = named.filter((from) => (from.startsWith('./') ? !existsSync(join(ROOT, 'infra', from)) : !declared.includes(from)));
    expect(missing).toEqual([]);
    for (const option of service.security_opt.filter((each) => each.startsWith('seccomp=')))
      expect(existsSync(join(ROOT, 'infra', option.replace('seccomp=', '')))).toBe(true);
  });
});

describe('.env.example', () => {
  it('names every variable of the compose files and no other', () => {
    const used = variablesOf(infraText('compose.yaml') + infraText('compose.monitoring.yaml'));
    expect(Object.keys(example).toSorted()).toEqual(used);
  });

  it('holds no secret', () => {
    const passwords = Object.entries(example).filter(([name]) => name.endsWith('_PASSWORD'));
    expect(passwords).toHaveLength(4);
    expect(passwords.filter(([, value]) => value !== '')).toEqual([]);
  });
});
