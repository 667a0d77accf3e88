import { createServer, request as forward, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex, Readable } from 'node:stream';
import type { Egress } from './egress.ts';

/**
 * Forward proxy on the loopback interface through which the browser reaches everything. Rules inside the browser miss redirects and
 * WebSockets (microsoft/playwright #3993, #37048); a proxy misses nothing.
 */
export interface BrowserProxy {
  /** `http://127.0.0.1:port`. */
  readonly address: string;
  close(): Promise<void>;
}

/** Most bytes that one connection brings back: a page's own cap is 5 MB, its scripts come over the same connection. */
const MOST_BYTES_PER_CONNECTION = 40_000_000;

/** Headers that are meant for the proxy itself (RFC 9110, 7.6.1). */
const HOP_BY_HOP = ['proxy-connection', 'proxy-authorization', 'connection', 'keep-alive', 'te', 'upgrade'];

export async function openBrowserProxy(egress: Egress): Promise<BrowserProxy> {
  const server = createServer((incoming, outgoing) => {
    passOn(incoming, outgoing, egress).catch(() => refuse(outgoing));
  });
  server.on('connect', (incoming: IncomingMessage, client: Duplex, head: Buffer) => {
    tunnel(incoming.url ?? '', client, { egress, head }).catch(() => client.destroy());
  });
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((ready, failed) => void server.once('error', failed).listen(0, '127.0.0.1', ready));
  return { address: `http://127.0.0.1:${portOf(server)}`, close: () => closed(server, open) };
}

/** Plain http: the request carries the whole address. */
async function passOn(incoming: IncomingMessage, outgoing: ServerResponse, egress: Egress): Promise<void> {
  const url = URL.parse(incoming.url ?? '');
  if (!url || url.protocol !== 'http:') return refuse(outgoing);
  const upstream = await egress.connect(url.hostname, Number(url.port) || 80);
  const headers = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
  const onward = forward({
    method: incoming.method,
    path: `${url.pathname}${url.search}`,
    headers: { ...headers, connection: 'close' },
    createConnection: () => upstream,
  });
  onward.on('error', () => refuse(outgoing));
  onward.on('response', (answer) => {
    answer.on('error', () => outgoing.destroy());
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
    bound(answer, upstream);
  });
  outgoing.on('close', () => upstream.destroy());
  incoming.pipe(onward);
}

/** https and WebSockets: `host:port`, then bytes that are not ours to read. */
async function tunnel(authority: string, client: Duplex, deps: { readonly egress: Egress; readonly head: Buffer }): Promise<void> {
  client.on('error', () => client.destroy());
  const url = URL.parse(`http://${authority}`);
  if (!url) return void client.destroy();
  const upstream = await deps.egress.connect(url.hostname, Number(url.port) || 80);
  upstream.on('error', () => client.destroy());
  upstream.on('close', () => client.destroy());
  client.on('close', () => upstream.destroy());
  client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  if (deps.head.length > 0) upstream.write(deps.head);
  upstream.pipe(client);
  bound(upstream, upstream);
  client.pipe(upstream);
}

/** Ends a connection that brings back more than anybody reads. `stream` is what is read of it, and is flowing already. */
function bound(stream: Readable, upstream: Socket): void {
  stream.on('data', () => {
    if (upstream.bytesRead > MOST_BYTES_PER_CONNECTION) upstream.destroy();
  });
}

/** Whatever the reason: the browser shows its error page, and the fetch looks up why. */
function refuse(outgoing: ServerResponse): void {
  outgoing.destroy();
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port; // a TCP server has an AddressInfo once it listens
}

async function closed(server: Server, open: ReadonlySet<Socket>): Promise<void> {
  for (const socket of open) socket.destroy();
  await new Promise<void>((done) => void server.close(() => done()));
}
