import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DuLuanError } from '../../src/domain/errors.ts';
import { silentLog, type Log } from '../../src/domain/log.ts';
import type { Store } from '../../src/store/store.ts';
import { buildApi } from '../../src/api/build-api.ts';
import { sampleCorpus, sampleItem } from '../contracts/sample-items.ts';
import { apiGround, type ApiGround } from './api-ground.ts';

/** A store that answers as the given one, but for some methods. */
function storeWith(store: Store, over: Partial<Store>): Store {
  return new Proxy(store, {
    get: (target, name) => {
      if (name in over) return Reflect.get(over, name);
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

async function failing(error: Error): Promise<never> {
  throw error;
}

describe('the server', () => {
  let ground: ApiGround;
  beforeAll(async () => {
    ground = await apiGround(sampleCorpus({ seed: 31, count: 120 }));
  });
  afterAll(() => ground.destroy());

  it.each([
    ['/api/nothing', 404, 'NOT_FOUND'],
    ['/somewhere', 404, 'NOT_FOUND'],
    ['/api/items/202608-00000000000000000000', 404, 'NOT_FOUND'],
    ['/api/stories/none', 404, 'NOT_FOUND'],
    ['/api/stories/s1?from=1999-01-01&to=1999-01-02', 404, 'NOT_FOUND'],
    [`/api/items/${'x'.repeat(200)}`, 400, 'BAD_REQUEST'],
    [`/api/items/${'x'.repeat(400)}`, 400, 'BAD_REQUEST'],
    ['/api/%', 400, 'BAD_REQUEST'],
    ['/api/items?topics=accident', 400, 'BAD_REQUEST'],
    ['/api/items?topic=accidents', 400, 'BAD_REQUEST'],
    ['/api/items?topics=accidents&topics=transport', 400, 'BAD_REQUEST'],
    ['/api/items?from=2026-02-30', 400, 'BAD_REQUEST'],
    ['/api/items?from=2026-08-18&to=2026-08-17', 400, 'BAD_REQUEST'],
    ['/api/items?reprints=yes', 400, 'BAD_REQUEST'],
    [`/api/items?text=${'a'.repeat(401)}`, 400, 'BAD_REQUEST'],
    ['/api/items?cursor=abc', 400, 'BAD_CURSOR'],
    ['/api/items?cursor=', 400, 'BAD_REQUEST'],
    ['/api/items?limit=0', 400, 'BAD_REQUEST'],
    ['/api/items?limit=101', 400, 'BAD_REQUEST'],
    ['/api/items?limit=1e99', 400, 'BAD_REQUEST'],
    ['/api/items?limit=-1', 400, 'BAD_REQUEST'],
    ['/api/items?limit=2.5', 400, 'BAD_REQUEST'],
    ['/api/items?limit=NaN', 400, 'BAD_REQUEST'],
    ['/api/overview?days=0', 400, 'BAD_REQUEST'],
    ['/api/overview?days=93', 400, 'BAD_REQUEST'],
    ['/api/overview?to=tomorrow', 400, 'BAD_REQUEST'],
    ['/api/overview?to=9999-12-31', 400, 'BAD_REQUEST'],
    ['/api/stories?limit=1000000', 400, 'BAD_REQUEST'],
    ['/ban-tin/2026-W54', 400, 'BAD_REQUEST'],
    ['/ban-tin/9999-W01', 400, 'BAD_REQUEST'],
    ['/ban-tin/<script>', 400, 'BAD_REQUEST'],
    ['/ban-tin/2026-W34/more', 404, 'NOT_FOUND'],
  ])('answers %s with %i %s in the one shape', async (path, status, code) => {
    const answer = await ground.app.inject(path);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    const body = answer.json<{ error: { code: string; message: string } }>();
    expect(Object.keys(body)).toEqual(['error']);
    expect(body.error).toEqual({ code, message: expect.any(String) });
    expect(answer.body).not.toContain('<script');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('names the parameter that is wrong', async () => {
    const { error } = (await ground.app.inject('/api/items?limit=0&form=2026-08-17')).json<{ error: { message: string } }>();
    expect(error.message).toContain('limit');
    expect(error.message).toContain('form');
  });

  it('answers other methods with the one shape', async () => {
    const answer = await ground.app.inject({ method: 'POST', url: '/api/items', payload: { a: 1 } });
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });

  it.each(['evil.example', 'evil.example:8723', '127.0.0.1.evil.example', 'localhost.evil.example', '[::2]', '10.0.0.1', ' '])(
    'refuses the host name %j',
    async (host) => {
      const answer = await ground.app.inject({ url: '/api/health', headers: { host } });
      expect(answer.statusCode).toBe(421);
      expect(answer.json()).toMatchObject({ error: { code: 'HOST_REFUSED' } });
    },
  );

  it.each(['localhost', 'LOCALHOST:8723', '127.0.0.1:1', '[::1]:8723', 'localhost.:80'])('answers for %s', async (host) => {
    expect((await ground.app.inject({ url: '/api/health', headers: { host } })).statusCode).toBe(200);
  });

  it('answers for configured names, also for pages and errors of unknown addresses', async () => {
    const app = await buildApi({ ...ground.deps, publicHosts: ['Du-Luan.example'] });
    expect((await app.inject({ url: '/api/health', headers: { host: 'du-luan.example:443' } })).statusCode).toBe(200);
    expect((await app.inject({ url: '/tim-kiem', headers: { host: 'other.example' } })).statusCode).toBe(421);
    await app.close();
  });

  it('bears the headers that browsers need to be careful', async () => {
    const { headers } = await ground.app.inject('/api/health');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' });
  });

  it('sends nothing twice to whoever has it', async () => {
    const first = await ground.app.inject('/api/overview');
    const etag = String(first.headers.etag);
    const second = await ground.app.inject({ url: '/api/overview', headers: { 'if-none-match': `"x", W/${etag}` } });
    expect(second).toMatchObject({ statusCode: 304, body: '' });
    expect((await ground.app.inject({ url: '/api/overview', headers: { 'if-none-match': '"x"' } })).statusCode).toBe(200);
    expect((await ground.app.inject({ url: '/api/nothing', headers: { 'if-none-match': '*' } })).statusCode).toBe(404);
  });

  it('tells that it lives, and how full the queue is', async () => {
    await ground.deps.queue.add([{ id: 'k', item: rawOf('k') }]);
    expect(await ground.get('/api/health')).toEqual({
      status: 'ok',
      profile: 'hai-phong',
      items: 120,
      queue: { waiting: 1, active: 0, delayed: 0, quarantined: 0 },
    });
  });

  it('describes itself in valid OpenAPI 3.1 with every route and its errors', async () => {
    const description = await ground.get<{ openapi: string; paths: Record<string, { get: { responses: object } }> }>('/api/openapi.json');
    const validator = new Validator();
    expect(await validator.validate(structuredClone(description))).toEqual({ valid: true });
    expect(description.openapi).toBe('3.1.0');
    expect(Object.keys(description.paths).toSorted()).toEqual([
      '/api/catalogue',
      '/api/drift',
      '/api/health',
      '/api/items',
      '/api/items/{id}',
      '/api/items/{id}/explanation',
      '/api/overview',
      '/api/phrases',
      '/api/sources',
      '/api/stories',
      '/api/stories/{id}',
    ]);
    for (const { get } of Object.values(description.paths)) expect(Object.keys(get.responses)).toEqual(['200', '4XX', '5XX']);
  });

  it('has no field for a person anywhere in its description', async () => {
    expect(JSON.stringify(await ground.get('/api/openapi.json'))).not.toMatch(/author|avatar|handle"|username|profileUrl|displayName/i);
  });

  it('names every filter value in Vietnamese', async () => {
    const catalogue = await ground.get<Record<string, { value: string; name: string }[]>>('/api/catalogue');
    expect(Object.keys(catalogue)).toEqual([
      'kinds',
      'topics',
      'tones',
      'stances',
      'acts',
      'newsKinds',
      'events',
      'outlets',
      'sources',
      'places',
    ]);
    expect(catalogue['topics']).toHaveLength(13);
    expect(catalogue['stances']).toContainEqual({ value: 'abstained', name: 'Chưa xác định' });
  });

  it('turns faults of the store into their code, and unknown ones into INTERNAL without telling', async () => {
    const logged: object[] = [];
    const log: Log = { ...silentLog, error: (fields) => logged.push(fields) };
    const broken = storeWith(ground.deps.store, {
      totals: () => failing(new DuLuanError('STORE_CLOSED')),
      get: () => failing(new Error('password=hunter2 at /srv/secret.ts')),
      facets: () => Promise.resolve({ source: [{ value: 'bao-a', count: -1 }] }),
    });
    const app = await buildApi({ ...ground.deps, store: broken, log });
    expect((await app.inject('/api/overview')).json()).toEqual({ error: { code: 'STORE_CLOSED', message: 'The store is closed' } });
    const secret = await app.inject('/api/items/x?text=private');
    expect(secret.statusCode).toBe(500);
    expect(secret.json()).toMatchObject({ error: { code: 'INTERNAL' } });
    expect(secret.body).not.toMatch(/hunter2|secret/);
    // An answer that breaks its own schema never leaves.
    expect((await app.inject('/api/sources')).json()).toMatchObject({ error: { code: 'INTERNAL' } });
    expect(logged).toHaveLength(3);
    expect(JSON.stringify(logged)).not.toContain('private');
    await app.close();
  });
});

function rawOf(key: string) {
  const { id: _id, analysis: _analysis, storyId: _storyId, reprintOf: _reprintOf, ...raw } = sampleItem(key);
  return { ...raw, key };
}

describe('the built dashboard', () => {
  const dir = mkdtempSync(join(tmpdir(), 'du-luan-web-'));
  let ground: ApiGround;
  beforeAll(async () => {
    mkdirSync(join(dir, 'assets'));
    writeFileSync(join(dir, 'index.html'), '<!doctype html><title>Dư Luận</title>');
    writeFileSync(join(dir, 'assets', 'app-1a2b.js'), 'export {};');
    writeFileSync(join(dir, '.hidden'), 'hidden');
    ground = await apiGround([], { webDir: dir });
  });
  afterAll(async () => {
    await ground.destroy();
    rmSync(dir, { recursive: true });
  });

  it.each(['/', '/tim-kiem?topics=accidents', '/vu-viec/s1', '/tin/202608-0a', '/apish'])(
    'opens %s with its one document',
    async (path) => {
      const answer = await ground.app.inject(path);
      expect(answer).toMatchObject({ statusCode: 200, body: '<!doctype html><title>Dư Luận</title>' });
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.headers['cache-control']).toBe('private, no-cache');
      expect(answer.headers['content-security-policy']).toMatch(/^default-src 'self'; script-src 'self';/);
    },
  );

  it('lets browsers keep built files for ever, and ask for them by tag', async () => {
    const answer = await ground.app.inject('/assets/app-1a2b.js');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('/javascript');
    expect(answer.headers['cache-control']).toContain('immutable');
    expect(
      (await ground.app.inject({ url: '/assets/app-1a2b.js', headers: { 'if-none-match': String(answer.headers.etag) } })).statusCode,
    ).toBe(304);
  });

  it.each(['/api', '/api/', '/api/x', '/assets', '/assets/', '/assets/gone.js', '/ban-tin/a/b'])(
    'does not take %s for a page',
    async (path) => {
      expect((await ground.app.inject(path)).json()).toMatchObject({ error: { code: 'NOT_FOUND' } });
    },
  );

  it.each(['/../../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/..%5c..%5cetc', '/.hidden', '/assets/..%2f.hidden', '/%00'])(
    'does not hand out %s',
    async (path) => {
      const answer = await ground.app.inject(path);
      expect(answer.body).not.toMatch(/root:|hidden$/);
      expect(answer.statusCode).toBeLessThan(500);
    },
  );

  it('refuses to start on a folder without a document', async () => {
    await expect(buildApi({ ...ground.deps, webDir: join(dir, 'assets') })).rejects.toThrow('index.html');
  });
});

describe('a listening server', () => {
  let ground: ApiGround | null = null;
  afterEach(async () => {
    await ground?.destroy();
    ground = null;
  });

  it('answers over HTTP, refuses foreign hosts, and answers what is no HTTP in the one shape', async () => {
    ground = await apiGround([sampleItem('one')]);
    const address = await ground.app.listen({ host: '127.0.0.1', port: 0 });
    const answer = await fetch(`${address}/api/items?limit=5`);
    expect(await answer.json()).toMatchObject({ total: 1, next: null });
    const digest = await fetch(`${address}/ban-tin`, { redirect: 'follow' });
    expect(digest.url).toMatch(/\/ban-tin\/2026-W34$/);
    expect(await digest.text()).toContain(`href="${address}/tim-kiem?`);
    expect(await rawAnswer(address, 'GET /api/health HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1.1 421 .*HOST_REFUSED/s,
    );
    expect(await rawAnswer(address, 'GET /api/health HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 421 /);
    expect(await rawAnswer(address, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1.1 400 .*"code":"BAD_REQUEST"/s);
    expect(await rawAnswer(address, `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 431 .*"code":"BAD_REQUEST"/s,
    );
  });

  it('serves the digest with a policy that allows exactly its style', async () => {
    ground = await apiGround([sampleItem('one')]);
    const { body, headers } = await ground.app.inject('/ban-tin/2026-W34');
    const style = /<style>([^]*?)<\/style>/.exec(body)?.[1] ?? '';
    expect(headers['content-security-policy']).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(body).not.toMatch(/<script|\sstyle="|\son\w+=|src=/);
  });
});

function rawAnswer(address: string, request: string): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(request));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
