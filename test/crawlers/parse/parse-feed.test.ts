import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DuLuanError } from '../../../src/domain/errors.ts';
import { parseFeed, type Feed } from '../../../src/crawlers/parse/parse-feed.ts';

const URL = 'https://bao.example.vn/rss/giao-thong.rss';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string, contentType?: string): Feed => parseFeed(bytes(text), URL, contentType);
const codeOf = (text: string): string => {
  try {
    read(text);
    return 'no error';
  } catch (error) {
    return error instanceof DuLuanError ? error.code : String(error);
  }
};
const rss = (items: string, title = 'Giao thông'): string =>
  `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>${title}</title><link>https://bao.example.vn</link>${items}</channel></rss>`;

const many = (text: string, count: number): string => text.repeat(count);

const ITEM = `<item><title><![CDATA[Xe khách lật tại đèo <b>Ngang</b> &amp; ùn tắc]]></title><link>https://bao.example.vn/xe-khach-lat-1.html</link>
<description><![CDATA[<a href="#"><img src="a.jpg"></a><p>Sáng 20/11, một xe khách lật.</p><p>Không ai bị thương.</p>]]></description>
<pubDate>Fri, 20 Nov 2026 08:15:00 +0700</pubDate><author>khoi@bao.example.vn (Minh Khôi)</author><dc:creator>Minh Khôi</dc:creator></item>`;
const ENTRY = {
  title: 'Xe khách lật tại đèo Ngang & ùn tắc',
  url: 'https://bao.example.vn/xe-khach-lat-1.html',
  publishedAt: Date.parse('2026-11-20T08:15:00+07:00'),
  summary: 'Sáng 20/11, một xe khách lật.\nKhông ai bị thương.',
};

const ADDRESS = /^https:\/\/bao\.example\.vn\/xe-khach-lat-[12]\.html$/;

describe('parseFeed', () => {
  it('reads RSS 2.0 as plain text and never its authors', () => {
    const feed = read(rss(ITEM));
    expect(feed).toEqual({ title: 'Giao thông', entries: [ENTRY] });
    expect(JSON.stringify(feed)).not.toContain('Khôi');
  });

  it('reads Atom with texts of each type and the alternate link', () => {
    const feed = read(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://bao.example.vn/tin/"><title type="text">1 &lt; 2</title>
<entry><title type="html">Cấm &lt;i&gt;xe tải&lt;/i&gt;</title><link rel="replies" href="/r"/><link rel="alternate" href="cam-xe.html"/>
<published>2026-11-20T08:15:00+07:00</published><updated>2026-11-21T00:00:00Z</updated><author><name>Minh Khôi</name></author>
<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Từ <b>21/11</b></p><p>Cấm xe tải.</p></div></summary></entry></feed>`);
    expect(feed).toEqual({
      title: '1 < 2',
      entries: [
        {
          title: 'Cấm xe tải',
          url: 'https://bao.example.vn/tin/cam-xe.html',
          publishedAt: Date.parse('2026-11-20T08:15:00+07:00'),
          summary: 'Từ 21/11\nCấm xe tải.',
        },
      ],
    });
  });

  it('reads Atom 0.3, RSS 1.0 and RSS with prefixes of its own', () => {
    const old = read(
      `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>A</title><entry><title mode="escaped" type="text/html">B &amp;amp; C</title><issued>2026-11-20</issued></entry></feed>`,
    );
    expect(old.entries).toEqual([{ title: 'B & C', url: null, publishedAt: Date.parse('2026-11-20T00:00:00+07:00'), summary: '' }]);
    const rdf =
      read(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:x="http://purl.org/dc/elements/1.1/">
<channel><title>A</title></channel><item rdf:about="https://bao.example.vn/b"><title>B</title><x:date>2026-11-20T08:15:00Z</x:date></item></rdf:RDF>`);
    expect(rdf.entries).toEqual([
      { title: 'B', url: 'https://bao.example.vn/b', publishedAt: Date.parse('2026-11-20T08:15:00Z'), summary: '' },
    ]);
    const prefixed = read(
      `<r:rss xmlns:r="http://backend.userland.com/rss2"><r:channel><r:item><r:title>B</r:title></r:item></r:channel></r:rss>`,
    );
    expect(prefixed.entries[0]?.title).toBe('B');
  });

  it('reads JSON Feed and nothing of its authors', () => {
    const item = {
      id: '1',
      url: '/b',
      title: 'B <3',
      content_html: '<p>C</p><p>D</p>',
      date_published: '2026-11-20T08:15:00Z',
      authors: [{ name: 'Minh Khôi' }],
    };
    const feed = read(
      JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'A', items: [item, 7, { title: 5 }] }),
      'application/feed+json',
    );
    expect(feed).toEqual({
      title: 'A',
      entries: [{ title: 'B <3', url: 'https://bao.example.vn/b', publishedAt: Date.parse('2026-11-20T08:15:00Z'), summary: 'C\nD' }],
    });
  });

  it('takes a guid for the address only when it is one', () => {
    const urls = read(
      rss(`<item><title>A</title><guid>https://bao.example.vn/a</guid></item><item><title>B</title><guid>tin-77</guid></item>
<item><title>C</title><guid isPermaLink="false">https://bao.example.vn/c</guid></item><item><title>D</title><link>javascript:alert(1)</link></item>`),
    ).entries.map((entry) => entry.url);
    expect(urls).toEqual(['https://bao.example.vn/a', null, null, null]);
  });

  it('answers a feed that is well and empty with no entries', () => {
    expect(read(rss(''))).toEqual({ title: 'Giao thông', entries: [] });
    expect(read('<feed xmlns="http://www.w3.org/2005/Atom"/>')).toEqual({ title: '', entries: [] });
  });
});

describe('encodings', () => {
  it('reads UTF-16 in both orders, with and without a mark', () => {
    const text = rss(ITEM).replace('utf-8', 'utf-16');
    const little = Buffer.from(text, 'utf16le');
    const big = Buffer.from(text, 'utf16le').swap16();
    for (const body of [little, big, Buffer.concat([Buffer.of(0xff, 0xfe), little]), Buffer.concat([Buffer.of(0xfe, 0xff), big])]) {
      expect(parseFeed(body, URL).entries).toEqual([ENTRY]);
    }
  });

  it('reads windows-1258 that only the XML prolog declares', () => {
    const [before = '', after = ''] = rss('<item><title>X</title></item>').replace('utf-8', 'windows-1258').split('X');
    const body = Buffer.concat([Buffer.from(before, 'latin1'), Buffer.of(0xd0, 0x6f, 0xd2), Buffer.from(after, 'latin1')]);
    expect(parseFeed(body.subarray(0), URL).entries[0]?.title).toBe('Đỏ');
  });
});

describe('broken feeds', () => {
  it('saves the complete entries of a feed that breaks off at any byte', () => {
    const whole = bytes(rss(ITEM + ITEM.replace('lat-1', 'lat-2')));
    const wrong: unknown[] = [];
    for (let length = 80; length < whole.length; length += 1) {
      const { entries } = parseFeed(whole.subarray(0, length), URL);
      for (const { title, url, publishedAt } of entries) {
        const isCut = title !== '' && title !== ENTRY.title;
        if (isCut || (url !== null && !ADDRESS.test(url)) || (publishedAt ?? ENTRY.publishedAt) !== ENTRY.publishedAt)
          wrong.push({ length, title, url, publishedAt });
      }
    }
    expect(wrong).toEqual([]);
  });

  it('reads undeclared entities, bare ampersands and unclosed elements', () => {
    const feed = read(
      rss(
        '<item><title>Quán&nbsp;&quot;Bia&quot; &amp; c&agrave; ph&ecirc; &khongco; A&B<link>https://bao.example.vn/a?x=1&y=2</link></item>',
      ),
    );
    expect(feed.entries[0]?.title).toContain('Quán "Bia" & cà phê &khongco; A&B');
    expect(
      read(rss('<item><title>A</title><link>https://bao.example.vn/a?x=1&y=2</item><item><title>B</title></item>')).entries,
    ).toMatchObject([{ title: 'A', url: 'https://bao.example.vn/a?x=1&y=2' }, { title: 'B' }]);
  });

  it('reads feeds after white space, comments and a wrong DOCTYPE, and without any declaration', () => {
    expect(read(`\n\n <!-- x --><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">${rss(ITEM).slice(38)}`).entries).toHaveLength(
      1,
    );
    expect(read('<rss><channel><item><title>A</title></item>').entries).toHaveLength(1);
  });

  it('drops control characters', () => {
    expect(read(rss('<item><title>A\u0000\u0008B&#x1f;C</title></item>')).entries[0]?.title).toBe('ABC');
  });

  it('is FEED_BROKEN when nothing of a feed is there', () => {
    for (const text of [
      '',
      '  ',
      'xin chào',
      '<html><body>Không phải nguồn tin</body></html>',
      '<!DOCTYPE html><title>Just a moment...</title><p>captcha',
      '{"a":1}',
      '{',
      '<svg/>',
      '\u0000\u0001',
    ]) {
      expect(codeOf(text)).toBe('FEED_BROKEN');
    }
  });

  it('never throws anything else, whatever the bytes', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '<item>',
      '</item>',
      '<title>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '&amp;',
      '&',
      '"',
      "'",
      '=',
      ' a',
      '<rss>',
      '<?',
      '\u0000',
      'ờ',
      '<!DOCTYPE [',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect(['no error', 'FEED_BROKEN']).toContain(codeOf(pieces.join('')));
      }),
      { seed: 20261121, numRuns: 1_000 },
    );
  });
});

describe('hostile feeds', () => {
  it('expands no entity of a DTD', () => {
    const lols = Array.from({ length: 9 }, (_, at) => `<!ENTITY lol${at + 1} "${`&lol${at};`.repeat(10)}">`).join('');
    const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY lol0 "lol">${lols}<!ENTITY f SYSTEM "file:///etc/passwd">]>${rss('<item><title>&lol9;&f;</title></item>').slice(38)}`;
    expect(read(bomb).entries).toEqual([{ title: '&lol9;&f;', url: null, publishedAt: null, summary: '' }]);
  });

  it('reads the first 5,000 entries, and of a flood of elements only the beginning', () => {
    expect(read(rss(many('<item><title>A</title></item>', 20_000))).entries).toHaveLength(5_000);
    expect(read(JSON.stringify({ title: 'A', items: Array.from({ length: 6_000 }, () => ({ title: 'B' })) })).entries).toHaveLength(5_000);
    const late = read(rss(`<item><title>A</title></item>${many('<x></x>', 300_000)}<item><title>B</title></item>`));
    expect(late.entries.map(({ title }) => title)).toEqual(['A']);
  });

  it('reads huge and endless structures in one pass', () => {
    const attributes = Array.from({ length: 200_000 }, (_, at) => `a${at}="1"`).join(' ');
    expect(read(rss(`<item ${attributes}><title>A</title></item>`)).entries[0]?.title).toBe('A');
    expect(read(rss(`<item><title>A</title></item>${many('<x>', 200_000)}`)).entries[0]?.title).toBe('A');
    expect(read(rss(`<item><title>A</title>${many('</y>', 200_000)}</item>`)).entries[0]?.title).toBe('A');
    expect(read(rss(`<item><title>${many('&amp;', 200_000)}</title></item>`)).entries).toHaveLength(1);
    for (const text of [
      many('<![CDATA[', 100_000),
      many('<!--', 100_000),
      many('<!DOCTYPE [', 100_000),
      many('<a b=', 100_000),
      many('<?', 100_000),
    ])
      codeOf(`<rss>${text}`);
  });
});
