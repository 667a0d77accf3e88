import { z } from 'zod';
import { DuLuanError } from '../../domain/errors.ts';
import { htmlToText } from '../extract/block-text.ts';
import { parseDate } from '../extract/parse-date.ts';
import type { Feed, FeedEntry } from './parse-feed.ts';

const text = z.string().catch('');
/** https://www.jsonfeed.org/version/1.1/, without the fields that name authors. A field of another type counts as missing. */
const itemSchema = z.object({
  title: text,
  url: text,
  external_url: text,
  id: text,
  date_published: text,
  date_modified: text,
  summary: text,
  content_text: text,
  content_html: text,
});
const feedSchema = z.object({ title: text, items: z.array(z.unknown()) });

/** As of an XML feed: the newest come first. */
const MOST_ENTRIES = 5_000;

/** Reads JSON Feed 1.0 and 1.1; items that are no objects are passed over. Throws FEED_BROKEN for JSON without `items`. */
export function jsonFeed(json: string, url: string): Feed {
  const feed = feedSchema.safeParse(readJson(json, url));
  if (!feed.success) throw new DuLuanError('FEED_BROKEN', { url, detail: 'it is JSON without an array `items`' });
  const items = feed.data.items.slice(0, MOST_ENTRIES).flatMap((item) => itemSchema.safeParse(item).data ?? []);
  return { title: oneLine(feed.data.title), entries: items.map((item) => readItem(item, url)).filter((entry) => entry.title || entry.url) };
}

function readJson(json: string, url: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new DuLuanError('FEED_BROKEN', { url, detail: 'it is JSON that breaks off or is ill-formed' }, { cause: error });
  }
}

function readItem(item: z.infer<typeof itemSchema>, base: string): FeedEntry {
  const link = [item.url, item.external_url, /^https?:/.test(item.id) ? item.id : ''].find((candidate) => candidate !== '');
  const address = link === undefined ? null : URL.parse(link, base);
  return {
    title: oneLine(item.title),
    url: address && /^https?:$/.test(address.protocol) ? address.href : null,
    publishedAt: parseDate(item.date_published) ?? parseDate(item.date_modified),
    // Only content_html is HTML; a `<` elsewhere is a character.
    summary: htmlToText((item.summary || item.content_text).replaceAll('&', '&amp;').replaceAll('<', '&lt;') || item.content_html),
  };
}

function oneLine(title: string): string {
  return htmlToText(title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')).replaceAll('\n', ' ');
}
