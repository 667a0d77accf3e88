import { lookup as lookupAddresses } from 'node:dns/promises';
import { connect as openSocket, isIPv6, type LookupFunction, type Socket } from 'node:net';
import { callbackify } from 'node:util';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { DuLuanError } from '../../domain/errors.ts';
import { inspectUrl, refusalOfAddress, type Inspection } from './egress-rules.ts';

export type EgressVerdict =
  | { readonly allowed: true; readonly addresses: readonly string[] }
  | { readonly allowed: false; readonly reason: string };

/** All addresses of a name. Rejects when the name cannot be resolved. */
export type Lookup = (hostname: string) => Promise<readonly string[]>;

/**
 * The only way out of the crawler: pages, robots.txt and the browser all pass here. A name is resolved once per connection, every address
 * it has must be public, and the connection goes to exactly these addresses, so an answer that changes between the check and the
 * connection (DNS rebinding) changes nothing. The address of the connected peer is compared once more.
 */
export interface Egress {
  /** Judges scheme, port and host without DNS. */
  inspect(url: string): Inspection;
  /** As a fetch would judge it, DNS included. A name that cannot be resolved is allowed with no addresses: it harms nobody. */
  check(url: string): Promise<EgressVerdict>;
  /** For undici. A refused connection rejects with EGRESS_REFUSED. */
  readonly dispatcher: Dispatcher;
  /** A plain connection, for the browser's proxy. `host` as in a URL, an IPv6 literal in brackets. Rejects with EGRESS_REFUSED. */
  connect(host: string, port: number): Promise<Socket>;
  close(): Promise<void>;
}

/** A public host answers the handshake within a second; 10 s leaves room for a satellite link and one lost packet. */
const CONNECT_TIMEOUT_MS = 10_000;

/** `allow`: exceptions as exact `host:port`, such as `127.0.0.1:4781`; from configuration, never from a source. */
export function createEgress(options: { readonly allow: readonly string[]; readonly lookup?: Lookup }): Egress {
  const allow = new Set(options.allow.map((entry) => entry.toLowerCase()));
  const resolve = options.lookup ?? systemLookup;
  const inspect = (url: string): Inspection => inspectUrl(url, allow);
  const dispatcher = new Agent({
    connect: guardedConnector(inspect, guardedLookup(resolve)),
    // HTTP/2 buys nothing at one or two requests per host and widens what a hostile server can do.
    allowH2: false,
    // Retries and redirects are ours, and each of them is checked anew.
    pipelining: 1,
  });
  return {
    inspect,
    check: (url) => check(url, inspect, resolve),
    dispatcher,
    connect: (host, port) => connect({ host, port }, inspect, resolve),
    close: () => dispatcher.destroy(),
  };
}

async function check(url: string, inspect: (url: string) => Inspection, resolve: Lookup): Promise<EgressVerdict> {
  const inspection = inspect(url);
  if (!inspection.allowed) return inspection;
  if (inspection.address !== null) return { allowed: true, addresses: [inspection.address] };
  const addresses = await resolve(inspection.hostname).catch((): string[] => []);
  const reason = inspection.exempt ? null : refusalAmong(addresses);
  return reason === null ? { allowed: true, addresses } : { allowed: false, reason };
}

/** One private address among public ones is enough: which of them gets connected to is chance. */
function refusalAmong(addresses: readonly string[]): string | null {
  for (const address of addresses) {
    const reason = refusalOfAddress(address);
    if (reason !== null) return `the name leads to a ${reason}`;
  }
  return null;
}

/** Resolves and judges in one step; what it hands to the socket is what was judged. */
function guardedLookup(resolve: Lookup): LookupFunction {
  const judged = async (hostname: string): Promise<readonly string[]> => {
    const addresses = await resolve(hostname);
    const reason = addresses.length === 0 ? 'the name has no address' : refusalAmong(addresses);
    if (reason !== null) throw refusal(hostname, reason);
    return addresses;
  };
  const withCallback = callbackify(judged);
  return (hostname, options, callback) =>
    withCallback(hostname, (err: NodeJS.ErrnoException | null, addresses) => {
      if (err) return callback(err, '', 0);
      if (options.all) return callback(null, addresses.map(withFamily));
      const first = withFamily(addresses[0] ?? '');
      return callback(null, first.address, first.family);
    });
}

/** `connect.lookup` is not asked about IP literals, hence the inspection before; the peer is judged after connecting. */
function guardedConnector(inspect: (url: string) => Inspection, lookup: LookupFunction): buildConnector.connector {
  const guarded = buildConnector({ lookup, allowH2: false, timeout: CONNECT_TIMEOUT_MS });
  const exempt = buildConnector({ allowH2: false, timeout: CONNECT_TIMEOUT_MS });
  return (target, callback) => {
    const host = target.hostname.includes(':') && !target.hostname.startsWith('[') ? `[${target.hostname}]` : target.hostname;
    const url = `${target.protocol}//${host}${target.port ? `:${target.port}` : ''}`;
    const inspection = inspect(url);
    if (!inspection.allowed) return callback(refusal(url, inspection.reason), null);
    if (inspection.exempt) return exempt(target, callback);
    return guarded(target, (err, socket) => {
      if (err) return callback(err, null);
      const reason = refusalOfAddress(socket.remoteAddress ?? '');
      if (reason === null) return callback(null, socket);
      socket.destroy();
      return callback(refusal(url, `connected to a ${reason}`), null);
    });
  };
}

async function connect(
  target: { readonly host: string; readonly port: number },
  inspect: (url: string) => Inspection,
  resolve: Lookup,
): Promise<Socket> {
  const url = `http://${target.host}:${target.port}`;
  const inspection = inspect(url);
  if (!inspection.allowed) throw refusal(url, inspection.reason);
  const addresses = inspection.address === null ? await resolve(inspection.hostname) : [inspection.address];
  const reason = inspection.exempt ? null : refusalAmong(addresses);
  if (reason !== null) throw refusal(url, reason);
  const socket = await opened(addresses, inspection.port);
  const peer = inspection.exempt ? null : refusalOfAddress(socket.remoteAddress ?? '');
  if (peer === null) return socket;
  socket.destroy();
  throw refusal(url, `connected to a ${peer}`);
}

/** Connects to the first of the given addresses that answers; the host name is not resolved again. */
function opened(addresses: readonly string[], port: number): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const [first = '', ...rest] = addresses;
  const socket = openSocket({
    port,
    host: rest.length === 0 ? first : 'pinned.invalid',
    lookup: (_, options, callback) =>
      options.all ? callback(null, addresses.map(withFamily)) : callback(null, first, isIPv6(first) ? 6 : 4),
  });
  socket.setTimeout(CONNECT_TIMEOUT_MS, () => socket.destroy(new Error('the connection was not answered in time')));
  socket.once('error', reject);
  socket.once('connect', () => {
    socket.off('error', reject);
    socket.setTimeout(0);
    resolve(socket);
  });
  return promise;
}

function withFamily(address: string): { address: string; family: 4 | 6 } {
  return { address, family: isIPv6(address) ? 6 : 4 };
}

function refusal(url: string, reason: string): DuLuanError {
  return new DuLuanError('EGRESS_REFUSED', { url, reason });
}

async function systemLookup(hostname: string): Promise<readonly string[]> {
  const found = await lookupAddresses(hostname, { all: true });
  return found.map((entry) => entry.address);
}
