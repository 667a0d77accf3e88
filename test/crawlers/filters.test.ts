import { describe, expect, it } from 'vitest';
import { extractFilter, feedFilter, robotsFilter } from '../../src/crawlers/filters.ts';
import { newsPage, PARAGRAPHS } from './extract/news-page.ts';

const badInput = expect.objectContaining({ code: 'BAD_INPUT' }) as Error; // A matcher stands for the error.

describe('filters for the shell', () => {
  it('extract gives the article with its time in +07:00', () => {
    const html = newsPage({
      head: '<meta property="article:published_time" content="2026-11-20T01:15:00Z">',
      header: '<h1>Ra quân kiểm tra xe</h1>',
      paragraphs: PARAGRAPHS,
    });
    expect(extractFilter({ id: 'a', url: 'https://bao.example.vn/a', html })).toEqual({
      id: 'a',
      title: 'Ra quân kiểm tra xe',
      text: PARAGRAPHS.join('\n'),
      publishedAt: '2026-11-20T08:15:00.000+07:00',
      outlet: null,
    });
  });

  it('extract says why it refuses a page', () => {
    expect(extractFilter({ id: 1, url: 'x', html: '<title>Just a moment...</title>' })).toMatchObject({
      id: 1,
      text: '',
      refused: 'captcha',
    });
  });

  it('feed reads text or base64', () => {
    const xml = '<rss><channel><title>T</title><item><title>A</title><pubDate>20/11/2026 08:15</pubDate></item></channel></rss>';
    const expected = {
      id: 'f',
      title: 'T',
      entries: [{ title: 'A', url: null, publishedAt: '2026-11-20T08:15:00.000+07:00', summary: '' }],
    };
    expect(feedFilter({ id: 'f', url: 'https://bao.example.vn', xml })).toEqual(expected);
    expect(feedFilter({ id: 'f', url: 'https://bao.example.vn', base64: Buffer.from(xml).toString('base64') })).toEqual(expected);
  });

  it('robots answers for an agent and an address', () => {
    const robots = 'User-agent: *\nCrawl-delay: 3\nDisallow: /a';
    expect(robotsFilter({ id: 'r', robots, agent: 'DuLuanBot', url: 'https://bao.example.vn/a' })).toEqual({
      id: 'r',
      allowed: false,
      crawlDelayMs: 3_000,
    });
  });

  it('refuses lines of another shape', () => {
    for (const line of [null, 'x', [], {}, { id: 1, url: 'x' }, { id: {}, url: 'x', html: '' }])
      expect(() => extractFilter(line)).toThrow(badInput);
    for (const line of [
      { id: 1, url: 'x' },
      { id: 1, url: 'x', xml: 'a', base64: 'YQ==' },
      { id: 1, url: 'x', base64: '%%' },
    ])
      expect(() => feedFilter(line)).toThrow(badInput);
    expect(() => robotsFilter({ id: 1, robots: '', agent: 'a' }, 7)).toThrow('Line 7');
  });
});
