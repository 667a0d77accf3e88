import { describe, expect, it } from 'vitest';
import { parseForumIndex, parseForumThread } from '../../../src/crawlers/parse/parse-forum.ts';

const URL = 'https://diendan.example.vn/threads/phat-nong-do-con.77/';
const NAME = 'TayLaiLua88';

const post = (
  id: number,
  body: string,
  time = `<time class="u-dt" datetime="2026-11-20T08:15:00+0700" data-time="1795137300">Hôm qua</time>`,
): string =>
  `<article class="message message--post js-post" data-author="${NAME}" data-content="post-${id}" id="js-post-${id}">
<div class="message-user"><h4 class="message-name"><a class="username" data-user-id="9" href="/members/tay.9/">${NAME}</a></h4></div>
<header><ul><li><a href="/threads/x.77/post-${id}">${time}</a></li></ul></header>
<div class="message-content"><article class="message-body js-selectToQuote"><div class="bbWrapper">${body}</div></article>
<footer><div class="message-lastEdit">Sửa bởi ${NAME}</div></footer></div><div class="message-signature"><div class="bbWrapper">Chữ ký của ${NAME}</div></div></article>`;
const QUOTE = `<blockquote class="bbCodeBlock bbCodeBlock--quote" data-quote="${NAME}"><div class="bbCodeBlock-title"><a class="bbCodeBlock-sourceJump">${NAME} nói:</a></div>
<div class="bbCodeBlock-content">Lời của người khác<blockquote>${NAME}</blockquote></div></blockquote>`;
const thread = (
  posts: string,
  after = '',
): string => `<html><body><h1 class="p-title-value"><span class="label">Hỏi</span><span class="label-append">&nbsp;</span>Phạt nồng độ cồn @${NAME}</h1>
<div class="block block--messages">${posts}</div>${after}</body></html>`;

describe('parseForumThread', () => {
  it('gives what was said, in lines, with the time of the post', () => {
    const html = thread(
      post(123, 'Dòng một<br>Dòng hai<div>Dòng ba</div>') + post(124, 'Ý kiến khác'),
      '<a class="pageNav-jump pageNav-jump--next" href="/threads/phat-nong-do-con.77/page-2">Tiếp</a>',
    );
    expect(parseForumThread(html, URL)).toEqual({
      title: 'Phạt nồng độ cồn',
      posts: [
        { id: '123', text: 'Dòng một\nDòng hai\nDòng ba', publishedAt: 1_795_137_300_000 },
        { id: '124', text: 'Ý kiến khác', publishedAt: 1_795_137_300_000 },
      ],
      next: 'https://diendan.example.vn/threads/phat-nong-do-con.77/page-2',
    });
  });

  it('never gives a name, wherever the markup or the writer puts it', () => {
    const mention = `<a class="username" data-user-id="9" href="/members/tay.9/">@${NAME}</a>`;
    const plain = `<a href="https://diendan.example.vn/members/tay.9/">${NAME}</a>`;
    const html = thread(post(1, `${QUOTE}${mention} đồng ý với ${plain} nhé @${NAME}`) + post(2, `${QUOTE}@Nguyễn Văn An nói đúng`));
    const read = parseForumThread(html, URL);
    expect(read.posts.map((entry) => entry.text)).toEqual(['đồng ý với nhé', 'nói đúng']);
    expect(JSON.stringify(read)).not.toMatch(new RegExp(`${NAME}|Văn An|members|người khác`));
  });

  it('reads datetime without data-time, and takes no time from within the text', () => {
    const withIso = post(1, 'A', '<time datetime="2026-11-20T08:15:00+0700">x</time>');
    const without = post(2, 'B <time datetime="2020-01-01T00:00:00Z">xưa</time>', '');
    expect(parseForumThread(thread(withIso + without), URL).posts.map((entry) => entry.publishedAt)).toEqual([
      Date.parse('2026-11-20T08:15:00+07:00'),
      null,
    ]);
  });

  it('gives a post that appears twice once, and an empty text for a post of quotes only', () => {
    expect(parseForumThread(thread(post(1, QUOTE) + post(1, 'lặp')), URL).posts).toMatchObject([{ id: '1', text: '' }]);
  });

  it('is FEED_BROKEN for a page that is no thread, and empty for a thread without posts', () => {
    expect(() => parseForumThread('<html><title>Đăng nhập</title></html>', URL)).toThrow(
      expect.objectContaining({ code: 'FEED_BROKEN' }) as Error,
    ); // A matcher.
    expect(parseForumThread(thread(''), URL)).toEqual({ title: 'Phạt nồng độ cồn', posts: [], next: null });
  });
});

const item = (href: string, title: string): string =>
  `<div class="structItem structItem--thread" data-author="${NAME}"><div class="structItem-title"><a href="/forums/f.1/?prefix_id=2" class="labelLink">Hỏi</a><a href="${href}unread">Mới</a><a href="${href}">${title}</a></div>
<div class="structItem-minor"><a class="username" href="/members/tay.9/">${NAME}</a></div></div>`;

describe('parseForumIndex', () => {
  it('gives each thread once under one address and no name', () => {
    const html = `<div class="structItemContainer">${item('/threads/phat-nguoi.5/', 'Phạt nguội sai')}${item('/threads/phat-nguoi.5/page-3', 'Phạt nguội sai')}${item('/t/duong-hong.6/', 'Đường hỏng')}</div><a href="?page=2" rel="next">2</a>`;
    expect(parseForumIndex(html, 'https://diendan.example.vn/forums/f.1/')).toEqual({
      threads: [
        { url: 'https://diendan.example.vn/threads/phat-nguoi.5/', title: 'Phạt nguội sai' },
        { url: 'https://diendan.example.vn/t/duong-hong.6/', title: 'Đường hỏng' },
      ],
      next: 'https://diendan.example.vn/forums/f.1/?page=2',
    });
  });

  it('is FEED_BROKEN for a page that is no board', () => {
    expect(() => parseForumIndex('<p>Xin chào</p>', URL)).toThrow(expect.objectContaining({ code: 'FEED_BROKEN' }) as Error); // A matcher.
    expect(parseForumIndex('<div class="structItemContainer"></div>', URL)).toEqual({ threads: [], next: null });
  });
});
