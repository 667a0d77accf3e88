import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/**
 * What the proxy does with requests: hand them on; break the connection; take them and never answer, not even later; answer with a
 * status of its own; hand them on but break the connection instead of answering, so that the caller cannot know that it was done.
 */
export type ProxyMode = 'pass' | 'refuse' | 'hang' | 'answer-429' | 'answer-503' | 'swallow-answers';

export interface FaultProxy {
  readonly url: string;
  /** Requests and connections that have met a fault so far. */
  readonly met: () => number;
  set(mode: ProxyMode): void;
  close(): Promise<void>;
}

/** An HTTP proxy on a free port of loopback before the service at `target`, in mode `pass`. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  let mode: ProxyMode = 'pass';
  let met = 0;
  const sockets = new Set<Socket>();
  const server: Server = createServer((incoming, outgoing) => {
    if (mode !== 'pass') met += 1;
    if (mode === 'refuse') incoming.socket.destroy();
    else if (mode === 'answer-429' || mode === 'answer-503') answer(outgoing, mode === 'answer-429' ? 429 : 503);
    else if (mode === 'hang') incoming.resume();
    else handOn(incoming, outgoing, { target, isSwallowed: mode === 'swallow-answers' });
  });
  server.on('connection', (socket) => {
    if (mode === 'refuse') {
      met += 1;
      socket.destroy();
    }
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has an address of this kind
  return {
    url: `http://127.0.0.1:${port}`,
    met: () => met,
    set(next) {
      mode = next;
      if (mode === 'refuse') for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(outgoing: ServerResponse, status: number): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' });
  outgoing.end(JSON.stringify({ status, error: { type: 'circuit_breaking_exception', reason: 'for a while' } }));
}

function handOn(incoming: IncomingMessage, outgoing: ServerResponse, to: { target: string; isSwallowed: boolean }): void {
  const { method, url, headers } = incoming;
  const onward = request(new URL(url ?? '/', to.target), { method, headers }, (response) => {
    if (to.isSwallowed) {
      response.resume();
      response.on('end', () => incoming.socket.destroy());
      return;
    }
    outgoing.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(outgoing);
  });
  onward.on('error', () => incoming.socket.destroy());
  incoming.pipe(onward);
}
