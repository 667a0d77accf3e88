import ipaddr from 'ipaddr.js';

/** What an address may name, decided without asking DNS. `address` is the literal IP of the host, null for a name. */
export type Inspection =
  | { readonly allowed: true; readonly exempt: boolean; readonly hostname: string; readonly port: number; readonly address: string | null }
  | { readonly allowed: false; readonly reason: string };

/** Where web sites answer. Everything else (6379, 9200, 25 …) is a service that was never meant to be fetched. */
const PORTS: ReadonlySet<number> = new Set([80, 443, 8080, 8443]);

/**
 * Endings that name machines of a private network: RFC 6761, 6762 (.local), 8375 (home.arpa), the reserved .internal, and what routers
 * and Kubernetes hand out. A public resolver has nothing to say about them, a local one may.
 */
const INTERNAL_NAME = /(^|\.)(localhost|localdomain|local|internal|intranet|lan|home|corp|private|svc|arpa|onion|alt)$/;

/** Special-purpose IPv6 blocks that ipaddr.js 2.5 takes for ordinary unicast: IPv4-compatible, and discard's neighbour (RFC 9780). */
const EXTRA_IPV6 = [ipaddr.parseCIDR('::/96'), ipaddr.parseCIDR('100:0:0:1::/64')];

/** Looks public and is not: the wire server of Azure's hosts hands out credentials. */
const METADATA = new Set(['168.63.129.16']);

/** Global unicast space that is assigned so far (IANA); whatever lies outside it cannot be a web site. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

/**
 * Why an IP address may not be connected to, or null when it is public. Takes every notation that a socket or DNS answer uses;
 * text that is no IP address is refused.
 */
export function refusalOfAddress(address: string): string | null {
  if (!ipaddr.isValid(address)) return 'not an IP address';
  const parsed = ipaddr.process(address);
  if (METADATA.has(parsed.toString())) return 'cloud metadata address';
  const range = parsed.range();
  if (range !== 'unicast') return `${range} address`;
  if (parsed.kind() === 'ipv4') return null;
  if (EXTRA_IPV6.some((block) => parsed.match(block))) return 'reserved address';
  if (!parsed.match(GLOBAL_IPV6)) return 'address outside the global unicast space';
  return isIsatap(parsed) ? 'address that embeds an IPv4 address (ISATAP)' : null;
}

/**
 * Judges scheme, credentials, port and host of an address. `allow` holds exceptions as exact `host:port`; an exempt address skips the
 * rules for port and host, nothing else. A name that passes here still has to be resolved and its addresses judged.
 */
export function inspectUrl(address: string, allow: ReadonlySet<string>): Inspection {
  const url = URL.parse(address);
  if (!url) return refused('not an address');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return refused(`scheme ${url.protocol} is not fetched`);
  if (url.username || url.password) return refused('credentials in the address');
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const hostname = url.hostname;
  const bare = hostname.replace(/^\[|\]$/g, '');
  const literal = ipaddr.isValid(bare) ? bare : null;
  if (allow.has(`${hostname}:${port}`)) return { allowed: true, exempt: true, hostname, port, address: literal };
  if (!PORTS.has(port)) return refused(`port ${port} is not one of 80, 443, 8080, 8443`);
  const reason = literal === null ? refusalOfName(hostname) : refusalOfAddress(literal);
  return reason === null ? { allowed: true, exempt: false, hostname, port, address: literal } : refused(reason);
}

/** The URL parser has already folded full-width letters, percent escapes and every IPv4 notation, so plain comparison suffices. */
function refusalOfName(hostname: string): string | null {
  const name = hostname.replace(/\.$/, '');
  if (!name.includes('.')) return 'a name without a dot is internal';
  return INTERNAL_NAME.test(name) ? 'internal name' : null;
}

/** RFC 5214: interface identifier 0000:5efe or 0200:5efe, then an IPv4 address. No public web site is addressed so. */
function isIsatap(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (!(address instanceof ipaddr.IPv6)) return false;
  return address.parts[5] === 0x5efe && (address.parts[4] === 0 || address.parts[4] === 0x200);
}

function refused(reason: string): Inspection {
  return { allowed: false, reason };
}
