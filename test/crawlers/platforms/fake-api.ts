import { createHash } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';

/** What a platform of the tests answers to one request. */
export interface ApiReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface ApiCall {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

/** JSON over HTTP as Google and Meta send it: an ETag of the body, and 304 for whoever has it. robots.txt shuts everybody out, as theirs do. */
export function apiListener(answer: (call: ApiCall) => ApiReply, sent: string[] = []): RequestListener {
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://api');
    if (url.pathname === '/robots.txt') return void response.end('User-agent: *\nDisallow: /');
    const { status = 200, headers = {}, body } = answer({ path: url.pathname, query: url.searchParams, headers: request.headers });
    const text = JSON.stringify(body);
    sent.push(text);
    const etag = `"${createHash('sha1').update(text).digest('base64url')}"`;
    if (status === 200 && request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    return void response
      .writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...(status === 200 ? { etag } : {}), ...headers })
      .end(text);
  };
}

/** `fields` of a Google API: `a,b(c,d),e/f` leaves exactly these properties. */
export function googleFields(value: unknown, fields: string): unknown {
  if (Array.isArray(value)) return value.map((each) => googleFields(each, fields));
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [name, inner] of splitFields(fields)) {
    const own = (value as Record<string, unknown>)[name]; // It is an object.
    if (own !== undefined) kept[name] = inner === '' ? own : googleFields(own, inner);
  }
  return kept;
}

/** Name and what is wanted below it, for each field on the top level. */
function splitFields(fields: string): [string, string][] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of fields) {
    depth += char === '(' || char === '{' ? 1 : char === ')' || char === '}' ? -1 : 0;
    if (char === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  parts.push(part);
  return parts.map((each) => {
    const [, name = '', below = ''] = /^(\w+)(?:[/]|[({])?(.*?)[)}]?$/.exec(each) ?? [];
    // `a/b(c)` loses one bracket too many.
    const open = below.split('(').length - below.split(')').length;
    return [name, below + ')'.repeat(Math.max(0, open))];
  });
}

/** `fields` of the Graph API: `a,b{c,d},e.limit(0).summary(f)`; objects that are not asked for come without anything. */
export function graphFields(value: unknown, fields: string): unknown {
  if (Array.isArray(value)) return value.map((each) => graphFields(each, fields));
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [name, inner] of splitFields(fields)) {
    const own = (value as Record<string, unknown>)[name]; // It is an object.
    if (own !== undefined) kept[name] = new RegExp(`${name}\\{`).test(fields) ? graphFields(own, inner) : own;
  }
  return kept;
}
