import { z } from 'zod';
import { FAULTS, type ApiApp } from '../api-app.ts';
import type { Names } from '../names.ts';

const catalogueSchema = z.record(z.string(), z.array(z.object({ value: z.string(), name: z.string() })));

export function addCatalogueRoute(app: ApiApp, names: Names): void {
  app.get(
    '/api/catalogue',
    {
      schema: {
        summary: 'Names of all values, one list per filter',
        querystring: z.strictObject({}),
        response: { 200: catalogueSchema, ...FAULTS },
      },
    },
    () => names.catalogue,
  );
}
