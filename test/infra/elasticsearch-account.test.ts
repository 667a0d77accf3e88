import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { indexNames, monthIndex } from '../../src/store/elasticsearch/index-names.ts';
import { ROOT } from './read-infra.ts';

interface Seen {
  readonly request: string;
  readonly user: string;
  readonly body: unknown;
}

let server: Server | null = null;
afterEach(() => server?.close());

/** Runs the script against a server that answers `status` and tells what it was asked. */
async function run(status: number): Promise<{ code: number | null; seen: Seen[] }> {
  const seen: Seen[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const user = Buffer.from(request.headers.authorization?.replace('Basic ', '') ?? '', 'base64').toString();
    seen.push({ request: `${request.method} ${request.url}`, user, body: JSON.parse(await text(request)) });
    response.writeHead(status).end('{}');
  };
  server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port
  const child = spawn('bash', [join(ROOT, 'infra/elasticsearch-account.sh')], {
    env: { PATH: process.env['PATH'], ELASTICSEARCH_URL: `http://127.0.0.1:${port}`, ELASTIC_PASSWORD: 'super', STORE_PASSWORD: 'own' },
    stdio: 'ignore',
  });
  const [code] = (await once(child, 'exit')) as [number | null]; // what `exit` is emitted with
  return { code, seen };
}

describe('elasticsearch-account.sh', () => {
  it('makes a role that reaches our indices only, and an account that has no other', async () => {
    const { code, seen } = await run(200);
    expect(code).toBe(0);
    expect(seen.map(({ request }) => request)).toEqual(['PUT /_security/role/du-luan', 'PUT /_security/user/du-luan']);
    expect(seen.every(({ user }) => user === 'elastic:super')).toBe(true);
    expect(seen[0]?.body).toEqual({
      cluster: ['monitor', 'manage_index_templates'],
      indices: [{ names: ['du-luan-*'], privileges: ['all'] }],
    });
    expect(seen[1]?.body).toMatchObject({ password: 'own', roles: ['du-luan'] });
  });

  it('covers the names that the store uses', () => {
    const names = indexNames('du-luan');
    const used = [names.items, monthIndex(names, '202611-abc'), names.outcomes, names.health, names.cases, names.snapshots];
    expect(used.filter((name) => !name.startsWith('du-luan-'))).toEqual([]);
  });

  it('fails when Elasticsearch refuses, so that compose tries again', async () => {
    const { code, seen } = await run(401);
    expect(code).not.toBe(0);
    expect(seen).toHaveLength(1);
  });
});
