import type { FastifyInstance } from 'fastify';
import { DuLuanError } from '../domain/errors.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Refuses requests that name a host other than loopback or a configured one with HOST_REFUSED. There is no sign-in, so without this any
 * web site could have its own name resolve to 127.0.0.1 and read everything through a visitor's browser (DNS rebinding).
 */
export function checkHost(app: FastifyInstance, publicHosts: readonly string[]): void {
  const allowed = new Set([...LOOPBACK, ...publicHosts.map((host) => host.toLowerCase())]);
  app.addHook('onRequest', (request, _reply, done) => {
    const host = hostName(request.headers.host ?? '');
    done(allowed.has(host) ? undefined : new DuLuanError('HOST_REFUSED', { host: host.slice(0, 100) || '(none)' }));
  });
}

/** `[::1]` of `[::1]:8723`, `localhost` of `LOCALHOST.:80`. */
function hostName(header: string): string {
  return header.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
}
