import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Newsroom } from '../../src/demo/start-newsroom.ts';
import { jsonAt, newsroomKit, recordingLog, sourceOf, textAt, type Logged } from './newsroom-kit.ts';

const kit = newsroomKit();

async function corpusOf(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const dir = await kit.folder();
  for (const [name, content] of Object.entries(files)) await writeFile(join(dir, name), content);
  return dir;
}

async function serve(files: Readonly<Record<string, string | Buffer>>): Promise<{ newsroom: Newsroom; logged: Logged[] }> {
  const { log, logged } = recordingLog();
  return { newsroom: await kit.start({ corpus: await corpusOf(files), log }), logged };
}

const lines = (...records: readonly object[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join('');
const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

const HEADLINE = {
  id: 'h1',
  url: 'https://paper.example/1',
  outlet: 'Báo Một',
  section: 'Xã hội',
  title: 'Tàu & xe "va chạm"',
  summary: 'Không ai <bị thương>.',
  seen_at: '2026-08-17T01:13:52+07:00',
};
const ARTICLE = { id: 'a1', title: 'Cầu mới', text: 'Cầu mới thông xe.\n\nNgười dân <vui> mừng.' };
const COMMENT = {
  id: 'c1',
  title: 'Phạt nguội',
  text: 'Phạt thế còn nhẹ',
  relevant: true,
  topics: ['law-penalties'],
  sentiment: 'negative',
  stance: 'support',
};

interface Listed {
  data: { threads: { thread_id: string; article_url: string; article_title: string; comment_count: number }[]; next_page: string };
}
interface Said {
  data: { items: Record<string, unknown>[]; next_page: number | null };
}

describe('headlines', () => {
  test('become one feed per outlet, each entry with a page of title and summary', async () => {
    const other = { ...HEADLINE, id: 'h2', outlet: 'Báo Hai', title: 'Đường mới' };
    const { newsroom } = await serve({ 'headlines-2026.jsonl': lines(HEADLINE, other, { ...HEADLINE, id: 'h3', title: 'Bến phà' }) });
    expect(newsroom.profile.outlets.map(({ id, name }) => [id, name])).toEqual([
      ['bao-mot', 'Báo Một'],
      ['bao-hai', 'Báo Hai'],
    ]);
    expect(newsroom.itemCount).toBe(3);
    expect(newsroom.profile.id).toBe('corpus');
    const rss = await textAt(sourceOf(newsroom, 'tu-lieu-tin-bao-mot').url);
    expect(matches(rss, /<pubDate>(.*?)<\/pubDate>/g)).toEqual(['Mon, 17 Aug 2026 01:13:52 +0700', 'Mon, 17 Aug 2026 01:13:52 +0700']);
    const html = await textAt(matches(rss, /<link>(.*?\.html)<\/link>/g)[0] ?? '');
    expect(html).toContain('<h1 class="article-title">Tàu &amp; xe &quot;va chạm&quot;</h1>');
    expect(html).toContain('Không ai &lt;bị thương&gt;.');
    expect(html).not.toContain('paper.example');
  });

  test('without an outlet or a time stay without them', async () => {
    const { newsroom } = await serve({ 'headlines.jsonl': lines({ title: 'Không rõ nguồn' }, { title: 'Giờ sai', seen_at: 'hôm qua' }) });
    const [source] = newsroom.profile.sources;
    expect(source).toMatchObject({ outlet: null, kind: 'feed' });
    expect(newsroom.profile.outlets).toEqual([]);
    const rss = await textAt(source?.url ?? '');
    expect(rss).not.toContain('<pubDate>');
    expect(matches(rss, /<title>(.*?)<\/title>/g).slice(1)).toEqual(['Không rõ nguồn', 'Giờ sai']);
  });

  test('with characters that XML forbids, or half of a pair, still make a feed', async () => {
    const { newsroom } = await serve({ 'headlines.jsonl': '{"title":"Va \\u0007 chạm \\ud83d ]]> hết","summary":"]]>"}\n' });
    const rss = await textAt(newsroom.profile.sources[0]?.url ?? '');
    expect(rss).toContain('<title>Va  chạm \ufffd ]]&gt; hết</title>');
    expect(rss).not.toContain('\u0007');
    expect(matches(rss, /<description><!\[CDATA\[(.*?)\]\]><\/description>/gs)[0]).toContain(']]&gt;');
  });
});

describe('articles', () => {
  test('stand in a sitemap without any time, each page with title and paragraphs', async () => {
    const { newsroom } = await serve({ 'articles-2017.jsonl': lines(ARTICLE) });
    const source = sourceOf(newsroom, 'tu-lieu-kho-bai');
    expect(source).toMatchObject({ kind: 'sitemap', outlet: null });
    const index = await textAt(source.url);
    const sitemap = await textAt(matches(index, /<loc>(.*?)<\/loc>/g)[0] ?? '');
    expect(index + sitemap).not.toMatch(/lastmod|publication_date/);
    const html = await textAt(matches(sitemap, /<loc>(.*?)<\/loc>/g)[0] ?? '');
    expect(html).toContain('<p>Cầu mới thông xe.</p>\n<p>Người dân &lt;vui&gt; mừng.</p>');
    expect(html).not.toMatch(/<time|datePublished|published_time/);
  });

  test('are split over sitemaps of at most a thousand', async () => {
    const many = Array.from({ length: 2_001 }, (_, index) => ({ id: `a${index}`, title: 'Bài', text: `Số ${index}` }));
    const { newsroom } = await serve({ 'articles.jsonl': lines(...many) });
    const index = await textAt(sourceOf(newsroom, 'tu-lieu-kho-bai').url);
    const parts = await Promise.all(
      matches(index, /<loc>(.*?)<\/loc>/g).map(async (url) => matches(await textAt(url), /<loc>(.*?)<\/loc>/g)),
    );
    expect(parts.map((part) => part.length)).toEqual([1_000, 1_000, 1]);
    expect(new Set(parts.flat()).size).toBe(2_001);
    expect(newsroom.itemCount).toBe(2_001);
    expect((await fetch(new URL('/sitemap-4.xml', newsroom.profile.sources[0]?.url))).status).toBe(404);
  });
});

describe('comments', () => {
  test('of one title share a thread; those without a title have one each', async () => {
    const { newsroom } = await serve({
      'comments-dev.jsonl': lines(COMMENT, { ...COMMENT, id: 'c2', text: 'Chuẩn luôn' }, { id: 'c3', title: '', text: 'Ờ' }),
      'comments-train.jsonl': lines({ id: 'c4', text: 'Ờ' }, { ...COMMENT, id: 'c5', title: ' Phạt nguội ' }),
    });
    const { data } = await jsonAt<Listed>(sourceOf(newsroom, 'tu-lieu-binh-luan').url);
    expect(data.threads.map((thread) => [thread.article_title, thread.comment_count])).toEqual([
      ['Phạt nguội', 3],
      ['', 1],
      ['', 1],
    ]);
    expect(newsroom.itemCount).toBe(5);
    expect(await textAt(data.threads[0]?.article_url ?? '')).toContain('<h1>Phạt nguội</h1>');
  });

  test('never carry a label or a name, however the line is labelled', async () => {
    const { newsroom } = await serve({ 'comments-dev.jsonl': lines(COMMENT) });
    const source = sourceOf(newsroom, 'tu-lieu-binh-luan');
    const { data } = await jsonAt<Listed>(source.url);
    const address = (source.commentsUrl ?? '').replace('{threadId}', data.threads[0]?.thread_id ?? '').replace('{page}', '1');
    const said = await jsonAt<Said>(address);
    expect(said.data.items).toEqual([
      { comment_id: expect.stringMatching(/^[0-9a-f]{16}$/), content: 'Phạt thế còn nhẹ', created_at: null },
    ]);
  });

  test('come in pages, and the source may follow as many as there are', async () => {
    const many = Array.from({ length: 1_201 }, (_, index) => ({ ...COMMENT, id: `c${index}` }));
    const { newsroom } = await serve({ 'comments-x.jsonl': lines(...many) });
    const source = sourceOf(newsroom, 'tu-lieu-binh-luan');
    const { data } = await jsonAt<Listed>(source.url);
    const ids = new Set<unknown>();
    let page: number | null = 1;
    let pages = 0;
    for (; page !== null; pages += 1) {
      const address: string = (source.commentsUrl ?? '')
        .replace('{threadId}', data.threads[0]?.thread_id ?? '')
        .replace('{page}', String(page));
      const said: Said = await jsonAt<Said>(address);
      for (const item of said.data.items) ids.add(item['comment_id']);
      page = said.data.next_page;
    }
    expect([ids.size, pages, source.maxPages]).toEqual([1_201, 25, 25]);
  });
});

describe('what files look like', () => {
  test('gzip, byte order mark, CRLF, blank lines and a last line without an end are read', async () => {
    const text = `\ufeff${JSON.stringify(ARTICLE)}\r\n\r\n   \r\n${JSON.stringify({ ...ARTICLE, id: 'a2' })}`;
    const { newsroom, logged } = await serve({
      'articles-a.jsonl': text,
      'articles-b.jsonl.gz': gzipSync(lines({ ...ARTICLE, id: 'a3' })),
    });
    expect(newsroom.itemCount).toBe(3);
    expect(logged.filter(({ level }) => level === 'warn')).toEqual([]);
  });

  test('a gzip of several members, as log rotation makes, is read to its end', async () => {
    const packed = Buffer.concat([gzipSync(lines(ARTICLE)), gzipSync(lines({ ...ARTICLE, id: 'a2' }))]);
    expect((await serve({ 'articles.jsonl.gz': packed })).newsroom.itemCount).toBe(2);
  });

  test('what comes twice is served once, also across files', async () => {
    const { newsroom, logged } = await serve({
      'articles-1.jsonl': lines(ARTICLE, ARTICLE, { title: 'x', text: 'y' }, { title: 'x', text: 'y' }),
      'articles-2.jsonl': lines(ARTICLE),
    });
    expect(newsroom.itemCount).toBe(2);
    expect(logged.filter(({ fields }) => 'repeated' in fields).map(({ fields }) => [fields['file'], fields['repeated']])).toEqual([
      ['articles-1.jsonl', 2],
      ['articles-2.jsonl', 1],
    ]);
  });

  test('lines that cannot be read are told with file and number, and the others are served', async () => {
    const broken = ['{"title":', 'null', '[]', '{"title":"ohne Text"}', '{"text":"  "}', '{"text":5}', '"text"', ''];
    const { newsroom, logged } = await serve({
      'articles.jsonl': `${lines(ARTICLE)}${broken.join('\n')}\n${lines({ ...ARTICLE, id: 'a2' })}`,
    });
    expect(newsroom.itemCount).toBe(2);
    const warned = logged.filter(({ level }) => level === 'warn').map(({ fields }) => fields);
    expect(warned.slice(0, -1)).toEqual([2, 3, 4, 5, 6, 7, 8].map((line) => ({ file: 'articles.jsonl', line })));
    expect(warned.at(-1)).toEqual({ file: 'articles.jsonl', broken: 7 });
  });

  test('bytes that are no UTF-8 and lines beyond any length are left out', async () => {
    const file = Buffer.concat([
      Buffer.from('{"text":"\u00e0'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(`"}\n{"text":"${'a'.repeat(9_000_000)}"}\n${lines(ARTICLE)}`),
    ]);
    const { newsroom, logged } = await serve({ 'articles.jsonl': file });
    expect(newsroom.itemCount).toBe(1);
    expect(logged.filter(({ fields }) => 'line' in fields).map(({ fields }) => fields['line'])).toEqual([1, 2]);
  });

  test('a wrong file does not fill the log', async () => {
    const { logged } = await serve({ 'articles.jsonl': `${'x\n'.repeat(500)}${lines(ARTICLE)}` });
    const warned = logged.filter(({ level }) => level === 'warn');
    expect(warned).toHaveLength(21);
    expect(warned.at(-1)?.fields).toEqual({ file: 'articles.jsonl', broken: 500 });
  });

  test('a file that breaks off gives what stands before the break', async () => {
    const many = lines(...Array.from({ length: 3_000 }, (_, index) => ({ id: `a${index}`, text: `Bài số ${index * 7_919}` })));
    const packed = gzipSync(many);
    const { newsroom, logged } = await serve({
      'articles.jsonl.gz': packed.subarray(0, packed.length / 2),
      'articles.jsonl': lines(ARTICLE),
    });
    expect(newsroom.itemCount).toBeGreaterThan(100);
    expect(newsroom.itemCount).toBeLessThan(3_001);
    expect(logged.some(({ level, fields }) => level === 'warn' && fields['file'] === 'articles.jsonl.gz' && 'err' in fields)).toBe(true);
  });

  test('a file that is no gzip in spite of its name is told and passed over', async () => {
    const { newsroom, logged } = await serve({ 'articles.jsonl.gz': lines(ARTICLE), 'comments-a.jsonl': lines(COMMENT) });
    expect(newsroom.itemCount).toBe(1);
    expect(logged.filter(({ level }) => level === 'warn').map(({ fields }) => fields['file'])).toEqual(['articles.jsonl.gz']);
  });

  test('everything else in the folder is named and left alone', async () => {
    const { log, logged } = recordingLog();
    const corpus = await corpusOf({
      'comments-dev.jsonl': lines(COMMENT),
      'comments.jsonl': lines(COMMENT),
      'news-dev.jsonl': lines(ARTICLE),
      'my-articles.jsonl': lines(ARTICLE),
      'articles.json': '[]',
      'README.md': '#',
    });
    await mkdir(join(corpus, 'articles.jsonl'));
    const newsroom = await kit.start({ corpus, log });
    expect(newsroom.profile.sources.map(({ id }) => id)).toEqual(['tu-lieu-binh-luan']);
    expect(logged.find(({ fields }) => 'ignored' in fields)?.fields['ignored']).toEqual([
      'README.md',
      'articles.json',
      'articles.jsonl',
      'comments.jsonl',
      'my-articles.jsonl',
      'news-dev.jsonl',
    ]);
  });
});

describe('a folder without anything to serve', () => {
  test('is an error that names it', async () => {
    const empty = await corpusOf({ 'README.md': '#' });
    const useless = await corpusOf({ 'articles.jsonl': 'x\n\n{}\n', 'comments-a.jsonl.gz': 'x', 'headlines.jsonl': '' });
    for (const corpus of [empty, useless, join(empty, 'nowhere'), join(empty, 'README.md')])
      await expect(kit.start({ corpus })).rejects.toMatchObject({ code: 'CORPUS_UNREADABLE', facts: { dir: corpus } });
  });

  test('leaves no newsroom.json behind', async () => {
    const dataDir = await kit.folder();
    await expect(kit.start({ dataDir, corpus: join(dataDir, 'nowhere') })).rejects.toMatchObject({ code: 'CORPUS_UNREADABLE' });
    expect(existsSync(join(dataDir, 'newsroom.json'))).toBe(false);
  });
});

test('addresses and ids are the same in every run and whatever the order of the lines', async () => {
  const two = [HEADLINE, { ...HEADLINE, id: 'h2', title: 'Đường mới' }];
  const dataDir = await kit.folder();
  const listed = async (records: readonly object[]): Promise<string[]> => {
    const newsroom = await kit.start({ dataDir, corpus: await corpusOf({ 'headlines.jsonl': lines(...records) }) });
    const found = matches(await textAt(newsroom.profile.sources[0]?.url ?? ''), /<link>(.*?\.html)<\/link>/g);
    await newsroom.close();
    return found.toSorted();
  };
  expect(await listed(two)).toEqual(await listed(two.toReversed()));
});

const corpora = process.env['DU_LUAN_CORPORA'] ?? '';

describe.skipIf(corpora === '')('real material (needs DU_LUAN_CORPORA)', () => {
  test('news: all headlines and articles have an address', async () => {
    const newsroom = await kit.start({ corpus: join(corpora, 'news') });
    expect(newsroom.itemCount).toBe(2_924 + 4_905);
    let addresses = 0;
    for (const source of newsroom.profile.sources.filter(({ kind }) => kind === 'feed'))
      addresses += new Set(matches(await textAt(source.url), /<link>(.*?\.html)<\/link>/g)).size;
    expect(addresses).toBe(2_924);
  });

  test('gold: only comments are served', async () => {
    const newsroom = await kit.start({ corpus: join(corpora, 'gold') });
    expect(newsroom.profile.sources.map(({ kind }) => kind)).toEqual(['comments']);
    expect(newsroom.itemCount).toBe(1_482);
  });
});
