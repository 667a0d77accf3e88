import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { until } from './account.ts';

export interface OwnRedis {
  readonly url: string;
  start(): Promise<void>;
  /** kill -9, as by the kernel when memory runs out. */
  kill(): Promise<void>;
  /** Stops it in its tracks without closing a connection, and lets it go on. */
  freeze(): void;
  thaw(): void;
  configure(setting: string, value: string): Promise<void>;
  destroy(): Promise<void>;
}

/** A Redis of the test's own, on a free port, that syncs its append-only file before it answers. Started. */
export async function ownRedis(): Promise<OwnRedis> {
  const dir = mkdtempSync(join(tmpdir(), 'du-luan-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const settings = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction'];
  let child: ChildProcess | null = null;
  const onExit = (): void => void child?.kill('SIGKILL');
  process.on('exit', onExit);
  const redis: OwnRedis = {
    url,
    async start() {
      child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, ...settings], { stdio: 'ignore' });
      await until(() => answers(url), 15_000, 'redis-server did not start');
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async configure(setting, value) {
      const client = new Redis(url);
      await client.config('SET', setting, value);
      await client.quit();
    },
    async destroy() {
      await redis.kill();
      process.off('exit', onExit);
      rmSync(dir, { recursive: true, force: true });
    },
  };
  await redis.start();
  return redis;
}

async function answers(url: string): Promise<boolean> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 500 });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } finally {
    client.disconnect();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server has an address of this kind
  server.close();
  await once(server, 'close');
  return port;
}
