import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A real server on 127.0.0.1 that remembers what it was asked for. */
export interface Site {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  /** `127.0.0.1:port` */
  readonly host: string;
  /** Paths asked for, in order. */
  readonly asked: string[];
  /** Headers of the last request. */
  lastHeaders: IncomingMessage['headers'];
  close(): Promise<void>;
}

/** Serves with `listener`; `routes` instead maps paths to bodies or handlers and answers 404 to the rest. */
export async function serve(routes: Record<string, string | RequestListener> | RequestListener): Promise<Site> {
  const site = { origin: '', host: '', asked: [] as string[], lastHeaders: {}, close: async () => {} };
  const server = createServer((request, response) => {
    site.asked.push(request.url ?? '');
    site.lastHeaders = request.headers;
    if (typeof routes === 'function') return routes(request, response);
    const answer = routes[request.url ?? ''] ?? notFound;
    if (typeof answer === 'function') return answer(request, response);
    return void response.setHeader('content-type', typeOf(answer)).end(answer.replaceAll('ORIGIN', site.origin));
  });
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo; // a TCP server that listens has an AddressInfo
  site.host = `127.0.0.1:${port}`;
  site.origin = `http://${site.host}`;
  site.close = async () => {
    server.closeAllConnections();
    await new Promise<void>((done) => void server.close(() => done()));
  };
  return site;
}

function notFound(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(404).end();
}

function typeOf(body: string): string {
  if (body.startsWith('<?xml')) return 'application/xml';
  return /^[[{]/.test(body) ? 'application/json' : 'text/html; charset=utf-8';
}
