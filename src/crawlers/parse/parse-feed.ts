import { DuLuanError } from '../../domain/errors.ts';
import { htmlToText } from '../extract/block-text.ts';
import { decodeBody } from '../extract/decode-body.ts';
import { parseDate } from '../extract/parse-date.ts';
import { jsonFeed } from './json-feed.ts';
import { childElements, descendants, parseXml, textOf, type XmlElement } from './xml-tree.ts';

/** One feed as it is read. Nothing of its authors is. */
export interface Feed {
  /** Plain text; empty when the feed names itself nowhere. */
  title: string;
  /** In the feed's order. Empty for a feed that is well and has nothing to tell. */
  entries: FeedEntry[];
}

export interface FeedEntry {
  /** Plain text in one line; empty when there is none. */
  title: string;
  /** Absolute http(s) address as written, relative ones resolved; null when there is none. */
  url: string | null;
  /** UTC milliseconds; null when no time is given that can be understood. */
  publishedAt: number | null;
  /** Plain text, blocks separated by `\n`; empty when there is none. */
  summary: string;
}

const ENTRIES = new Set(['item', 'entry', 'atom:entry']);
const ROOTS = new Set(['rss', 'rdf:rdf', 'rdf', 'feed', 'atom:feed', 'channel']);
/** Names in the order in which they are believed. */
const TITLES = ['title', 'atom:title', 'dc:title', 'media:title'];
const SUMMARIES = (
  'description summary atom:summary dc:description abstract media:description itunes:summary content:encoded content ' +
  'atom:content xhtml:body body fullitem'
).split(' ');
const TIMES = (
  'pubdate published atom:published issued atom:issued dcterms:issued dc:date date created atom:created dcterms:created ' +
  'updated atom:updated modified atom:modified dcterms:modified'
).split(' ');
/** Types of Atom whose text is no HTML; `''` is the default. */
const PLAIN_TYPES = new Set(['', 'text', 'text/plain']);
/** A group holds the media of one entry with its title and description. */
const GROUPS = new Set(['media:group', 'media:content']);
/** A feed of everything is read down to these: the newest come first, and a visit that lists more is no news. */
const MOST_ENTRIES = 5_000;
/** Room for 5,000 entries of twenty fields. What is hostile holds up the process for a good half second and no longer. */
const MOST_ELEMENTS = 100_000;
/** An address is followed anyway; a longer one is no address. */
const MAX_URL = 2_000;

/**
 * Reads RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF and JSON Feed in any encoding that is declared, and saves what it can of broken
 * ones: an entry that the document breaks off in keeps only the fields that are complete. `url` resolves relative links. Throws
 * FEED_BROKEN when nothing of a feed is there, such as an HTML or CAPTCHA page. Reads the first 5,000 entries, or 100,000 elements; time grows with the length
 * up to there.
 */
export function parseFeed(body: Uint8Array, url: string, contentType = ''): Feed {
  const text = decodeBody(body, contentType);
  if (text.trimStart().startsWith('{')) return jsonFeed(text, url);
  const root = parseXml(text, MOST_ELEMENTS);
  const top = childElements(root).find((element) => ROOTS.has(element.name));
  const items = [...descendants(top ?? root, ENTRIES)].slice(0, MOST_ENTRIES);
  if (!top && (items.length === 0 || isPage(root))) throw new DuLuanError('FEED_BROKEN', { url, detail: faultOf(text) });
  const outer = top ?? root;
  const channel = childElements(outer).find((element) => element.name === 'channel') ?? outer;
  const base = baseOf(channel, baseOf(outer, url));
  const entries = items.map((item) => readEntry(item, base)).filter(saysAnything);
  return { title: oneLine(firstText(channel, TITLES)), entries };
}

function isPage(root: XmlElement): boolean {
  return childElements(root).some((element) => element.name === 'html' || element.name === 'xhtml:html');
}

function faultOf(text: string): string {
  if (text.trim() === '') return 'the body is empty';
  return /<html|<!doctype html/i.test(text.slice(0, 2_000)) ? 'it is an HTML page' : 'there is no <rss>, <feed> or <rdf:RDF> in it';
}

function readEntry(item: XmlElement, outerBase: string): FeedEntry {
  const base = baseOf(item, outerBase);
  const groups = childElements(item).filter((child) => GROUPS.has(child.name));
  const holders = [item, ...groups, ...groups.flatMap(childElements).filter((child) => GROUPS.has(child.name))];
  const first = (names: readonly string[]): string => holders.map((holder) => firstText(holder, names)).find(Boolean) ?? '';
  return { title: oneLine(first(TITLES)), url: linkOf(item, base), publishedAt: timeOf(item), summary: first(SUMMARIES) };
}

/** Plain text of the first of these children that has any, in the order of `names`. Children that are broken off do not count. */
function firstText(element: XmlElement, names: readonly string[]): string {
  for (const name of names) {
    for (const child of childElements(element)) {
      const text = child.name === name && child.isClosed ? plainText(child) : '';
      if (text) return text;
    }
  }
  return '';
}

/** RSS writes HTML as escaped text; Atom says which of plain text, escaped HTML and elements it writes. */
function plainText(element: XmlElement): string {
  const type = (element.attributes['type'] ?? '').toLowerCase();
  if (childElements(element).length > 0) return htmlToText(serialize(element));
  const text = textOf(element);
  const isPlain = element.name.startsWith('atom:') && PLAIN_TYPES.has(type) && element.attributes['mode'] !== 'escaped';
  return htmlToText(isPlain ? escapeHtml(text) : text);
}

/** Elements inside a text field are HTML that was not escaped; its text runs on through inline elements. */
function serialize(element: XmlElement): string {
  let html = '';
  for (const child of element.children) {
    if (typeof child === 'string') html += escapeHtml(child);
    else {
      const tag = child.name.slice(child.name.indexOf(':') + 1);
      html += `<${tag}>${serialize(child)}</${tag}>`;
    }
  }
  return html;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function oneLine(text: string): string {
  return text.replaceAll('\n', ' ');
}

function saysAnything(entry: FeedEntry): boolean {
  return entry.title !== '' || entry.url !== null || entry.summary !== '' || entry.publishedAt !== null;
}

/** The address of the entry itself: never that of its comments, pictures or editing form. */
function linkOf(item: XmlElement, base: string): string | null {
  const children = childElements(item).filter((child) => child.isClosed);
  const textsOf = (name: string): string[] => children.filter((child) => child.name === name).map(textOf);
  const links = [
    ...textsOf('feedburner:origlink'),
    ...children.filter(isOwnLink).map((child) => child.attributes['href'] ?? textOf(child)),
    item.attributes['href'] ?? '',
    item.attributes['about'] ?? '',
    // Ids are names first and addresses only by luck, so a relative one is none.
    ...children
      .filter((child) => child.name === 'guid' && child.attributes['ispermalink']?.toLowerCase() !== 'false')
      .map(textOf)
      .filter(isAbsolute),
    ...[...textsOf('id'), ...textsOf('atom:id')].filter(isAbsolute),
  ];
  for (const link of links) {
    const address = resolveLink(link, base);
    if (address !== null) return address;
  }
  return null;
}

/** RSS `<link>` without `rel`, Atom `<link rel="alternate">` that is no picture or sound. */
function isOwnLink(element: XmlElement): boolean {
  if (element.name !== 'link' && element.name !== 'atom:link') return false;
  const { rel, type } = element.attributes;
  return (rel === undefined || rel === 'alternate') && !/^(image|audio|video)\//.test(type ?? '');
}

function isAbsolute(text: string): boolean {
  return /^\s*https?:\/\//i.test(text);
}

/** Absolute http(s) address; one that is absolute already stays as written. null for anything else. */
function resolveLink(link: string, base: string): string | null {
  // Some feeds break long addresses over lines.
  const written = link.trim().replaceAll(/[\n\r\t]\s*/g, '');
  if (written === '' || written.length > MAX_URL) return null;
  const address = URL.parse(written, base);
  if (!address || !/^https?:$/.test(address.protocol)) return null;
  return isAbsolute(written) ? written : address.href;
}

/** `xml:base` of the element, resolved against the base around it. */
function baseOf(element: XmlElement, outer: string): string {
  const base = element.attributes['base'];
  return base === undefined ? outer : (URL.parse(base, outer)?.href ?? outer);
}

function timeOf(item: XmlElement): number | null {
  const children = childElements(item);
  for (const name of TIMES) {
    const child = children.find((candidate) => candidate.name === name && candidate.isClosed);
    const time = child ? parseDate(textOf(child)) : null;
    if (time !== null) return time;
  }
  // CDF says it in an attribute.
  const lastMod = item.attributes['lastmod'];
  return lastMod === undefined ? null : parseDate(lastMod);
}
