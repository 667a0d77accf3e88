import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DuLuanError } from '../domain/errors.ts';
import type { Metrics } from './create-metrics.ts';

interface Served {
  /** Where Prometheus asks. */
  readonly url: string;
  close(): Promise<void>;
}

/** A scraper sends a line and some headers; who needs longer only holds a connection. */
const REQUEST_TIMEOUT_MS = 5_000;

/**
 * Answers `GET /metrics` on a port of its own, for processes that serve no API. There is no sign-in: listen on loopback, or on a network
 * that only the monitoring can reach. `port` 0 takes a free one. @throws DuLuanError PORT_TAKEN
 */
export async function serveMetrics(metrics: Pick<Metrics, 'text' | 'contentType'>, at: { host: string; port: number }): Promise<Served> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Only GET /metrics is served here\n');
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(listenFault(cause, at.port)));
    server.listen(at.port, at.host, resolve);
  });
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  const host = at.host.includes(':') ? `[${at.host}]` : at.host;
  return {
    url: `http://${host}:${port}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listenFault(cause: Error, port: number): Error {
  const isTaken = 'code' in cause && cause.code === 'EADDRINUSE';
  return isTaken ? new DuLuanError('PORT_TAKEN', { port, variable: 'DU_LUAN_METRICS_PORT' }, { cause }) : cause;
}
