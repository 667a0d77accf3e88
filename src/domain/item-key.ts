import { createHash } from 'node:crypto';
import { dayOf } from './time.ts';

/**
 * Parameters that only tell where a reader came from. They never choose the content, so two addresses that differ in
 * them are one address.
 */
const TRACKING = /^(utm_|fbclid$|gclid$|zarsrc$|mc_|_ga$|yclid$|igshid$|spm$|ref_src$)/;

/**
 * One spelling per address: lower-case host, no fragment, no tracking parameters, parameters sorted, no default port,
 * no trailing slash except for the root. The scheme stays, because a few provincial portals serve different content on http.
 * Returns null for anything that is not an http(s) URL.
 */
export function canonicalUrl(address: string, base?: string): string | null {
  const url = URL.parse(address, base);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  url.hash = '';
  url.username = '';
  url.password = '';
  for (const name of url.searchParams.keys().toArray()) if (TRACKING.test(name)) url.searchParams.delete(name);
  url.searchParams.sort();
  if (url.pathname.length > 1) url.pathname = url.pathname.replace(/\/+$/, '') || '/';
  return url.href;
}

/** Key of news and posts: their canonical URL. */
export function addressKey(url: string): string {
  return url;
}

/** Key of a comment: unique within its source whatever the thread's address becomes. */
export function commentKey(sourceId: string, commentId: string): string {
  return `${sourceId}#${commentId}`;
}

/**
 * Item id: month of first sight in Asia/Ho_Chi_Minh, then 80 bits of the key's SHA-256. The month names the
 * Elasticsearch index, so it must never change: the store keeps the id that a key got first. 80 bits keep the chance of
 * one collision among 10^9 items below 10^-6.
 */
export function itemId(key: string, firstSeenAt: number): string {
  const month = dayOf(firstSeenAt).slice(0, 7).replace('-', '');
  return `${month}-${createHash('sha256').update(key).digest('hex').slice(0, 20)}`;
}
