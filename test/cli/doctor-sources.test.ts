import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve, type Site } from '../crawlers/serve.ts';
import { dayOf } from '../../src/domain/time.ts';
import { article, feed } from '../crawlers/visit/pages.ts';
import { runCli, type CliResult } from '../e2e/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'du-luan-doctor-'));
const path = join(folder, 'thu', 'sources.json');
let site: Site;
let before = '';

beforeAll(async () => {
  site = await serve({
    '/rss': feed([{ path: '/bai-1.htm' }]),
    '/cu.rss': (_, response) => response.writeHead(301, { location: '/rss' }).end(),
    '/bai-1.htm': article(),
  });
  mkdirSync(join(folder, 'thu'));
  const put = (name: string, text: string): void => writeFileSync(join(folder, 'thu', name), text);
  put('profile.json', JSON.stringify({ id: 'thu', name: 'Thử', department: 'Ban thử', seat: 'Thử' }));
  put('outlets.json', JSON.stringify([{ id: 'bao-thu', name: 'Báo thử', family: 'thu', type: 'newspaper' }]));
  put('places.tsv', readFileSync('profiles/ha-tinh/places.tsv', 'utf8').replaceAll('ha-tinh', 'thu'));
  const row = (id: string, at: string): string =>
    `  {"id": "${id}", "name": "Báo thử", "kind": "feed", "url": "${site.origin}${at}", "outlet": "bao-thu", "everyMinutes": 15, "verified": "unverified", "checkedOn": null}`;
  put('sources.json', `[\n${row('tot', '/rss')},\n${row('doi', '/cu.rss')},\n${row('mat', '/mat')}\n]\n`);
  before = readFileSync(path, 'utf8');
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

function doctor(...args: string[]): Promise<CliResult> {
  return runCli(['doctor', '--sources', ...args], {
    DU_LUAN_DATA_DIR: folder,
    DU_LUAN_PROFILES_DIR: folder,
    DU_LUAN_PROFILE: 'thu',
    DU_LUAN_EGRESS_ALLOW: site.host,
    DU_LUAN_HOST_DELAY_MS: '0',
  });
}

describe('du-luan doctor --sources', () => {
  it('says how each source is, proposes corrections as JSON and leaves the profile as it is', async () => {
    const { code, stdout, stderr } = await doctor();
    for (const line of ['✓ tot works: ', '~ doi changed: ', '✗ mat dead: ']) expect(stderr).toContain(line);
    expect(JSON.parse(stdout)).toContainEqual({
      id: 'doi',
      url: `${site.origin}/rss`,
      verified: 'verified',
      checkedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    expect(code).toBe(1);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('writes addresses and dates into the profile when asked to, row by row, and is content the next time', async () => {
    await doctor('--write', '--source', 'tot', 'doi');
    const today = dayOf(Date.now());
    const expected = before
      .replace('/cu.rss', '/rss')
      .split('\n')
      .map((line) =>
        line.includes('"mat"') ? line : line.replace('"unverified", "checkedOn": null', `"verified", "checkedOn": "${today}"`),
      );
    expect(readFileSync(path, 'utf8')).toBe(expected.join('\n'));
    const again = await doctor('--source', 'doi');
    expect([again.code, JSON.parse(again.stdout)]).toEqual([0, []]);
  });
});
