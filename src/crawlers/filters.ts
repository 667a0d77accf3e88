import { z } from 'zod';
import { DuLuanError } from '../domain/errors.ts';
import { toIso } from '../domain/time.ts';
import { extractArticle } from './extract/extract-article.ts';
import { parseFeed } from './parse/parse-feed.ts';
import { crawlDelayMs, isAllowed, parseRobots } from './robots/robots.ts';

/** Steps of the crawler as pure filters for `du-luan try`: one parsed JSON line in, one object out. */
const id = z.union([z.string(), z.number()]);
const extractInput = z.object({ id, url: z.string(), html: z.string() });
const feedInput = z
  .object({ id, url: z.string(), xml: z.string().optional(), base64: z.base64().optional() })
  .refine((input) => (input.xml === undefined) !== (input.base64 === undefined), 'give either `xml` or `base64`');
const robotsInput = z.object({ id, robots: z.string(), agent: z.string(), url: z.string() });

type LineId = z.infer<typeof id>;

export interface ExtractOutput {
  id: LineId;
  title: string;
  text: string;
  /** ISO 8601 with +07:00; null when the page gives none. */
  publishedAt: string | null;
  outlet: string | null;
  /** Only for a page that is no article; the other fields are empty then. */
  refused?: string;
}

export interface FeedOutput {
  id: LineId;
  title: string;
  entries: { title: string; url: string | null; publishedAt: string | null; summary: string }[];
}

export interface RobotsOutput {
  id: LineId;
  allowed: boolean;
  crawlDelayMs: number | null;
}

/** `{id,url,html}` → the article, or `refused` with the reason. Throws BAD_INPUT for a line of another shape. */
export function extractFilter(line: unknown, lineNumber = 1): ExtractOutput {
  const input = parseLine(extractInput, line, lineNumber);
  const article = extractArticle(input.html, input.url);
  if (!article.ok) return { id: input.id, title: '', text: '', publishedAt: null, outlet: null, refused: article.reason };
  const { title, text, publishedAt, outletName } = article;
  return { id: input.id, title, text, publishedAt: isoOrNull(publishedAt), outlet: outletName };
}

/** `{id,url,xml}` or `{id,url,base64}` → the feed. Throws BAD_INPUT for a line of another shape, FEED_BROKEN for a body that is no feed. */
export function feedFilter(line: unknown, lineNumber = 1): FeedOutput {
  const input = parseLine(feedInput, line, lineNumber);
  const body = input.base64 === undefined ? new TextEncoder().encode(input.xml) : Buffer.from(input.base64, 'base64');
  const feed = parseFeed(body, input.url);
  return {
    id: input.id,
    title: feed.title,
    entries: feed.entries.map((entry) => ({ ...entry, publishedAt: isoOrNull(entry.publishedAt) })),
  };
}

/** `{id,robots,agent,url}` → whether the agent may read the address, and how long it must wait between two. Throws BAD_INPUT. */
export function robotsFilter(line: unknown, lineNumber = 1): RobotsOutput {
  const input = parseLine(robotsInput, line, lineNumber);
  const rules = parseRobots(input.robots);
  return { id: input.id, allowed: isAllowed(rules, input.agent, input.url), crawlDelayMs: crawlDelayMs(rules, input.agent) };
}

function parseLine<Output>(schema: z.ZodType<Output>, line: unknown, lineNumber: number): Output {
  const parsed = schema.safeParse(line);
  if (parsed.success) return parsed.data;
  throw new DuLuanError('BAD_INPUT', { line: lineNumber, detail: z.prettifyError(parsed.error) }, { cause: parsed.error });
}

function isoOrNull(instant: number | null): string | null {
  return instant === null ? null : toIso(instant);
}
