import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { DuLuanError, ERRORS } from '../domain/errors.ts';
import type { Log } from '../domain/log.ts';

interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string; readonly position?: number };
}

/** Everything that goes wrong is answered in the one shape of `errorViewSchema`, unknown paths included. */
export function replyToErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error: unknown, request, reply) => replyWith(toKnown(error), { error, request, reply, log }));
}

export interface Failure {
  readonly error: unknown;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly log: Log;
}

/** Answers with a known fault. What failed on our side is logged with its route, never with the query: people type into it. */
export function replyWith(known: DuLuanError, { error, request, reply, log }: Failure): FastifyReply {
  const { status } = ERRORS[known.code];
  if (status >= 500) log.error({ err: error, method: request.method, route: request.routeOptions.url ?? null }, 'request failed');
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(errorBody(known)));
}

export function errorBody(error: DuLuanError): ErrorBody {
  const { position } = error.facts;
  return { error: { code: error.code, message: error.message, ...(typeof position === 'number' ? { position } : {}) } };
}

/** Translates whatever was thrown. What is not known by its code becomes INTERNAL, so that nothing of our inside leaks. */
export function toKnown(error: unknown): DuLuanError {
  if (error instanceof DuLuanError) return error;
  if (hasZodFastifySchemaValidationErrors(error))
    return new DuLuanError('BAD_REQUEST', { detail: describeIssues(error.validation) }, { cause: error });
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 404) return new DuLuanError('NOT_FOUND', { what: 'such address' }, { cause: error });
  if (status >= 400 && status < 500) return new DuLuanError('BAD_REQUEST', { detail: 'the request cannot be read' }, { cause: error });
  return new DuLuanError('INTERNAL', {}, { cause: error });
}

interface Issue {
  readonly instancePath?: string;
  readonly message?: string;
}

/** `from: must be a day such as 2026-08-17; limit: …`. Values are not repeated: they may be long or hostile. */
function describeIssues(issues: readonly Issue[]): string {
  const all = issues.map(({ instancePath = '', message = 'is wrong' }) => {
    const field = instancePath.split('/')[1] ?? '';
    return field === '' ? message : `${field}: ${message}`;
  });
  return [...new Set(all)].slice(0, 10).join('; ').slice(0, 600);
}
