import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Log } from '../../src/domain/log.ts';
import type { Source } from '../../src/domain/source.ts';
import { startNewsroom, type Newsroom } from '../../src/demo/start-newsroom.ts';

/** Noon of Sunday, 22 November 2026, in Viet Nam: day 0 is that day. */
export const NOON = Date.parse('2026-11-22T12:00:00+07:00');

export interface Logged {
  readonly level: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly event: string;
}

export function recordingLog(): { log: Log; logged: Logged[] } {
  const logged: Logged[] = [];
  const at = (level: string) => (fields: object, event: string) => void logged.push({ level, fields: { ...fields }, event });
  return { log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }, logged };
}

/** Folders and newsrooms that end with the test. */
export function newsroomKit(): {
  folder(): Promise<string>;
  start(options?: { dataDir?: string; corpus?: string; now?: number; log?: Log }): Promise<Newsroom>;
} {
  const open: Newsroom[] = [];
  const folders: string[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((newsroom) => newsroom.close()));
    await Promise.all(folders.splice(0).map((path) => rm(path, { recursive: true, force: true })));
  });
  const folder = async (): Promise<string> => {
    const path = await mkdtemp(join(tmpdir(), 'newsroom-'));
    folders.push(path);
    return path;
  };
  return {
    folder,
    async start({ dataDir, corpus, now = NOON, log } = {}) {
      const options = { dataDir: dataDir ?? (await folder()), corpus: corpus ?? null, now: () => now, log: log ?? recordingLog().log };
      const newsroom = await startNewsroom(options);
      open.push(newsroom);
      return newsroom;
    },
  };
}

export function sourceOf(newsroom: Newsroom, id: string): Source {
  const source = newsroom.profile.sources.find((each) => each.id === id);
  if (!source) throw new Error(`no source ${id}`);
  return source;
}

export async function textAt(url: string, init?: RequestInit): Promise<string> {
  return (await fetch(url, init)).text();
}

export async function jsonAt<T>(url: string): Promise<T> {
  return (await (await fetch(url)).json()) as T; // the shape is what the test states
}
