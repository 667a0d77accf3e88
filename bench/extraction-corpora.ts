import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

/** Real pages, feeds and robots.txt files to measure the parsers on; they are found through DU_LUAN_CORPORA and never shipped. */
export interface BodyPage {
  readonly url: string;
  readonly html: string;
  readonly body: string;
}

export interface NewsPage extends BodyPage {
  readonly id: string;
  /** UTC milliseconds that the date may mean: one with a zone, else the wall clocks of the outlets' zones. */
  readonly instants: readonly number[];
}

export interface FeedCase {
  readonly file: string;
  readonly body: Uint8Array;
  readonly url: string;
  readonly contentType: string;
  readonly checks: readonly (readonly [string, string, string])[];
}

const HOUR_MS = 3_600_000;
/** Zones of the outlets whose dates bear none: their wall clock is meant. */
const ZONE_HOURS = [0, 1, 2, 7, 8, 9];

const truthSchema = z.record(z.string(), z.object({ articleBody: z.string(), url: z.string() }));
const newsSchema = z.object({ id: z.string(), url: z.string(), html: z.string(), body: z.string(), date: z.string() });
const feedSchema = z.array(z.object({ file: z.string(), checks: z.array(z.tuple([z.string(), z.string(), z.string()])) }));
const robotsSchema = z.array(z.object({ test: z.string(), robots: z.string(), agent: z.string(), url: z.string(), allowed: z.boolean() }));
export type RobotsCase = z.infer<typeof robotsSchema>[number];

/** Folder of the corpora; null when it is not set or not there. */
export function corporaFolder(): string | null {
  const folder = process.env['DU_LUAN_CORPORA'] ?? '';
  return folder !== '' && existsSync(folder) ? folder : null;
}

/** Pages of scrapinghub's article-extraction-benchmark with their bodies. */
export function readBodyPages(folder: string): BodyPage[] {
  const truth = truthSchema.parse(JSON.parse(readFileSync(join(folder, 'extraction/ground-truth.json'), 'utf8')));
  return Object.entries(truth).map(([id, { articleBody, url }]) => ({
    url,
    body: articleBody,
    html: gunzipSync(readFileSync(join(folder, `extraction/pages/${id}.html.gz`))).toString(),
  }));
}

/** News pages of fundus' test data with bodies and dates. */
export function readNewsPages(folder: string): NewsPage[] {
  const lines = gunzipSync(readFileSync(join(folder, 'extraction/news-pages.jsonl.gz')))
    .toString()
    .trim()
    .split('\n');
  return lines.map((line) => {
    const { id, url, html, body, date } = newsSchema.parse(JSON.parse(line));
    return { id, url, html, body, instants: instantsOf(date.replace(' ', 'T')) };
  });
}

/** Feeds of feedparser's tests; a comment at their head names the address and type that they were served with. */
export function readFeedCases(folder: string): FeedCase[] {
  const cases = feedSchema.parse(JSON.parse(readFileSync(join(folder, 'feeds/cases.json'), 'utf8')));
  return cases.map(({ file, checks }) => {
    const body = readFileSync(join(folder, 'feeds/files', file));
    const head = body.subarray(0, 1_500).toString('latin1');
    const url = /Content-Location:\s*(\S+)/.exec(head)?.[1] ?? 'http://127.0.0.1:8097/feed.xml';
    return { file, checks, body, url, contentType: /Content-type:\s*(.+)/i.exec(head)?.[1] ?? '' };
  });
}

/** Cases of Google's robots.txt parser. */
export function readRobotsCases(folder: string): RobotsCase[] {
  return robotsSchema.parse(JSON.parse(readFileSync(join(folder, 'robots/cases.json'), 'utf8')));
}

function instantsOf(iso: string): number[] {
  if (/[+-]\d\d:\d\d$/.test(iso)) return [Date.parse(iso)];
  return ZONE_HOURS.map((hours) => Date.parse(`${iso}Z`) - hours * HOUR_MS);
}
