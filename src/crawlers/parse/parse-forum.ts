import { blockLines, lineText } from '../extract/block-text.ts';
import { elementsOf, findElement, hasClass, parseHtml, type HtmlElement } from '../extract/html-tree.ts';
import { parseDate } from '../extract/parse-date.ts';
import { isSameSite } from '../extract/same-site.ts';
import { DuLuanError } from '../../domain/errors.ts';
import { dropMentions } from './drop-mentions.ts';
import { findNextPage } from './next-page.ts';

export interface ForumIndex {
  /** In the order of the page, each thread once. Empty for a board without threads. */
  threads: { url: string; title: string }[];
  next: string | null;
}

/** A post as it is kept: what was said and when, never by whom. */
export interface ForumPost {
  /** Number of the post within its forum. */
  id: string;
  /** Blocks separated by `\n`, without what it quotes and whom it mentions; empty when nothing is left. */
  text: string;
  /** UTC milliseconds; null when no time is given. */
  publishedAt: number | null;
}

export interface ForumThread {
  /** Without the prefix label; empty when the page has none. */
  title: string;
  posts: ForumPost[];
  next: string | null;
}

/** `/threads/ten-chu-de.123/`, or the short routes `/t/` and `/u/` that some boards choose. */
const THREAD_PATH = /\/(?:threads?|t)\/[^/]+/;
const MEMBER_PATH = /\/(?:members|u)\/[^/]+/;
const POST_ID = /^(?:js-)?post-(\d{1,12})$/;
/** Quotes, attachments, spoiler buttons, signatures, edit notes: not words of the post. Mentions and attributions carry names. */
const NOT_TEXT = [
  'bbCodeBlock--quote', 'bbCodeBlock-sourceJump', 'bbCodeBlock-expandLink', 'bbCodeBlock-title', 'username', 'message-signature', 'message-lastEdit',
  'message-attachments', 'bbCodeSpoiler-button', 'js-selectToQuoteEnd', 'bbMediaWrapper', 'reactionsBar',
]; // prettier-ignore

/** Threads of a XenForo 2 board. Throws FEED_BROKEN when the page is none. `url` resolves relative links. */
export function parseForumIndex(html: string, url: string): ForumIndex {
  const root = parseHtml(html);
  const threads = new Map<string, string>();
  let isBoard = false;
  for (const element of elementsOf(root)) {
    if (hasClass(element, 'structItemContainer') || hasClass(element, 'block--messages')) isBoard = true;
    if (!hasClass(element, 'structItem-title')) continue;
    isBoard = true;
    const link = [...elementsOf(element)].filter((child) => child.tag === 'a' && THREAD_PATH.test(child.attributes['href'] ?? '')).at(-1);
    const address = link ? threadAddress(link.attributes['href'] ?? '', url) : null;
    if (link && address !== null && !threads.has(address)) threads.set(address, dropMentions(lineText(link)));
  }
  if (!isBoard) throw new DuLuanError('FEED_BROKEN', { url, detail: 'there is no list of threads (structItem) in it' });
  return { threads: [...threads].map(([address, title]) => ({ url: address, title })), next: findNextPage(root, url) };
}

/** Posts of one page of a XenForo 2 thread. Throws FEED_BROKEN when the page is none. Names are passed over while reading. */
export function parseForumThread(html: string, url: string): ForumThread {
  const root = parseHtml(html);
  const posts = new Map<string, ForumPost>();
  for (const element of elementsOf(root, isPost)) {
    const id = isPost(element) ? postId(element) : null;
    if (id === null || posts.has(id)) continue;
    posts.set(id, { id, text: postText(element), publishedAt: postTime(element) });
  }
  if (posts.size === 0 && !findElement(root, (element) => hasClass(element, 'block--messages'))) {
    throw new DuLuanError('FEED_BROKEN', { url, detail: 'there is no post (message--post) in it' });
  }
  const heading = findElement(root, (element) => hasClass(element, 'p-title-value'));
  return { title: heading ? titleText(heading) : '', posts: [...posts.values()], next: findNextPage(root, url) };
}

/** One address per thread, whatever page or post of it is linked. */
function threadAddress(href: string, url: string): string | null {
  const address = URL.parse(href, url);
  if (!address || !/^https?:$/.test(address.protocol) || !isSameSite(address.href, url)) return null;
  const path = /^(.*\/(?:threads?|t)\/[^/]+)/.exec(address.pathname)?.[1];
  return path === undefined ? null : `${address.origin}${path}/`;
}

function isPost(element: HtmlElement): boolean {
  return element.tag === 'article' && (hasClass(element, 'message--post') || POST_ID.test(element.attributes['data-content'] ?? ''));
}

function postId(element: HtmlElement): string | null {
  const { id } = element.attributes;
  return POST_ID.exec(element.attributes['data-content'] ?? '')?.[1] ?? POST_ID.exec(id ?? '')?.[1] ?? null;
}

function postText(post: HtmlElement): string {
  const wrapper =
    findElement(post, (element) => hasClass(element, 'bbWrapper')) ?? findElement(post, (element) => hasClass(element, 'message-body'));
  if (!wrapper) return '';
  return blockLines(wrapper, isNotText).map(dropMentions).filter(Boolean).join('\n');
}

/** A quote of any depth repeats another's words; a link to a member is a name. */
function isNotText(element: HtmlElement): boolean {
  const { class: classes, href } = element.attributes;
  if (element.tag === 'blockquote' || element.attributes['data-user-id'] !== undefined) return true;
  if (href !== undefined && MEMBER_PATH.test(href)) return true;
  return classes !== undefined && NOT_TEXT.some((name) => hasClass(element, name));
}

/** The time of the post itself stands in its head, before any time within its text. */
function postTime(post: HtmlElement): number | null {
  for (const element of elementsOf(post)) {
    if (hasClass(element, 'bbWrapper')) return null;
    if (element.tag !== 'time') continue;
    const seconds = element.attributes['data-time'] ?? element.attributes['data-timestamp'] ?? '';
    if (/^\d{9,10}$/.test(seconds)) return Number(seconds) * 1000;
    const at = parseDate(element.attributes['datetime'] ?? '');
    if (at !== null) return at;
  }
  return null;
}

function titleText(heading: HtmlElement): string {
  return dropMentions(blockLines(heading, (element) => hasClass(element, 'label') || hasClass(element, 'label-append')).join(' '));
}
