import { dayOf } from '../domain/time.ts';
import type { SiteEntry, WrittenArticle, WrittenUtterance } from './content-schema.ts';
import { fillDates, instantOf } from './demo-time.ts';
import type { Content } from './load-content.ts';
import type { Origins, PlannedSite, SitePlan } from './planned-site.ts';
import { numberOf, slugOf } from './sites/address.ts';
import { atomJsonSite } from './sites/atom-json-site.ts';
import { COMMENT_FIELDS, COMMENTS_QUERY, commentsSite, mostPages, type CommentThreads } from './sites/comments-site.ts';
import { forumSite, type ForumPost, type ForumThread } from './sites/forum-site.ts';
import { newsSitemapSite } from './sites/news-sitemap-site.ts';
import { rssSite } from './sites/rss-site.ts';
import { scriptSite } from './sites/script-site.ts';
import { ARTICLE_LINKS, sectionSite } from './sites/section-site.ts';
import type { Site, SiteArticle, SiteContent } from './sites/site.ts';

type NewsKind = Exclude<SiteEntry['kind'], 'comments' | 'forum'>;

const NEWS_SITES: Readonly<Record<NewsKind, (content: SiteContent) => Site>> = {
  rss: rssSite,
  atom: (content) => atomJsonSite(content, 'atom'),
  'json-feed': (content) => atomJsonSite(content, 'json-feed'),
  sitemap: newsSitemapSite,
  section: sectionSite,
  script: scriptSite,
};

const SOURCE_KINDS = {
  rss: 'feed',
  atom: 'feed',
  'json-feed': 'feed',
  sitemap: 'sitemap',
  section: 'section',
  script: 'section',
  comments: 'comments',
  forum: 'forum',
} as const satisfies Record<SiteEntry['kind'], string>;

/** What every source has that says nothing else. The longest listing of the written content has ten pages. */
const MAX_PAGES = 20;

/** The written newsroom, with day 0 on `anchorDay`. */
export function writtenPlan(content: Content, anchorDay: string): SitePlan {
  return {
    profileId: 'demo',
    profileName: 'Bản dùng thử (Hải Phòng và Hà Tĩnh)',
    outlets: content.outlets,
    sites: content.sites.map((site) => planOf(site, content, anchorDay)),
    itemCount: itemCountOf(content),
  };
}

function itemCountOf(content: Content): number {
  const voices = [...content.commentThreads.map(({ comments }) => comments), ...content.forumThreads.map(({ posts }) => posts)];
  return content.articles.length + voices.reduce((sum, voice) => sum + voice.length, 0);
}

function planOf(site: SiteEntry, content: Content, anchorDay: string): PlannedSite {
  const common = { name: site.name, kind: SOURCE_KINDS[site.kind], outlet: site.outlet, rendered: false, maxPages: MAX_PAGES };
  if (site.kind === 'forum') {
    const threads = forumThreads(content, anchorDay);
    return {
      id: site.id,
      source: common,
      build: (origins, what) => forumSite({ origin: origins(site.id), name: site.name, threads: what === 'full' ? threads : [] }),
    };
  }
  if (site.kind === 'comments') {
    const served = (origins: Origins): CommentThreads => commentThreads(content, anchorDay, origins);
    return {
      id: site.id,
      source: { ...common, fields: COMMENT_FIELDS, maxPages: Math.max(MAX_PAGES, mostPages(served(() => ''))) },
      commentsPath: COMMENTS_QUERY,
      build: (origins, what) => commentsSite(what === 'full' ? served(origins) : NO_THREADS, origins(site.id)),
    };
  }
  return newsPlan(site, site.kind, { content, anchorDay, common });
}

function newsPlan(
  site: SiteEntry,
  kind: NewsKind,
  { content, anchorDay, common }: { content: Content; anchorDay: string; common: PlannedSite['source'] },
): PlannedSite {
  const articles = content.articles
    .filter(({ outlet }) => outlet === site.outlet)
    .map((article) => siteArticle(article, anchorDay))
    .toSorted((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0));
  const isSection = kind === 'section' || kind === 'script';
  return {
    id: site.id,
    source: { ...common, rendered: kind === 'script', ...(isSection ? { linkPattern: ARTICLE_LINKS } : {}) },
    build(origins, what) {
      const outletName = content.outlets.find(({ id }) => id === site.outlet)?.name ?? site.name;
      const { byline } = site;
      return NEWS_SITES[kind]({ origin: origins(site.id), name: outletName, byline, articles: what === 'full' ? articles : [] });
    },
  };
}

/** An article with its dates filled in and its address. */
function siteArticle(article: WrittenArticle, anchorDay: string): SiteArticle {
  const day = dayOf(instantOf(article.datedFrom, anchorDay));
  const fill = (text: string): string => fillDates(text, day, anchorDay);
  const number = numberOf(article.id);
  const title = fill(article.title);
  return {
    number,
    path: `/${slugOf(article.section)}/${slugOf(title)}-${number}.html`,
    section: article.section,
    title,
    lead: fill(article.lead),
    paragraphs: article.body.map(fill),
    publishedAt: instantOf(article.at, anchorDay),
  };
}

const NO_THREADS: CommentThreads = {
  threadCount: 0,
  namesWriters: false,
  find: () => -1,
  thread: outOfRange,
  comment: outOfRange,
};

function outOfRange(): never {
  throw new RangeError('there is no such thread or comment');
}

/** Threads stand under the articles of other sites, so their addresses hold those sites' ports. */
function commentThreads(content: Content, anchorDay: string, origins: Origins): CommentThreads {
  const articles = new Map(content.articles.map((article) => [article.id, article]));
  const siteOf = new Map(content.sites.map((site) => [site.outlet, site.id]));
  const threads = content.commentThreads.map((thread) => {
    const article = articles.get(thread.article);
    if (!article) throw new Error(`${thread.id} comments on ${thread.article}, which is not there`);
    const { path, title } = siteArticle(article, anchorDay);
    return { ...thread, number: numberOf(thread.id), url: `${origins(siteOf.get(article.outlet) ?? '')}${path}`, title };
  });
  const positions = new Map(threads.map(({ number }, index) => [number, index]));
  const at = (index: number): (typeof threads)[number] => threads[index] ?? outOfRange();
  return {
    threadCount: threads.length,
    namesWriters: true,
    find: (number) => positions.get(number) ?? -1,
    thread: (index) => ({ id: at(index).number, url: at(index).url, title: at(index).title, commentCount: at(index).comments.length }),
    comment(thread, index) {
      const comment = at(thread).comments[index] ?? outOfRange();
      return { id: numberOf(comment.id), ...utterance(comment, anchorDay) };
    },
  };
}

function utterance(written: WrittenUtterance, anchorDay: string): { text: string; publishedAt: number } {
  const publishedAt = instantOf(written.at, anchorDay);
  return { text: fillDates(written.text, dayOf(publishedAt), anchorDay), publishedAt };
}

function forumThreads(content: Content, anchorDay: string): ForumThread[] {
  const threads = content.forumThreads.map((thread) => {
    const posts = new Map<string, ForumPost>();
    for (const written of thread.posts) {
      const quotes = posts.get(written.quotes ?? '') ?? null;
      posts.set(written.id, { number: numberOf(written.id), ...utterance(written, anchorDay), quotes });
    }
    const title = fillDates(thread.title, anchorDay, anchorDay);
    return { path: `/threads/${slugOf(title)}.${numberOf(thread.id)}`, title, posts: [...posts.values()] };
  });
  return threads.toSorted((a, b) => latestOf(b) - latestOf(a));
}

function latestOf(thread: ForumThread): number {
  return thread.posts.at(-1)?.publishedAt ?? 0;
}
