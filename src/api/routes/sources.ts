import { z } from 'zod';
import { sourcesViewSchema } from '../../domain/views.ts';
import { FAULTS, type ApiApp } from '../api-app.ts';
import type { ApiDeps } from '../api-deps.ts';
import { buildSources } from '../build-sources.ts';
import type { Names } from '../names.ts';

export function addSourceRoute(app: ApiApp, deps: ApiDeps, names: Names): void {
  app.get(
    '/api/sources',
    { schema: { summary: 'How every source does', querystring: z.strictObject({}), response: { 200: sourcesViewSchema, ...FAULTS } } },
    () => buildSources(deps, names),
  );
}
