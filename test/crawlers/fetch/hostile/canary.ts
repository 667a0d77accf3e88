import { createServer, type Server } from 'node:net';

/** Stands on the ports that web servers have and remembers whoever comes: what no crawler may ever reach. */
export interface Canary {
  /** First line of every connection, `(silent)` for one that said nothing. */
  readonly hits: string[];
  close(): Promise<void>;
}

/** The ports that the guard allows, so that only the address can be the reason why nobody comes. */
const PORTS = [80, 443, 8080, 8443];
const ANSWER = 'HTTP/1.1 200 OK\r\nconnection: close\r\naccess-control-allow-origin: *\r\ncontent-type: text/html\r\n\r\nCANARY';

/** On all interfaces, IPv4 and IPv6. Rejects where such ports need rights that the test does not have. */
export async function openCanary(): Promise<Canary> {
  const hits: string[] = [];
  const servers: Server[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => new Promise<void>((done) => void server.close(() => done()))));
  };
  try {
    for (const port of PORTS) servers.push(await listening(port, hits));
  } catch (err) {
    await close();
    throw err;
  }
  return { hits, close };
}

async function listening(port: number, hits: string[]): Promise<Server> {
  const server = createServer((socket) => {
    const mine = hits.push('(silent)') - 1;
    socket.on('error', () => {});
    socket.once('data', (bytes) => {
      hits[mine] = bytes.toString('latin1').split('\r\n', 1)[0] ?? '';
      socket.end(ANSWER);
    });
  });
  await new Promise<void>((ready, failed) => void server.once('error', failed).listen(port, '::', ready));
  return server;
}
