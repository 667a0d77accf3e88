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

/** Called once when all connections together have brought back more than `mostBytes`; they are cut then and no further one is opened. */
interface Limit {
  readonly mostBytes: number;
  readonly onExceeded: () => void;
}

/** What one proxy works with. */
interface Deps {
  readonly egress: Egress;
  /** Counts what has come back from outside. */
  readonly meter: Meter;
}

interface Meter {
  readonly isExceeded: () => boolean;
  /** Counts what `stream`, which is flowing already, brings from `upstream`. */
  count(stream: Readable, upstream: Socket): void;
}

/** Headers that are meant for the proxy itself (RFC 9110, 7.6.1). */
const HOP_BY_HOP = ['proxy-connection', 'proxy-authorization', 'connection', 'keep-alive', 'te', 'upgrade'];

export async function openBrowserProxy(egress: Egress, limit: Limit): Promise<BrowserProxy> {
  const deps: Deps = { egress, meter: createMeter(limit) };
  const server = createServer((incoming, outgoing) => {
    passOn(incoming, outgoing, deps).catch(() => refuse(outgoing));
  });
  server.on('connect', (incoming: IncomingMessage, client: Duplex, head: Buffer) => {
    tunnel({ authority: incoming.url ?? '', client, head }, deps).catch(() => client.destroy());
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
async function passOn(incoming: IncomingMessage, outgoing: ServerResponse, deps: Deps): Promise<void> {
  const url = URL.parse(incoming.url ?? '');
  if (!url || url.protocol !== 'http:' || deps.meter.isExceeded()) return refuse(outgoing);
  const upstream = await deps.egress.connect(url.hostname, Number(url.port) || 80);
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
    deps.meter.count(answer, upstream);
  });
  outgoing.on('close', () => upstream.destroy());
  incoming.pipe(onward);
}

/** https and WebSockets: `host:port`, then bytes that are not ours to read. */
async function tunnel(
  { authority, client, head }: { readonly authority: string; readonly client: Duplex; readonly head: Buffer },
  deps: Deps,
): Promise<void> {
  client.on('error', () => client.destroy());
  const url = URL.parse(`http://${authority}`);
  if (!url || deps.meter.isExceeded()) return void client.destroy();
  const upstream = await deps.egress.connect(url.hostname, Number(url.port) || 80);
  upstream.on('error', () => client.destroy());
  upstream.on('close', () => client.destroy());
  client.on('close', () => upstream.destroy());
  client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  if (head.length > 0) upstream.write(head);
  upstream.pipe(client);
  deps.meter.count(upstream, upstream);
  client.pipe(upstream);
}

function createMeter({ mostBytes, onExceeded }: Limit): Meter {
  const open = new Set<Socket>();
  let bytes = 0;
  return {
    isExceeded: () => bytes > mostBytes,
    count(stream, upstream) {
      open.add(upstream);
      upstream.once('close', () => open.delete(upstream));
      stream.on('data', (chunk: Buffer) => {
        const wasExceeded = bytes > mostBytes;
        bytes += chunk.length;
        if (wasExceeded || bytes <= mostBytes) return;
        for (const socket of open) socket.destroy();
        onExceeded();
      });
    },
  };
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
