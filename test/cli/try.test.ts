import { describe, expect, it } from 'vitest';
import { STEPS } from '../../src/cli/create-filter.ts';
import { STEP_NAMES } from '../../src/cli/program.ts';
import { runCli } from '../e2e/run-cli.ts';

async function tryStep(step: string, lines: readonly (object | string)[], ...options: string[]): Promise<Record<string, unknown>[]> {
  const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const { code, stdout } = await runCli(['try', step, ...options], {}, input);
  expect(code).toBe(0);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>); // one object a line is what the filters promise
}

describe('du-luan try', () => {
  it('offers in its help the steps that there are', () => {
    expect(STEP_NAMES.toSorted()).toEqual(STEPS.toSorted());
  });

  it('refuses an unknown step with exit code 2', async () => {
    const { code, stderr } = await runCli(['try', 'fly'], {}, '');
    expect(code).toBe(2);
    expect(stderr).toContain('USAGE');
  });

  it('answers every line in order and goes on after a broken one', async () => {
    const answers = await tryStep('fold', [
      { id: 1, text: 'Hoà' },
      '{broken',
      { id: 3 },
      { id: 4, text: 'ĐƯỜNG \u2028 x'.normalize('NFD') },
    ]);
    expect(answers).toMatchObject([
      { id: 1, folded: 'hoa', toned: 'hòa' },
      { id: null, error: { code: 'BAD_INPUT' } },
      { id: 3, error: { code: 'BAD_REQUEST' } },
      { id: 4, folded: 'duong x' },
    ]);
  });

  it('gives nothing for nothing', async () => {
    expect(await tryStep('redact', [])).toEqual([]);
  });

  it.each([
    [
      'redact',
      { id: 'a', text: 'Gọi 0912 345 678' },
      { id: 'a', text: 'Gọi [điện thoại]', redactions: [{ kind: 'phone', start: 4, end: 16 }] },
    ],
    [
      'robots',
      { id: 'a', robots: 'user-agent: *\ndisallow: /x\ncrawl-delay: 2', agent: 'DuLuan', url: 'https://a.vn/x' },
      { id: 'a', allowed: false, crawlDelayMs: 2_000 },
    ],
    ['egress', { id: 'a', url: 'http://169.254.169.254/latest' }, { id: 'a', allowed: false }],
    ['egress', { id: 'a', url: 'https://bao.example.vn/' }, { id: 'a', allowed: true, reason: '' }],
    [
      'feed',
      {
        id: 'a',
        url: 'https://a.vn/rss',
        xml: '<rss><channel><title>Báo</title><item><title>Tin</title><link>/1</link></item></channel></rss>',
      },
      { id: 'a', title: 'Báo', entries: [{ title: 'Tin', url: 'https://a.vn/1', publishedAt: null }] },
    ],
    ['extract', { id: 'a', url: 'https://a.vn/1', html: '<title>x</title>' }, { id: 'a', refused: 'no-text' }],
    [
      'analyse',
      { id: 'a', kind: 'news', title: 'Tai nạn giao thông trên quốc lộ 5, một người tử vong', text: 'Xe tải va chạm xe máy.' },
      { id: 'a', relevant: true, stance: 'none' },
    ],
    ['duplicates', { id: 'a', text: 'một hai ba bốn năm sáu' }, { id: 'a', duplicateOf: null }],
    [
      'stories',
      { id: 'a', outlet: 'x', title: 'Tai nạn', summary: 'Trên cầu', seen_at: '2026-08-17T08:00:00+07:00' },
      { id: 'a', story: expect.any(String) },
    ],
  ])('%s: one line in, one line out', async (step, line, answer) => {
    expect(await tryStep(step, [line])).toMatchObject([answer]);
  });
});
