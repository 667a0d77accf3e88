import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { crawlFeed, crawlPage } from '../../bench/crawl-pages.ts';

/** Sites of the crawl of eight, in a process of their own, so that what they hold is not taken for the crawler's memory. Tells its ports by name. */
const PAGES = Number(process.argv[2] ?? 20);
const BLOCK = Buffer.alloc(1_000_000, 'x');
/** Decompressed; half a megabyte on the wire. */
const BOMB_BLOCKS = 646;
const GIGABYTE_BLOCKS = 1_000;

const pages = Array.from({ length: PAGES }, (_, number) => crawlPage(number));
const bomb = await bombBytes();

const healthy: RequestListener = (request, response) => {
  const path = request.url ?? '';
  if (path === '/rss') return void feed(response).end(crawlFeed(`http://${request.headers.host ?? ''}`, PAGES));
  const page = pages[Number(/^\/a\/(\d+)$/.exec(path)?.[1] ?? -1)];
  return void response.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(page);
};

const SITES: Readonly<Record<string, RequestListener>> = {
  healthy1: healthy,
  healthy2: healthy,
  healthy3: healthy,
  slow: robotsFree((_, response) => {
    const drip = setInterval(() => response.write('<!-- -->'), 200);
    response.once('close', () => clearInterval(drip));
  }),
  looping: robotsFree((request, response) => {
    response.writeHead(302, { location: `${request.url ?? ''}x` }).end();
  }),
  gigabyte: robotsFree((_, response) => {
    // The crawler hangs up early, which is no fault here.
    pipeline(Readable.from(blocks(GIGABYTE_BLOCKS)), feed(response), () => {});
  }),
  bomb: robotsFree((_, response) => void feed(response, { 'content-encoding': 'gzip' }).end(bomb)),
};

const ports: Record<string, number> = {};
for (const [name, listener] of Object.entries(SITES)) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ports[name] = (server.address() as AddressInfo).port; // a TCP server that listens has an AddressInfo
}
process.send?.(ports);
process.once('disconnect', () => process.exit());

function robotsFree(listener: RequestListener): RequestListener {
  return (request, response) => (request.url === '/robots.txt' ? void response.writeHead(404).end() : listener(request, response));
}

function feed(response: ServerResponse, headers: Readonly<Record<string, string>> = {}): ServerResponse {
  return response.writeHead(200, { 'content-type': 'application/rss+xml', ...headers });
}

function* blocks(count: number): Generator<Buffer> {
  for (let sent = 0; sent < count; sent += 1) yield BLOCK;
}

async function bombBytes(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of Readable.from(blocks(BOMB_BLOCKS)).pipe(createGzip())) chunks.push(chunk as Buffer); // no encoding is set
  return Buffer.concat(chunks);
}
