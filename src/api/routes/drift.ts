import { z } from 'zod';
import { buildDrift } from '../../digest/build-drift.ts';
import { driftViewSchema } from '../../domain/views.ts';
import { FAULTS, type ApiApp } from '../api-app.ts';
import type { ApiDeps } from '../api-deps.ts';

export function addDriftRoute(app: ApiApp, { store, profile, now }: ApiDeps): void {
  app.get(
    '/api/drift',
    {
      schema: {
        summary: 'Whether the classifiers said in the last full week what they said in the eight before, per kind of source',
        querystring: z.strictObject({}),
        response: { 200: driftViewSchema, ...FAULTS },
      },
    },
    () => buildDrift(store, profile, now()),
  );
}
