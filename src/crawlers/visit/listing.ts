import { DuLuanError } from '../../domain/errors.ts';
import { canonicalUrl } from '../../domain/item-key.ts';
import { decodeBody } from '../extract/decode-body.ts';
import { extractArticle } from '../extract/extract-article.ts';
import type { FetchedPage } from '../fetch/fetched-page.ts';
import { failed } from './failure.ts';
import type { Visit, Work } from './visit.ts';

/**
 * Fetches the first page of a listing, conditionally when an earlier visit has left validators, and notes the new ones.
 * Returns null when nothing has changed.
 */
export async function fetchListing(visit: Visit, rendered = false): Promise<FetchedPage | null> {
  const { source, previous, notes } = visit;
  const page = await visit.fetch(source.url, { etag: previous?.etag ?? null, lastModified: previous?.lastModified ?? null, rendered });
  notes.notModified = page.notModified;
  notes.etag = page.etag ?? (page.notModified ? (previous?.etag ?? null) : null);
  notes.lastModified = page.lastModified ?? (page.notModified ? (previous?.lastModified ?? null) : null);
  return page.notModified ? null : page;
}

/** The page as text, whatever its encoding. */
export function htmlOf(page: FetchedPage): string {
  return decodeBody(page.body, page.contentType);
}

/**
 * Reads a listing, and when nothing can be read from it looks whether a CAPTCHA or log-in page stands in its place.
 * @throws DuLuanError PAGE_BLOCKED; FEED_BROKEN from `parse`.
 */
export function readListing<T>(page: FetchedPage, parse: () => T, isEmpty: (parsed: T) => boolean): T {
  try {
    const parsed = parse();
    if (isEmpty(parsed)) refuseBlocked(page);
    return parsed;
  } catch (err) {
    if (err instanceof DuLuanError && err.code === 'FEED_BROKEN') refuseBlocked(page);
    throw err;
  }
}

/** The JSON of a page. @throws DuLuanError FEED_BROKEN. */
export function jsonOf(page: FetchedPage): unknown {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(page.body));
    return parsed;
  } catch (err) {
    throw new DuLuanError('FEED_BROKEN', { url: page.url, detail: 'it is no JSON' }, { cause: err });
  }
}

function refuseBlocked(page: FetchedPage): void {
  const html = htmlOf(page);
  if (!html.includes('<')) return;
  const extraction = extractArticle(html, page.url);
  if (!extraction.ok && (extraction.reason === 'captcha' || extraction.reason === 'log-in'))
    throw new DuLuanError('PAGE_BLOCKED', { url: page.url });
}

/** A later page of a listing: what was read from it, or the work that tells of it as one failed address while the visit goes on. */
export type FurtherPage<T> =
  | { readonly ok: true; readonly page: FetchedPage; readonly read: T }
  | { readonly ok: false; readonly work: Work };

export async function fetchFurther<T>(
  url: string,
  read: (page: FetchedPage) => T,
  visit: Visit,
  rendered = false,
): Promise<FurtherPage<T>> {
  try {
    const page = await visit.fetch(url, { rendered });
    return { ok: true, page, read: read(page) };
  } catch (err) {
    const finding = failed(err, { key: canonicalUrl(url) ?? url, url }, visit);
    return { ok: false, work: async () => [finding] };
  }
}
