import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@elastic/elasticsearch';
import { Redis } from 'ioredis';
import { startNewsroom, type Newsroom } from '../../src/demo/start-newsroom.ts';
import { silentLog } from '../../src/domain/log.ts';
import type { Profile } from '../../src/domain/profile.ts';
import { startCli } from './run-cli.ts';

/** A newsroom, and processes beside Redis and Elasticsearch that follow it. */
export interface ServiceGround {
  readonly newsroom: Newsroom;
  /** The environment of every process: what an environment file of `infra/` says. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts `du-luan <command>`; it is killed in the end when it still runs. */
  start(...args: string[]): ServiceProcess;
  destroy(): Promise<void>;
}

export interface ServiceProcess {
  /** Waits for a line of standard output that matches and returns the first group. */
  said(pattern: RegExp): Promise<string>;
  /** SIGTERM to the process that was started, as Docker and systemd send it. Resolves to its exit code. */
  terminate(): Promise<{ code: number | null; stderr: string; tookMs: number }>;
}

export async function serviceGround(services: { redis: string; elasticsearch: string }): Promise<ServiceGround> {
  const dir = await mkdtemp(join(tmpdir(), 'du-luan-services-'));
  const prefix = `test-${randomUUID()}`;
  const newsroom = await startNewsroom({ dataDir: dir, corpus: null, now: Date.now, log: silentLog });
  await writeProfile(join(dir, 'profiles'), newsroom.profile);
  const env = {
    QUEUE_URL: services.redis,
    STORE_URL: services.elasticsearch,
    DU_LUAN_STORE_PREFIX: prefix,
    DU_LUAN_DATA_DIR: join(dir, 'data'),
    DU_LUAN_PROFILES_DIR: join(dir, 'profiles'),
    DU_LUAN_PROFILE: newsroom.profile.id,
    DU_LUAN_EGRESS_ALLOW: newsroom.allow.join(','),
    DU_LUAN_HOST_DELAY_MS: '0',
    DU_LUAN_PORT: '0',
    DU_LUAN_METRICS_PORT: '0',
  };
  const children: ReturnType<typeof startCli>[] = [];
  return {
    newsroom,
    env,
    start(...args) {
      const child = startCli(args, env);
      children.push(child);
      return processOf(child);
    },
    async destroy() {
      for (const child of children) if (child.exitCode === null && child.signalCode === null) killGroup(child.pid);
      await Promise.all(children.map((child) => child.result));
      await newsroom.close();
      await forget(services, prefix);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** A folder of profiles as a person would write it: how processes that did not start the newsroom learn of it. */
async function writeProfile(profilesDir: string, profile: Profile): Promise<void> {
  const { id, name, department, seat, minimumGroup, outlets, sources } = profile;
  const head = { id, name, department, seat, minimumGroup };
  const dir = join(profilesDir, id);
  await mkdir(dir, { recursive: true });
  const files = { 'profile.json': head, 'outlets.json': outlets, 'sources.json': sources };
  for (const [file, content] of Object.entries(files)) await writeFile(join(dir, file), JSON.stringify(content));
  await writeFile(join(dir, 'places.tsv'), 'id\tname\tlat\tlon\tformer_province\tformer_districts\tformer_units\tunique_names\n');
}

function processOf(child: ReturnType<typeof startCli>): ServiceProcess {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (text: string) => (stdout += text));
  child.stderr?.on('data', (text: string) => (stderr += text));
  return {
    async said(pattern) {
      for (;;) {
        const found = pattern.exec(stdout)?.[1];
        if (found !== undefined) return found;
        if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${stderr}`);
        await new Promise((resume) => setTimeout(resume, 50));
      }
    },
    async terminate() {
      const startedAt = performance.now();
      child.kill('SIGTERM');
      const { code, stderr: said } = await child.result;
      return { code, stderr: said, tookMs: performance.now() - startedAt };
    },
  };
}

function killGroup(pid: number | undefined): void {
  if (pid !== undefined) process.kill(-pid, 'SIGKILL');
}

/** Removes what the processes left on the shared servers. */
async function forget(services: { redis: string; elasticsearch: string }, prefix: string): Promise<void> {
  const redis = new Redis(services.redis);
  const keys = await redis.keys(`bull:${prefix}-items:*`);
  if (keys.length > 0) await redis.del(keys);
  await redis.quit();
  const client = new Client({ node: services.elasticsearch });
  const indices = Object.keys(await client.indices.get({ index: `${prefix}-*` }));
  if (indices.length > 0) await client.indices.delete({ index: indices });
  await client.indices.deleteIndexTemplate({ name: `${prefix}-items` });
  await client.close();
}
