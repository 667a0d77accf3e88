import type { Socket } from 'node:net';
import fastify from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { DuLuanError } from '../domain/errors.ts';
import type { ApiApp } from './api-app.ts';
import type { ApiDeps } from './api-deps.ts';
import { checkHost } from './check-host.ts';
import { describeApi } from './describe-api.ts';
import { errorBody, replyToErrors, replyWith, toKnown } from './error-replies.ts';
import { createNames } from './names.ts';
import { addCatalogueRoute } from './routes/catalogue.ts';
import { addDigestRoutes } from './routes/digest.ts';
import { addDriftRoute } from './routes/drift.ts';
import { addHealthRoute } from './routes/health.ts';
import { addItemRoutes } from './routes/items.ts';
import { addMetrics } from './routes/metrics.ts';
import { addOverviewRoute } from './routes/overview.ts';
import { addPhraseRoute } from './routes/phrases.ts';
import { addSourceRoute } from './routes/sources.ts';
import { addStoryRoutes } from './routes/stories.ts';
import { secure, setSecurityHeaders } from './security-headers.ts';
import { sendEtags } from './send-etags.ts';
import { serveFiles } from './serve-files.ts';

/** A request is a line and some headers; who needs longer to send it only holds a connection. Fastify's default is to wait forever. */
const REQUEST_TIMEOUT_MS = 10_000;
/** Longer than any page waits; an answer that nobody reads any more is given up. */
const HANDLER_TIMEOUT_MS = 30_000;
/** Node looks for late requests only so often. */
const CHECK_TIMEOUTS_EVERY_MS = 1_000;
/** A dozen readers with six connections each, several times over; far below what files one process may open. */
const MOST_CONNECTIONS = 512;
/** Nothing is posted yet. */
const BODY_LIMIT_BYTES = 16_384;

/**
 * The server, ready to listen or to be asked with `inject`. There is no sign-in yet: listen on loopback only, unless something in front
 * asks who is there. Close it before the store. @throws when `webDir` holds no index.html
 */
export async function buildApi(deps: ApiDeps): Promise<ApiApp> {
  const app = createServer(deps);
  app.server.maxConnections = MOST_CONNECTIONS;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  replyToErrors(app, deps.log);
  checkHost(app, deps.publicHosts ?? []);
  addMetrics(app, deps);
  sendEtags(app);
  setSecurityHeaders(app);
  await describeApi(app);
  const names = createNames(deps.profile);
  addOverviewRoute(app, deps, names);
  addItemRoutes(app, deps, names);
  addStoryRoutes(app, deps, names);
  addSourceRoute(app, deps, names);
  addCatalogueRoute(app, names);
  addHealthRoute(app, deps);
  addDigestRoutes(app, deps);
  addDriftRoute(app, deps);
  addPhraseRoute(app, deps);
  await serveFiles(app, deps.webDir, deps.log);
  await app.ready();
  return app;
}

function createServer({ log }: ApiDeps): ApiApp {
  return fastify({
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { connectionsCheckingInterval: CHECK_TIMEOUTS_EVERY_MS, headersTimeout: REQUEST_TIMEOUT_MS },
    handlerTimeout: HANDLER_TIMEOUT_MS,
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: 'idle',
    // Of addresses: ids of stories and items are shorter.
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (error, request, reply) => {
      secure(reply);
      replyWith(toKnown(error), { error, request, reply, log });
    },
    clientErrorHandler: (error, socket) => refuseUnreadable(error, socket),
  }).withTypeProvider<ZodTypeProvider>();
}

const UNREADABLE_STATUS: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/** What is no HTTP, too long or too late never becomes a request; it is answered in the same shape by hand. */
function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const body = JSON.stringify(errorBody(new DuLuanError('BAD_REQUEST', { detail: 'the request cannot be read' })));
  const status = UNREADABLE_STATUS[error.code ?? ''] ?? '400 Bad Request';
  const head = [
    `HTTP/1.1 ${status}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
