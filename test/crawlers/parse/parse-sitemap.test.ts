import { describe, expect, it } from 'vitest';
import type { DuLuanError } from '../../../src/domain/errors.ts';
import { parseSitemap, type Sitemap } from '../../../src/crawlers/parse/parse-sitemap.ts';

const read = (text: string): Sitemap => parseSitemap(new TextEncoder().encode(text), 'https://bao.example.vn/sitemap.xml');

describe('parseSitemap', () => {
  it('takes the news publication date for the publish time and never lastmod', () => {
    const sitemap =
      read(`<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://bao.example.vn/a.html </loc><lastmod>2026-11-21</lastmod></url>
<url><loc>/b.html</loc><n:news><n:publication><n:name>Báo Mẫu</n:name></n:publication><n:publication_date>2026-11-20T08:15:00+07:00</n:publication_date><n:title>Cấm &amp; phạt</n:title></n:news></url>
<url><lastmod>2026-11-21</lastmod></url><url><loc>mailto:a@b.vn</loc></url></urlset>`);
    expect(sitemap).toEqual({
      entries: [
        { url: 'https://bao.example.vn/a.html', publishedAt: null, title: '' },
        { url: 'https://bao.example.vn/b.html', publishedAt: Date.parse('2026-11-20T08:15:00+07:00'), title: 'Cấm & phạt' },
      ],
      sitemaps: [],
    });
  });

  it('reads an index of sitemaps, and a plain list of addresses', () => {
    expect(read('<sitemapindex><sitemap><loc>https://bao.example.vn/1.xml.gz</loc></sitemap></sitemapindex>')).toEqual({
      entries: [],
      sitemaps: ['https://bao.example.vn/1.xml.gz'],
    });
    expect(read('https://bao.example.vn/a\nhttps://bao.example.vn/b\n').entries.map((entry) => entry.url)).toEqual([
      'https://bao.example.vn/a',
      'https://bao.example.vn/b',
    ]);
  });

  it('keeps the complete addresses of a sitemap that breaks off, and an empty one', () => {
    expect(read('<urlset><url><loc>https://bao.example.vn/a</loc></url><url><loc>https://bao.exam').entries).toHaveLength(1);
    expect(read('<urlset/>')).toEqual({ entries: [], sitemaps: [] });
  });

  it('is FEED_BROKEN for anything else', () => {
    for (const text of ['', '<html><body>404</body></html>', 'xin chào', '<rss/>']) {
      expect(() => read(text)).toThrow(expect.objectContaining({ code: 'FEED_BROKEN' }) as DuLuanError); // A matcher stands for the error.
    }
  });
});
