import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { errorViewSchema } from '../domain/views.ts';

/** The server, with requests and answers typed by their zod schemas. */
export type ApiApp = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;

/** What every route may answer besides its own success. */
export const FAULTS = { '4xx': errorViewSchema, '5xx': errorViewSchema } as const;
