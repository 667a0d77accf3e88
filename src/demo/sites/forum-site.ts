import { toIso } from '../../domain/time.ts';
import { escapeMarkup as esc } from './escape.ts';
import { inventedWriter } from './invented-names.ts';
import { HTML, page, pageOf, type Site } from './site.ts';

export interface ForumPost {
  /** Number in its anchor. */
  readonly number: string;
  readonly text: string;
  /** UTC milliseconds. */
  readonly publishedAt: number;
  /** The post quoted above the text; null for none. */
  readonly quotes: ForumPost | null;
}

/** The first post opens the thread. */
export interface ForumThread {
  /** `/threads/o-ga.10203040`, no slash at the end. */
  readonly path: string;
  readonly title: string;
  readonly posts: readonly ForumPost[];
}

export interface ForumContent {
  readonly origin: string;
  readonly name: string;
  /** The thread with the newest post first. */
  readonly threads: readonly ForumThread[];
}

const LISTING = '/forums/luat-va-giao-thong.7';
const INDEX = /^\/forums\/luat-va-giao-thong\.7(?:\/page-([1-9]\d{0,3}))?\/?$/;
const THREAD = /^(\/threads\/[a-z0-9-]+\.\d{8})(?:\/page-([1-9]\d{0,3}))?\/?$/;
/** XenForo shows 20 of each; fewer here, so that the demo's threads fill several pages. */
const PAGE_SIZE = 5;

/**
 * Forum in the markup of XenForo 2: index and threads in pages, and around each post its writer's name, picture and signature, which a
 * crawler must leave alone, and the words of others in quotation blocks, which it must not count twice.
 */
export function forumSite(content: ForumContent): Site {
  const byPath = new Map(content.threads.map((thread) => [thread.path, thread]));
  return {
    listing: `${LISTING}/`,
    isListing: (url) => INDEX.test(url.pathname),
    answer(url) {
      const index = INDEX.exec(url.pathname);
      if (index || url.pathname === '/') return page(HTML, indexPage(content, Number(index?.[1] ?? 1)));
      const match = THREAD.exec(url.pathname);
      const thread = byPath.get(match?.[1] ?? '');
      const number = Number(match?.[2] ?? 1);
      if (!thread || pageOf(thread.posts, number, PAGE_SIZE).entries.length === 0) return null;
      return page(HTML, threadPage(content, thread, number));
    },
  };
}

function indexPage(content: ForumContent, number: number): string {
  const { entries, hasNext } = pageOf(content.threads, number, PAGE_SIZE);
  const rows = entries.map((thread) => {
    const opened = thread.posts[0];
    const latest = thread.posts.at(-1);
    return `<div class="structItem structItem--thread js-inlineModContainer js-threadListItem-${thread.path.slice(-8)}" data-author="${writerOf(opened)}">
<div class="structItem-cell structItem-cell--icon"><div class="structItem-iconContainer">${avatar(opened)}</div></div>
<div class="structItem-cell structItem-cell--main" data-xf-init="touch-proxy">
<div class="structItem-title"><a href="${thread.path}/" class="" data-tp-primary="on" data-xf-init="preview-tooltip">${esc(thread.title)}</a></div>
<div class="structItem-minor"><ul class="structItem-parts"><li>${userLink(opened)}</li><li class="structItem-startDate"><a href="${thread.path}/" rel="nofollow">${time(opened)}</a></li></ul></div>
</div>
<div class="structItem-cell structItem-cell--meta"><dl class="pairs"><dt>Trả lời</dt><dd>${thread.posts.length - 1}</dd></dl></div>
<div class="structItem-cell structItem-cell--latest"><a href="${thread.path}/latest" rel="nofollow">${time(latest, 'structItem-latestDate')}</a><div class="structItem-minor">${userLink(latest)}</div></div>
</div>`;
  });
  return frame(
    content,
    'Luật và giao thông',
    `<div class="structItemContainer"><div class="structItemContainer-group js-threadList">${rows.join('\n')}</div></div>
${pageNav(LISTING, number, hasNext)}`,
  );
}

function threadPage(content: ForumContent, thread: ForumThread, number: number): string {
  const { entries, hasNext } = pageOf(thread.posts, number, PAGE_SIZE);
  return frame(
    content,
    thread.title,
    `${pageNav(thread.path, number, hasNext)}
<div class="block-body js-replyNewMessageContainer">${entries.map((post) => postBlock(post, thread)).join('\n')}</div>
${pageNav(thread.path, number, hasNext)}`,
  );
}

function postBlock(post: ForumPost, thread: ForumThread): string {
  const { name } = inventedWriter(post.number);
  return `<article class="message message--post js-post js-inlineModContainer" data-author="${name}" data-content="post-${post.number}" id="js-post-${post.number}">
<span class="u-anchorTarget" id="post-${post.number}"></span>
<div class="message-inner">
<div class="message-cell message-cell--user"><section class="message-user"><div class="message-avatar">${avatar(post)}</div>
<div class="message-userDetails"><h4 class="message-name">${userLink(post)}</h4><h5 class="userTitle message-userTitle">Thành viên</h5></div></section></div>
<div class="message-cell message-cell--main"><div class="message-main js-quickEditTarget">
<header class="message-attribution message-attribution--split"><ul class="message-attribution-main listInline"><li class="u-concealed"><a href="${thread.path}/post-${post.number}" rel="nofollow">${time(post)}</a></li></ul>
<ul class="message-attribution-opposite"><li><a href="${thread.path}/post-${post.number}" rel="nofollow">#${thread.posts.indexOf(post) + 1}</a></li></ul></header>
<div class="message-content js-messageContent"><div class="message-userContent lbContainer js-lbContainer"><article class="message-body js-selectToQuote"><div class="bbWrapper">${quotation(post.quotes)}${esc(post.text).replaceAll('\n', '<br>')}</div></article></div>
<aside class="message-signature"><div class="bbWrapper">Đi chậm một phút, về nhà đủ người. ${name}</div></aside></div>
<footer class="message-footer"><div class="message-actionBar actionBar"><a class="actionBar-action" href="/login">Thích</a></div></footer>
</div></div></div>
</article>`;
}

function quotation(quoted: ForumPost | null): string {
  if (!quoted) return '';
  const { name, number } = inventedWriter(quoted.number);
  return `<blockquote data-attributes="member: ${number}" data-quote="${name}" data-source="post: ${quoted.number}" class="bbCodeBlock bbCodeBlock--expandable bbCodeBlock--quote js-expandWatch"><div class="bbCodeBlock-title"><a href="/goto/post?id=${quoted.number}" class="bbCodeBlock-sourceJump">${name} nói:</a></div><div class="bbCodeBlock-content"><div class="bbCodeBlock-expandContent">${esc(quoted.text)}</div><div class="bbCodeBlock-expandLink"><a role="button" tabindex="0">Xem thêm…</a></div></div></blockquote>`;
}

function pageNav(path: string, number: number, hasNext: boolean): string {
  if (number === 1 && !hasNext) return '';
  const previous =
    number > 1 ? `<a href="${path}/${number === 2 ? '' : `page-${number - 1}`}" class="pageNav-jump pageNav-jump--prev">Trước</a>` : '';
  const next = hasNext ? `<a href="${path}/page-${number + 1}" class="pageNav-jump pageNav-jump--next">Tiếp</a>` : '';
  return `<nav class="pageNavWrapper"><div class="pageNav">${previous}<ul class="pageNav-main"><li class="pageNav-page pageNav-page--current"><a href="${path}/${number === 1 ? '' : `page-${number}`}">${number}</a></li></ul>${next}</div></nav>`;
}

function frame(content: ForumContent, title: string, main: string): string {
  return `<!doctype html>
<html id="XF" lang="vi-VN" dir="LTR" data-app="public" data-logged-in="false">
<head><meta charset="utf-8"><title>${esc(title)} | ${esc(content.name)}</title></head>
<body><div class="p-pageWrapper"><header class="p-header"><a href="/">${esc(content.name)}</a> <a href="/login/" class="p-navgroup-link--logIn">Đăng nhập</a> <a href="/tim-kiem">Tìm kiếm</a></header>
<div class="p-body"><div class="p-title"><h1 class="p-title-value">${esc(title)}</h1></div>
<div class="p-body-main">${main}</div></div>
<footer class="p-footer">Diễn đàn minh họa của Dư Luận.</footer></div></body></html>
`;
}

function writerOf(post: ForumPost | undefined): string {
  return inventedWriter(post?.number ?? '').name;
}

function userLink(post: ForumPost | undefined): string {
  const { name, number } = inventedWriter(post?.number ?? '');
  return `<a href="/members/${name}.${number}/" class="username" data-user-id="${number}">${name}</a>`;
}

function avatar(post: ForumPost | undefined): string {
  const { name, number } = inventedWriter(post?.number ?? '');
  return `<a href="/members/${name}.${number}/" class="avatar avatar--s" data-user-id="${number}"><img src="/data/avatars/s/0/${number}.jpg" alt="${name}" class="avatar-u${number}-s"></a>`;
}

/** As XenForo writes it: the zone without a colon, the date in words for people. */
function time(post: ForumPost | undefined, extraClass = ''): string {
  const at = post?.publishedAt ?? 0;
  const iso = toIso(at);
  const [year, month, day] = iso.slice(0, 10).split('-');
  const written = `${Number(day)}/${Number(month)}/${String(year).slice(2)}`;
  return `<time class="${extraClass ? `${extraClass} ` : ''}u-dt" dir="auto" datetime="${iso.slice(0, 19)}+0700" data-timestamp="${Math.floor(at / 1_000)}" data-date="${written}" data-time="${iso.slice(11, 16)}" title="${written} lúc ${iso.slice(11, 16)}">${written}</time>`;
}
