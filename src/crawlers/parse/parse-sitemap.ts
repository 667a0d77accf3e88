import { DuLuanError } from '../../domain/errors.ts';
import { htmlToText } from '../extract/block-text.ts';
import { decodeBody } from '../extract/decode-body.ts';
import { parseDate } from '../extract/parse-date.ts';
import { childElements, descendants, parseXml, textOf, type XmlElement } from './xml-tree.ts';

export interface Sitemap {
  /** Pages, in the order of the file. */
  entries: SitemapEntry[];
  /** Addresses of further sitemaps. */
  sitemaps: string[];
}

export interface SitemapEntry {
  url: string;
  /** UTC milliseconds from `news:publication_date`; null without one. `lastmod` is no publish time: it moves with every correction. */
  publishedAt: number | null;
  /** From `news:title`, plain text; empty without one. */
  title: string;
}

const URLS = new Set(['url']);
const SITEMAPS = new Set(['sitemap']);
const ROOTS = new Set(['urlset', 'sitemapindex']);

/**
 * Reads a sitemap (sitemaps.org, with Google's news extension), an index of sitemaps, or a plain list of addresses. A
 * broken one gives the entries that are complete. Throws FEED_BROKEN when there is nothing of a sitemap.
 */
export function parseSitemap(body: Uint8Array, url: string): Sitemap {
  const text = decodeBody(body, '');
  const root = parseXml(text);
  const urls = [...descendants(root, URLS)];
  const indexed = [...descendants(root, SITEMAPS)];
  if (urls.length + indexed.length === 0 && !childElements(root).some((element) => ROOTS.has(element.name))) {
    const listed = plainList(text, url);
    if (listed.length === 0) throw new DuLuanError('FEED_BROKEN', { url, detail: 'there is no <urlset> or <sitemapindex> in it' });
    return { entries: listed.map((address) => ({ url: address, publishedAt: null, title: '' })), sitemaps: [] };
  }
  return {
    entries: urls.flatMap((element) => readEntry(element, url)),
    sitemaps: indexed.flatMap((element) => addressOf(element, url) ?? []),
  };
}

function readEntry(element: XmlElement, base: string): SitemapEntry[] {
  const address = addressOf(element, base);
  if (address === null) return [];
  const news = childElements(element).find((child) => child.name === 'news:news');
  const time = news ? childText(news, 'news:publication_date') : '';
  const title = news ? childText(news, 'news:title') : '';
  return [{ url: address, publishedAt: time ? parseDate(time) : null, title: htmlToText(title).replaceAll('\n', ' ') }];
}

/** Absolute http(s) address in `<loc>`; null when it is missing, broken off or no such address. */
function addressOf(element: XmlElement, base: string): string | null {
  return webAddress(childText(element, 'loc'), base);
}

function webAddress(text: string, base: string): string | null {
  const address = text === '' ? null : URL.parse(text, base);
  return address && /^https?:$/.test(address.protocol) ? address.href : null;
}

function childText(element: XmlElement, name: string): string {
  const child = childElements(element).find((candidate) => candidate.name === name && candidate.isClosed);
  return child ? textOf(child).trim() : '';
}

/** The text form of the protocol: one absolute address per line and nothing else. */
function plainList(text: string, base: string): string[] {
  const lines = text.split(/\s*\n\s*/).filter((line) => line.trim() !== '');
  const addresses = lines.flatMap((line) => (/^\s*https?:\/\/\S+\s*$/.test(line) ? (webAddress(line.trim(), base) ?? []) : []));
  return addresses.length === lines.length ? addresses : [];
}
