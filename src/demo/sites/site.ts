/** One page as a server sends it. */
export interface SitePage {
  readonly status: number;
  /** Media type with charset. */
  readonly type: string;
  readonly body: string;
  /** UTC milliseconds for Last-Modified; null when the server would not tell. */
  readonly modifiedAt: number | null;
}

/** What one web server serves. Pure: the same address gives the same page, made when it is asked for. */
export interface Site {
  /** Path and query that a source points to. */
  readonly listing: string;
  /** null for an address that is not there. */
  answer(url: URL): SitePage | null;
  /** Whether the address lists entries; a fault of listings shows on these. */
  isListing(url: URL): boolean;
}

/** A published article. */
export interface SiteArticle {
  /** Number in its address, as content management systems give. */
  readonly number: string;
  readonly path: string;
  readonly section: string;
  readonly title: string;
  readonly lead: string;
  readonly paragraphs: readonly string[];
  /** UTC milliseconds; null for an article without a date. */
  readonly publishedAt: number | null;
}

/** What an outlet's site is built from. */
export interface SiteContent {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly origin: string;
  readonly name: string;
  /** Office that signs; empty for none. */
  readonly byline: string;
  /** Newest first. */
  readonly articles: readonly SiteArticle[];
}

export const HTML = 'text/html; charset=utf-8';
export const JSON_TYPE = 'application/json; charset=utf-8';

/** A page that is there. */
export function page(type: string, body: string, modifiedAt: number | null = null): SitePage {
  return { status: 200, type, body, modifiedAt };
}

/** Time of the newest article; null without a dated one. */
export function newestOf(articles: readonly SiteArticle[]): number | null {
  const times = articles.flatMap((article) => article.publishedAt ?? []);
  return times.length === 0 ? null : Math.max(...times);
}

/** The entries of one page of a listing, counted from 1, and whether another page follows. */
export function pageOf<T>(entries: readonly T[], number: number, size: number): { entries: readonly T[]; hasNext: boolean } {
  return { entries: entries.slice((number - 1) * size, number * size), hasNext: number * size < entries.length };
}
