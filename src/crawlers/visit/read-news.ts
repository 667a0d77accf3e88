import { DuLuanError } from '../../domain/errors.ts';
import { addressKey, canonicalUrl } from '../../domain/item-key.ts';
import { extractArticle, type Extraction } from '../extract/extract-article.ts';
import type { FetchedPage } from '../fetch/fetched-page.ts';
import { failed, guarded } from './failure.ts';
import { htmlOf } from './listing.ts';
import { makeItem, trustedTime } from './make-item.ts';
import type { Finding, Visit, Work } from './visit.ts';

/** A news item as its listing tells of it. */
export interface NewsLead {
  /** null when the entry has no address. */
  readonly url: string | null;
  readonly title: string;
  readonly publishedAt: number | null;
  /** Plain text; empty when the listing has none. */
  readonly summary: string;
}

/** Keys asked for at once: one query for a whole feed, and a sitemap of 50,000 addresses never stands in memory twice. */
const ASK_AT_ONCE = 200;
/** A title and one sentence make a news item of their own; less is a caption. Real headlines of August 2026 go down to 38. */
const SHORTEST_SUMMARY = 20;
/** Aliases kept in the process. One costs about 300 bytes; without it a page is fetched once more, nothing else. */
const ALIASES_KEPT = 20_000;
/** Bodies that can hold no article. What has no type or a wrong one is looked at. */
const NO_TEXT = /^\s*(image|video|audio|font)\/|^\s*application\/(pdf|zip|msword|vnd\.|x-rar|octet-stream)/i;

/** Work for each lead: known ones are told, the others fetched. Yields nothing for what this visit has told of already. */
export async function* newsWorks(leads: readonly NewsLead[], visit: Visit): AsyncGenerator<Work, { readonly unknown: number }> {
  let unknown = 0;
  for (let start = 0; start < leads.length; start += ASK_AT_ONCE) {
    const fresh: { readonly key: string; readonly url: string; readonly lead: NewsLead }[] = [];
    for (const lead of leads.slice(start, start + ASK_AT_ONCE)) {
      const url = lead.url === null ? null : canonicalUrl(lead.url, visit.source.url);
      if (url === null) {
        yield withoutAddress(lead, visit);
        continue;
      }
      const key = visit.aliases.get(url) ?? addressKey(url);
      if (!take(key, visit)) continue;
      fresh.push({ key, url, lead });
    }
    const outcomes = await visit.outcomes(fresh.map(({ key }) => key));
    for (const { key, url, lead } of fresh) {
      const previous = outcomes.get(key);
      if (previous === undefined) unknown += 1;
      yield previous === undefined
        ? guarded(() => readNews(key, url, lead, visit), { key, url }, visit)
        : async () => [{ type: 'known', key, previous }];
    }
  }
  return { unknown };
}

async function readNews(listedKey: string, url: string, lead: NewsLead, visit: Visit): Promise<readonly Finding[]> {
  const page = await visit.fetch(url, { rendered: visit.source.rendered });
  if (NO_TEXT.test(page.contentType)) throw new DuLuanError('PAGE_NOT_ARTICLE', { url, reason: page.contentType });
  const seenAt = visit.now();
  const bodySelector = visit.bodySelectors.get(visit.source.outlet ?? '');
  const extraction = extractArticle(htmlOf(page), page.url, { now: seenAt, bodySelector });
  const article = extraction.ok ? extraction : shortItem(extraction, lead, page.url);
  const key = keyOf(page, extraction) ?? listedKey;
  if (key !== listedKey) {
    remember(url, key, visit);
    if (!take(key, visit)) return [];
    const previous = (await visit.outcomes([key])).get(key);
    if (previous !== undefined) return [{ type: 'known', key, previous }];
  }
  const publishedAt = trustedTime(lead.publishedAt, seenAt) ?? article.publishedAt;
  const draft = { key, kind: 'news' as const, url: key, title: article.title || lead.title, text: article.text, publishedAt };
  return [{ type: 'item', item: makeItem({ ...draft, threadUrl: null, threadTitle: null }, visit.source, seenAt) }];
}

/**
 * Title and summary of the listing stand in for a page without text: short items are legitimate news. A CAPTCHA, a log-in or an error page
 * proves nothing about the item, so it stays a failure.
 */
function shortItem(
  refusal: Extraction & { ok: false },
  lead: NewsLead,
  url: string,
): { readonly title: string; readonly text: string; readonly publishedAt: null } {
  const { reason } = refusal;
  if (reason === 'captcha' || reason === 'log-in') throw new DuLuanError('PAGE_BLOCKED', { url });
  if (reason === 'no-text' && lead.title !== '' && lead.summary.length >= SHORTEST_SUMMARY)
    return { title: lead.title, text: lead.summary, publishedAt: null };
  throw new DuLuanError('PAGE_NOT_ARTICLE', { url, reason });
}

/**
 * Key of the page as it names itself, null when it names nothing that can be believed: an address of another host is somebody else's, and
 * the front page as canonical address of every article is a common mistake of templates.
 */
function keyOf(page: FetchedPage, extraction: Extraction): string | null {
  const final = canonicalUrl(page.url);
  const named = extraction.ok && extraction.canonical !== null ? canonicalUrl(extraction.canonical, page.url) : null;
  if (named === null || final === null) return final;
  const [own, other] = [new URL(final), new URL(named)];
  const isFrontPage = other.pathname === '/' && other.search === '';
  return own.host === other.host && (!isFrontPage || own.pathname === '/') ? named : final;
}

function remember(listed: string, key: string, visit: Visit): void {
  if (visit.aliases.size >= ALIASES_KEPT) visit.aliases.clear();
  visit.aliases.set(listed, key);
}

/** Whether the key is new to this visit. */
function take(key: string, visit: Visit): boolean {
  if (visit.seen.has(key)) return false;
  visit.seen.add(key);
  return true;
}

/** Nothing can be fetched or remembered, but it was seen: it is counted. */
function withoutAddress(lead: NewsLead, visit: Visit): Work {
  const err = new DuLuanError('PAGE_NOT_ARTICLE', { url: visit.source.url, reason: 'the entry has no address that can be fetched' });
  const finding = failed(err, { key: `${visit.source.url}#${lead.title.slice(0, 80)}`, url: visit.source.url }, visit);
  return async () => [finding];
}
