import { extractArticle } from '../src/crawlers/extract/extract-article.ts';
import { parseFeed, type Feed } from '../src/crawlers/parse/parse-feed.ts';
import { isAllowed, parseRobots } from '../src/crawlers/robots/robots.ts';
import type { BodyPage, FeedCase, NewsPage, RobotsCase } from './extraction-corpora.ts';
import { scoreBody, summarize, type BodySummary } from './extraction-measure.ts';

/** A count of cases with those that failed, by name. */
export interface Tally {
  readonly total: number;
  readonly failed: readonly string[];
}

const MINUTE_MS = 60_000;
const FIELDS: Readonly<Record<string, 'title' | 'link' | 'date' | 'summary'>> = {
  title: 'title',
  link: 'link',
  published: 'date',
  updated: 'date',
  summary: 'summary',
  description: 'summary',
};

/** Bodies against the expected ones, with pages per CPU-second of this process. */
export function measureBodies(pages: readonly BodyPage[]): BodySummary & { readonly pagesPerCpuSecond: number } {
  const before = process.cpuUsage();
  const found = pages.map((page) => extractArticle(page.html, page.url));
  const { user, system } = process.cpuUsage(before);
  const texts = found.map((extraction) => (extraction.ok ? extraction.text : ''));
  return measureTexts(pages, texts, (user + system) / 1e6);
}

/** The same for texts that somebody else has read from these pages in `seconds` of processor time. */
export function measureTexts(
  pages: readonly BodyPage[],
  texts: readonly string[],
  seconds: number,
): BodySummary & { readonly pagesPerCpuSecond: number } {
  const scores = pages.map((page, at) => scoreBody(page.body, texts[at] ?? ''));
  return { ...summarize(scores), pagesPerCpuSecond: pages.length / seconds };
}

/** Publish times that lie within a minute of the expected ones. */
export function measureTimes(pages: readonly NewsPage[]): Tally {
  return { total: pages.length, failed: pages.filter((page) => !hasRightTime(page)).map((page) => page.id) };
}

/** Checks on title, link, date and summary whose expected value is no markup: our texts are plain. */
export function measureFeeds(cases: readonly FeedCase[]): Tally {
  let total = 0;
  const failed: string[] = [];
  for (const feedCase of cases) {
    const feed = readOrNull(feedCase);
    for (const [where, field, value] of feedCase.checks) {
      const kind = FIELDS[field];
      if (kind === undefined || /[<&]/.test(value) || (where === 'feed' && kind !== 'title')) continue;
      total += 1;
      if (!isMet(feed, where, kind, value)) failed.push(`${feedCase.file} ${where}.${field}`);
    }
  }
  return { total, failed };
}

export function measureRobots(cases: readonly RobotsCase[]): Tally {
  const failed = cases.filter(({ robots, agent, url, allowed }) => isAllowed(parseRobots(robots), agent, url) !== allowed);
  return { total: cases.length, failed: failed.map((robotsCase) => robotsCase.test) };
}

function hasRightTime(page: NewsPage): boolean {
  const extraction = extractArticle(page.html, page.url);
  const at = extraction.ok ? extraction.publishedAt : null;
  return at !== null && page.instants.some((instant) => Math.abs(instant - at) <= MINUTE_MS);
}

function readOrNull({ body, url, contentType }: FeedCase): Feed | null {
  try {
    return parseFeed(body, url, contentType);
  } catch {
    // A feed that is refused meets none of its checks, which the tally shows.
    return null;
  }
}

function isMet(feed: Feed | null, where: string, kind: 'title' | 'link' | 'date' | 'summary', value: string): boolean {
  const entry = feed?.entries[0];
  const expected = value.replaceAll(/\s+/g, ' ');
  if (where === 'feed') return feed?.title === expected;
  if (kind === 'date') return entry?.publishedAt === Date.parse(value);
  return (kind === 'title' ? entry?.title : kind === 'link' ? entry?.url : entry?.summary) === expected;
}
