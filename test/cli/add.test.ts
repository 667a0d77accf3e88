import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve, type Site } from '../crawlers/serve.ts';
import { article } from '../crawlers/visit/pages.ts';
import { runCli, type CliResult } from '../e2e/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'du-luan-add-'));
const ABOUT = 'Cảnh sát giao thông xử phạt người vi phạm nồng độ cồn khi lái xe, tai nạn giao thông trên địa bàn giảm.';
let site: Site;
beforeAll(async () => {
  site = await serve({
    '/bai-1.htm': article({ title: 'Xử phạt vi phạm nồng độ cồn', text: ABOUT }),
    '/robots.txt': 'User-agent: *\nDisallow: /kin',
    '/kin/bai.htm': article(),
  });
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

function add(address: string, allow = site.host): Promise<CliResult> {
  return runCli(['add', address], {
    DU_LUAN_DATA_DIR: folder,
    QUEUE_URL: '',
    STORE_URL: '',
    DU_LUAN_EGRESS_ALLOW: allow,
    DU_LUAN_HOST_DELAY_MS: '0',
  });
}

describe('du-luan add', () => {
  it('keeps the article behind a pasted link, and knows it the next time', async () => {
    const address = `${site.origin}/bai-1.htm?utm_source=zalo`;
    const first = await add(address);
    expect([first.code, JSON.parse(first.stdout)]).toEqual([
      0,
      {
        url: address,
        outcome: 'saved',
        title: 'Xử phạt vi phạm nồng độ cồn',
        topics: expect.any(Array),
        itemId: expect.stringMatching(/^\d{6}-[0-9a-f]{20}$/),
      },
    ]);
    expect(JSON.parse((await add(address)).stdout)).toEqual({ url: address, outcome: 'known', previous: 'saved' });
  });

  it.each([
    ['is not there', () => `${site.origin}/mat.htm`, 'FETCH_HTTP'],
    ['robots.txt keeps to itself', () => `${site.origin}/kin/bai.htm`, 'ROBOTS_DISALLOWED'],
    ['is private', () => 'http://10.0.0.1/', 'EGRESS_REFUSED'],
  ])('says why what %s is not kept', async (_, address, code) => {
    const result = await add(address());
    expect([result.code, JSON.parse(result.stdout)]).toEqual([1, { url: address(), outcome: 'failed', code, message: expect.any(String) }]);
  });

  it('takes web addresses only', async () => {
    expect(await add('file:///etc/passwd')).toMatchObject({ code: 2, stderr: expect.stringContaining('is no web address') });
  });
});
