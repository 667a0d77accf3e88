import { DuLuanError } from '../../domain/errors.ts';
import type { CommentFields } from '../../domain/source.ts';
import { htmlToText } from '../extract/block-text.ts';
import { parseDate } from '../extract/parse-date.ts';
import { dropMentions } from './drop-mentions.ts';

export interface CommentThreads {
  threads: { id: string; url: string; title: string }[];
  /** Address or number of the next page as the endpoint writes it; null at the end. */
  next: string | null;
}

/** A comment as it is kept: what was said and when, never by whom. */
export interface Comment {
  id: string;
  /** Plain text, blocks separated by `\n`. */
  text: string;
  /** UTC milliseconds; null when no time is given that can be understood. */
  publishedAt: number | null;
}

export interface CommentPage {
  comments: Comment[];
  next: string | null;
}

/** Seconds since 1970 have 9 or 10 digits, milliseconds 12 or 13, for every time between 1973 and 2286. */
const SECONDS = /^\d{9,10}(?:\.\d+)?$/;
const MILLISECONDS = /^\d{12,13}$/;
const DOT_NET = /^\/Date\((\d{12,13})(?:[+-]\d{4})?\)\/$/;

/** Reads a list of threads. An entry without id or address is passed over. Throws FEED_BROKEN with the path that leads to no list. */
export function parseThreads(json: unknown, fields: CommentFields, url: string): CommentThreads {
  const threads = listAt(json, fields.threads, url).flatMap((entry) => {
    const id = asText(valueAt(entry, fields.threadId));
    const written = asText(valueAt(entry, fields.threadUrl));
    const address = written === '' ? null : URL.parse(written, url);
    if (id === '' || !address || !/^https?:$/.test(address.protocol)) return [];
    return [{ id, url: address.href, title: htmlToText(asText(valueAt(entry, fields.threadTitle))).replaceAll('\n', ' ') }];
  });
  return { threads, next: nextOf(json, fields) };
}

/**
 * Reads one page of comments; "4 giờ trước" counts from `now` and is null without it. Only the configured paths are looked at, so no field of a person is ever read; an entry without id or text is
 * passed over. Throws FEED_BROKEN with the path that leads to no list, or that no entry has.
 */
export function parseComments(json: unknown, fields: CommentFields, url: string, now?: number): CommentPage {
  const entries = listAt(json, fields.comments, url);
  const comments = entries.flatMap((entry): Comment[] => {
    const id = asText(valueAt(entry, fields.commentId));
    const text = commentText(asText(valueAt(entry, fields.text)));
    return id === '' || text === '' ? [] : [{ id, text, publishedAt: timeOf(valueAt(entry, fields.time), now) }];
  });
  for (const path of [fields.commentId, fields.text]) {
    if (entries.length > 0 && entries.every((entry) => valueAt(entry, path) === undefined))
      throw broken(url, `${fields.comments}[].${path}`);
  }
  return { comments, next: nextOf(json, fields) };
}

/** The value at a dotted path; `''` means the value itself. undefined when a step is missing. Only own properties are followed. */
function valueAt(value: unknown, path: string): unknown {
  let current = value;
  for (const step of path === '' ? [] : path.split('.')) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string, unknown>)[step]; // It is an object that owns the key.
  }
  return current;
}

function listAt(json: unknown, path: string, url: string): unknown[] {
  const list = valueAt(json, path);
  if (!Array.isArray(list)) throw broken(url, path);
  return list;
}

function broken(url: string, path: string): DuLuanError {
  return new DuLuanError('FEED_BROKEN', { url, detail: `there is nothing to read at \`${path}\`` });
}

/** Text of a string or number; empty for anything else. */
function asText(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' ? value.trim() : '';
}

function commentText(html: string): string {
  return htmlToText(html).split('\n').map(dropMentions).filter(Boolean).join('\n');
}

function timeOf(value: unknown, now: number | undefined): number | null {
  const text = asText(value);
  if (SECONDS.test(text)) return Math.round(Number(text) * 1000);
  if (MILLISECONDS.test(text)) return Number(text);
  const wrapped = DOT_NET.exec(text)?.[1];
  return wrapped === undefined ? parseDate(text, now === undefined ? {} : { now }) : Number(wrapped);
}

function nextOf(json: unknown, fields: CommentFields): string | null {
  return fields.next === '' ? null : asText(valueAt(json, fields.next)) || null;
}
