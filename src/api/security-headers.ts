import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';

/**
 * The dashboard loads scripts, fonts and data from this server only. Styles may stand in the page: the component library sets its theme
 * in a style element and charts place their labels with style attributes; neither can run code.
 */
const DASHBOARD_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers that are no page run and load nothing, whatever a browser takes them for. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

const HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'x-robots-tag': 'noindex',
};

/** Policy of a page that is one document with one known style and nothing else. */
export function policyOfStyle(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

/** Sets the headers on every answer, errors included. A route may set a narrower policy of its own. */
export function setSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    secure(reply);
    done(null, payload);
  });
}

/** The same for an answer that is given before any hook runs. */
export function secure(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(HEADERS)) reply.header(name, value);
  if (reply.hasHeader('content-security-policy')) return;
  const isPage = String(reply.getHeader('content-type') ?? '').startsWith('text/html');
  reply.header('content-security-policy', isPage ? DASHBOARD_POLICY : DATA_POLICY);
}
