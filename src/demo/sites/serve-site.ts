import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { DuLuanError } from '../../domain/errors.ts';
import { HTML, page, type Site, type SitePage } from './site.ts';

/** What can be wrong with a server, for tests and demonstrations. */
export const BREAK_MODES = ['ok', 'stopped', 'http-500', 'empty-feed', 'broken-xml', 'captcha'] as const;
export type BreakMode = (typeof BREAK_MODES)[number];

/** One web server on loopback, already listening. Until a site is mounted it answers 503. */
export interface SiteServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** `empty` is the same site without any entry. */
  mount(site: Site, empty: Site): void;
  /**
   * Changes what the server does from the next request on. `stopped` closes the listener, so that connections are refused; every other mode opens it
   * again. The rest concern listings, but for `http-500` and `captcha`, which concern all but robots.txt.
   * @throws DuLuanError PORT_TAKEN when another program has taken the port of a stopped site.
   */
  setMode(mode: BreakMode): Promise<void>;
  /** Ends open connections too. Safe to call twice. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
/** Most sites keep robots away from their search. */
const DISALLOWED = '/tim-kiem';
const ROBOTS = `User-agent: *\nDisallow: ${DISALLOWED}\n`;
/** What PHP sites send in place of a feed when something breaks. */
const BROKEN =
  '<?xml version="1.0" encoding="UTF-8"?>\n<br />\n<b>Fatal error</b>: Uncaught Error: Call to a member function fetch() on null in /var/www/feed.php on line 41';
const CAPTCHA = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Xác minh bạn không phải là robot</title></head>
<body><h1>Vui lòng xác minh bạn là con người</h1><form action="/captcha" method="post"><div class="g-recaptcha" data-sitekey="demo"></div>
<button>Tiếp tục</button></form><p>Hệ thống phát hiện truy cập bất thường. Hoàn thành CAPTCHA để tiếp tục.</p></body></html>`;
/** Smaller bodies gain nothing. */
const LEAST_GZIP_BYTES = 1_000;

/**
 * Listens on `port` of loopback; 0 takes a free one.
 * @throws DuLuanError PORT_TAKEN.
 */
export async function serveSite(port: number): Promise<SiteServer> {
  let mounted: { site: Site; empty: Site } | null = null;
  let mode: BreakMode = 'ok';
  const handler = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.method !== 'GET' && request.method !== 'HEAD') response.writeHead(405, { allow: 'GET, HEAD' }).end();
    else if (!mounted) response.writeHead(503).end();
    else send(answer(request.url ?? '/', mounted, mode), request, response);
  };
  let server: Server | null = await listen(port, handler);
  const taken = portOf(server);
  const stop = async (): Promise<void> => {
    const stopping = server;
    server = null;
    if (stopping) await shut(stopping);
  };
  return {
    port: taken,
    origin: `http://${HOST}:${taken}`,
    mount: (site, empty) => {
      mounted = { site, empty };
    },
    async setMode(wanted) {
      if (wanted === 'stopped') await stop();
      else server ??= await listen(taken, handler);
      mode = wanted;
    },
    close: stop,
  };
}

async function listen(port: number, handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(handler);
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  server.once('error', (cause: NodeJS.ErrnoException) => {
    reject(cause.code === 'EADDRINUSE' ? new DuLuanError('PORT_TAKEN', { port, variable: 'DU_LUAN_DATA_DIR' }, { cause }) : cause);
  });
  server.listen(port, HOST, () => resolve(undefined));
  await promise;
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening server has a port');
  return address.port;
}

async function shut(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  server.close(() => resolve(undefined));
  server.closeAllConnections();
  await promise;
}

function answer(target: string, { site, empty }: { site: Site; empty: Site }, mode: BreakMode): SitePage {
  const url = URL.parse(target, `http://${HOST}`);
  if (!url) return { ...page(HTML, '<h1>400</h1>'), status: 400 };
  if (url.pathname === '/robots.txt') return page('text/plain; charset=utf-8', ROBOTS);
  if (mode === 'http-500') return { ...page(HTML, '<h1>500 Internal Server Error</h1>'), status: 500 };
  if (mode === 'captcha') return page(HTML, CAPTCHA);
  if (url.pathname === DISALLOWED) return page(HTML, '<!doctype html><title>Tìm kiếm</title><h1>Kết quả tìm kiếm</h1>');
  if (mode === 'broken-xml' && site.isListing(url)) return page('text/xml; charset=utf-8', BROKEN);
  const found = mode === 'empty-feed' && site.isListing(url) ? empty.answer(url) : site.answer(url);
  return found ?? { ...page(HTML, '<!doctype html><title>404</title><h1>Không tìm thấy trang</h1>'), status: 404 };
}

/** Validators, compression and conditional requests, as web servers add them to every page. */
function send(served: SitePage, request: IncomingMessage, response: ServerResponse): void {
  const body = Buffer.from(served.body);
  const headers: Record<string, string> = { 'content-type': served.type, vary: 'Accept-Encoding' };
  if (served.status === 200) {
    headers['etag'] = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    if (served.modifiedAt !== null) headers['last-modified'] = new Date(served.modifiedAt).toUTCString();
    if (isFresh(request, headers)) {
      response.writeHead(304, headers).end();
      return;
    }
  }
  const zipped = body.length >= LEAST_GZIP_BYTES && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  if (zipped) headers['content-encoding'] = 'gzip';
  const sent = zipped ? gzipSync(body) : body;
  response.writeHead(served.status, { ...headers, 'content-length': sent.length }).end(request.method === 'HEAD' ? undefined : sent);
}

/** If-Modified-Since counts only without If-None-Match (RFC 9110, 13.1.3). */
function isFresh(request: IncomingMessage, headers: Readonly<Record<string, string>>): boolean {
  const known = request.headers['if-none-match'];
  if (known !== undefined) return known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === headers['etag']);
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  const modified = Date.parse(headers['last-modified'] ?? '');
  return modified <= since;
}
