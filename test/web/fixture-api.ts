import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import * as views from './fixture-views.ts';

/** The policy that the real server sends; the walk fails on any violation. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export type Mood = 'full' | 'empty' | 'quiet' | 'broken';

export interface FixtureServer {
  readonly origin: string;
  /** Changes what the API answers from now on. */
  mood: Mood;
  close(): Promise<void>;
}

/** Serves `webDir` like the real server does, and made-up answers under /api. */
export async function serveFixtures(webDir: string): Promise<FixtureServer> {
  const state = { mood: 'full' as Mood };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://fixture');
    if (url.pathname.startsWith('/api/')) answerApi(state.mood, url, response);
    else serveFile(webDir, url.pathname, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    origin: `http://127.0.0.1:${port}`,
    get mood() {
      return state.mood;
    },
    set mood(mood) {
      state.mood = mood;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerApi(mood: Mood, url: URL, response: ServerResponse): void {
  const [status, body] = mood === 'broken' ? [500, fault('INTERNAL')] : answerOf(mood, url);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

const fault = (code: string) => ({ error: { code, message: 'in English, never shown' } });

function answerOf(mood: Mood, { pathname, searchParams }: URL): [number, unknown] {
  const [, , kind, id, part] = pathname.split('/');
  if (kind === 'overview')
    return [200, { full: views.overview, empty: views.emptyOverview, quiet: views.quietOverview, broken: null }[mood]];
  if (kind === 'phrases') return [200, { full: views.phrases, empty: views.noPhrases, quiet: views.noPhrases, broken: null }[mood]];
  if (kind === 'catalogue') return [200, views.catalogue];
  if (kind === 'sources') return [200, views.sources];
  if (kind === 'stories' && id === undefined) return [200, { stories: mood === 'full' ? views.stories : [] }];
  if (kind === 'stories') return id === 's-camera' ? [200, views.storyPage] : [404, fault('NOT_FOUND')];
  if (kind === 'items' && id === undefined) return [200, views.searchView(searchParams)];
  if (kind === 'items' && part === 'explanation') return [200, views.explanationOf(id)];
  const item = views.items.find((one) => one.id === id);
  return item ? [200, item] : [404, fault('NOT_FOUND')];
}

/** Files of the build; every other path gets the page, as the router in it decides what to show. */
function serveFile(webDir: string, path: string, request: IncomingMessage, response: ServerResponse): void {
  const asked = join(webDir, normalize(decodeURIComponent(path)));
  const file = asked.startsWith(webDir) && extname(asked) !== '' && existsSync(asked) ? asked : join(webDir, 'index.html');
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': POLICY,
    'cache-control': file.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  if (request.method === 'HEAD') response.end();
  else createReadStream(file).pipe(response);
}
