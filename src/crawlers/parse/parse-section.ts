import { lineText } from '../extract/block-text.ts';
import { elementsOf, parseHtml, type HtmlElement } from '../extract/html-tree.ts';
import { isSameSite } from '../extract/same-site.ts';
import { findNextPage } from './next-page.ts';

/** What a listing shows of one article. */
export interface SectionLink {
  /** Absolute, without fragment. */
  url: string;
  /** Longest text that links there, plain, in one line; empty when only a picture does. */
  title: string;
}

export interface Section {
  /** In the order of the page, each address once. */
  links: SectionLink[];
  /** Address of the next page of the listing; null on the last. */
  next: string | null;
}

export interface SectionOptions {
  /** Regular expression for path and query of the wanted links. Without it menus are told from articles by their looks. */
  readonly linkPattern?: string;
}

/** Headlines are sentences; names of sections are shorter. */
const SHORTEST_TITLE = 20;
const FEWEST_WORDS = 4;
/** Names of menus, trails and footers. `has-menu` frames a page. */
const MENU_NAME =
  /(?:^|\s)(?:(?:main|top|site|sub|mega|left|mobile)[_-]?)?(?:nav|navbar|menu|footer|breadcrumbs?|topbar|tags?)(?:$|[\s_-])/i;
/** Files that are no pages. */
const FILE = /\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|zip|rar|mp[34]|css|js|xml|rss)$/i;
/** Addresses of articles end in a number, a date or a long slug: `…-20261121081512345.htm`, `/2026/11/…`, `…-id1234.html`. */
const ARTICLE_PATH = /\d{4,}|\/\d{4}\/\d{1,2}\/|\.html?$|(?:[a-z0-9]+-){4,}/i;

/**
 * Links to articles on a section page: same site only, de-duplicated, in order. Without a pattern, links in menus and footers are left out, and
 * a link counts when its text is a headline and its address looks like an article's. Empty lists for a page without any.
 */
export function parseSection(html: string, url: string, options: SectionOptions = {}): Section {
  const root = parseHtml(html);
  const pattern = options.linkPattern === undefined ? null : new RegExp(options.linkPattern, 'u');
  const found = new Map<string, SectionLink>();
  const base = baseOf(root, url);
  const isClosed = (element: HtmlElement): boolean => element.tag === 'a' || (pattern === null && isMenu(element));
  for (const anchor of elementsOf(root, isClosed)) {
    if (anchor.tag !== 'a') continue;
    const address = linkTarget(anchor, base, url);
    if (address === null || pattern?.test(address.pathname + address.search) === false) continue;
    const title = titleOf(anchor);
    const known = found.get(address.href);
    if (!known) found.set(address.href, { url: address.href, title });
    else if (title.length > known.title.length) known.title = title;
  }
  const next = findNextPage(root, url);
  const links = [...found.values()].filter((link) => link.url !== next && (pattern !== null || looksLikeArticle(link)));
  return { links, next };
}

/** The page's `<base href>`, resolved against its address. */
function baseOf(root: HtmlElement, url: string): string {
  for (const element of elementsOf(root)) {
    if (element.tag === 'base') return URL.parse(element.attributes['href'] ?? '', url)?.href ?? url;
    if (element.tag === 'body') break;
  }
  return url;
}

function linkTarget(anchor: HtmlElement, base: string, page: string): URL | null {
  const href = anchor.attributes['href']?.trim();
  if (!href || href.startsWith('#')) return null;
  const address = URL.parse(href, base);
  if (!address || !/^https?:$/.test(address.protocol) || !isSameSite(address.href, page)) return null;
  address.hash = '';
  return address.href === page || FILE.test(address.pathname) ? null : address;
}

/** The heading inside the link where it wraps a whole card, else its text; the title of a picture's link may stand in an attribute. */
function titleOf(anchor: HtmlElement): string {
  for (const element of elementsOf(anchor)) if (/^h[1-6]$/.test(element.tag)) return lineText(element);
  return lineText(anchor) || (anchor.attributes['title'] ?? '').trim();
}

/** Whether the element is what a listing shows on every page. Names such as `related` are no reason here: they hold articles too. */
function isMenu({ tag, attributes }: HtmlElement): boolean {
  if (tag === 'nav' || tag === 'footer' || attributes['role'] === 'navigation') return true;
  return tag !== 'body' && tag !== 'html' && (MENU_NAME.test(attributes['class'] ?? '') || MENU_NAME.test(attributes['id'] ?? ''));
}

function looksLikeArticle(link: SectionLink): boolean {
  const path = URL.parse(link.url)?.pathname ?? '';
  return link.title.length >= SHORTEST_TITLE && link.title.split(' ').length >= FEWEST_WORDS && ARTICLE_PATH.test(path);
}
