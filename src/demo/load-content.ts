import { readdir, readFile } from 'node:fs/promises';
import type { z } from 'zod';
import type { Outlet } from '../domain/profile.ts';
import {
  commentsFileSchema,
  forumFileSchema,
  newsFileSchema,
  outletsFileSchema,
  type SiteEntry,
  type WrittenArticle,
  type WrittenReprint,
} from './content-schema.ts';

/** Everything that was written for the demo, reprints made, dates not yet filled in. Order is that of the files. */
export interface Content {
  readonly outlets: readonly Outlet[];
  readonly sites: readonly SiteEntry[];
  readonly articles: readonly WrittenArticle[];
  readonly commentThreads: z.infer<typeof commentsFileSchema>['threads'];
  readonly forumThreads: z.infer<typeof forumFileSchema>['threads'];
}

const FOLDER = new URL('./content/', import.meta.url);

/** Reads `content/*.json`; what a file holds is told by its name. Rejects when one of them breaks its schema: they ship with the program. */
export async function loadContent(): Promise<Content> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.json')).toSorted();
  const read = async <T>(prefix: string, schema: z.ZodType<T>): Promise<T[]> =>
    Promise.all(names.filter((name) => name.startsWith(prefix)).map(async (name) => schema.parse(await readJson(name))));
  const { outlets, sites } = outletsFileSchema.parse(await readJson('outlets.json'));
  const news = await read('news-', newsFileSchema);
  const originals = news.flatMap((file) =>
    file.articles.map((article) => ({ ...article, story: file.story, reprintOf: null, datedFrom: article.at })),
  );
  const byId = new Map(originals.map((article) => [article.id, article]));
  const reprints = news.flatMap((file) => file.reprints).map((reprint) => makeReprint(reprint, byId));
  return {
    outlets,
    sites,
    articles: [...originals, ...reprints],
    commentThreads: (await read('comments-', commentsFileSchema)).flatMap((file) => file.threads),
    forumThreads: (await read('forum', forumFileSchema)).flatMap((file) => file.threads),
  };
}

async function readJson(name: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(name, FOLDER), 'utf8'));
}

/** The original's text with the reprint's changes. */
function makeReprint(reprint: WrittenReprint, originals: ReadonlyMap<string, WrittenArticle>): WrittenArticle {
  const original = originals.get(reprint.of);
  if (!original) throw new Error(`${reprint.id} reprints ${reprint.of}, which is not there`);
  const swap = (text: string): string => reprint.swap.reduce((swapped, [from, to]) => swapped.replace(from, to), text);
  return {
    ...original,
    id: reprint.id,
    outlet: reprint.outlet,
    at: reprint.at,
    section: reprint.section,
    title: swap(reprint.title ?? original.title),
    lead: swap(original.lead),
    body: [...original.body.filter((_, index) => !reprint.drop.includes(index)).map(swap), ...reprint.add],
    reprintOf: original.id,
  };
}
