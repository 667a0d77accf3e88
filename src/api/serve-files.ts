import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { DuLuanError } from '../domain/errors.ts';
import type { Log } from '../domain/log.ts';
import type { ApiApp } from './api-app.ts';
import { replyWith } from './error-replies.ts';

/** Names of built files hold a hash of their content, so they never change; seconds. */
const A_YEAR = 31_536_000;

/**
 * Serves the built dashboard. Its pages are addresses within one document, so an unknown address gets that document; what is unknown
 * under /api, or looks like a built file, is NOT_FOUND. Without a folder everything unknown is.
 */
export async function serveFiles(app: ApiApp, webDir: string | null, log: Log): Promise<void> {
  const document = webDir === null ? null : await readFile(join(webDir, 'index.html'), 'utf8');
  if (webDir !== null) {
    await app.register(fastifyStatic, {
      root: webDir,
      // A route per file that is there now: no path of a request ever reaches the disk, and folders are unknown addresses.
      wildcard: false,
      dotfiles: 'ignore',
      index: false,
      // Set below: the document must be asked for each time, built files never.
      cacheControl: false,
      setHeaders: (reply, path) => {
        const isBuilt = path.includes('/assets/');
        reply.header('cache-control', isBuilt ? `public, max-age=${A_YEAR}, immutable` : 'private, no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !/^\/(api|assets|ban-tin)(\/|$)/.test(path);
    if (document !== null && isPage) return reply.code(200).type('text/html; charset=utf-8').send(document);
    const error = new DuLuanError('NOT_FOUND', { what: 'such address' });
    return replyWith(error, { error, request, reply, log });
  });
}
