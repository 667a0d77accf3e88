import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/**
 * Gives every complete answer a fingerprint and answers 304 when the browser has it already. Figures change with every saved item, so
 * browsers must ask each time; most times they then carry no body. Files bring their own tags.
 */
export function sendEtags(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload: unknown, done) => {
    if (typeof payload !== 'string' || reply.statusCode !== 200 || reply.hasHeader('etag')) return done(null, payload);
    const tag = `"${createHash('sha256').update(payload).digest('base64url').slice(0, 27)}"`;
    reply.header('etag', tag);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache');
    const known = (request.headers['if-none-match'] ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
    if (!known.includes(tag) && !known.includes('*')) return done(null, payload);
    reply.code(304).removeHeader('content-length');
    return done(null, '');
  });
}
